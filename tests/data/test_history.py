"""Former names and codes: each leads to a unit of today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]


def test_every_row_leads_to_a_unit_of_the_same_province_or_its_offspring(
    table: Table, units: dict[str, Row]
) -> None:
    """重庆 left 四川 in 1997, 海南 left 广东 in 1988; nothing else changed province here."""
    for row in table("history"):
        assert row["id_now"] in units, row
        if row["adcode_then"]:
            assert re.fullmatch(r"\d{6}", row["adcode_then"]), row
            then, now = row["adcode_then"][:2], row["id_now"][:2]
            assert then == now or (then, now) in {("51", "50"), ("44", "46")}, row


def test_no_row_repeats_what_holds_today(table: Table, units: dict[str, Row]) -> None:
    for row in table("history"):
        unit = units[row["id_now"]]
        assert (row["name"], row["adcode_then"]) != (unit["name"], unit["id"]), row


def test_a_name_and_code_stand_once(table: Table) -> None:
    keys = [(row["name"], row["adcode_then"], row["id_now"]) for row in table("history")]
    assert len(keys) == len(set(keys))
    assert keys == sorted(keys)


def test_dates_are_dates_in_order(table: Table) -> None:
    for row in table("history"):
        dates = [date for date in (row["valid_from"], row["valid_to"]) if date]
        assert all(re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", date) for date in dates), row
        assert dates == sorted(dates), row
        assert row["event"], row


@pytest.mark.parametrize(
    ("name", "code", "now"),
    [
        ("双城市", "230182", "230113"),
        ("公主岭市", "220381", "220184"),
        ("大丰市", "320982", "320904"),
        ("九台市", "220181", "220113"),
        ("襄樊市", "420600", "420600"),
        ("浑江市", "220600", "220600"),
        ("呼兰县", "230121", "230111"),
        ("忠县", "512223", "500233"),
    ],
)
def test_a_known_change_is_there(table: Table, name: str, code: str, now: str) -> None:
    found = {(row["name"], row["adcode_then"]): row["id_now"] for row in table("history")}
    assert found[name, code] == now


def test_former_names_end_and_are_dated(table: Table) -> None:
    """Only codes of the statistics bureau are in use beside another, and names without a code."""
    endless = {row["adcode_then"] for row in table("history") if not row["valid_to"]}
    assert endless == {"540481", "540581"}


def test_units_say_since_when_they_stand(table: Table, units: dict[str, Row]) -> None:
    """No reviewed change of the last thirty years comes after the unit stood as it does today."""
    for row in units.values():
        assert re.fullmatch(r"(\d{4}(-\d{2}){0,2})?", row["valid_from"]), row["id"]
    for row in table("history"):
        now = units[row["id_now"]]
        reviewed = row["source"] == "compiled" and row["event"].startswith(("renamed", "recoded"))
        if reviewed and row["valid_to"] > "1994":
            assert int(now["valid_from"][:4] or "9999") >= int(row["valid_to"][:4]) - 1, row


@pytest.mark.parametrize(
    ("code", "since"),
    [("220184", "2020-06-05"), ("220113", "2014-10"), ("230113", "2014-05"), ("320904", "2015-07")],
)
def test_a_unit_stands_since_its_conversion(units: dict[str, Row], code: str, since: str) -> None:
    assert units[code]["valid_from"] == since
