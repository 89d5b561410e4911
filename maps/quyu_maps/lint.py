"""
Hold what a page is about to draw against the rules for public maps of China.

The rules are those of 公开地图内容表示规范 (2023, rules on what public maps show) and
地图管理条例 (regulation on map administration) that a program can check. Every sheet can be
zoomed out to the whole country, so the rules for national maps hold for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quyu_geo.errors import QuyuError
from quyu_maps.encode import decode_steps
from quyu_maps.landmarks import ISLANDS as NAMED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyu_maps.layers import Box

#: Dashes of the line, and provinces of the country.
DASHES, PROVINCES = 10, 34
HAINAN, TAIWAN = "460000", "710000"
#: Parts of the country that lists of countries abroad may hold.
PARTS = {"TW": "Taiwan", "HK": "Hong Kong", "MO": "Macau"}
#: Where islands must show: (name, province, box as west, south, east, north in degrees).
ISLANDS: tuple[tuple[str, str, Box], ...] = (
    ("西沙群岛", HAINAN, (111.0, 15.5, 113.2, 17.3)),
    ("中沙群岛 (黄岩岛)", HAINAN, (117.5, 14.9, 118.0, 15.4)),
    ("南沙群岛", HAINAN, (109.0, 3.2, 118.0, 12.0)),
    ("东沙群岛", "440000", (116.4, 20.4, 117.1, 21.0)),
    ("钓鱼岛", TAIWAN, (123.4, 25.65, 123.75, 26.0)),
    ("赤尾屿", TAIWAN, (124.5, 25.85, 124.65, 26.0)),
)


class MapRuleError(QuyuError):
    """A page that may not be drawn so; names every rule that it breaks."""


def hold_rules(payload: Mapping[str, Any]) -> None:
    """
    Hold a payload against the rules.

    Parameters
    ----------
    payload
        Of `quyu_maps.payload`.

    Raises
    ------
    MapRuleError
        Naming every breach.
    """
    breaches = broken_rules(payload)
    if breaches:
        raise MapRuleError(f"{payload['title']['zh']}: {'; '.join(breaches)}")


def broken_rules(payload: Mapping[str, Any]) -> list[str]:
    """List the rules that a payload breaks, in words."""
    base = payload["base"]
    provinces = {row["id"]: row for row in base["provinces"]}
    out = []
    if len(base["tendash"]) < DASHES:
        out.append("the ten-dash line (十段线) is missing or not whole")
    if len(provinces) != PROVINCES:
        out.append(f"{len(provinces)} provinces instead of {PROVINCES}")
    if TAIWAN not in provinces:
        out.append("Taiwan is not shown as a province")
    out += [
        f"{name} is missing"
        for name, province, box in ISLANDS
        if not _shows(provinces.get(province, {}).get("rings", []), base["scale"], box)
    ]
    hainan = HAINAN in payload["subject"]["units"]
    if hainan and not _shows(base["own"], base["scale"], ISLANDS[2][2]):
        out.append("the sheet of Hainan lacks 南海诸岛")
    foreign = {row["id"] for row in base["countries"]} | {
        key for key, place in payload["places"].items() if place["k"] == "country"
    }
    out += [f"{name} is shown as a country" for code, name in PARTS.items() if code in foreign]
    tiles = payload.get("tiles")
    if tiles and tiles["datum"] == "gcj02" and not tiles["shift"]:
        out.append("tiles in GCJ-02 lie under features in WGS 84")
    return out + _names(base["landmarks"]) + _lines(payload["lines"])


def _names(landmarks: Sequence[Mapping[str, Any]]) -> list[str]:
    """Check that views of the whole country name what they must, whatever it covers."""
    kept = [row for row in landmarks if row.get("must")]
    named = {row["name"] for row in kept if row["kind"] == "island"}
    out = [f"{row[0]} is not named" for row in NAMED if row[0] not in named]
    if not any(row["kind"] == "seat" and row["id"] == TAIWAN for row in kept):
        out.append("台北 lacks the symbol of a provincial capital")
    return out


def _lines(lines: Mapping[str, Any]) -> list[str]:
    """Check the lines in the margin: review and source."""
    out = []
    review = lines["review"]
    if not review["number"] and "未经审图" not in review["zh"]:
        out.append("no review number (审图号), and the sheet does not say so")
    if review["number"] and review["number"] not in review["zh"]:
        out.append("the review number is not shown")
    if "审图号" not in lines["base"]["zh"] or "边界经简化" not in lines["base"]["zh"]:
        out.append("the source line of the boundaries is missing")
    return out


def _shows(area: list[list[str]], scale: int, box: Box) -> bool:
    west, south, east, north = box
    return any(west <= lon <= east and south <= lat <= north for lon, lat in _starts(area, scale))


def _starts(area: list[list[str]], scale: int) -> Iterator[tuple[float, float]]:
    """Give the first corner of every polygon."""
    for rings in area:
        lon, lat = decode_steps(rings[0])[0]
        yield lon / scale, lat / scale
