"""Named railways, roads and pipelines run from place to place and make one network."""

from __future__ import annotations

import csv
import math
import re
from collections import deque
from functools import lru_cache
from itertools import pairwise

import pytest

from quyu_data import resource

Row = dict[str, str]

GAZETTEER = ("units", "townships", "countries", "facilities", "foreign", "zones")


def rows_of(name: str) -> list[Row]:
    with resource(f"gazetteer/{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


LINES = rows_of("lines")
#: Lines of which the ends alone are known: two places, or a city for its ring.
ENDS = [row for row in LINES if "the ends alone" in row["note"]]
COURSES = [row for row in LINES if row not in ENDS]


@lru_cache
def places() -> dict[str, Row]:
    return {row["id"]: row for name in GAZETTEER for row in rows_of(name)}


def name_of(row: Row) -> str:
    return row["id"]


def kilometres(here: Row, there: Row) -> float:
    lon, lat, other_lon, other_lat = (
        math.radians(float(row[key])) for row in (here, there) for key in ("lon", "lat")
    )
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def steps(line: Row) -> list[tuple[Row, Row]]:
    stops = [places()[number] for number in line["members"].split("|")]
    return list(pairwise(stops))


@pytest.mark.parametrize("row", COURSES, ids=name_of)
def test_waypoints_follow_each_other_closely(row: Row) -> None:
    for here, there in steps(row):
        assert here["id"] != there["id"]
        home = here["country"] == there["country"] == "CN"
        limit = 250 if home else 1000
        assert kilometres(here, there) <= limit, (here["name"], there["name"])


@pytest.mark.parametrize("row", LINES, ids=name_of)
def test_lines_do_not_run_to_and_fro(row: Row) -> None:
    # A waypoint of the wrong homonym makes a long spike.
    stops = [places()[number] for number in row["members"].split("|")]
    for before, here, after in zip(stops, stops[1:], stops[2:], strict=False):
        there_and_on = kilometres(before, here) + kilometres(here, after)
        assert there_and_on <= 200 + 1.6 * kilometres(before, after), here["name"]


@pytest.mark.parametrize(
    "row", [row for row in COURSES if re.fullmatch(r"road-g\d+s?", row["id"])], ids=name_of
)
def test_numbered_roads_run_straight_on(row: Row) -> None:
    # Between any two waypoints five stops apart a road is no zigzag, unless it is a ring.
    stops = [places()[number] for number in row["members"].split("|")]
    for first in range(len(stops) - 5):
        stretch = stops[first : first + 6]
        length = sum(kilometres(here, there) for here, there in pairwise(stretch))
        across = max(kilometres(stretch[0], other) for other in stretch)
        assert length <= 150 + 2.2 * across, (stretch[0]["name"], stretch[-1]["name"])


@pytest.mark.parametrize("row", ENDS, ids=name_of)
def test_roads_known_by_their_ends_say_so(row: Row) -> None:
    assert len(row["members"].split("|")) == 2
    assert "unverified" in row["note"]


@pytest.mark.parametrize(
    ("pattern", "count"),
    [
        (r"G[1-7]", 7),
        (r"G(11|15|25|35|45|55|59|65|69|75|85)", 11),
        (r"G(10|12|16|18|20|22|30|36|40|42|50|56|60|70|72|76|78|80)", 18),
        (r"G(91|92|93|94|95|98|99)", 7),
        (r"G1(0[1-9]|10|11|12)", 12),
        (r"G2\d\d", 47),
        (r"G3\d\d", 60),
    ],
)
def test_the_trunks_of_the_national_network_are_all_there(pattern: str, count: int) -> None:
    numbers = {row["short"] for row in LINES if row["kind"] == "road"}
    assert len([number for number in numbers if re.fullmatch(pattern, number)]) == count


@pytest.mark.parametrize("row", LINES, ids=name_of)
def test_numbered_roads_bear_their_number_in_every_usual_way(row: Row) -> None:
    forms = {row["name"], row["short"], *row["aliases"].split("|")}
    if re.fullmatch(r"road-g\d{3}", row["id"]):
        digits = row["short"][1:]
        assert {f"G{digits}国道", f"国道{digits}", f"{digits}国道", f"G{digits}线"} <= forms
    elif re.fullmatch(r"road-g\d+s?", row["id"]):
        assert {f"{row['short']}高速", f"{row['short']}高速公路"} <= forms


@lru_cache
def network() -> dict[str, set[str]]:
    links: dict[str, set[str]] = {}
    for row in LINES:
        if row["kind"] in {"railway", "road"}:
            for here, there in steps(row):
                links.setdefault(here["id"], set()).add(there["id"])
                links.setdefault(there["id"], set()).add(here["id"])
    return links


@lru_cache
def reached(start: str) -> frozenset[str]:
    seen, queue = {start}, deque([start])
    while queue:
        for other in network()[queue.popleft()] - seen:
            seen.add(other)
            queue.append(other)
    return frozenset(seen)


@pytest.mark.parametrize(
    "end",
    [
        "230100",  # 哈尔滨
        "150100",  # 呼和浩特
        "222404",  # 珲春
        "150781",  # 满洲里
        "152501",  # 二连浩特
        "231081",  # 绥芬河
        "652702",  # 阿拉山口
        "211100",  # 盘锦
        "320700",  # 连云港
        "440100",  # 广州
        "540100",  # 拉萨
        "port-zhalubinuo",
        "settlement-wulanbatuo",
        "settlement-haishenwai",
        "settlement-mosike",
        "settlement-bolin",
        "settlement-duyisibao",
    ],
)
def test_the_network_joins_beijing_with(end: str) -> None:
    assert end in reached("110000")


def test_every_provincial_capital_on_the_mainland_is_on_the_network() -> None:
    off = {"460000", "710000", "810000", "820000"}
    capitals = {row["id"][:2] + "0100" for row in rows_of("units") if row["kind"] == "province"}
    municipal = {code for code in capitals if code not in places()}
    missing = capitals - municipal - set(network())
    assert {code[:2] + "0000" for code in missing} <= off
