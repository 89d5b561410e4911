"""Hold each row of the lexicon tables to its example, and every word of a row to its part."""

from __future__ import annotations

import pytest

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.initiatives import Extracted, extract
from quyu_geo.initiatives.attributes import topics_of
from quyu_geo.initiatives.lexicon import lexicon_of
from quyu_geo.toponyms import find_places
from quyu_geo.word_tables import table

HEADS = list(table("initiative_heads"))
RELATIONS = list(table("relations"))
VERBS = list(table("verbs"))
TOPICS = list(table("topics"))
JOINTS = list(table("joints"))
#: Who speaks where an example names no unit of its own.
SPEAKER = "360000"


def speaker(text: str) -> str:
    """Give the province of the first unit that an example names."""
    ids = (i for each in find_places(text) for i in each.places if i[:6].isdigit())
    return next((f"{i[:2]}0000" for i in ids), SPEAKER)


def read(text: str, subject: str) -> tuple[Extracted, ...]:
    places = find_places(text, subject=subject, date="2025")
    return extract(text, places, subject=subject, date="2025")


@pytest.mark.parametrize("row", HEADS, ids=[row[0].split()[0] for row in HEADS])
def test_head_gives_its_layer_and_type(row: list[str]) -> None:
    words, layer, kind, core, example = row
    found = [each for each in read(example, speaker(example)) if each.layer == layer]
    assert kind in {each.type for each in found}, found
    assert any(word in example for word in words.split())
    if core == "yes":
        assert any(each.core for each in found if each.type == kind)


@pytest.mark.parametrize("row", RELATIONS, ids=[row[0].split()[0] for row in RELATIONS])
def test_relation_gives_its_type(row: list[str]) -> None:
    words, use, kind, example = row
    kinds = {each.type for each in read(example, "440000") if each.layer == "link"}
    assert {"by party": "collaboration"}.get(kind, kind) in kinds
    assert any(word in example for word in words.split())
    assert use in {"join", "toward", "aid"}


@pytest.mark.parametrize("row", VERBS, ids=[row[0].split()[0] for row in VERBS])
def test_verb_gives_its_status(row: list[str]) -> None:
    words, use, status, example = row
    found = read(example, speaker(example))
    assert found
    assert {each.status for each in found} == {"build" if status == "none" else status}
    assert any(word in example for word in words.split())
    assert use in {"lead", "weak"}


@pytest.mark.parametrize("row", TOPICS, ids=[row[0] for row in TOPICS])
def test_topic_is_seen(row: list[str]) -> None:
    topic, words, example = row
    assert topic in topics_of(example, "")
    assert any(word in example for word in words.split())


@pytest.mark.parametrize("row", JOINTS, ids=[row[1] for row in JOINTS])
def test_joint_plays_its_part(row: list[str]) -> None:
    words, kind, example = row
    lexicon = lexicon_of(Gazetteer.bundled())
    hits = lexicon.automaton.find_matches_as_indexes(example)
    kinds = {lexicon.words[index].joint for index, _, _ in hits}
    assert kind in kinds
    assert any(word in example for word in words.split())


def test_no_word_has_two_rows() -> None:
    for rows in (HEADS, RELATIONS, VERBS, JOINTS):
        words = [word for row in rows for word in row[0].split()]
        assert len(words) == len(set(words)), {w for w in words if words.count(w) > 1}
