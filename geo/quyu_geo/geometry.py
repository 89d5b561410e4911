"""Give every initiative its geometry with a precision class: where words meet shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from quyu_geo.antimeridian import split
from quyu_geo.arcs import Arc, curve, joins
from quyu_geo.courses import Ground, Path, course
from quyu_geo.crs import buffer_km
from quyu_geo.shapes import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from quyu_geo.crs import Point
    from quyu_geo.model import Initiative, Place, Precision

#: Kinds whose own point says where a zone is; others only say in which unit.
POINTS = (
    *("lake", "mountain", "plain", "sea", "island", "port", "border_crossing", "airport"),
    *("station", "site", "zone", "settlement"),
)
#: Radius in kilometres of the area drawn for a member of a region that has no polygon.
TOWN_KM = 6.0
RIVER_KM = 15.0


@dataclass(frozen=True)
class Drawing:
    """
    The geometry of one initiative and what a map needs to draw it well.

    Attributes
    ----------
    geometry
        EPSG:4326, split at the antimeridian as RFC 7946 asks.
    precision
        How good the geometry is.
    arcs
        For a link: the pairs of place ids that its arcs join.
    paths
        For a corridor: its lines with the places that they pass.
    closed
        Whether a corridor returns to its start.
    at
        For a zone: its (lon, lat) points, one a host unless the site is known.
    """

    geometry: BaseGeometry
    precision: Precision
    arcs: tuple[Arc, ...] = ()
    paths: tuple[Path, ...] = ()
    closed: bool = False
    at: tuple[Point, ...] = ()


def draw(row: Initiative, home: str, ground: Ground) -> Drawing:
    """
    Draw one initiative.

    Parameters
    ----------
    row
        The initiative.
    home
        Id of the province whose plan speaks.
    ground
        Gazetteer, network, and the shapes of all places that the initiative names.

    Raises
    ------
    UnknownPlaceError
        If the initiative names a place that the gazetteer lacks.
    """
    return _BY_LAYER[row.layer](row, home, ground)


def _link(row: Initiative, home: str, ground: Ground) -> Drawing:
    parties = [*row.members, *row.partners]
    points = {i: _point(ground.gazetteer.place(i), home, ground) for i in parties}
    arcs = joins(parties, points, home, directed=row.directed)
    if not arcs:
        return _at_hosts(row, home, ground)
    lines = [shapely.LineString(curve(points[a], points[b])) for a, b in arcs]
    return Drawing(split(lines), "endpoints", arcs=arcs)


def _corridor(row: Initiative, home: str, ground: Ground) -> Drawing:
    laid = course(row, home, ground)
    lines = [shapely.LineString(path.line) for path in laid.paths if len(path.line) > 1]
    if not lines:
        return _at_hosts(row, home, ground)
    return Drawing(split(lines), laid.precision, paths=laid.paths, closed=laid.closed)


def _zone(row: Initiative, home: str, ground: Ground) -> Drawing:
    return _at_hosts(row, home, ground)


def _at_hosts(row: Initiative, home: str, ground: Ground) -> Drawing:
    look = ground.gazetteer.place
    places = [look(row.site)] if row.site else [look(i) for i in row.members]
    at = tuple(_point(place, home, ground) for place in places)
    known = all(place.kind in POINTS for place in places)
    single = len(at) == 1
    geometry = shapely.Point(at[0]) if single else shapely.MultiPoint(at)
    return Drawing(geometry, "site" if known else "host", at=at)


def _region(row: Initiative, home: str, ground: Ground) -> Drawing:
    named = (ground.gazetteer.place(i) for i in row.members)
    members = _outermost(parts(named, ground.gazetteer))
    areas, known = [], True
    for member in members:
        shape = ground.shapes.get(member.id)
        if shape is None or shape.area == 0:
            known = False
            shape = _around(member, home, ground)
        areas.append(shape)
    area = _dissolved(areas, one_coverage=known and all(p.adcode for p in members))
    polygons = [p for p in shapely.get_parts(area) if p.geom_type == "Polygon"]
    return Drawing(_polygons(polygons), "boundary" if known else "host")


def _outermost(members: list[Place]) -> list[Place]:
    """Leave out units that lie in another member."""
    stems = {p.adcode: p.adcode.removesuffix("00").removesuffix("00") for p in members if p.adcode}
    return [
        p
        for p in members
        if not any(p.adcode != code and p.adcode.startswith(stem) for code, stem in stems.items())
    ]


def _dissolved(areas: list[BaseGeometry], *, one_coverage: bool) -> BaseGeometry:
    """Dissolve polygons; those of one coverage share their edges, which is far quicker."""
    if one_coverage:
        area: BaseGeometry = shapely.coverage_union_all(areas)
        if area.is_valid:
            return area
    return shapely.make_valid(shapely.union_all(areas, grid_size=1e-5))


def _polygons(polygons: list[shapely.Polygon]) -> BaseGeometry:
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _around(member: Place, home: str, ground: Ground) -> BaseGeometry:
    course = ground.shapes.get(member.id)
    if course is None:
        return buffer_km(shapely.Point(member.lon, member.lat), TOWN_KM)
    own = ground.shapes.get(home)
    near = course.intersection(own) if own is not None else course
    return buffer_km(course if near.is_empty else near, RIVER_KM)


def _point(place: Place, home: str, ground: Ground) -> Point:
    """Give the place's point; for a river the middle of its longest stretch at home."""
    line, own = ground.shapes.get(place.id), ground.shapes.get(home)
    if place.kind in ("river", "canal") and line is not None and own is not None:
        pieces = [p for p in shapely.get_parts(line.intersection(own)) if p.length > 0]
        if pieces:
            middle = max(pieces, key=lambda p: p.length).interpolate(0.5, normalized=True)
            return round(middle.x, 5), round(middle.y, 5)
    return place.lon, place.lat


_BY_LAYER: dict[str, Callable[[Initiative, str, Ground], Drawing]] = {
    "link": _link,
    "corridor": _corridor,
    "zone": _zone,
    "region": _region,
}
