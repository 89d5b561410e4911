"""Read from the style table how each type is drawn, in terms that QGIS, SLD and KML share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quyu_geo.vocabulary import Vocabulary
from quyu_maps.style import bundled_style

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Stroke:
    """
    One line of a symbol.

    Attributes
    ----------
    color
        ``#RRGGBB``.
    width
        CSS pixels.
    opacity
        0 to 1.
    dash
        Lengths of dashes and gaps in pixels; empty for a solid line.
    """

    color: str
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Symbol:
    """
    How a type is drawn.

    Attributes
    ----------
    title
        Chinese name of the type.
    color
        Its colour, ``#RRGGBB``.
    strokes
        Lines one over the other, the lowest first; of an area its outline.
    fill
        Opacity of the area, 0 to 1.
    shape
        Of a point: a key of ``zone_shapes``; empty for lines and areas.
    size
        Of a point, in CSS pixels.
    arrow
        Of a line that runs from giver to receiver: length of its head in CSS pixels, else 0.
    """

    title: str
    color: str
    strokes: tuple[Stroke, ...] = ()
    fill: float = 0.0
    shape: str = ""
    size: float = 0.0
    arrow: float = 0.0


def symbols(kind: str, geometry: str) -> dict[str, Symbol]:
    """
    Give the symbol of each type of a layer, in the order of the vocabulary.

    Parameters
    ----------
    kind
        ``link``, ``corridor``, ``zone`` or ``region``.
    geometry
        ``MultiPoint``, ``MultiLineString`` or ``MultiPolygon``: links and corridors of which
        only points are known are drawn as circles.
    """
    style = bundled_style()
    make = {"MultiPoint": _point, "MultiLineString": _line, "MultiPolygon": _area}[geometry]
    return {
        key: make(names["zh"], style["types"][f"{kind}/{key}"], style)
        for key, names in Vocabulary.bundled().types[kind].items()
    }


def _line(title: str, row: Mapping[str, Any], _style: Mapping[str, Any]) -> Symbol:
    strokes = tuple(_stroke(stroke) for stroke in row.get("strokes", (row,)))
    return Symbol(title, row["color"], strokes, arrow=float(row.get("arrow", 0)))


def _point(title: str, row: Mapping[str, Any], style: Mapping[str, Any]) -> Symbol:
    zones = style["zones"]
    rim = Stroke(zones["rim"]["color"], zones["rim"]["width"])
    return Symbol(title, row["color"], (rim,), 1.0, row.get("shape", "circle"), zones["size"])


def _area(title: str, row: Mapping[str, Any], style: Mapping[str, Any]) -> Symbol:
    regions = style["regions"]
    plate = row["form"] == "plate"
    outline = _stroke({**regions["line"], "color": row["color"]})
    opacity = regions["plate"]["opacity"] if plate else regions["band"]["opacity"]
    return Symbol(title, row["color"], (outline,), opacity)


def _stroke(row: Mapping[str, Any]) -> Stroke:
    dash = tuple(float(part) for part in str(row.get("dash", "")).split())
    return Stroke(row["color"], float(row["width"]), float(row.get("opacity", 1)), dash)
