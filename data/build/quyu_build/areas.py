"""Compile the outlines of plains and mountains that plans treat as regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

from quyu_build.layers import write_layer
from quyu_build.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path


def build(tables: Path, out: Path) -> None:
    """Write ``boundaries/areas.fgb``: id, name and a rough outline (about 10 km) each."""
    names = {row["id"]: row["name"] for row in read_table(tables / "nature.tsv")}
    outlines = gpd.read_file(tables / "areas.geojson", engine="pyogrio")
    layer = gpd.GeoDataFrame(
        {"id": outlines["id"], "name": [names[key] for key in outlines["id"]]},
        geometry=outlines.geometry,
        crs="EPSG:4326",
    )
    write_layer(out / "boundaries" / "areas.fgb", layer)
