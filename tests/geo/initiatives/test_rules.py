"""Hold each rule of extraction to a sentence of our own making that needs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quyu_geo.initiatives import Extracted, extract
from quyu_geo.toponyms import find_places

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "rules.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def said(each: Extracted) -> str:
    """Write an initiative as the table does."""
    partners = f"<{'|'.join(each.partners)}" if each.partners else ""
    marks = ">" * each.directed + "!" * (not each.core)
    return f"{each.layer}/{each.type} {'|'.join(each.members)}{partners}{marks}"


@pytest.mark.parametrize(("rule", "subject", "text", "expected"), ROWS, ids=[r[0] for r in ROWS])
def test_rule(rule: str, subject: str, text: str, expected: str) -> None:
    places = find_places(text, subject=subject, date="2025")
    found = {said(each) for each in extract(text, places, subject=subject, date="2025")}
    wanted, _, barred = expected.partition("//")
    missing = {row for row in wanted.split("; ") if row} - found
    extra = {row for row in barred.split("; ") if row} & found
    assert not missing | extra, (rule, sorted(missing), sorted(extra), sorted(found))
    assert expected or not any(not row.endswith("!") for row in found)
