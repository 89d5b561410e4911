"""Find the course of a river in a heap of unordered lines: a shortest path between points."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping
from itertools import pairwise

from shapely import STRtree
from shapely.geometry import LineString, Point

Spot = tuple[float, float]
Network = Mapping[Spot, Mapping[Spot, float]]

#: Decimals to which vertices are rounded so that lines that meet share a vertex.
DECIMALS = 4
#: Ends closer than this (degrees, about 5 km) to another line are joined to it: the
#: datasets break courses at tile edges, at lakes and at mouths.
REACH = 0.05
#: A given point must have a vertex within this (degrees, about 10 km).
SNAP = 0.1


def network(lines: Iterable[LineString]) -> Network:
    """
    Build a graph whose nodes are the vertices of the lines.

    Parameters
    ----------
    lines
        In degrees, (lon, lat).

    Returns
    -------
    network
        Node to neighbour to length; lengths are in degrees of latitude. Ends that stop
        short of another line are joined to its nearest vertex at three times the length,
        so that a true join is preferred.
    """
    courses = [[_spot(point) for point in line.coords] for line in lines]
    graph: dict[Spot, dict[Spot, float]] = {}
    for course in courses:
        for here, there in pairwise(course):
            _connect(graph, here, there, 1)
    tree = STRtree([LineString(course) for course in courses])
    for index, course in enumerate(courses):
        for end in (course[0], course[-1]):
            for other in sorted(tree.query(Point(end).buffer(REACH)).tolist()):
                near = nearest(courses[other], end)
                if other != index and distance(near, end) <= REACH:
                    _connect(graph, end, near, 3)
    return graph


def through(graph: Network, via: list[Spot]) -> list[Spot]:
    """
    Follow the network from point to point.

    Parameters
    ----------
    graph
        From `network`.
    via
        At least two points (lon, lat) on or near the course, in order.

    Returns
    -------
    course
        Vertices from the one nearest to the first point to the one nearest to the last.

    Raises
    ------
    ValueError
        If a point is too far from every vertex, or no path leads to the next one.
    """
    stops = [_stop(graph, point) for point in via]
    course = stops[:1]
    for here, there in pairwise(stops):
        if here != there:
            course += path(graph, here, there)[1:]
    return course


def longest(graph: Network) -> list[Spot]:
    """
    Give the longest course of a network without loops: the main stem from end to end.

    It is found by walking to the farthest vertex twice, and runs from north and west of
    the two ends to the other so that the result does not depend on the file's order.
    """
    start = _farthest(graph, min(graph))
    end = _farthest(graph, start)
    return path(graph, *sorted((start, end)))


def path(graph: Network, start: Spot, end: Spot) -> list[Spot]:
    """Give the shortest path between two nodes; ValueError where there is none."""
    came = _walk(graph, start, end)[1]
    if end not in came:
        raise ValueError(f"no line leads from {start} to {end}")
    course = [end]
    while course[-1] != start:
        course.append(came[course[-1]])
    return course[::-1]


def distance(here: Spot, there: Spot) -> float:
    """Measure in degrees of latitude, with meridians drawn together by the mean latitude."""
    shrink = math.cos(math.radians((here[1] + there[1]) / 2))
    return math.hypot((here[0] - there[0]) * shrink, here[1] - there[1])


def _farthest(graph: Network, start: Spot) -> Spot:
    lengths, _ = _walk(graph, start, None)
    return max(lengths, key=lambda spot: (lengths[spot], spot))


def _walk(
    graph: Network, start: Spot, end: Spot | None
) -> tuple[dict[Spot, float], dict[Spot, Spot]]:
    """Dijkstra's walk: the length to each node reached, and the node it was reached from."""
    lengths: dict[Spot, float] = {}
    came: dict[Spot, Spot] = {}
    queue = [(0.0, start, start)]
    while queue:
        length, spot, origin = heapq.heappop(queue)
        if spot in lengths:
            continue
        lengths[spot], came[spot] = length, origin
        if spot == end:
            break
        for neighbour, step in graph[spot].items():
            if neighbour not in lengths:
                heapq.heappush(queue, (length + step, neighbour, spot))
    return lengths, came


def nearest(spots: Iterable[Spot], point: Spot) -> Spot:
    """Give the spot nearest to a point; of equals the first by coordinates."""
    return min(spots, key=lambda spot: (distance(spot, point), spot))


def _stop(graph: Network, point: Spot) -> Spot:
    near = nearest(graph, point)
    if distance(near, point) > SNAP:
        raise ValueError(f"no line within {SNAP} degrees of {point}")
    return near


def _connect(graph: dict[Spot, dict[Spot, float]], here: Spot, there: Spot, weight: float) -> None:
    """Join two nodes both ways unless a shorter join is there."""
    length = distance(here, there) * weight
    if here != there and length < graph.get(here, {}).get(there, math.inf):
        graph.setdefault(here, {})[there] = length
        graph.setdefault(there, {})[here] = length


def _spot(point: tuple[float, ...]) -> Spot:
    return round(point[0], DECIMALS), round(point[1], DECIMALS)
