"""What two plans say of one thing is one entry that keeps both; ties are told from both sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import initiative
from pages import PLAN, content, pair, rows, units
from quyu_geo.features import feature_table
from quyu_maps.initiatives import entries, places_named, refs


@pytest.fixture(scope="module")
def both() -> dict[str, dict[str, Any]]:
    made = pair()
    return {entry["id"]: entry for entry in entries(made.features, made.plans, made.gazetteer)}


def test_equal_names_and_equal_members_are_one_entry(both: dict[str, dict[str, Any]]) -> None:
    merged = {
        key: [other["id"] for other in entry["also"]]
        for key, entry in both.items()
        if "also" in entry
    }
    assert merged == {"p-001": ["q-001"], "p-007": ["q-002"]}


def test_no_ref_is_lost(both: dict[str, dict[str, Any]]) -> None:
    wanted = [row.ref for row in rows()] + [f"q#00{n}" for n in range(1, 5)]
    assert sorted(refs(both.values())) == sorted(wanted)


def test_the_newest_plan_speaks_first(both: dict[str, dict[str, Any]]) -> None:
    entry = both["p-001"]
    assert entry["plan"] == "p"
    assert entry["also"][0]["status"] == "plan"


def test_within_a_plan_nothing_is_joined() -> None:
    made = content([*rows(), replace(rows()[0], ref="p#008")])
    found = entries(made.features, made.plans, made.gazetteer)
    assert len(found) == len(rows()) + 1


def test_other_members_of_the_same_name_are_kept() -> None:
    plans = {"p": PLAN, "q": replace(PLAN, key="q", date="2016")}
    made = [
        initiative("region", "metro", "220100", "220200", name="长吉圈"),
        initiative("region", "metro", "220100", "220300", name="长吉圈", ref="q#001", plan="q"),
    ]
    (entry,) = entries(feature_table(made, plans, units()), plans, units())
    assert entry["members"] == ["220100", "220200"]
    assert entry["also"][0]["members"] == ["220100", "220300"]
    assert "220300" in places_named(entry)


def test_a_line_the_other_way_is_another_line() -> None:
    plans = {"p": PLAN, "q": replace(PLAN, key="q", date="2016")}
    made = [
        initiative("corridor", "rail", "220100", "220200", name="一线"),
        initiative("corridor", "rail", "220200", "220100", name="二线", ref="q#001", plan="q"),
    ]
    assert len(entries(feature_table(made, plans, units()), plans, units())) == 2


def test_ties_say_what_the_other_side_says(both: dict[str, dict[str, Any]]) -> None:
    # Both plans name 吉苏合作; 内蒙古 names Jilin, which does not name it; 新疆 has no plan here.
    assert both["p-001"]["tie"] == "reciprocal"
    assert both["q-004"]["tie"] == "one-sided"
    assert both["p-002"]["tie"] == "no-plan"
    assert "tie" not in both["p-004"]


def test_a_tie_named_from_both_sides_is_reciprocal() -> None:
    plans = {"p": PLAN, "q": replace(PLAN, key="q", subject="150000")}
    made = [
        initiative("link", "agreement", "220000", "150100", name="甲"),
        initiative("link", "collaboration", "150000", "220100", name="乙", ref="q#001", plan="q"),
        initiative("corridor", "rail", "220100", "150100", name="丙", ref="p#002"),
    ]
    found = entries(feature_table(made, plans, units()), plans, units())
    assert [entry.get("tie") for entry in found] == ["reciprocal", "one-sided", "reciprocal"]
