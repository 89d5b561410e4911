"""Folding keeps every offset and every name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyu_geo.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("連雲港", "连云港"),
        ("乾安", "乾安"),
        ("\u965c西", "陕西"),
        ("於", "于"),
        ("裏", "里"),
        ("（Ａ１）", "(A1)"),
        ("瀋陽、大連", "沈阳、大连"),
        ("⻓春、⻄安、⻢鞍⼭", "长春、西安、马鞍山"),
        ("吉林", "吉林"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(st.sampled_from(["薴", "苧", "，", "（", "連", "吉林省", "。", "Ａ", "長春市與"])))
def test_long_texts_fold_as_their_parts_do(parts: list[str]) -> None:
    text = "".join(parts) * 60
    assert fold(text) == "".join(map(fold, parts)) * 60
