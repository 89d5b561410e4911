"""Hold the reading of places to annotated plans, to swapped names and to script twins."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.report import report_places
from quyu_geo.scoring import GoldDocument, read_gold
from quyu_geo.scoring import score as scored
from quyu_geo.scoring.gold import GoldMention, today_of
from quyu_geo.scoring.references import reference
from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from quyu_geo.model import Place

PLANS = ("jiangsu-2020", "jilin-2019", "jilin-hachang-2016", "neimenggu-2020", "panjin-2020")
EXCERPTS = ("guangxi", "guizhou", "hebei", "hunan", "jiangxi", "liaoning", "national")
#: Draws of the swap test, and the least share of the names of units that each exchanges.
SEEDS = (1, 7, 23)
SWAPPED = 0.75
#: Codes of the annotation that lead to another unit today.
TODAY = {"220381": "220184", "230182": "230113"}
#: Full and half width of the marks that plans use.
WIDE = dict(zip(",():;", "，（）：；", strict=True))


@dataclass(frozen=True)
class Named:
    """One annotated mention: its span and references."""

    start: int
    end: int
    refs: tuple[str, ...]
    marginal: bool


@dataclass(frozen=True)
class Document:
    """An annotated plan as `find_places` gets it."""

    text: str
    subject: str
    date: str
    named: tuple[Named, ...]


def read(folder: Path, name: str) -> Document:
    (gold,) = read_gold(folder, Gazetteer.bundled(), [name])
    named = tuple(
        Named(one.start, one.end, tuple(ref.text for ref in one.references), one.marginal)
        for one in gold.mentions
    )
    # Web spam after the last annotated line is for the hygiene of documents to cut off.
    end = gold.text.find("\n", max(one.end for one in named))
    text = gold.text if end < 0 else gold.text[:end]
    return Document(text, gold.subject, gold.date, named)


def score(document: Document) -> float:
    """Give the F1 of mentions whose span and places are right, marginal ones apart."""
    known = Gazetteer.bundled()
    mentions = tuple(
        GoldMention(
            one.start,
            one.end,
            kind="",
            marginal=one.marginal,
            office=False,
            references=tuple(reference(ref, today_of(known)) for ref in one.refs),
        )
        for one in document.named
    )
    text, subject, date = document.text, document.subject, document.date
    gold = GoldDocument("", Path(), text, mentions, (), annotated=False, subject=subject, date=date)
    found = report_places(find_places(text, subject=subject, date=date))
    return scored(gold, {**found, "initiatives": []}, known).tally.place.f1


@pytest.mark.parametrize("name", PLANS)
def test_places_of_the_plans(gold: Path, name: str) -> None:
    assert score(read(gold, name)) >= 0.96


@pytest.mark.parametrize("name", EXCERPTS)
def test_places_of_passages_from_other_provinces(gold: Path, name: str) -> None:
    folder = gold.parent / "excerpts"
    if not folder.is_dir():
        pytest.skip("no annotated excerpts beside the plans")
    assert score(read(folder, name)) >= 0.97


def exchangeable(document: Document) -> dict[Named, Place]:
    """Give the mentions that name one prefecture or county by its full, short or usual name."""
    known = Gazetteer.bundled()
    found: dict[Named, Place] = {}
    for one in document.named:
        code = TODAY.get(one.refs[0], one.refs[0])
        if len(one.refs) > 1 or not code.isdigit() or code.endswith("0000") or one.marginal:
            continue
        unit = known.place(code)
        if document.text[one.start : one.end] in (unit.name, unit.short, *unit.aliases):
            found[one] = unit
    return found


def swapped(document: Document, seed: int) -> tuple[Document, float]:
    """
    Exchange the prefectures and counties of a document for others of their province.

    One unit always becomes the same other one, of the same level, whatever its suffix; a
    name with a suffix becomes a full name, one without the short name. The share of the
    exchangeable mentions that got another name comes with the new document.
    """
    known = Gazetteer.bundled()
    units = list(known.of_kinds(("prefecture", "county")))
    taken: dict[str, Place] = {}
    choose = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
    changes: dict[Named, tuple[Place, str]] = {}
    for one, old in exchangeable(document).items():
        if old.id not in taken:
            others = [
                unit
                for unit in units
                if unit.kind == old.kind
                and unit.id[:2] == old.id[:2]
                and len(unit.short) >= 2
                and unit.id != old.id
                and unit not in taken.values()
            ]
            taken[old.id] = choose.choice(others) if others else old
        new = taken[old.id]
        full = document.text[one.end - 1] == old.name[-1] and one.end - one.start > 2
        changes[one] = (new, new.name if full else new.short)
    text, named, last = "", [], 0
    for one in sorted(document.named, key=lambda item: item.start):
        if one.start < last:
            continue
        text += document.text[last : one.start]
        unit, form = changes.get(one, (None, document.text[one.start : one.end]))
        refs = (unit.id,) if unit is not None else one.refs
        named.append(Named(len(text), len(text) + len(form), refs, one.marginal))
        text += form
        last = one.end
    text += document.text[last:]
    other = [one for one, (unit, _) in changes.items() if unit.id not in one.refs]
    document = Document(text, document.subject, document.date, tuple(named))
    return document, len(other) / len(changes)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", PLANS)
def test_swapped_names_are_read_as_well(gold: Path, name: str, seed: int) -> None:
    document = read(gold, name)
    other, share = swapped(document, seed)
    assert share >= SWAPPED
    assert other.text != document.text
    assert score(other) >= 0.93


def spans(text: str, document: Document) -> list[tuple[int, int, tuple[str, ...], str]]:
    """Give where each name stands, what it means and by which rule."""
    found = find_places(text, subject=document.subject, date=document.date)
    return [(one.start, one.end, one.places, one.basis) for one in found]


@pytest.mark.parametrize("name", PLANS)
def test_script_and_width_make_no_difference(gold: Path, name: str) -> None:
    document = read(gold, name)
    plain = spans(document.text, document)
    for config in ("s2t", "s2tw", "s2hk", "t2s"):
        assert spans(opencc.OpenCC(config).convert(document.text), document) == plain, config
    wide = document.text.translate({ord(half): full for half, full in WIDE.items()})
    half = document.text.translate({ord(full): half for half, full in WIDE.items()})
    assert spans(wide, document) == plain
    assert spans(half, document) == plain


@pytest.mark.parametrize("name", PLANS)
def test_ends_of_lines_make_no_difference(gold: Path, name: str) -> None:
    document = read(gold, name)
    plain = [(*places, basis) for _, _, places, basis in spans(document.text, document)]
    crlf = document.text.replace("\n", "\r\n")
    assert [(*places, basis) for _, _, places, basis in spans(crlf, document)] == plain


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_scripts_mixed_within_words_make_no_difference(chance: random.Random) -> None:
    rows = (Path(__file__).parents[1] / "geo/toponyms/provinces.tsv").read_text(encoding="utf-8")
    subject, marked = chance.choice([row.split("\t") for row in rows.splitlines()[1:]])
    text = re.sub(r"\{([^:}]*)(?::[^}]*)?\}", r"\1", marked)
    twin = [opencc.OpenCC(config).convert(text) for config in ("s2t", "s2hk", "t2s")]
    mixed = "".join(chance.choice(chars) for chars in zip(text, *twin, strict=True))
    document = Document(text, subject, "", ())
    assert spans(mixed, document) == spans(text, document)
