"""Read initiatives from sentences of our own making, one or more from every province."""

from __future__ import annotations

from pathlib import Path

import pytest

from quyu_geo.initiatives import Extracted, extract
from quyu_geo.toponyms import find_places

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "provinces.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def said(each: Extracted) -> str:
    """Write an initiative as the table does."""
    partners = f"<{'|'.join(each.partners)}" if each.partners else ""
    return f"{each.layer}/{each.type} {'|'.join(each.members)}{partners}{'>' * each.directed}"


@pytest.mark.parametrize(
    ("subject", "text", "expected"), ROWS, ids=[f"{row[0]}-{row[1][:8]}" for row in ROWS]
)
def test_sentence_sets_up_its_initiatives(subject: str, text: str, expected: str) -> None:
    places = find_places(text, subject=subject, date="2025")
    found = extract(text, places, subject=subject, date="2025")
    missing = set(expected.split("; ")) - {said(each) for each in found if each.core}
    assert not missing, sorted(said(each) for each in found)


def test_every_province_is_there() -> None:
    assert len({row[0] for row in ROWS}) == 31
