"""Draw the arcs of cooperation links: which parties they join, and the curve between two."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx

from quyu_geo.crs import Point, distance_km

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: Height of an arc over its chord, as a share of the chord.
BULGE = 0.16
#: Straight pieces an arc is written with.
PIECES = 24

Arc = tuple[str, str]


def joins(
    parties: Sequence[str], points: Mapping[str, Point], hub: str, *, directed: bool
) -> tuple[Arc, ...]:
    """
    Choose the pairs of parties between which a link is drawn.

    A directed link goes from its giver to each receiver. Others form a star round `hub`
    where it is a party, else the minimum spanning tree by distance, which keeps a group of
    cities readable.

    Parameters
    ----------
    parties
        Place ids; doubled ones count once.
    points
        (lon, lat) by place id.
    hub
        Place id of the unit whose plan speaks.
    directed
        Whether the first party gives and the others receive.
    """
    unique = list(dict.fromkeys(parties))
    if directed:
        return tuple((unique[0], other) for other in unique[1:])
    if hub in unique:
        return tuple((hub, other) for other in unique if other != hub)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(unique)
    for k, a in enumerate(unique):
        for b in unique[k + 1 :]:
            graph.add_edge(a, b, weight=distance_km(points[a], points[b]))
    tree = nx.minimum_spanning_edges(graph, data=False)
    return tuple(sorted(_in_order(edge, unique) for edge in tree))


def _in_order(edge: Arc, order: Sequence[str]) -> Arc:
    a, b = edge
    return (a, b) if order.index(a) <= order.index(b) else (b, a)


def curve(start: Point, end: Point) -> tuple[Point, ...]:
    """
    Draw a quadratic curve between two (lon, lat) points, bulging to its left.

    The curve is a parabola in Mercator's plane, as the sheets show it; its longitudes run
    on past 180° where the shorter way crosses the antimeridian.
    """
    east = end[0] + 360 * round((start[0] - end[0]) / 360)
    x0, y0, x1, y1 = start[0], _mercator(start[1]), east, _mercator(end[1])
    xc = (x0 + x1) / 2 - (y1 - y0) * BULGE * 2
    yc = (y0 + y1) / 2 + (x1 - x0) * BULGE * 2
    line = []
    for step in range(PIECES + 1):
        t = step / PIECES
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        line.append((a * x0 + b * xc + c * x1, _latitude(a * y0 + b * yc + c * y1)))
    return tuple(line)


def _mercator(lat: float) -> float:
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(y))))
