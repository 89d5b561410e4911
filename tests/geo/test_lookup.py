"""Ranked look-ups: reasons, dates, near names, and that the index holds every form of every row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import gazetteer, place
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.lookup_dates import bundled_formers, day_of, in_force
from quyu_geo.lookup_index import key_of
from quyu_geo.lookup_near import NearNames
from quyu_geo.lookup_tables import lines_from, seek

if TYPE_CHECKING:
    from quyu_geo.model import Place

KNOWN = Gazetteer.bundled()
SMALL = gazetteer(
    place("220000", "province", name="吉林省", short="吉林"),
    place("220100", "prefecture", name="长春市", short="长春", parent="220000"),
    place("220184", "county", name="公主岭市", short="公主岭", parent="220100"),
)


def forms(row: Place) -> set[str]:
    return {row.name, row.short, row.name_en, *row.aliases} - {""}


def test_the_index_holds_every_form_of_every_row() -> None:
    """Compiled by the build, which does not import this package: held together here."""
    missing = [
        (row.id, form)
        for row in KNOWN
        for form in forms(row)
        if row.id not in {bearer.id for bearer in KNOWN.index.bearers(key_of(form))}
    ]
    assert missing == []


def test_the_index_names_only_places_that_are_there() -> None:
    ids = set(KNOWN._lines)  # noqa: SLF001 - every id, without parsing the rows
    for key, bearers in KNOWN.index:  # type: ignore[union-attr]
        assert key == key_of(key)
        assert {bearer.id for bearer in bearers} <= ids, key


def test_every_former_name_and_code_leads_to_its_successor() -> None:
    for unit, rows in bundled_formers().items():
        for row in rows:
            for form in filter(None, (row.name, row.adcode_then)):
                assert unit in {bearer.id for bearer in KNOWN.index.bearers(key_of(form))}, row


def test_each_place_stands_once_and_in_the_order_of_matches() -> None:
    found = KNOWN.look_up("长春", near=True)
    ids = [candidate.place.id for candidate in found]
    order = [("exact", "variant", "near").index(candidate.match) for candidate in found]
    assert len(ids) == len(set(ids))
    assert order == sorted(order)


def test_a_region_holds_what_its_members_hold() -> None:
    region = KNOWN.place("region-changsanjiao")
    found = KNOWN.look_up("大丰", within=region)
    assert found[0].place.id == "320904"
    assert all(KNOWN.province_of(row.place)[:2] in {"31", "32", "33", "34"} for row in found)


def test_a_country_holds_its_places() -> None:
    russia = KNOWN.place("RU")
    assert {row.place.country for row in KNOWN.look_up("扎鲁比诺", within=russia)} == {"RU"}


def test_an_own_gazetteer_gives_the_same_reasons() -> None:
    found = SMALL.look_up("公主领")
    assert [(row.place.id, row.match) for row in found] == [("220184", "near")]
    assert SMALL.look_up("公主岭市")[0].reason == "official name"
    assert SMALL.nearest("长舂市") == ("长春市",)


@pytest.mark.parametrize(
    ("word", "name", "errors"),
    [
        ("长舂", "长春", 1.0),
        ("牧丹江", "牡丹江", 0.5),
        ("丹牡江", "牡丹江", 1.0),
        ("公主岭", "公主岭市", 1.0),
        ("乌鲁木市", "乌鲁木齐市", 1.0),
        ("shenyagn", "shenyang", 1.0),
        ("haerbin", "harbin", 1.0),
    ],
)
def test_the_number_of_typing_errors(word: str, name: str, errors: float) -> None:
    near = NearNames([name, "别名"], {"牧": "mu", "牡": "mu"})
    assert near.near(word) == [(name, errors)]


@pytest.mark.parametrize("word", ["", "长", "长春", "x" * 300, "\U00020000\U00020001"])
def test_nothing_is_near(word: str) -> None:
    assert NearNames(["长春", "大连"], {}).near(word) == []


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "held"),
    [
        ("", "", "2014", True),
        ("2014-05", "", "2014", True),
        ("2014-05", "", "2014-04", False),
        ("2014-05-02", "", "2014-05-01", False),
        ("", "2014-05-02", "2014-05-02", False),
        ("", "2014-05-02", "2014-05-01", True),
        ("", "2014-05", "2014-05-20", True),
        ("", "2014-05", "2014-06", False),
        ("1996", "2014", "2015", False),
    ],
)
def test_in_force(valid_from: str, valid_to: str, day: str, held: bool) -> None:  # noqa: FBT001
    assert in_force(valid_from, valid_to, day_of(day)) is held


@pytest.mark.parametrize("text", ["14", "2014-13", "2014-02-30", "2014-5", "2014-05-02T00"])
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        day_of(text)


@settings(max_examples=60)
@given(
    st.sets(st.text("ab省市", min_size=1, max_size=4), max_size=30), st.text("ab省市", max_size=4)
)
def test_seek_finds_the_place_among_sorted_lines(keys: set[str], key: str) -> None:
    body = "".join(f"{k}\tx\n" for k in sorted(keys)).encode()
    held = [line.partition("\t")[0] for line in lines_from(body, seek(body, key.encode()))]
    assert held == sorted(k for k in keys if k >= key)


@pytest.mark.parametrize(
    ("old", "date", "now"),
    [
        ("公主岭市", "2019-12", "220184"),
        ("双城市", "2013", "230113"),
        ("九台市", "2013", "220113"),
        ("大丰市", "2014", "320904"),
        ("通县", "1996", "110112"),
        ("鄞县", "2001", "330212"),
        ("花县", "1990", "440114"),
        ("宜宾县", "2017", "511504"),
        ("邢台县", "2019", "130503"),
        ("海门市", "2019", "320614"),
        ("即墨市", "2016", "370215"),
        ("郫县", "2015", "510117"),
        ("静海县", "2014", "120118"),
        ("崇明县", "2015", "310151"),
        ("长丰县", "2015", "340121"),
        ("水城县", "2019", "520204"),
        ("沙县", "2020", "350405"),
        ("襄樊市", "2009", "420600"),
        ("思茅市", "2005", "530800"),
        ("中甸县", "2000", "533401"),
        ("万县市", "1995", "500101"),
        ("哲里木盟", "1998", "150500"),
        ("崇文区", "2009", "110101"),
        ("萝岗区", "2013", "440112"),
    ],
)
def test_a_name_is_exact_on_a_date_on_which_it_was_in_force(old: str, date: str, now: str) -> None:
    found = {row.place.id: row for row in KNOWN.look_up(old, on=date)}
    assert found[now].match == "exact"
    assert found[now].name_then == old
