"""Read sentences of our own making from every province, in the manner of work reports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from quyu_geo.model import Place, Resolution

#: Name in braces, after a colon the places it stands for; ``?`` where readers may differ.
MARK = re.compile(r"\{([^:}]*)(?::([^}]*))?\}")
ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "provinces.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def places_of(found: Resolution) -> list[Place]:
    made = {place.id: place for place in found.made}
    return [made.get(key) or Gazetteer.bundled().place(key) for key in found.places]


def bears(place: Place, surface: str) -> bool:
    return surface in place.name or surface in (place.short, *place.aliases)


@pytest.mark.parametrize(
    ("subject", "marked"), ROWS, ids=[f"{row[0]}-{row[1][:8]}" for row in ROWS]
)
def test_sentence_gives_its_places(subject: str, marked: str) -> None:
    expected: dict[tuple[int, int], tuple[str, str]] = {}
    text = ""
    last = 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        expected[len(text), len(text) + len(match[1])] = (match[1], match[2] or "")
        text += match[1]
        last = match.end()
    text += marked[last:]
    open_spans = [span for span, (_, names) in expected.items() if names == "?"]
    found = {
        (one.start, one.end): one
        for one in find_places(text, subject=subject)
        if not any(start < one.end and one.start < end for start, end in open_spans)
    }
    wanted = {span: value for span, value in expected.items() if value[1] != "?"}
    assert [text[a:b] for a, b in found] == [surface for surface, _ in wanted.values()]
    for span, (surface, names) in wanted.items():
        places = places_of(found[span])
        if names:
            assert [place.name for place in places] == names.split()
        else:
            assert len(places) == 1
            assert bears(places[0], surface)


def test_every_province_has_its_sentences() -> None:
    count = {subject: 0 for subject, _ in ROWS}
    for subject, _ in ROWS:
        count[subject] += 1
    provinces = {place.id for place in Gazetteer.bundled().provinces()}
    assert set(count) == provinces
    few = {code for code, number in count.items() if number < 6}
    assert few <= {"710000", "810000", "820000"}
