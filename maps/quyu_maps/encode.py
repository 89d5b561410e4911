"""Write lines and rings as short ASCII text that `assets/js/engine/decode.js` reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from shapely import get_coordinates, get_parts
from shapely.geometry.polygon import orient

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely import Geometry, LineString, Polygon

    Coordinates = NDArray[np.float64]
    Steps = NDArray[np.int64]

#: Steps a degree: coordinates are rounded to a thousandth of a degree (about 110 m).
SCALE = 1000

_BITS = 5
_MORE = 1 << _BITS
_MASK = _MORE - 1
_FIRST = 63
#: Letters that the largest difference needs.
_LETTERS = 7


def steps(points: Sequence[Sequence[float]] | Coordinates, scale: int = SCALE) -> Steps:
    """
    Round positions to whole steps and drop those that repeat their predecessor.

    Parameters
    ----------
    points
        Positions (lon, lat) in degrees.
    scale
        Steps a degree.

    Returns
    -------
    steps
        Whole numbers (lon × scale, lat × scale), one row each; at least one if `points`
        has one.
    """
    path = np.rint(np.asarray(points, dtype=np.float64).reshape(-1, 2) * scale).astype(np.int64)
    keep = np.ones(len(path), dtype=bool)
    keep[1:] = (path[1:] != path[:-1]).any(axis=1)
    return path[keep]


def encode_steps(path: Sequence[tuple[int, int]] | Steps) -> str:
    """
    Write a path of whole steps as text.

    The scheme is the delta-varint one of encoded polylines: each coordinate is the
    difference from the one before, longitude first. The letters run from ``?`` to ``~``;
    neither ``<`` nor ``>`` nor ``&`` nor a quotation mark is among them.

    Parameters
    ----------
    path
        Whole numbers (lon, lat) as `steps` gives them.

    Returns
    -------
    text
        ASCII letters; empty for an empty path.
    """
    if not len(path):
        return ""
    whole = np.asarray(path, dtype=np.int64)
    deltas = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel()
    # The sign goes into the lowest bit, then five bits a letter, low bits first.
    signless = (deltas << 1) ^ (deltas >> 63)
    shifted = signless[:, None] >> (_BITS * np.arange(_LETTERS))
    more = (shifted >> _BITS) > 0
    letters = (_FIRST + (shifted & _MASK) + _MORE * more).astype(np.uint8)
    used = shifted > 0
    used[:, 0] = True
    return letters[used].tobytes().decode("ascii")


def decode_steps(text: str) -> list[tuple[int, int]]:
    """
    Read what `encode_steps` wrote.

    Parameters
    ----------
    text
        Letters from ``?`` to ``~``.

    Returns
    -------
    path
        Whole numbers (lon, lat).

    Raises
    ------
    ValueError
        If the text holds a foreign letter or ends inside a pair.
    """
    values: list[int] = []
    value = shift = 0
    for letter in text:
        part = ord(letter) - _FIRST
        if not 0 <= part < 2 * _MORE:
            raise ValueError(f"{letter!r} is no letter of an encoded line")
        value |= (part & _MASK) << shift
        shift += _BITS
        if part < _MORE:
            values.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(values) % 2:
        raise ValueError("an encoded line ends inside a position")
    path = []
    lon = lat = 0
    for index in range(0, len(values), 2):
        lon += values[index]
        lat += values[index + 1]
        path.append((lon, lat))
    return path


def encode_line(line: LineString, scale: int = SCALE) -> str:
    """Write a line in degrees (lon, lat); empty if it shrinks to fewer than two steps."""
    path = steps(get_coordinates(line), scale)
    return encode_steps(path) if len(path) > 1 else ""


def encode_polygon(polygon: Polygon, scale: int = SCALE) -> list[str]:
    """
    Write the rings of a polygon, shell first.

    Parameters
    ----------
    polygon
        In degrees (lon, lat).
    scale
        Steps a degree.

    Returns
    -------
    rings
        One text a ring, without the closing position; shells run counter-clockwise,
        holes clockwise. Rings that shrink to fewer than three steps are left out, and
        with its shell the whole polygon.
    """
    whole = orient(polygon)
    rings: list[str] = []
    for index, ring in enumerate([whole.exterior, *whole.interiors]):
        path = steps(get_coordinates(ring), scale)
        if len(path) > 1 and (path[0] == path[-1]).all():
            path = path[:-1]
        if len(path) > 2:  # noqa: PLR2004 - a ring needs three corners
            rings.append(encode_steps(path))
        elif index == 0:
            return []
    return rings


def encode_area(area: Geometry, scale: int = SCALE) -> list[list[str]]:
    """Write the polygons of an area, each as `encode_polygon` does; other parts are left out."""
    written = [
        encode_polygon(part, scale) for part in get_parts(area) if part.geom_type == "Polygon"
    ]
    return [rings for rings in written if rings]
