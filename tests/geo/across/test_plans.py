"""The five plans as `quyu extract` reads them in one call: one initiative, several sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

PLANS = ("jiangsu-2020", "jilin-2019", "jilin-hachang-2016", "neimenggu-2020", "panjin-2020")
#: Members of initiatives that several plans set up, and those plans.
KNOWN = {
    "220300 220400 211200 150500": {"jilin-2019", "jilin-hachang-2016", "neimenggu-2020"},
    "220800 230200 152200": {"jilin-2019", "neimenggu-2020"},
    "110000 120000 130000": {"jilin-2019", "jilin-hachang-2016", "neimenggu-2020", "panjin-2020"},
}


@pytest.fixture(scope="module")
def documents(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("across")
    done = quyu("extract", *(gold / f"{name}.txt" for name in PLANS), cwd=folder)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def by_plan(documents: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """Give every initiative by its plan and id."""
    return {
        (plan, row["id"]): row
        for plan, document in zip(PLANS, documents, strict=True)
        for row in document["initiatives"]
    }


@pytest.mark.parametrize("members", KNOWN)
def test_one_initiative_has_several_sources(members: str, documents: list[dict[str, Any]]) -> None:
    rows = by_plan(documents)
    sources = {document["document"]["source"]: plan for document, plan in
               zip(documents, PLANS, strict=True)}  # fmt: skip
    found = [
        {plan, *(sources[other["source"]] for other in row["same_as"])}
        for (plan, _), row in rows.items()
        if {*row["members"]} == {*members.split()} and row["same_as"]
    ]
    assert found
    assert all(plans == KNOWN[members] for plans in found)


def test_each_source_names_the_others_and_one_member_set(documents: list[dict[str, Any]]) -> None:
    sources = {d["document"]["source"]: plan for d, plan in zip(documents, PLANS, strict=True)}
    rows = by_plan(documents)
    merged = 0
    for row in rows.values():
        for other in row["same_as"]:
            there = rows[sources[other["source"]], other["id"]]
            assert there["members"] == other["members"]
            assert there["shown_as"] == row["shown_as"]
            merged += 1
    assert merged >= 60


def test_every_link_with_an_outsider_says_what_the_other_side_says(
    documents: list[dict[str, Any]],
) -> None:
    ties = [row["tie"] for row in by_plan(documents).values() if row["layer"] == "link"]
    assert {*ties} == {"", "reciprocal", "one-sided", "no-plan"}
    assert ties.count("reciprocal") >= 8
