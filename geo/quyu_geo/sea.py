"""Lay shipping lines over water, along the sea lanes that ships take."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quyu_geo.arcs import curve
from quyu_geo.crs import distance_km, length_km
from quyu_geo.lanes import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.crs import Point
    from quyu_geo.model import Place

#: Shorter hops are drawn straight: the last stretch from a town to its port.
SHORT_KM = 120.0
#: A way by sea that is longer than this many times the direct one is not what is meant.
DETOUR = 3.0


def sea_line(calls: Sequence[Place]) -> tuple[tuple[tuple[int, str], ...], tuple[Point, ...]]:
    """
    Join ports of call in order.

    Returns
    -------
    nodes
        Index into the line and place id of each call.
    line
        (lon, lat) points; longitudes run on past 180°.
    """
    line: list[Point] = [(calls[0].lon, calls[0].lat)]
    nodes = [(0, calls[0].id)]
    for a, b in pairwise(calls):
        hop = _hop(a, b)
        shift = 360 * round((line[-1][0] - hop[0][0]) / 360)
        line += [(lon + shift, lat) for lon, lat in hop[1:]]
        nodes.append((len(line) - 1, b.id))
    return tuple(nodes), tuple(line)


def _hop(a: Place, b: Place) -> list[Point]:
    start, end = (a.lon, a.lat), (b.lon, b.lat)
    direct = distance_km(start, end)
    if direct <= SHORT_KM:
        return [start, end]
    lane = bundled().way(start, end)
    if len(lane) < 2 or length_km(lane) > DETOUR * direct:  # noqa: PLR2004 - a line has two ends
        return list(curve(start, end))
    # Large parties (a country, a continent) are reached at their coast.
    tail = [] if b.kind in ("country", "region") else [end]
    head = [start] if a.kind not in ("country", "region") else []
    return [*head, *lane, *tail]
