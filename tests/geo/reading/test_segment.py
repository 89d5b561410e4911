"""Headings, articles and sentences, each where it stands in the text of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import PLAN
from quyu_geo.reading.segment import numeral_value, segment

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_geo.model import Span


def numbers(text: str, gaps: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """Give the numbers of the headings of a text."""
    return [heading.number for heading in segment(text, gaps).headings]


def test_a_plan() -> None:
    made = segment(PLAN)
    assert [h.number + h.title for h in made.headings[:3]] == [
        "一、总体安排",
        "(一)工作思路",
        "(二)工作目标",
    ]
    assert made.article(PLAN.index("玉溪市域")).section == "二、(三)"
    assert made.article(0).path == ()
    assert PLAN[slice(*_ends(made.sentences[-3]))] == "各地每季度会商一次,省发展改革委汇总进展。"


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第一章 总则\n第一条 甲。\n第二条 乙。\n第二章 分则\n第三条 丙。",
            ["第一章", "第一条", "第二条", "第二章", "第三条"],
        ),
        (
            "一、甲\n（一）乙。丙\n1.丁。\n（1）戊\n①己\n2．庚",
            ["一、", "(一)", "1.", "(1)", "①", "2."],
        ),
        ("一、甲\n增长3.5个点,2.1倍。\n10个县", ["一、"]),
        (
            "方案。一、甲乙丙丁。1 .戊己。2 .庚辛。二推动三地合作发展3 .壬癸。",
            ["一、", "1 .", "2 .", "二", "3 ."],
        ),
        ("一、甲\n目标。一是合作。二是开放。三省一区联动。", ["一、"]),
        ("要点。一是合作;二是开放;(一)推进。", ["(一)"]),
        ("二〇二五年规划。", []),
    ],
)
def test_shapes_of_headings(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


def test_a_heading_broken_by_a_page() -> None:
    text = "一、甲乙\n2、丙丁。戊己。"
    gap = (text.index("\n"), text.index("丙"))
    (heading,) = segment(text, (gap,)).headings
    assert (heading.title, text[heading.span.start : heading.span.end]) == ("甲乙丙丁", text[:-4])


def test_sentences_run_over_gaps() -> None:
    text = "推进甲乙\n— 2 —\n丙丁。戊己。"
    gap = (text.index("\n"), text.index("丙"))
    assert [text[slice(*_ends(s))] for s in segment(text, (gap,)).sentences] == [
        text[:-3],
        "戊己。",
    ]
    assert len(segment(text).sentences) == 4


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零三", 103)],
)
def test_numerals(numeral: str, value: int) -> None:
    assert numeral_value(numeral) == value


@given(st.text(alphabet="一二十、(1).。;\n甲乙丙第章条 ①“”", max_size=80))
@settings(deadline=None)
def test_articles_cover_any_text(text: str) -> None:
    made = segment(text)
    assert "".join(text[a.span.start : a.span.end] for a in made.articles) == text
    for heading in made.headings:
        assert made.article(heading.span.start).path[-1] == heading
    ends = [0, *(end for s in made.sentences for end in _ends(s))]
    assert ends == sorted(ends)
    assert all(text[a:b] == text[a:b].strip() for a, b in map(_ends, made.sentences))


@pytest.mark.parametrize(
    ("name", "count"),
    [("jilin-2019", 32), ("jiangsu-2020", 40), ("neimenggu-2020", 34), ("jilin-hachang-2016", 58)],
)
def test_the_real_plans(gold: Path, name: str, count: int) -> None:
    text = (gold / f"{name}.txt").read_bytes().decode()
    assert len(segment(text).headings) == count
