"""Every zone of the gazetteer: its kind, its host, its partners, and how good its point is."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]

#: Fewest zones of a category that plans may count on.
AT_LEAST = {
    "national_new_area": 19,
    "ftz": 21,
    "bonded": 150,
    "border_pilot": 9,
    "border_coop": 17,
    "cross_border": 12,
    "marine": 14,
    "logistics": 100,
}


@pytest.fixture(scope="module")
def facts(table: Table) -> dict[str, Row]:
    return {row["id"]: row for row in table("zone_facts")}


def test_each_zone_has_its_facts(table: Table, facts: dict[str, Row]) -> None:
    assert [row["id"] for row in table("zones")] == list(facts)


def test_no_category_has_a_gap(facts: dict[str, Row]) -> None:
    counts = Counter(row["category"] for row in facts.values())
    assert {name: counts[name] for name, least in AT_LEAST.items() if counts[name] < least} == {}
    assert counts["high_tech"] + counts["etdz"] >= 350


def test_hosts_members_and_partners_exist(
    table: Table, units: dict[str, Row], facts: dict[str, Row]
) -> None:
    known = {*units, *(row["id"] for row in table("countries"))}
    for row in table("zones"):
        assert row["parent"] in known, row["id"]
        assert {*filter(None, row["members"].split("|"))} <= set(units), row["id"]
        assert {*filter(None, facts[row["id"]]["partner"].split("|"))} <= known, row["id"]
        assert facts[row["id"]]["status"] in {"verified", "unverified"}, row["id"]
        assert (facts[row["id"]]["status"] == "unverified") == ("unverified" in row["note"])


def test_a_zone_without_a_known_site_stands_at_its_host(
    table: Table, units: dict[str, Row]
) -> None:
    for row in table("zones"):
        if "site not known" in row["note"]:
            host = units[row["parent"]]
            assert row["precision"] == "approximate", row["id"]
            assert (row["lon"], row["lat"]) == (host["lon"], host["lat"]), row["id"]


def test_binational_zones_name_their_partner(table: Table, facts: dict[str, Row]) -> None:
    """中哈, 中俄, 中老, 中越, 中蒙 and their like stand for a country each."""
    for row in table("zones"):
        if re.match("中[哈俄老越蒙德法新韩日以]", row["name"]) and facts[row["id"]]["category"] in {
            "cross_border",
            "cooperation",
        }:
            assert facts[row["id"]]["partner"], row["id"]
