"""Compile the rivers and lakes: named courses from a reviewed table, the rest as backdrop."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
from shapely import box, get_parts, set_precision, union_all
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from quyu_build.courses import Spot, distance, longest, network, through
from quyu_build.layers import write_layer
from quyu_build.shorelines import Box, Stretch, lake_shores, natural_earth, wdbii
from quyu_build.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Part of the world that gets a backdrop (west, south, east, north).
WINDOW: Box = (60, -5, 155, 62)
#: Around China with its neighbours' border rivers: full detail inside, thinned outside.
CHINA: Box = (73, 15, 136, 54)
#: Tolerances in degrees: about 200 m for what has a name, 2 km for the backdrop abroad.
FINE, COARSE = 0.002, 0.02
#: Parts of a course whose ends are farther apart than this (degrees) are an error.
JOIN = 0.4
#: Decimals of stored coordinates are cut to this grid, about ten metres.
GRID = 0.0001
#: Least area of a lake without a name, in square degrees (roughly 20 and 300 km²).
SMALL, LARGE = 0.002, 0.03

Row = dict[str, str]
#: Id, name, rank, geometry.
Water = tuple[str, str, int, BaseGeometry]


def build(tables: Path, out: Path) -> None:
    """Write ``boundaries/rivers.fgb`` and ``boundaries/lakes.fgb``."""
    names = {row["id"]: row["name"] for row in read_table(tables / "nature.tsv")}
    write_layer(out / "boundaries" / "rivers.fgb", rivers(tables, names))
    write_layer(out / "boundaries" / "lakes.fgb", lakes(tables, names))


def rivers(tables: Path, names: dict[str, str]) -> gpd.GeoDataFrame:
    """
    Put together every river of the table and the unnamed ones of Natural Earth.

    Parameters
    ----------
    tables
        Folder with ``rivers.tsv``: id, part, rank, source, lines (``rivernum``), via.
    names
        Chinese name by id.

    Returns
    -------
    rivers
        id (empty for backdrop), name, rank 1 (large) to 4, line in EPSG:4326.
    """
    parts = read_table(tables / "rivers.tsv")
    stretches = natural_earth()
    found: list[Water] = [
        (key, names[key], int(group[0]["rank"]), _course(group, stretches))
        for key, group in ((key, list(rows)) for key, rows in groupby(parts, lambda r: r["id"]))
    ]
    used = {int(number) for row in parts for number in row["lines"].split("|") if number}
    return _layer([*found, *_backdrop(stretches, used)])


def lakes(tables: Path, names: dict[str, str]) -> gpd.GeoDataFrame:
    """
    Name the lakes of GSHHG by a point in each; large ones without a name stay as backdrop.

    Parameters
    ----------
    tables
        Folder with ``lakes.tsv``: id, the points ``lon lat`` that each lie in a polygon,
        and the box that parts the lake from a river in the same polygon (or empty).
    names
        Chinese name by id.

    Returns
    -------
    lakes
        id (empty for backdrop), name, polygons in EPSG:4326.
    """
    shores: list[BaseGeometry] = [*lake_shores(WINDOW)]
    found: list[Water] = []
    taken: set[int] = set()
    for row in read_table(tables / "lakes.tsv"):
        chosen = [_nearest(shores, row["id"], spot) for spot in _spots(row["points"])]
        shape = union_all([shores[index] for index in chosen])
        if row["clip"]:
            west, south, east, north = map(float, row["clip"].split(" "))
            frame = box(west, south, east, north)
            shores[chosen[0]] = shores[chosen[0]].difference(frame)
            shape = shape.intersection(frame)
        else:
            taken.update(chosen)
        found.append((row["id"], names[row["id"]], 0, _thin_area(shape, FINE / 2)))
    rest = [shore for index, shore in enumerate(shores) if index not in taken]
    return _layer([*found, *_other_lakes(rest)]).drop(columns="rank")


def _course(parts: list[Row], stretches: list[Stretch]) -> LineString:
    """Join the parts of one river, turned so that each begins near the end of the last."""
    course: list[Spot] = []
    for row in parts:
        try:
            piece = _piece(row, stretches)
        except ValueError as error:
            raise ValueError(f"{row['id']} part {row['part']}: {error}") from error
        if course and distance(course[-1], piece[0]) > JOIN:
            raise ValueError(f"{row['id']} part {row['part']}: far from the part before")
        course += piece[1:] if course and course[-1] == piece[0] else piece
    thin = LineString(course).simplify(FINE)
    return LineString(set_precision(thin, GRID, mode="pointwise").coords)


def _piece(row: Row, stretches: list[Stretch]) -> list[Spot]:
    via = _spots(row["via"])
    if row["source"] == "compiled":
        return via
    if row["source"] == "wdbii":
        return through(network(wdbii(_around(via))), via)
    numbers = {int(number) for number in row["lines"].split("|")}
    graph = network(stretch.line for stretch in stretches if stretch.number in numbers)
    return through(graph, via) if via else longest(graph)


def _backdrop(stretches: Iterable[Stretch], used: set[int]) -> Iterable[Water]:
    """Cut the rivers that have no row of their own to the window; thin them abroad."""
    frame = box(*WINDOW)
    for stretch in sorted(stretches, key=lambda item: (item.number, item.line.wkb)):
        if stretch.number in used or not stretch.line.intersects(frame):
            continue
        near = stretch.line.intersects(box(*CHINA))
        line = stretch.line.intersection(frame).simplify(FINE if near else COARSE)
        rank = min(4, max(2, (stretch.scalerank + 1) // 2))
        for part in get_parts(set_precision(line, GRID, mode="pointwise")):
            if part.length:
                yield "", "", rank, part


def _other_lakes(shores: Iterable[BaseGeometry]) -> Iterable[Water]:
    """Thin the lakes that have no name; small ones are left out."""
    for shore in shores:
        near = shore.intersects(box(*CHINA))
        if shore.area >= (SMALL if near else LARGE):
            shape = _thin_area(shore, FINE * 2 if near else COARSE)
            if not shape.is_empty:
                yield "", "", 0, shape


def _thin_area(shape: BaseGeometry, tolerance: float) -> BaseGeometry:
    thin = set_precision(shape.simplify(tolerance), GRID)
    parts = [part for part in get_parts(thin) if isinstance(part, Polygon)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _nearest(shores: list[BaseGeometry], key: str, spot: Spot) -> int:
    """Find the lake at a point, or within two kilometres of it."""
    gaps = [shore.distance(Point(spot)) for shore in shores]
    index = min(range(len(gaps)), key=gaps.__getitem__)
    if gaps[index] > COARSE:
        raise ValueError(f"{key}: no lake at {spot}")
    return index


def _around(via: list[Spot]) -> Box:
    lons, lats = zip(*via, strict=True)
    return min(lons) - 0.5, min(lats) - 0.5, max(lons) + 0.5, max(lats) + 0.5


def _spots(cell: str) -> list[Spot]:
    """Read points written ``lon lat|lon lat``."""
    pairs = [point.split(" ") for point in cell.split("|") if point]
    return [(float(lon), float(lat)) for lon, lat in pairs]


def _layer(rows: list[Water]) -> gpd.GeoDataFrame:
    frame = pd.DataFrame([row[:3] for row in rows], columns=["id", "name", "rank"])
    return gpd.GeoDataFrame(frame, geometry=[row[3] for row in rows], crs="EPSG:4326")
