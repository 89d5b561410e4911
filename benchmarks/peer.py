"""The peer: the same features on a map of plain Folium, with Leaflet inlined to be fair."""

from __future__ import annotations

import json
import sys
from importlib.metadata import distribution
from pathlib import Path

import folium
from branca.element import Element, Figure

LEAFLET = "xstatic/pkg/leaflet/data"
FIELDS = ("name", "type", "status", "plan_title")
#: Marks the moment at which the first frame with everything on it has been painted.
MARK = "requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('quyu-drawn')));"


def page(geojson: str) -> str:
    """
    Draw features with one Folium layer each for links, corridors, zones and regions.

    Parameters
    ----------
    geojson
        As `quyu export` gives it.
    """
    features = json.loads(geojson)["features"]
    figure = Figure()
    chart = folium.Map(location=(43.5, 126.0), zoom_start=6, tiles=None)
    chart.default_js = chart.default_css = []
    chart.add_to(figure)
    figure.header.add_child(Element(_leaflet()))
    for layer in ("region", "corridor", "link", "zone"):
        own = [row for row in features if row["properties"]["layer"] == layer]
        if own:
            folium.GeoJson(
                {"type": "FeatureCollection", "features": own},
                name=layer,
                marker=folium.CircleMarker(radius=4),
                tooltip=folium.GeoJsonTooltip(["name"]),
                popup=folium.GeoJsonPopup(list(FIELDS)),
            ).add_to(chart)
    folium.LayerControl().add_to(chart)
    text: str = figure.render()
    return text.replace("</html>", f"<script>{MARK}</script></html>")


def _leaflet() -> str:
    package = distribution("XStatic-Leaflet")
    script, style = (
        Path(str(package.locate_file(f"{LEAFLET}/leaflet.{suffix}"))).read_text(encoding="utf-8")
        for suffix in ("js", "css")
    )
    return f"<style>{style}</style><script>{script}</script>"


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(page(source.read_text(encoding="utf-8")), encoding="utf-8")
