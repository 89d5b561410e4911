"""The words around names that decide how they are read, as sets and patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from quyu_geo.toponyms.tables import read_lexicon


@dataclass(frozen=True, slots=True)
class Cues:
    """
    The rows of ``lexicon/cues.tsv`` in the form in which recognition asks for them.

    Attributes
    ----------
    connectors, strict, range
        What joins names; the strict ones join hardly anything else.
    china, slogan
        What follows 中国 in a name, and in a slogan.
    park, zone, zone_begins
        Joint parks some words ahead; zones and stretches straight after a county, and the
        characters they begin with.
    modifiers, modifier_ends
        Words between letters and a head, and the last characters of such words.
    middle
        Words between letters and the head of a line.
    verbs
        What cannot stand inside the name of an airport.
    harbour
        Characters that make 港 part of another word.
    crossings, crossed
        Words that the last character of a name may begin, and their second characters.
    nature, nature_begins, before_nature, managed
        What follows a natural feature, and its first characters; what stands before one;
        verbs of works on waters.
    waters
        Natural features meant unless a unit is spelled out.
    train, runs, borders
        What follows the name of a freight train; what is done with one; letters of borders.
    """

    connectors: frozenset[str]
    strict: frozenset[str]
    range: frozenset[str]
    china: re.Pattern[str]
    slogan: re.Pattern[str]
    park: re.Pattern[str]
    zone: re.Pattern[str]
    zone_begins: frozenset[str]
    modifiers: re.Pattern[str]
    modifier_ends: frozenset[str]
    middle: re.Pattern[str]
    verbs: frozenset[str]
    harbour: frozenset[str]
    crossings: frozenset[str]
    crossed: frozenset[str]
    nature: re.Pattern[str]
    nature_begins: frozenset[str]
    before_nature: frozenset[str]
    managed: frozenset[str]
    waters: frozenset[str]
    train: re.Pattern[str]
    runs: frozenset[str]
    borders: frozenset[str]


@cache
def bundled_cues() -> Cues:
    """Read the table once a process."""
    uses: dict[str, list[str]] = {}
    for use, word, _ in read_lexicon("cues"):
        uses.setdefault(use, []).append(word)
    either = {use: "|".join(map(re.escape, words)) for use, words in uses.items()}
    return Cues(
        connectors=frozenset(uses["connector"]),
        strict=frozenset(uses["strict"]),
        range=frozenset(uses["range"]),
        china=re.compile(rf"[-—–－·―─]|\((?!家)|[^,.;:!?、()\n]{{0,16}}?(?:{either['china']})"),
        slogan=re.compile(either["slogan"]),
        park=re.compile(rf"[\u4e00-\u9fff(]{{0,12}}?(?:{either['park']})"),
        zone=re.compile(either["zone"]),
        zone_begins=frozenset(word[0] for word in uses["zone"]),
        modifiers=re.compile(rf"(?:{either['modifier']})+$"),
        modifier_ends=frozenset(word[-1] for word in uses["modifier"]),
        middle=re.compile(rf"(?:{either['middle']})$"),
        verbs=frozenset(uses["verb"]),
        harbour=frozenset(uses["harbour"]),
        crossings=frozenset(uses["crossing"]),
        crossed=frozenset(word[1] for word in uses["crossing"]),
        nature=re.compile(either["nature"]),
        nature_begins=frozenset(word[0] for word in uses["nature"]),
        before_nature=frozenset("环沿跨过越引"),
        managed=frozenset(uses["managed"]),
        waters=frozenset(uses["waters"]),
        train=re.compile(rf"[”\"’)]?(?:{either['carriage']})*(?:{either['train']})|[”\"’]"),
        runs=frozenset(uses["runs"]),
        borders=frozenset(uses["border"]),
    )
