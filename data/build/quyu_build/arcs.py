"""Cut a coverage of counties into border arcs, each drawn once, and rank them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Point

from quyu_build.coverage import CRS, prefecture_of

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Where the land frontier meets the sea, in degrees (lon, lat): the mouths of the 鸭绿江
#: (Yalu) and of the 北仑河 (Beilun). Between them, counter-clockwise, all is land frontier.
YALU_MOUTH = (124.145, 39.83)
BEILUN_MOUTH = (108.055, 21.535)

#: Islands whose shores are nearer than this many degrees to the land frontier lie in the
#: border rivers.
RIVER_ISLAND = 0.05

Corner = tuple[float, float]
Edge = tuple[Corner, Corner]


def border_arcs(table: gpd.GeoDataFrame, prefectures: frozenset[str]) -> gpd.GeoDataFrame:
    """
    Give every border once.

    Parameters
    ----------
    table
        Counties, a valid coverage with counter-clockwise shells: id, geometry.
    prefectures
        Codes of the prefecture level.

    Returns
    -------
    arcs
        Columns rank (``national`` land frontier, ``coast``, ``province``, ``prefecture``,
        ``county``), left and right (county ids; right is empty outside), and lines that
        have `left` to their left. Sorted by rank, left and right.
    """
    owners = _owners(table)
    frontier = _frontier(table)
    groups: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for (start, end), left in owners.items():
        right = owners.get((end, start), "")
        if right and right < left:
            continue  # the other county draws it
        rank = _rank(left, right, prefectures)
        if not right and (start, end) in frontier:
            rank = "national"
        groups[rank, left, right].append((start, end))
    keys = sorted(groups)
    lines = [
        shapely.line_merge(shapely.MultiLineString(groups[key]), directed=True) for key in keys
    ]
    columns = {
        name: [key[place] for key in keys] for place, name in enumerate(("rank", "left", "right"))
    }
    return gpd.GeoDataFrame(columns, geometry=lines, crs=CRS)


def _owners(table: gpd.GeoDataFrame) -> dict[Edge, str]:
    """Tell for each directed edge which county lies to its left."""
    owners: dict[Edge, str] = {}
    for code, shape in zip(table["id"], table.geometry, strict=True):
        for ring in shapely.get_rings(shapely.get_parts(shape)):
            owners.update(dict.fromkeys(_edges(ring), code))
    return owners


def _edges(ring: shapely.LinearRing) -> Iterable[Edge]:
    corners = [(x, y) for x, y in shapely.get_coordinates(ring).tolist()]
    return pairwise(corners)


def _rank(left: str, right: str, prefectures: frozenset[str]) -> str:
    """Name the highest level at which two neighbours differ."""
    if not right:
        return "coast"
    if left[:2] != right[:2]:
        return "province"
    if prefecture_of(left, prefectures) != prefecture_of(right, prefectures):
        return "prefecture"
    return "county"


def _frontier(table: gpd.GeoDataFrame) -> frozenset[Edge]:
    """Find the edges of the land frontier among the outer edges of the country."""
    country = shapely.get_parts(shapely.coverage_union_all(table.geometry.to_numpy()))
    country = country[np.argsort(-shapely.area(country))]
    shells = shapely.get_exterior_ring(shapely.orient_polygons(country))
    mainland = list(_edges(shells[0]))
    starts = np.array([edge[0] for edge in mainland])
    first, last = (_nearest(starts, mouth) for mouth in (YALU_MOUTH, BEILUN_MOUTH))
    length = (last - first) % len(mainland)
    land = [mainland[(first + step) % len(mainland)] for step in range(length)]
    line = shapely.LineString([edge[0] for edge in land])
    shapely.prepare(line)
    islands = [shell for shell in shells[1:] if shapely.dwithin(line, shell, RIVER_ISLAND)]
    inland = [shell for shell in islands if not _at_sea(shell)]
    return frozenset(land).union(*(frozenset(_edges(shell)) for shell in inland))


def _nearest(points: np.ndarray, target: Corner) -> int:
    return int(np.argmin(((points - np.array(target)) ** 2).sum(axis=1)))


def _at_sea(shell: shapely.LinearRing) -> bool:
    """Tell whether an island lies off one of the two river mouths rather than up the river."""
    return any(
        shapely.distance(shell, Point(mouth)) < RIVER_ISLAND for mouth in (YALU_MOUTH, BEILUN_MOUTH)
    )
