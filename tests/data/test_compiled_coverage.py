"""The compiled tables reach every province of China and every unit of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Table = Callable[[str], list[dict[str, str]]]


def test_facilities_of_every_kind_cover_the_country(table: Table) -> None:
    # Civil airports of every province; ports of every coastal province and along the Yangtze.
    held: dict[str, set[str]] = {}
    for row in table("facilities"):
        if row["country"] == "CN":
            held.setdefault(row["kind"], set()).add(row["county"][:2])
    provinces = {row["id"][:2] for row in table("units") if row["kind"] == "province"}
    assert held["airport"] == provinces
    shore = {"12", "13", "21", "31", "32", "33", "34", "35", "36", "37", "42", "43", "44", "45"}
    assert shore | {"46", "50", "51", "71", "81", "82"} <= held["port"]
    land = {"15", "21", "22", "23", "44", "45", "53", "54", "62", "65"}
    assert land <= held["border_crossing"]


def test_regions_cover_every_province(table: Table) -> None:
    counts = dict.fromkeys((row["id"] for row in table("units") if row["kind"] == "province"), 0)
    for row in table("regions"):
        for code in {number[:2] for number in row["members"].split("|") if number[:2].isdigit()}:
            counts[f"{code}0000"] += 1
    assert len(table("regions")) >= 450
    assert min(counts.values()) >= 5, counts


@pytest.mark.parametrize(
    ("country", "count"),
    [
        *(("RU", 83), ("MN", 22), ("KP", 13), ("KR", 17), ("JP", 47), ("KZ", 20), ("KG", 9)),
        *(("TJ", 5), ("LA", 18), ("MM", 15)),
    ],
)
def test_all_first_level_units_of_a_neighbour_are_there(
    table: Table, country: str, count: int
) -> None:
    units = [
        row for row in table("foreign") if row["kind"] == "region" and row["country"] == country
    ]
    assert len(units) == count


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("龙嘉机场", "airport-changchun-longjia"),
        ("天府机场", "airport-chengdutianfu"),
        ("潮汕机场", "airport-jieyangchaoshan"),
        ("岳阳城陵矶港", "port-yueyang"),
        ("广州港", "port-guangzhou"),
        ("钦州港", "port-qinzhou"),
        ("都拉塔口岸", "border_crossing-dulata"),
        ("罗湖口岸", "border_crossing-luohu"),
        ("伯力", "settlement-habaluofusike"),
        ("符拉迪沃斯托克", "settlement-haishenwai"),
        ("庙街", "settlement-amuerhepannigulayefusike"),
        ("新泻", "settlement-xinxi"),
        ("芒街", "settlement-mangjie"),
        ("河西走廊", "region-hexi"),
        ("成德眉资", "region-chengdudushiquan"),
        ("黔东南", "522600"),
    ],
)
def test_names_in_use_lead_to_their_place(table: Table, name: str, place: str) -> None:
    tables = ("units", "facilities", "foreign", "regions")
    found = {
        row["id"]
        for row in (row for part in tables for row in table(part))
        if name in {row["name"], row["short"], *row["aliases"].split("|")}
    }
    assert place in found
