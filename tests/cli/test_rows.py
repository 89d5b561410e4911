"""Rows as a table, as tab-separated lines and as JSON."""

from __future__ import annotations

import json

import pytest

from quyu_cli.rows import Row, laid_out

ROWS: list[Row] = [{"name": "长春市", "lon": 125.32}, {"name": "Khasan", "lon": 130.65}]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", "name    lon\n长春市  125.32\nKhasan  130.65"),
        ("tsv", "name\tlon\n长春市\t125.32\nKhasan\t130.65"),
        ("json", '[\n{"name": "长春市", "lon": 125.32},\n{"name": "Khasan", "lon": 130.65}\n]'),
    ],
)
def test_forms(form: str, expected: str) -> None:
    """Each form is laid out as documented; Chinese characters count as two cells."""
    assert laid_out(ROWS, form) == expected


def test_json_gives_the_rows_back() -> None:
    """What is written as JSON is read back as the same rows."""
    assert json.loads(laid_out(ROWS, "json")) == ROWS
