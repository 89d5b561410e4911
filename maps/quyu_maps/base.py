"""Build the base map of a payload: sea is what is left by land, waters and borders."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from quyu_maps.abroad import FAR, abroad, close, lines, named, national
from quyu_maps.encode import SCALE, encode_area, encode_line
from quyu_maps.landmarks import SEAS, landmarks
from quyu_maps.layers import Box, Layer, layer, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import Geometry

    from quyu_geo.gazetteer import Gazetteer

#: Tolerances of simplification in degrees: within the window (at least, and as a share of
#: its width), and beyond it.
NEAR, NEAR_SHARE = 0.0015, 0.0004
#: Ranks of rivers drawn beyond the window.
FAR_RANK = 2
#: Least area of a lake in square degrees, within the window and beyond it.
NEAR_LAKE, FAR_LAKE = 0.002, 0.04
#: A part of a unit smaller than this share of its largest does not widen the view.
OUTLIER = 0.03
#: The window is the box of the subject grown by this share of its size, and at least by degrees.
GROWTH, LEAST = 0.55, 1.2
#: Level and code of units.
Areas = Sequence[tuple[str, str]]
#: Digits of a code that all units inside one of a level share.
PREFIX = {"province": 2, "prefecture": 4, "county": 6}


def subject_box(level: str, place_id: str) -> Box:
    """
    Give the box that a view of a unit shows.

    Parameters
    ----------
    level
        ``province``, ``prefecture`` or ``county``.
    place_id
        Six-digit code.

    Returns
    -------
    box
        (west, south, east, north) in degrees, of the larger parts of the unit only: the
        reefs of the South China Sea would leave Hainan no room.
    """
    parts = shapely.get_parts(unit(level, place_id))
    areas = shapely.area(parts)
    large = parts[areas >= OUTLIER * areas.max()]
    west, south, east, north = shapely.total_bounds(large).tolist()
    return (west, south, east, north)


def window(box: Box) -> Box:
    """Grow a box (west, south, east, north) to what is drawn in detail around it."""
    west, south, east, north = box
    across = max(LEAST, GROWTH * (east - west))
    along = max(LEAST, GROWTH * (north - south))
    return (west - across, south - along, east + across, north + along)


def base_map(gazetteer: Gazetteer, subject: Areas, box: Box | None) -> dict[str, Any]:
    """
    Build the base map.

    Parameters
    ----------
    gazetteer
        Gives the names of provinces and countries.
    subject
        Level and code of the units whose own boundaries come in full; none for all China.
    box
        (west, south, east, north) in degrees within which neighbours and waters come
        in detail; None for nowhere.

    Returns
    -------
    base
        ``scale`` (steps a degree), ``countries``, ``provinces``, ``own``, ``borders``,
        ``rivers``, ``lakes``, ``tendash``, with encoded lines and rings, and ``sea``: names
        and points of seas and oceans, and of the straits and bays of the window (``main``: 1
        for those that views of the country name), and ``landmarks``.
    """
    own = encode_area(shapely.union_all([unit(*area) for area in subject])) if subject else []
    borders = [*national(box), *_neighbours(subject, box), *_own(subject)]
    return {
        "scale": SCALE,
        "countries": abroad(gazetteer, box),
        "provinces": _around(_provinces(gazetteer), subject, box),
        "own": own,
        "borders": borders,
        "rivers": _with_english(gazetteer, ("river", "canal"), _rivers(box)),
        "lakes": _with_english(gazetteer, ("lake",), _lakes(box)),
        "tendash": lines(layer("tendash").shapes),
        "sea": _seas(gazetteer, box),
        "landmarks": landmarks(gazetteer),
    }


def _seas(gazetteer: Gazetteer, box: Box | None) -> list[dict[str, Any]]:
    """Name the seas, and what is smaller within the window."""
    window_area = shapely.Polygon() if box is None else shapely.box(*box)
    return [
        named(gazetteer, sea.id) | ({"main": 1} if sea.name in SEAS else {})
        for sea in gazetteer.of_kinds(("sea",))
        if sea.name.endswith(("海", "洋")) or window_area.contains(shapely.Point(sea.lon, sea.lat))
    ]


def _with_english(
    gazetteer: Gazetteer, kinds: tuple[str, ...], rows: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Add the English names of waters that the gazetteer knows under one name."""
    known: dict[str, str] = {}
    for place in gazetteer.of_kinds(kinds):
        # Of two waters of one name neither is told apart here.
        known[place.name] = "" if place.name in known else place.name_en
    return [row | ({"en": en} if (en := known.get(row["name"])) else {}) for row in rows]


def _near(box: Box) -> float:
    """Give the tolerance within a window: a wide one is never seen as close as a narrow one."""
    return max(NEAR, NEAR_SHARE * (box[2] - box[0]))


@cache
def _provinces(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    rows = layer("units_light")
    rows = rows.where(rows.columns["level"] == "province")
    return [
        {**named(gazetteer, str(code)), "rings": encode_area(shape)}
        for code, shape in zip(rows.columns["id"].tolist(), rows.shapes, strict=True)
    ]


def _around(
    provinces: list[dict[str, Any]], subject: Areas, box: Box | None
) -> list[dict[str, Any]]:
    """Give a small subject and its neighbours in more detail than far provinces have."""
    if not subject or box is None or not close(box):
        return provinces
    rows = layer("units_light").within(box)
    near = set(rows.columns["id"][rows.columns["level"] == "province"].tolist())
    shapes = {key: shapely.simplify(unit("province", key), _near(box)) for key in sorted(near)}
    # Simplified land of its own would stick out of the bays of the full one.
    homes = {f"{code[:2]}0000" for _, code in subject}
    shapes |= {key: unit("province", key) for key in sorted(homes)}
    return [
        row | ({"rings": encode_area(shapes[row["id"]])} if row["id"] in shapes else {})
        for row in provinces
    ]


def _neighbours(subject: Areas, box: Box | None) -> list[dict[str, Any]]:
    """Give the prefecture borders of the neighbours, simplified."""
    if not subject or box is None:
        return []
    rows = layer("borders" if close(box) else "borders_light").within(box)
    keep = (rows.columns["rank"] == "prefecture") & ~_touches(rows, subject)
    shapes = shapely.simplify(rows.where(keep).shapes, _near(box))
    return [{"rank": "prefecture", "own": False, "line": line} for line in lines(shapes)]


def _own(subject: Areas) -> list[dict[str, Any]]:
    """Give the borders inside the subject, in full."""
    if not subject:
        return []
    rows = layer("borders")
    rows = rows.where(_touches(rows, subject))
    ranks = rows.columns["rank"]
    return [
        {"rank": rank, "own": True, "line": line}
        for rank in ("county", "prefecture")
        for line in lines(rows.where(ranks == rank).shapes)
    ]


def _touches(rows: Layer, subject: Areas) -> np.ndarray:
    """Tell which borders have a county of the subject on either side."""
    sides = [rows.columns[side].astype(str) for side in ("left", "right")]
    mask = np.zeros(len(rows.shapes), dtype=bool)
    for level, code in subject:
        for side in sides:
            mask |= np.char.startswith(side, code[: PREFIX[level]])
    return mask


def _rivers(box: Box | None) -> list[dict[str, Any]]:
    """Give all rivers within the box and the large ones beyond it, coarser."""
    near = [] if box is None else _drawn_rivers(layer("rivers").within(box), box)
    return near + _far_rivers(box)


def _drawn_rivers(rows: Layer, box: Box) -> list[dict[str, Any]]:
    clipped = shapely.clip_by_rect(rows.shapes, *box)
    return _river_rows(rows.columns, shapely.simplify(clipped, _near(box)))


def _far_rivers(box: Box | None) -> list[dict[str, Any]]:
    rows = layer("rivers")
    rows = rows.where(rows.columns["rank"] <= FAR_RANK)
    shapes = rows.shapes
    if box is not None:
        shapes = shapely.difference(shapes, shapely.box(*box))
    return _river_rows(rows.columns, shapely.simplify(shapes, FAR))


def _river_rows(columns: Mapping[str, np.ndarray], shapes: np.ndarray) -> list[dict[str, Any]]:
    return [
        {"name": name, "rank": int(rank), "line": line}
        for name, rank, shape in zip(
            columns["name"].tolist(), columns["rank"].tolist(), shapes, strict=True
        )
        for line in _parts(shape)
    ]


def _parts(shape: Geometry) -> list[str]:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    return [text for line in parts if (text := encode_line(line))]


def _lakes(box: Box | None) -> list[dict[str, Any]]:
    """Give the lakes within the box, and the large ones beyond it, coarser."""
    rows = layer("lakes")
    areas = shapely.area(rows.shapes)
    inside = np.zeros(len(areas), dtype=bool)
    shapes = shapely.simplify(rows.shapes, FAR)
    if box is not None:
        inside = shapely.intersects(rows.shapes, shapely.box(*box)) & (areas >= NEAR_LAKE)
        shapes = np.where(inside, shapely.simplify(rows.shapes, _near(box)), shapes)
    keep = inside | (areas >= FAR_LAKE)
    return [
        {"name": name, "rings": rings}
        for name, shape in zip(rows.columns["name"][keep].tolist(), shapes[keep], strict=True)
        if (rings := encode_area(shape))
    ]
