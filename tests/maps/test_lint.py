"""Each rule for public maps holds on a sheet, and can fail."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from pages import JILIN, content
from quyu_maps.lint import ISLANDS, MapRuleError, broken_rules, hold_rules
from quyu_maps.payload import national_payload, province_payload

if TYPE_CHECKING:
    from collections.abc import Callable

Payload = dict[str, Any]


@pytest.fixture(scope="module")
def sound() -> Payload:
    made = content([])
    return province_payload(made, made.gazetteer.place("460000"))


def _province(payload: Payload, code: str) -> Payload:
    found: Payload = next(row for row in payload["base"]["provinces"] if row["id"] == code)
    return found


def _no_taiwan(payload: Payload) -> None:
    payload["base"]["provinces"].remove(_province(payload, "710000"))


def _country(payload: Payload) -> None:
    payload["base"]["countries"].append({"id": "TW", "name": "", "rings": []})


def _no_line(payload: Payload) -> None:
    payload["base"]["tendash"].pop()


def _main_island(payload: Payload) -> None:
    payload["base"]["own"] = payload["base"]["own"][-1:]


def _silent(payload: Payload) -> None:
    payload["lines"]["review"] = {"number": "", "zh": "", "en": ""}


def _hidden_number(payload: Payload) -> None:
    payload["lines"]["review"] = {"number": "GS(2030)1号", "zh": "", "en": ""}


def _no_island_name(payload: Payload) -> None:
    rows = payload["base"]["landmarks"]
    payload["base"]["landmarks"] = [row for row in rows if row["name"] != "赤尾屿"]


def _optional_name(payload: Payload) -> None:
    (row,) = [row for row in payload["base"]["landmarks"] if row["name"] == "南海诸岛"]
    row.pop("must")


def _no_capital(payload: Payload) -> None:
    rows = payload["base"]["landmarks"]
    payload["base"]["landmarks"] = [row for row in rows if row.get("id") != "710000"]


def _no_source(payload: Payload) -> None:
    payload["lines"]["base"]["zh"] = "底图"


@pytest.mark.parametrize("code", [JILIN, "460000", "440000", "710000"])
def test_sheets_keep_the_rules(code: str) -> None:
    made = content([])
    assert broken_rules(province_payload(made, made.gazetteer.place(code))) == []


def test_the_national_map_keeps_the_rules() -> None:
    assert broken_rules(national_payload(content([]))) == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_no_taiwan, "Taiwan is not shown as a province"),
        (_country, "Taiwan is shown as a country"),
        (_no_line, "ten-dash line"),
        (_main_island, "Hainan lacks 南海诸岛"),
        (_silent, "no review number"),
        (_hidden_number, "not shown"),
        (_no_source, "source line"),
        (_no_island_name, "赤尾屿 is not named"),
        (_optional_name, "南海诸岛 is not named"),
        (_no_capital, "台北 lacks the symbol of a provincial capital"),
    ],
)
def test_each_rule_can_fail(sound: Payload, spoil: Callable[[Payload], None], words: str) -> None:
    payload = copy.deepcopy(sound)
    spoil(payload)
    with pytest.raises(MapRuleError, match=words):
        hold_rules(payload)


@pytest.mark.parametrize(("name", "code"), [(name, code) for name, code, _ in ISLANDS])
def test_missing_islands_are_named(sound: Payload, name: str, code: str) -> None:
    payload = copy.deepcopy(sound)
    row = _province(payload, code)
    row["rings"] = [max(row["rings"], key=lambda rings: len(rings[0]))]
    assert f"{name} is missing" in broken_rules(payload)
