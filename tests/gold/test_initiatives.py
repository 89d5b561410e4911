"""Hold the extraction of initiatives to annotated plans, also with swapped names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.initiatives import Extracted, extract
from quyu_geo.scoring import read_gold
from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_geo.scoring import GoldDocument

PLANS = ("jiangsu-2020", "jilin-2019", "jilin-hachang-2016", "neimenggu-2020", "panjin-2020")
#: Cities of one province whose names are exchanged in the twins.
SWAPS = (("松原", "白城"), ("辽源", "通化"), ("包头", "赤峰"), ("常州", "徐州"))
#: Their codes.
CODES = (("220700", "220800"), ("220400", "220500"), ("150200", "150400"), ("320400", "320300"))


@dataclass(frozen=True)
class Gold:
    """An annotated initiative: layer, core, codes of its units, and its clause."""

    layer: str
    core: bool
    units: frozenset[str]
    start: int
    end: int


@cache
def document_of(folder: Path, name: str) -> GoldDocument:
    (document,) = read_gold(folder, Gazetteer.bundled(), [name])
    return document


def text_of(folder: Path, name: str) -> str:
    return document_of(folder, name).text


def annotated(folder: Path, name: str) -> list[Gold]:
    """Give the initiatives whose members are all units or countries, so that codes suffice."""
    return [
        Gold(
            one.layer,
            one.core,
            frozenset(ref.text.removeprefix("C:") for ref in one.members),
            one.start,
            one.end,
        )
        for one in document_of(folder, name).initiatives
        if all(ref.sort in {"unit", "C"} for ref in one.members)
    ]


def read(text: str, subject: str, date: str) -> tuple[Extracted, ...]:
    places = find_places(text, subject=subject, date=date)
    return extract(text, places, subject=subject, date=date)


def subject_of(folder: Path, name: str) -> tuple[str, str]:
    document = document_of(folder, name)
    return document.subject, document.date


def matches(row: Gold, each: Extracted) -> bool:
    """Tell whether the layer is right and the units overlap by more than half near the clause."""
    units = set(each.members)
    for member in each.members:
        place = Gazetteer.bundled().place(member) if member in Gazetteer.bundled() else None
        if place is not None and place.kind == "region":
            units = (units - {member}) | set(place.members)
    near = min(row.end, each.span.end) > max(row.start, each.span.start)
    overlap = len(units & row.units) / len(units | row.units)
    return row.layer == each.layer and (overlap > 0.5 and near)


@pytest.mark.parametrize("name", PLANS)
def test_core_initiatives_are_found(name: str, gold: Path) -> None:
    floors = {
        "jiangsu-2020": 0.8,
        "jilin-2019": 0.82,
        "jilin-hachang-2016": 0.68,
        "neimenggu-2020": 0.74,
        "panjin-2020": 0.67,
    }
    found = read(text_of(gold, name), *subject_of(gold, name))
    rows = [row for row in annotated(gold, name) if row.core]
    hits = sum(any(matches(row, each) for each in found) for row in rows)
    assert hits / len(rows) >= floors[name], (hits, len(rows))


@pytest.mark.parametrize("name", PLANS)
def test_clauses_are_clauses(name: str, gold: Path) -> None:
    text = text_of(gold, name)
    for each in read(text, *subject_of(gold, name)):
        assert text[each.span.start : each.span.end].strip()
        assert "\n" not in text[each.span.start : each.span.end].strip()


@pytest.mark.parametrize("name", PLANS)
def test_swapped_names_are_read_alike(name: str, gold: Path) -> None:
    text = text_of(gold, name)
    swapped = text
    for one, other in SWAPS:
        swapped = swapped.replace(one, "\0").replace(other, one).replace("\0", other)
    before, after = (read(each, *subject_of(gold, name)) for each in (text, swapped))
    kinds = [sorted((e.layer, e.type, e.span.start) for e in each) for each in (before, after)]
    same = len(set(kinds[0]) & set(kinds[1]))
    assert same >= 0.95 * max(len(set(kinds[0])), len(set(kinds[1])))


def f1_of(rows: list[Gold], found: tuple[Extracted, ...]) -> float:
    """Give F1 of core initiatives over all of one document."""
    core = [each for each in found if each.core]
    wanted = [row for row in rows if row.core]
    recall = sum(any(matches(row, each) for each in core) for row in wanted) / len(wanted)
    precision = sum(any(matches(row, each) for row in rows) for each in core) / len(core)
    return 2 * precision * recall / (precision + recall)


def twin_units(row: Gold, text: str) -> frozenset[str]:
    """Exchange the units that the clause names; members of common knowledge stay."""
    clause = text[row.start : row.end]
    codes: dict[str, str] = {}
    for names, pair in zip(SWAPS, CODES, strict=True):
        if any(name in clause for name in names):
            codes |= {pair[0]: pair[1], pair[1]: pair[0]}
    return frozenset(codes.get(unit, unit) for unit in row.units)


@pytest.mark.parametrize("name", PLANS)
def test_swapped_names_score_alike(name: str, gold: Path) -> None:
    text = text_of(gold, name)
    swapped = text
    for one, other in SWAPS:
        swapped = swapped.replace(one, "\0").replace(other, one).replace("\0", other)
    rows = annotated(gold, name)
    twins = [replace(row, units=twin_units(row, text)) for row in rows]
    before = f1_of(rows, read(text, *subject_of(gold, name)))
    after = f1_of(twins, read(swapped, *subject_of(gold, name)))
    assert abs(before - after) <= 0.03, (before, after)
