"""Find the course of a corridor: along a river, over named lines, over sea, or point to point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import shapely

from quyu_geo.arcs import curve
from quyu_geo.network import CARRIERS
from quyu_geo.sea import sea_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from quyu_geo.crs import Point
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Initiative, Place, Precision
    from quyu_geo.network import Network

#: Kinds that are themselves a line on the ground.
WATERS = ("river", "canal")
LINES = ("railway", "road", "pipeline")
#: Types of corridor that run along a river where one is named, not to it.
ALONG_WATER = ("ecology", "tourism", "industry", "economic", "transport")
#: Types whose plans name every stop of a loop; a ring road is often named for one stretch.
LOOPS = ("tourism",)
#: Types of corridor that no railway or road carries.
OFF_NETWORK = ("tourism", "industry", "ecology", "energy_water")


@dataclass(frozen=True)
class Path:
    """
    One unbroken line.

    Attributes
    ----------
    nodes
        Index into `line` and place id, where the line passes a known place.
    line
        (lon, lat) points in degrees; longitudes run on past 180° where it crosses there.
    """

    nodes: tuple[tuple[int, str], ...]
    line: tuple[Point, ...]


@dataclass(frozen=True)
class Course:
    """The paths of a corridor with their precision class; no path where nothing is known."""

    paths: tuple[Path, ...]
    precision: Precision
    closed: bool = False


@dataclass(frozen=True)
class Ground:
    """What a course is laid over: gazetteer, network, and the shapes of the places concerned."""

    gazetteer: Gazetteer
    network: Network
    shapes: Mapping[str, BaseGeometry]
    whole_words: tuple[str, ...]
    loop_words: tuple[str, ...]


def course(row: Initiative, home: str, ground: Ground) -> Course:
    """
    Lay a corridor.

    Parameters
    ----------
    row
        An initiative of the layer ``corridor``.
    home
        Id of the province whose plan speaks: a river is cut to it, unless the
        initiative names units or concerns the whole basin.
    ground
        Gazetteer, network and shapes.
    """
    look = ground.gazetteer.place
    members = [look(i) for i in row.members]
    follows = [look(i) for i in row.course]
    rivers = {p.id: p for p in (*follows, *members) if p.kind in WATERS and p.id in ground.shapes}
    if rivers and (row.type in ALONG_WATER or len(members) == len(rivers)):
        return _along_water(row, list(rivers.values()), members, home, ground)
    stops = _stops(members, [p for p in follows if p.kind not in (*WATERS, *LINES)], ground)
    if row.type == "shipping" and len(stops) > 1:
        nodes, line = sea_line(stops)
        return Course((Path(nodes, line),), "waypoints")
    if row.type == "air" and len(stops) > 1:
        return Course(tuple(_arc(a, b) for a, b in pairwise(stops)), "endpoints")
    lines = [p for p in follows if p.kind in LINES]
    if len(stops) < 2 or any(p.kind == "pipeline" for p in lines):  # noqa: PLR2004 - a line has two ends
        return _whole_lines(lines, ground)
    return _over_land(row, stops, lines, ground)


def _along_water(
    row: Initiative, rivers: list[Place], members: list[Place], home: str, ground: Ground
) -> Course:
    whole = any(word in row.name for word in ground.whole_words)
    units = [p.id for p in members if p.kind in ("province", "prefecture", "county")]
    clip = [ground.shapes[i] for i in (units or [home]) if i in ground.shapes]
    area = shapely.union_all(clip) if clip and not whole else None
    paths: list[Path] = []
    for river in rivers:
        line = ground.shapes[river.id]
        cut = line.intersection(area) if area is not None else line
        paths += _paths(line if cut.is_empty else cut)
    compiled = any(river.source == "compiled" for river in rivers)
    return Course(tuple(paths), "waypoints" if compiled else "line")


def _paths(shape: BaseGeometry) -> list[Path]:
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    lines = [part for part in shapely.get_parts(merged) if part.geom_type == "LineString"]
    ordered = sorted(lines, key=lambda line: line.coords[0])
    return [Path((), tuple((x, y) for x, y, *_ in line.coords)) for line in ordered]


def _stops(members: list[Place], via: list[Place], ground: Ground) -> list[Place]:
    """Put one reviewed waypoint after the start; take two or more as the whole way."""
    if len(via) > 1:
        return via
    stops = [*members[:1], *(p for p in via if p not in members), *members[1:]]
    return [_ashore(stop, stops, ground) for stop in stops]


def _ashore(stop: Place, stops: list[Place], ground: Ground) -> Place:
    """Move a river that a line starts from or leads to, to where it is nearest to the others."""
    water = ground.shapes.get(stop.id)
    others = [p for p in stops if p.kind not in WATERS]
    if stop.kind not in WATERS or water is None or not others:
        return stop
    next_ = shapely.Point(others[0].lon, others[0].lat)
    bank = shapely.shortest_line(water, next_).coords[0]
    return replace(stop, lon=round(bank[0], 5), lat=round(bank[1], 5))


def _arc(a: Place, b: Place) -> Path:
    line = curve((a.lon, a.lat), (b.lon, b.lat))
    return Path(((0, a.id), (len(line) - 1, b.id)), line)


def _whole_lines(lines: list[Place], ground: Ground) -> Course:
    look = ground.gazetteer.place
    paths = tuple(_straight([look(i) for i in line.members]) for line in lines if line.members)
    return Course(paths, "waypoints" if paths else "host")


def _straight(stops: Sequence[Place]) -> Path:
    nodes = tuple((k, place.id) for k, place in enumerate(stops))
    return Path(nodes, _unwrapped([(place.lon, place.lat) for place in stops]))


def _unwrapped(line: Sequence[Point]) -> tuple[Point, ...]:
    out = [line[0]]
    for lon, lat in line[1:]:
        out.append((lon + 360 * round((out[-1][0] - lon) / 360), lat))
    return tuple(out)


def _over_land(row: Initiative, stops: list[Place], lines: list[Place], ground: Ground) -> Course:
    closed = row.type in LOOPS and any(word in row.name for word in ground.loop_words)
    if closed and len(stops) > 2 and stops[0] != stops[-1]:  # noqa: PLR2004 - two make no loop
        stops = [*stops, stops[0]]
    reached = [stops[0]]
    known = len(stops) > 2  # noqa: PLR2004 - the plan itself names what lies between
    for a, b in pairwise(stops):
        way = None if row.type in OFF_NETWORK and not lines else _way(row, a, b, lines, ground)
        known = known or way is not None
        reached += [ground.gazetteer.place(i) for i in way or ()]
        reached.append(b)
    path = _straight([p for k, p in enumerate(reached) if k == 0 or p.id != reached[k - 1].id])
    return Course((path,), "waypoints" if known else "endpoints", closed)


def _way(
    row: Initiative, a: Place, b: Place, lines: list[Place], ground: Ground
) -> list[str] | None:
    """Give the nodes strictly between two stops; none at all where no known line joins them."""
    start, end = ground.network.node(a), ground.network.node(b)
    if start is None or end is None or start == end:
        return None
    carriers = CARRIERS.get(row.type, ("railway", "road"))
    way = ground.network.way(start, end, carriers, [line.id for line in lines])
    if way is None:
        return None
    same = {p.id for p in (a, b)}
    points = {(p.lon, p.lat) for p in (a, b)}
    return [n for n in way if n not in same and ground.network.points[n] not in points]
