"""The zones of national rank: hosts that exist, points inside them, and no list with a gap."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import Point

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Row = dict[str, str]


def words(text: str) -> list[str]:
    return text.split()


TABLES = Path(__file__).resolve().parents[2] / "data" / "tables"
COLUMNS = words(
    "id kind name short aliases name_en category parent members partner country lon lat "
    "precision valid_from status note"
)
#: Fewest rows of each category, the zones of known position (zones.tsv) not counted.
AT_LEAST = {
    "national_new_area": 6,
    "ftz": 21,
    "ftz_area": 60,
    "border_pilot": 9,
    "border_coop": 11,
    "cross_border": 12,
    "bonded": 150,
    "high_tech": 165,
    "etdz": 225,
    "innovation": 23,
    "marine": 15,
    "airport_economy": 16,
    "cooperation": 100,
    "logistics": 110,
    "reform": 25,
    "other": 90,
}
#: 国家级新区, national new areas, in the order of their approval.
NEW_AREAS = words(
    "上海浦东新区 天津滨海新区 重庆两江新区 浙江舟山群岛新区 兰州新区 广州南沙新区 陕西西咸新区 "
    "贵州贵安新区 青岛西海岸新区 大连金普新区 四川天府新区 湖南湘江新区 南京江北新区 福州新区 "
    "云南滇中新区 哈尔滨新区 长春新区 江西赣江新区 河北雄安新区"
)
#: 边境经济合作区, border economic cooperation zones on the State Council's list.
BORDER_COOPERATION = words(
    "丹东 珲春 和龙 黑河 绥芬河 满洲里 二连浩特 伊宁 博乐 塔城 吉木乃 凭祥 东兴 河口 畹町 瑞丽 临沧"
)
#: Provinces that have a free-trade zone in the table; 海南 has its region instead.
FREE_TRADE = words(
    "上海 广东 天津 福建 辽宁 浙江 河南 湖北 重庆 四川 陕西 山东 江苏 广西 河北 云南 黑龙江 北京 "
    "湖南 安徽 新疆"
)


def read(name: str) -> list[Row]:
    path = TABLES / f"{name}.tsv"
    if not path.is_file():
        pytest.skip("the reviewed tables are not in this tree")
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if not line.startswith("# ")]
    return list(csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE))


def listed(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def forms(row: Row) -> set[str]:
    return {row["name"], row["short"], *listed(row["aliases"])} - {""}


@pytest.fixture(scope="module")
def zones() -> list[Row]:
    return read("zones_national")


@pytest.fixture(scope="module")
def known() -> list[Row]:
    return read("zones")


def test_ids_are_sorted_unique_and_not_those_of_the_zones_of_known_position(
    zones: list[Row], known: list[Row]
) -> None:
    ids = [row["id"] for row in zones]
    assert list(zones[0]) == COLUMNS
    assert ids == sorted(set(ids))
    assert not set(ids) & {row["id"] for row in known}
    assert all(re.fullmatch(r"zone-[a-z0-9]+(-[a-z]+)?", number) for number in ids)


def test_every_form_of_a_name_means_one_zone(zones: list[Row], known: list[Row]) -> None:
    bearers = Counter(form for row in (*zones, *known) for form in forms(row))
    assert [form for form, count in bearers.items() if count > 1] == []


def test_hosts_members_and_partners_exist(
    zones: list[Row], units: dict[str, Row], table: Callable[[str], list[Row]]
) -> None:
    countries = {row["id"] for row in table("countries")}
    for row in zones:
        hosts = units if row["country"] == "CN" else countries
        assert row["parent"] in hosts, row["id"]
        assert row["country"] in countries, row["id"]
        assert set(listed(row["members"])) <= set(units), row["id"]
        assert set(listed(row["partner"])) <= {*units, *countries}, row["id"]
        assert row["country"] == "CN" or row["lon"], row["id"]


def test_points_at_home_lie_in_the_host(
    zones: list[Row], layer: Callable[[str], gpd.GeoDataFrame]
) -> None:
    shapes = layer("units").drop_duplicates("id").set_index("id").geometry
    for row in zones:
        assert bool(row["lon"]) == bool(row["lat"]) == bool(row["precision"]), row["id"]
        if row["lon"] and row["country"] == "CN":
            point = Point(float(row["lon"]), float(row["lat"]))
            assert shapes[row["parent"]].covers(point), row["id"]


def test_cells_hold_what_their_column_promises(zones: list[Row]) -> None:
    for row in zones:
        assert row["kind"] == "zone"
        assert row["category"] in AT_LEAST, row["id"]
        assert row["status"] in {"verified", "unverified"}, row["id"]
        assert row["precision"] in {"", "site", "anchor", "centre", "approximate"}, row["id"]
        assert re.fullmatch(r"((19|20)\d\d)?", row["valid_from"]), row["id"]
        assert row["name"], row["id"]
        assert row["short"], row["id"]
        assert re.fullmatch(r"[A-Za-zàêü'–,.()\- ]+", row["name_en"]), row["id"]


def test_categories_are_as_full_as_the_lists_they_follow(zones: list[Row]) -> None:
    counts = Counter(row["category"] for row in zones)
    short = {name: counts[name] for name, least in AT_LEAST.items() if counts[name] < least}
    assert short == {}


def test_the_short_lists_are_complete(zones: list[Row], known: list[Row]) -> None:
    names = {row["name"] for row in (*zones, *known)}
    assert [name for name in NEW_AREAS if name not in names] == []
    missing = [name for name in BORDER_COOPERATION if f"{name}边境经济合作区" not in names]
    missing += [name for name in FREE_TRADE if f"中国({name})自由贸易试验区" not in names]
    assert missing == []


def test_every_free_trade_area_names_a_free_trade_zone(zones: list[Row]) -> None:
    whole = {row["id"] for row in zones if row["category"] == "ftz"}
    for row in zones:
        if row["category"] == "ftz_area":
            found = re.match(r"area of (zone-[a-z]+)", row["note"])
            assert found, row["id"]
            assert found[1] in whole, row["id"]
