"""Finished sheets and pictures are held against the rules, and each rule can fail."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from drawings import need_parts
from pages import content
from quyu_maps.finished import NoSheetError, breaches
from quyu_maps.payload import payload_of
from quyu_maps.picture.sheet import Wish, picture
from quyu_maps.sheet import sheet
from quyu_maps.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = re.compile(r'(<script type="application/json" id="quyu-data">)(.*?)(</script>)', re.DOTALL)


@pytest.fixture(scope="module")
def page() -> str:
    made = content([])
    place = made.gazetteer.place("460000")
    return sheet(made.features, place, made.plans, made.gazetteer)


def _drawn(*codes: str, lang: str = "zh") -> str:
    need_parts()
    made = content([])
    subject = Subject(tuple(made.gazetteer.place(code) for code in codes))
    return picture(payload_of(made, subject), Wish("svg", lang=lang)).decode()


@pytest.fixture(scope="module")
def national() -> str:
    return _drawn()


@pytest.fixture(scope="module")
def hainan() -> str:
    return _drawn("460000")


def test_what_is_drawn_keeps_the_rules(page: str, national: str, hainan: str) -> None:
    assert breaches(page) == []
    assert breaches(national) == []
    assert breaches(hainan) == []
    assert breaches(_drawn(lang="en")) == []
    assert breaches(_drawn("220000")) == []


def _spoiled(page: str, spoil: Callable[[dict[str, Any]], None]) -> str:
    (found,) = DATA.findall(page)
    payload = json.loads(found[1])
    spoil(payload)
    return page.replace(found[1], json.dumps(payload))


def _no_taiwan(payload: dict[str, Any]) -> None:
    rows = payload["base"]["provinces"]
    payload["base"]["provinces"] = [row for row in rows if row["id"] != "710000"]


def _country(payload: dict[str, Any]) -> None:
    payload["places"]["TW"] = {"k": "country"}


def _no_dashes(payload: dict[str, Any]) -> None:
    payload["base"]["tendash"] = []


def _silent(payload: dict[str, Any]) -> None:
    payload["lines"]["review"] = {"number": "", "zh": "", "en": ""}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_no_taiwan, "Taiwan is not shown as a province"),
        (_country, "Taiwan is shown as a country"),
        (_no_dashes, "ten-dash line"),
        (_silent, "no review number"),
    ],
)
def test_a_spoiled_sheet_is_found(
    page: str, spoil: Callable[[dict[str, Any]], None], words: str
) -> None:
    assert any(words in breach for breach in breaches(_spoiled(page, spoil)))


def test_a_sheet_with_other_scripts_is_found(page: str) -> None:
    other = page.replace("quyu.drawBase", "quyu.drawBase2", 1)
    assert any("scripts" in breach for breach in breaches(other))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (r'class="tendash"', 'class=""', "ten-dash line"),
        (r">钓鱼岛<", "><", "钓鱼岛 is not named"),
        (r">赤尾屿<", "><", "赤尾屿 is not named"),
        (r'data-seat="710000"', "", "台北 lacks the symbol"),
        (r">台北<", "><", "台北 lacks the symbol"),
        (r">台湾<", "><", "台湾 is not named as a province"),
        (r">内部工作用图[^<]*<", "><", "no review number"),
        (r">底图:[^<]*<", "><", "source line"),
        (r'class="quyu-inset"', "", "南海诸岛"),
    ],
)
def test_each_rule_for_pictures_can_fail(national: str, old: str, new: str, words: str) -> None:
    assert re.search(old, national)
    assert any(words in breach for breach in breaches(re.sub(old, new, national)))


def test_a_picture_of_hainan_needs_its_inset(hainan: str) -> None:
    without = hainan.replace('class="quyu-inset"', "")
    assert breaches(without) == ["the frame holds Hainan and lacks the inset of 南海诸岛"]
    assert breaches(without.replace('data-subject="460000"', "")) != []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<svg></svg>",
        "<html></html>",
        '<svg data-frame="a b c d"></svg>',
        '<script type="application/json" id="quyu-data">{</script>',
        '<script type="application/json" id="quyu-data">[1]</script>',
        '<script type="application/json" id="quyu-data">' + "[" * 100_000 + "</script>",
    ],
)
def test_what_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(NoSheetError):
        breaches(text)
