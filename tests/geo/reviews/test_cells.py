"""Cells of a review: read back as written, tolerant of people, harmless in spreadsheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyu_geo.reviews.cells import (
    CellError,
    flag_of,
    guarded,
    list_of,
    places_cell,
    places_of,
    plain,
    same,
    unguarded,
    word_of,
)
from reviewed import WORLD


@given(st.text())
def test_a_guard_hides_and_gives_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(tuple("=+-@\t\r＝＋－＠"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "'=1", "''"])
def test_formulas_are_hidden(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "x=1", "—条"])
def test_nothing_else_is(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("410100", ("410100",)),
        ("东城市", ("410100",)),
        ("东城、南浦", ("410100", "410200")),
        ("东城市(410100)|南浦市（410200）", ("410100", "410200")),
        ("甲山省东城市朝阳区(410102)", ("410102",)),
        ("朝阳区", ("410102",)),  # the one in the province that speaks
        (" 东城 ; ；南浦\n西宁，东城", ("410100", "410200", "420100")),
        ("", ()),
    ],
)
def test_places_by_name_or_id(cell: str, ids: tuple[str, ...]) -> None:
    assert places_of(cell, WORLD, "410000") == ids


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("西宁市(410100)", "410100 is 东城市"),
        ("东城市(999999)", "999999 is no place"),
        ("没有的市", "no such place is known"),
        ("同名县", "several places bear the name"),
        ("东城市、没有的市", "没有的市"),
    ],
)
def test_places_that_cannot_be_meant(cell: str, said: str) -> None:
    with pytest.raises(CellError, match=said.replace("(", r"\(")):
        places_of(cell, WORLD, "410000")


def test_places_are_read_as_they_are_written() -> None:
    ids = tuple(one.id for one in WORLD)
    assert places_of(places_cell(ids, WORLD), WORLD) == ids


@pytest.mark.parametrize("cell", ["是", "1", "TRUE", " yes ", "√"])
def test_yes(cell: str) -> None:
    assert flag_of(cell)


@pytest.mark.parametrize("cell", ["否", "0", "False", "no", "删除", ""])
def test_no(cell: str) -> None:
    assert not flag_of(cell)


def test_neither() -> None:
    with pytest.raises(CellError, match="neither"):
        flag_of("也许")


def test_words_by_any_name() -> None:
    assert word_of("layer", "合作联系") == word_of("layer", "link") == "link"
    assert word_of("type", "产业园·基地", "zone") == "park"
    with pytest.raises(CellError, match="新区、"):
        word_of("type", "铁路", "zone")


def test_lists_by_any_sign() -> None:
    assert list_of("交通|产业、 生态;旅游，\n") == ["交通", "产业", "生态", "旅游"]


def test_what_spreadsheets_do_to_a_cell_is_no_edit() -> None:
    assert same("甲\r\n乙 ", "甲\n乙")
    assert same("\ufffd", "\ud800")
    assert same("甲?乙", "甲𠮷乙", narrow=True)
    assert not same("甲?乙", "甲𠮷乙")
    assert not same("甲", "乙")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (220100, "220100"), (220100.0, "220100"), (True, "是"), (0.5, "0.5")],
)
def test_values_of_workbooks(value: object, text: str) -> None:
    assert plain(value) == text
