"""Named railways, roads and pipelines run from place to place and make one network."""

from __future__ import annotations

import csv
import math
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


@pytest.mark.parametrize("row", LINES, ids=name_of)
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
