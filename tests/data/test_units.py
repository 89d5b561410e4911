"""Every province, prefecture and county: codes, parents, names and points, record by record."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]
    Layer = Callable[[str], gpd.GeoDataFrame]

PROVINCES = (
    *(
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
    ),
    *(
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
    ),
)


def test_the_ids_are_unique_sorted_codes(table: Table) -> None:
    ids = [row["id"] for row in table("units")]
    assert ids == sorted(set(ids))
    assert [code for code in ids if not re.fullmatch(r"\d{6}", code)] == []
    assert all(row["adcode"] == row["id"] for row in table("units"))


def test_all_units_are_there_once(table: Table) -> None:
    """375 prefecture-level and 2,891 county-level rows of the source share 46 codes with others."""
    kinds = Counter(row["kind"] for row in table("units"))
    assert kinds == {"province": 34, "prefecture": 333, "county": 2886}


@pytest.mark.parametrize("prefix", PROVINCES)
def test_every_parent_exists_and_agrees_with_the_code(units: dict[str, Row], prefix: str) -> None:
    assert units[f"{prefix}0000"]["parent"] == ""
    for code, row in units.items():
        if not code.startswith(prefix) or row["kind"] == "province":
            continue
        expected = f"{code[:4]}00" if row["kind"] == "county" else f"{prefix}0000"
        if row["kind"] == "county" and units.get(expected, {}).get("kind") != "prefecture":
            expected = f"{prefix}0000"
        assert row["parent"] == expected, code
        assert row["country"] == "CN", code


def test_the_points_lie_in_their_own_shape_and_in_the_parents(
    units: dict[str, Row], layer: Layer
) -> None:
    shapes = layer("units").drop_duplicates("id").set_index("id").geometry
    outside = [
        (code, holder)
        for code, row in units.items()
        for holder in filter(None, (code, row["parent"]))
        if not shapely.contains_xy(shapes[holder], float(row["lon"]), float(row["lat"]))
    ]
    assert outside == []


def test_provinces_and_prefectures_have_their_seat(table: Table) -> None:
    upper = [row for row in table("units") if row["kind"] != "county"]
    assert [row["id"] for row in upper if row["precision"] != "seat"] == []
    assert {row["precision"] for row in table("units")} == {"seat", "centre"}


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        ("220000", 125.32, 43.88),  # 长春
        ("150000", 111.65, 40.81),  # 呼和浩特
        ("320000", 118.78, 32.06),  # 南京
        ("210000", 123.43, 41.79),  # 沈阳
        ("222400", 129.50, 42.89),  # 延吉
        ("150700", 119.74, 49.21),  # 海拉尔
        ("152500", 116.05, 43.96),  # 锡林浩特
        ("652800", 86.15, 41.76),  # 库尔勒
        ("653000", 76.17, 39.71),  # 阿图什
        ("533400", 99.70, 27.83),  # 香格里拉
        ("710000", 121.53, 25.05),  # 台北
        ("460300", 112.34, 16.84),  # 永兴岛
    ],
)
def test_a_seat_is_right_to_the_city(
    units: dict[str, Row], code: str, lon: float, lat: float
) -> None:
    row = units[code]
    assert abs(float(row["lon"]) - lon) < 0.12
    assert abs(float(row["lat"]) - lat) < 0.12


def test_official_names_are_unique_among_sisters(table: Table) -> None:
    sisters = Counter((row["parent"], row["name"]) for row in table("units"))
    assert [key for key, count in sisters.items() if count > 1] == []


def test_a_form_that_several_units_share_is_a_declared_homonym(
    table: Table, reviewed: Table
) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in table("units"):
        for form in {row["name"], row["short"], *row["aliases"].split("|")} - {""}:
            bearers[form].add(row["id"])
    shared = {form: ids for form, ids in bearers.items() if len(ids) > 1}
    declared = {row["form"]: set(row["ids"].split("|")) for row in reviewed("homonyms")}
    assert shared == declared


def test_the_names_are_clean(table: Table) -> None:
    for row in table("units"):
        forms = [row["name"], row["short"], *filter(None, row["aliases"].split("|"))]
        assert all(re.fullmatch("[\u4e00-\u9fff㑇]{2,}", form) for form in forms), row["id"]
        assert len(forms) - len(set(forms)) == (row["name"] == row["short"]), row["id"]
        assert re.fullmatch(r"[A-Z][A-Za-zêüö'’() -]+", row["name_en"]), row["id"]


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("220100", "Changchun"),
        ("350200", "Xiamen"),
        ("341500", "Lu'an"),
        ("340300", "Bengbu"),
        ("130225", "Laoting"),
        ("341621", "Guoyang"),
        ("440113", "Panyu"),
        ("371524", "Dong'e"),
        ("361124", "Yanshan"),
        ("511100", "Leshan"),
        ("140400", "Changzhi"),
        ("210200", "Dalian"),
        ("222404", "Hunchun"),
        ("150100", "Hohhot"),
        ("650100", "Urumqi"),
        ("540100", "Lhasa"),
        ("150600", "Ordos"),
        ("653100", "Kashgar"),
        ("230100", "Harbin"),
        ("230200", "Qiqihar"),
        ("150781", "Manzhouli"),
        ("152500", "Xilingol"),
        ("150700", "Hulunbuir"),
        ("610000", "Shaanxi"),
    ],
)
def test_the_english_name_is_the_established_one(
    units: dict[str, Row], code: str, english: str
) -> None:
    assert units[code]["name_en"] == english


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("前郭", "220721"),
        ("前郭县", "220721"),
        ("延边", "222400"),
        ("延边州", "222400"),
        ("克州", "653000"),
        ("莫旗", "150722"),
        ("科右前旗", "152221"),
        ("锡盟", "152500"),
        ("吉林", "220200"),
        ("九台", "220113"),
        ("公主岭", "220184"),
        ("海南州", "632500"),
    ],
)
def test_a_short_form_in_use_is_known(units: dict[str, Row], form: str, code: str) -> None:
    row = units[code]
    assert form in {row["short"], *row["aliases"].split("|")}


def test_taiwan_is_a_province_with_its_cities_and_counties(units: dict[str, Row]) -> None:
    """金门县 is listed under 泉州 and 连江县 under 福州, as in the codes of the State."""
    assert units["710000"]["kind"] == "province"
    assert units["710000"]["name"] == "台湾省"
    assert sum(row["parent"] == "710000" for row in units.values()) == 20
