"""Which predicted places an annotated reference means."""

from __future__ import annotations

from typing import Any

import pytest

from quyu_geo.scoring.references import (
    alike,
    are_meant,
    borders_on,
    core_of,
    kilometres,
    means,
    predicted,
    reference,
)

CITY = {"name": "长春市", "kind": "prefecture", "adcode": "220100", "country": "CN"}
TOWN = {"name": "范家屯镇", "kind": "township", "adcode": "", "county": "220184", "country": "CN"}
PORT = {"name": "扎鲁比诺港", "kind": "port", "country": "RU", "lon": 131.13, "lat": 42.62}
RIVER = {"name": "松花江", "kind": "river", "names": ["松花江", "第二松花江"], "country": "CN"}


def today(code: str) -> str:
    return {"220381": "220184"}.get(code, code)


def is_meant(text: str, cells: dict[str, Any]) -> bool:
    return means(reference(text, today), predicted("x", cells, today))


@pytest.mark.parametrize(
    ("text", "cells", "meant"),
    [
        ("220100", CITY, True),
        ("220200", CITY, False),
        ("220381", {**CITY, "adcode": "220184", "kind": "county"}, True),
        ("220100", {**CITY, "kind": "zone"}, False),
        ("C:RU", {"kind": "country", "country": "RU"}, True),
        ("C:RU", PORT, False),
        ("T:220184/范家屯镇", TOWN, True),
        ("T:220381/范家屯", TOWN, True),
        ("T:220184/怀德镇", TOWN, False),
        ("T:210184/范家屯镇", TOWN, False),
        ("T:220184/范家屯镇", {**TOWN, "kind": "county"}, False),
        ("T:710002/金沙镇", {"name": "金沙镇", "kind": "county", "adcode": "710003"}, True),
        ("P:扎鲁比诺港@42.63,131.08", PORT, True),
        ("P:扎鲁比诺@43.9,131.08", PORT, False),
        ("P:别的港口@42.62,131.13", PORT, True),
        ("F:扎鲁比诺@42.63,131.08", {**PORT, "country": "CN"}, False),
        ("N:松花江", RIVER, True),
        ("N:第二松花江", RIVER, True),
        ("N:松花湖", RIVER, False),
        ("N:长春", CITY, False),
        ("P:松花江港@44.0,125.0", RIVER, False),
    ],
)
def test_what_a_reference_means(text: str, cells: dict[str, Any], *, meant: bool) -> None:
    assert is_meant(text, cells) is meant


@pytest.mark.parametrize("text", ["", "22010", "X:长春", "P:", "P:甲港@东经", "长春"])
def test_what_is_no_reference(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        reference(text, today)


def test_places_are_meant_one_for_one() -> None:
    refs = [reference(code, today) for code in ("220100", "220200")]
    one, other = (
        predicted(code, {"kind": "prefecture", "adcode": code}, today)
        for code in ("220100", "220200")
    )
    assert are_meant(refs, [other, one])
    assert not are_meant(refs, [one])
    assert not are_meant(refs[:1], [one, other])


def test_a_place_that_holds_the_meant_one_borders_on_it() -> None:
    county = reference("220184", today)
    assert borders_on(county, predicted("x", CITY, today))
    assert not borders_on(county, predicted("x", {**CITY, "adcode": "220000"}, today))
    assert not borders_on(reference("N:松花江", today), predicted("x", CITY, today))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("龙嘉机场", "龙嘉", True),
        ("长春站", "长春车站", False),
        ("京哈高速", "京哈高速公路", True),
        ("太湖", "太江", False),
        ("“甲”镇", "甲镇", True),
        ("丙丁市", "丙丁县", True),
    ],
)
def test_names_are_alike_but_for_what_they_call_the_place(
    one: str, other: str, *, same: bool
) -> None:
    assert alike(one, other) is same
    assert alike(other, one) is same


def test_the_core_of_a_short_name_is_all_of_it() -> None:
    assert core_of("甲江") == "甲江"
    assert core_of("甲乙江") == "甲乙"
    assert core_of("甲乙河流域") == "甲乙"


def test_distances_follow_the_great_circle() -> None:
    assert kilometres((0.0, 0.0), (1.0, 0.0)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((125.0, 44.0), (125.0, 44.0)) == 0
