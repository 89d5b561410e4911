"""Places are found past the dirt and over broken lines, with offsets into the text of record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import PLAN
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.reading.examine import examine
from quyu_geo.reading.places import places_in

BODY = "".join(PLAN.strip().split("\n")[5:-2]) * 2


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the names of a text without their line breaks, and their places."""
    known = Gazetteer.bundled()
    examined = examine(text.encode(), "x.txt", known, subject="530000")
    names = places_in(examined, known)
    assert all(examined.document.text[e.start : e.end] == e.surface for e in names)
    return [("".join(each.surface.split()), each.places) for each in names]


@pytest.mark.parametrize("width", [19, 23, 29, 37])
def test_names_run_over_lines(width: int) -> None:
    rows = [BODY[at : at + width] for at in range(0, len(BODY), width)]
    whole = [name for name, _ in found(BODY)]
    cut = [name for name, _ in found("\n".join(rows))]
    assert len(whole) > 12
    assert len(set(whole) - set(cut)) <= 1
    assert len(cut) >= len(whole) - 2


def test_names_in_spam_are_none() -> None:
    spam = "上海时时彩 广东麻将技巧 贵阳六合彩开奖"
    assert found(f"{PLAN}{spam}") == found(PLAN)


@given(
    st.text(alphabet="昆明玉溪市、,。*\n 12第页—<b>时时彩开奖《》()云南省\0\ufffd", max_size=200)
)
@settings(deadline=None, max_examples=150)
def test_any_text_keeps_its_offsets(text: str) -> None:
    found(f"{PLAN}{text}")
