"""Name what every view of the whole country shows: seats of provinces, islands and seas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place

#: Names that 公开地图内容表示规范 (2023) asks of a map of the country, with the point beside
#: which they are written: (name, English name, lon, lat) in degrees.
ISLANDS: tuple[tuple[str, str, float, float], ...] = (
    ("钓鱼岛", "Diaoyu Dao", 123.47, 25.74),
    ("赤尾屿", "Chiwei Yu", 124.56, 25.92),
    ("南海诸岛", "South China Sea Islands", 113.4, 12.6),
)
#: Parts of 南海诸岛, written where there is room.
GROUPS: tuple[tuple[str, str, float, float], ...] = (
    ("东沙群岛", "Dongsha Islands", 116.72, 20.7),
    ("西沙群岛", "Xisha Islands", 112.33, 16.5),
    ("中沙群岛", "Zhongsha Islands", 114.5, 15.9),
    ("南沙群岛", "Nansha Islands", 114.37, 9.4),
)
#: Seas that views of the country name; smaller waters are named on sheets that show them.
SEAS = ("渤海", "黄海", "东海", "南海", "日本海")
#: The seat that such a view names: 台北 has the symbol of a provincial capital.
NAMED_SEAT = "710000"


def landmarks(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """
    List seats and islands.

    Returns
    -------
    landmarks
        ``kind`` (``seat``, ``island`` or ``group``), ``name``, ``en``, ``x``, ``y`` in degrees,
        ``must`` (1) where the name is written whatever it covers, ``speck`` (1) where a dot
        stands for an islet, and for a seat the ``id`` of its province.
    """
    return [
        *_seats(gazetteer),
        *({**_island(*row), "must": 1} for row in ISLANDS),
        *({**_named(*row), "kind": "group"} for row in GROUPS),
    ]


def _seats(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Give the seat of each province: the unit that shares its point, or the province itself."""
    prefectures = {(unit.lon, unit.lat): unit for unit in gazetteer.of_kinds(("prefecture",))}
    out = []
    for province in gazetteer.provinces():
        at = province.lon, province.lat
        seat = prefectures.get(at) or _county_at(gazetteer, province, at) or province
        must = {"must": 1} if province.id == NAMED_SEAT else {}
        named = _named(seat.short, seat.name_en, province.lon, province.lat)
        out.append({**named, "id": province.id, "kind": "seat", **must})
    return out


def _county_at(gazetteer: Gazetteer, province: Place, at: tuple[float, float]) -> Place | None:
    """Give the last county of a province that stands at a point."""
    counties = (place for place in gazetteer.units_in(province.id) if place.kind == "county")
    return next((c for c in reversed(list(counties)) if (c.lon, c.lat) == at), None)


def _island(name: str, en: str, lon: float, lat: float) -> dict[str, Any]:
    """Describe an island; what is smaller than any pixel of such a view has a dot."""
    dot = {} if name == "南海诸岛" else {"speck": 1}
    return {**_named(name, en, lon, lat), "kind": "island", **dot}


def _named(name: str, en: str, lon: float, lat: float) -> dict[str, Any]:
    return {"name": name, "en": en, "x": round(lon, 3), "y": round(lat, 3)}
