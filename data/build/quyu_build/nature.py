"""Compile the gazetteer of rivers, lakes, mountains, plains, seas and islands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import line_interpolate_point, line_locate_point
from shapely.geometry import LineString, Point

from quyu_build.layers import read_layer
from quyu_build.tables import degrees, read_table, write_table

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

#: What the sources of a course or a shore are called in ``sources.toml``, best first.
RANKED = ("natural-earth", "wdbii", "compiled")
#: A reviewed point farther than this (degrees) from its river or lake is an error.
NEAR = 0.25

#: Basis of a row whose geometry comes from a dataset, or that says none of its own.
COURSES = {
    "natural-earth": "point on the course of Natural Earth",
    "wdbii": "point on the course of WDBII, identified by the towns it passes",
    "compiled": "reviewed waypoints",
    "gshhg": "point in the shore of GSHHG",
}


def build(tables: Path, out: Path) -> None:
    """Write ``gazetteer/nature.tsv``; reads the rivers and lakes of the step before."""
    waters = _shapes(out, "rivers") | _shapes(out, "lakes")
    basis = river_sources(tables) | {
        row["id"]: ("gshhg", COURSES["gshhg"]) for row in read_table(tables / "lakes.tsv")
    }
    rows = [_row(row, waters, basis) for row in read_table(tables / "nature.tsv")]
    write_table(out / "gazetteer" / "nature.tsv", rows)


def _shapes(out: Path, name: str) -> dict[str, BaseGeometry]:
    layer = read_layer(out / "boundaries" / f"{name}.fgb")
    return dict(zip(layer["id"], layer.geometry, strict=True))


def river_sources(tables: Path) -> dict[str, tuple[str, str]]:
    """Give the source and the basis of each course; of several, the better dataset counts."""
    found: dict[str, tuple[str, str]] = {}
    remarks: dict[str, list[str]] = {}
    for row in read_table(tables / "rivers.tsv"):
        key, source = row["id"], row["source"]
        best = min(source, found.get(key, (source, ""))[0], key=RANKED.index)
        if row["basis"]:
            remarks.setdefault(key, []).append(row["basis"])
        words = [COURSES[best], *remarks.get(key, [])]
        found[key] = (best, "; ".join(words))
    return found


def _row(
    row: dict[str, str], waters: dict[str, BaseGeometry], bases: dict[str, tuple[str, str]]
) -> dict[str, str]:
    """Fill in what follows from the id and the geometry."""
    source, basis = bases.get(row["id"], ("compiled", ""))
    point = Point(float(row["lon"]), float(row["lat"]))
    if row["id"] in waters:
        point = _moved(row["id"], waters[row["id"]], point)
    return row | {
        "kind": row["id"].split("-")[0],
        "short": row["name"],
        "lon": degrees(point.x),
        "lat": degrees(point.y),
        "source": source,
        "note": "; ".join(words for words in (row["note"], basis) if words),
    }


def _moved(key: str, water: BaseGeometry, point: Point) -> Point:
    """Give the point of the river nearest to a point; of a lake, a point inside."""
    if water.distance(point) > NEAR:
        raise ValueError(f"{key}: the point {point.wkt} is far from the water")
    if isinstance(water, LineString):
        return line_interpolate_point(water, line_locate_point(water, point))
    return point if water.contains(point) else water.representative_point()
