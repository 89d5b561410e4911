"""Find the point of each unit: its seat where known, else the middle of its shape."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely
from pypinyin import lazy_pinyin

from quyu_build.geonames import Town, letters
from quyu_build.names import stem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

#: A county's largest place of at least this many people is taken for its seat.
SEAT_POPULATION = 15000


@dataclass(frozen=True, slots=True)
class Seat:
    """A point in degrees (lon, lat, EPSG:4326) with its precision and basis."""

    lon: float
    lat: float
    precision: str
    note: str


def towns_inside(
    shapes: Mapping[str, BaseGeometry], towns: Sequence[Town]
) -> dict[str, list[Town]]:
    """Sort the towns into the shapes that hold them."""
    codes = list(shapes)
    tree = shapely.STRtree([shapely.Point(town.lon, town.lat) for town in towns])
    inside: dict[str, list[Town]] = defaultdict(list)
    for shape, town in sorted(tree.query(list(shapes.values()), predicate="contains").T.tolist()):
        inside[codes[shape]].append(towns[town])
    return inside


def find_seat(name: str, shape: BaseGeometry, inside: Sequence[Town]) -> Seat:
    """
    Find the seat of a unit among the towns within its shape.

    Parameters
    ----------
    name
        Official name.
    shape
        Of the unit, EPSG:4326.
    inside
        Towns that lie in it.

    Returns
    -------
    seat
        By the first rule that finds any, the most populous: a town with the unit's full
        name, with its stem, with either in pinyin; for counties and banners the largest
        place. Else the centre of the largest circle that fits into the shape.
    """
    root = stem(name)
    spelt = {letters("".join(lazy_pinyin(form))) for form in (name, root)}
    rules = (
        [town for town in inside if name in town.han],
        [town for town in inside if {root, root + "镇", root + "街道"} & town.han],
        [town for town in inside if letters(town.name) in spelt or spelt & town.latin],
        [town for town in inside if town.population >= SEAT_POPULATION and name[-1] in "县旗市"],
    )
    for found in rules:
        if found:
            best = max(found, key=lambda town: (town.population, -town.lat, -town.lon))
            return Seat(best.lon, best.lat, "seat", f"GeoNames: {best.name}")
    return middle(shape)


def middle(shape: BaseGeometry) -> Seat:
    """Give the centre of the largest circle inside the largest part of a shape."""
    parts = shapely.get_parts(shape)
    largest = max(parts, key=shapely.area)
    point = shapely.maximum_inscribed_circle(largest, tolerance=0.002).coords[0]
    return Seat(float(point[0]), float(point[1]), "centre", "")
