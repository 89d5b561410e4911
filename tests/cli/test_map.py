"""`quyu map` of any unit, of several, and of a plan's text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

_DATA = re.compile(r'<script type="application/json" id="quyu-data">(.*?)</script>', re.DOTALL)

#: Written for this test; about no plan in particular.
TEXT = """关于加强区域合作的试行方案

某省人民政府办公室
2021年3月8日

一、总的考虑
深化吉林省与浙江省对口合作,共建产业园区。
二、主要任务
加快建设长春至通化铁路。支持珲春市设立跨境合作试验区。由省发展改革委负责。
"""


def _drawn(tmp_path: Path, *arguments: str) -> dict[str, Any]:
    done = quyu("map", *arguments, "-o", "x.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = _DATA.search((tmp_path / "x.html").read_text(encoding="utf-8"))
    assert found
    payload: dict[str, Any] = json.loads(found[1])
    return payload


def test_a_city(tmp_path: Path) -> None:
    payload = _drawn(tmp_path, "盘锦")
    assert payload["subject"]["units"] == ["211100"]
    assert payload["title"]["zh"] == "盘锦市区域合作空间总图"
    inside = {place["n"] for place in payload["places"].values() if place.get("in")}
    assert {"盘锦市", "双台子区", "盘山县"} <= inside
    assert "沈阳市" not in inside
    assert {plan["key"] for plan in payload["plans"]} >= {"panjin-2020"}
    assert payload["plans"][0]["key"] == "panjin-2020"


def test_a_county_names_its_townships(tmp_path: Path) -> None:
    payload = _drawn(tmp_path, "222404")
    assert payload["subject"]["inner"] == "township"
    assert sum(place["k"] == "township" for place in payload["places"].values()) > 5
    west, south, east, north = payload["subject"]["bbox"]
    assert (east - west, north - south) < (2, 2)


def test_several_provinces_on_one_sheet(tmp_path: Path) -> None:
    payload = _drawn(tmp_path, "吉林", "黑龙江")
    assert payload["subject"]["id"] == "220000+230000"
    assert payload["title"]["zh"] == "吉林省、黑龙江省区域合作空间总图"
    single = _drawn(tmp_path, "吉林")
    refs = {feature["ref"] for feature in payload["features"]}
    assert {feature["ref"] for feature in single["features"]} <= refs


def test_a_plan_beside_its_map(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    payload = _drawn(tmp_path, "plan.txt", "--subject", "吉林")
    reading = payload["reading"]
    assert reading["title"].startswith("关于加强区域合作")
    said = "".join(block["t"] for block in reading["blocks"])
    assert "".join(said.split()) == "".join(TEXT.split())
    assert payload["features"]
    ids = {record["id"] for record in payload["features"]}
    marked = {mark[2] for block in reading["blocks"] for mark in block["i"]}
    assert ids <= marked
    names = {name["at"][0][1] for name in reading["names"] if name["at"]}
    assert {"浙江省", "珲春市"} <= names
    assert set(reading["facts"]) >= ids


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan.txt", "吉林"), "take it in with --plan"),
        (("吉林", "--date", "2020"), "name a file"),
        (("朝阳区",), "110105"),
        (("x" * 5000,), "no such province, city or county"),
        (("",), "no such province, city or county"),
    ],
)
def test_what_it_refuses(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    done = quyu("map", *arguments, "-o", "x.html", cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "x.html").exists()
