"""Cut lines where they cross the antimeridian, as RFC 7946 section 3.1.9 asks."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]

#: Longitudes of the antimeridian in lines that run on past it.
EDGES = (-540.0, -180.0, 180.0, 540.0)


def split(lines: Sequence[shapely.LineString]) -> BaseGeometry:
    """
    Bring lines whose longitudes run past ±180° back between -180° and 180°.

    Parameters
    ----------
    lines
        (lon, lat) in degrees, each continuous.

    Returns
    -------
    geometry
        A LineString if one piece is left, else a MultiLineString; 5 decimals.
    """
    pieces = [piece for line in lines for piece in _pieces([(x, y) for x, y in line.coords])]
    cut = [shapely.LineString([(round(x, 5), round(y, 5)) for x, y in piece]) for piece in pieces]
    return cut[0] if len(cut) == 1 else shapely.MultiLineString(cut)


def _pieces(line: list[Point]) -> list[list[Point]]:
    out: list[list[Point]] = [[line[0]]]
    for a, b in pairwise(line):
        if a[0] in EDGES and len(out[-1]) > 1:
            out.append([a])
        edges = sorted(_between(a[0], b[0]), reverse=b[0] < a[0])
        for edge in edges:
            lat = a[1] + (b[1] - a[1]) * (edge - a[0]) / (b[0] - a[0])
            out[-1].append((edge, lat))
            out.append([(edge, lat)])
        out[-1].append(b)
    return [_home(piece) for piece in out if len({*piece}) > 1]


def _between(a: float, b: float) -> list[float]:
    low, high = min(a, b), max(a, b)
    return [edge for edge in EDGES if low < edge < high]


def _home(piece: list[Point]) -> list[Point]:
    """Shift a piece by whole turns so that its middle lies between -180° and 180°."""
    middle = (min(x for x, _ in piece) + max(x for x, _ in piece)) / 2
    shift = 360 * round(middle / 360)
    return [(x - shift, y) for x, y in piece]
