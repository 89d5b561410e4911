"""Write lines and rings as short ASCII text that `assets/js/engine/decode.js` reads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import get_coordinates, get_parts
from shapely.geometry.polygon import orient

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely import Geometry, LineString, Polygon

#: Steps a degree: coordinates are rounded to a thousandth of a degree (about 110 m).
SCALE = 1000

_BITS = 5
_MORE = 1 << _BITS
_MASK = _MORE - 1
_FIRST = 63


def _varint(value: int) -> str:
    """Write one signed integer: sign in the lowest bit, five bits a letter, low bits first."""
    rest = ~(value << 1) if value < 0 else value << 1
    letters = []
    while rest >= _MORE:
        letters.append(chr(_FIRST + (_MORE | (rest & _MASK))))
        rest >>= _BITS
    letters.append(chr(_FIRST + rest))
    return "".join(letters)


def steps(points: Iterable[Sequence[float]], scale: int = SCALE) -> list[tuple[int, int]]:
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
        Whole numbers (lon × scale, lat × scale); at least one if `points` has one.
    """
    kept: list[tuple[int, int]] = []
    for point in points:
        step = (round(point[0] * scale), round(point[1] * scale))
        if not kept or step != kept[-1]:
            kept.append(step)
    return kept


def encode_steps(path: Sequence[tuple[int, int]]) -> str:
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
    letters = []
    lon = lat = 0
    for next_lon, next_lat in path:
        letters.append(_varint(next_lon - lon))
        letters.append(_varint(next_lat - lat))
        lon, lat = next_lon, next_lat
    return "".join(letters)


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
    path = steps(get_coordinates(line).tolist(), scale)
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
        path = steps(get_coordinates(ring).tolist(), scale)
        if path and path[0] == path[-1]:
            path.pop()
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
