"""What recognition looks for: patterns with their roles, letters with their senses, cues."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.toponyms.cues import Cues
    from quyu_geo.toponyms.hits import Reading
    from quyu_geo.toponyms.patterns import Patterns


class Role(IntEnum):
    """
    What a pattern of the scan is there for.

    ``WORD`` holds a name and is none. ``PLACE`` is a name wherever it stands, ``STEM``
    unless it crosses a word, ``WEAK`` only with evidence. ``COMPOUND`` stands for several
    places, ``PAIR`` only before a fitting word. ``AREA`` and ``LINE`` are heads that letters
    stand before. The others are signs: 欧 of a train, a road number, 号线, 机场 and the
    like, 中国, and names that count only with what stands round them.
    """

    WORD = 0
    PLACE = 1
    STEM = 2
    WEAK = 3
    COMPOUND = 4
    PAIR = 5
    AREA = 6
    LINE = 7
    TRAIN = 8
    ROAD = 9
    METRO = 10
    FACILITY = 11
    CHINA = 12
    TRIMMED = 13


#: Letters of provinces that hardly ever stand side by side by chance.
PROVINCE_LETTERS = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕"
PROVINCE_SET = frozenset(PROVINCE_LETTERS)
#: Letters that may carry on a compound of provinces.
GROWING = PROVINCE_SET | frozenset("宁甘青藏港澳贵")


#: What a name does to the name of a line behind it: `OPEN` may be part of its letters, `SHUT`
#: may not, `RAIL` is one that may grow to the left.
OPEN, SHUT, RAIL = range(3)
#: Longest name that may be part of the letters of a line.
_LETTERED = 4


class Sense(NamedTuple):
    """One place that a letter may stand for: its id, what it is to letters, how usual it is."""

    place: str
    scope: str
    weight: float


class Candidate(NamedTuple):
    """
    A place that bears a form.

    Attributes
    ----------
    id, kind
        Of the place.
    province
        Id of its province where the id tells it, else empty.
    parent
        Id of the unit above.
    rank
        How often a bare name means this kind; larger is more usual.
    full
        Whether the form is the official name, not a short one.
    """

    id: str
    kind: str
    province: str
    parent: str
    rank: float
    full: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One pattern of the scan.

    Attributes
    ----------
    form
        Folded text of the pattern.
    role
        What it is there for.
    candidates
        Places that bear the form.
    members
        Of a compound, the places it stands for in order.
    lead
        How many leading characters belong to the pattern but not to the name (援 in 援疆).
    tail
        How many at the end (城市群 in 中原城市群).
    common
        Whether the form is a common word, too.
    """

    form: str
    role: Role
    candidates: tuple[Candidate, ...] = ()
    members: tuple[str, ...] = ()
    lead: int = 0
    tail: int = 0
    common: bool = False


#: Senses by letter.
Letters = dict[str, tuple[Sense, ...]]
#: Members in order by compound.
Compounds = dict[str, tuple[str, ...]]


class Compiled(NamedTuple):
    """
    What the tables say for documents of one province.

    Attributes
    ----------
    entries
        By form.
    letters
        Senses by letter.
    compounds
        Members of official compounds by form.
    """

    entries: dict[str, Entry]
    letters: Letters
    compounds: Compounds


def end_of(form: str, letters: Letters) -> int:
    """Say what a name does to the name of a line behind it."""
    if form[-2:] in {"铁路", "高铁"}:
        return RAIL
    return OPEN if len(form) <= _LETTERED and letters.keys() >= set(form) else SHUT


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    Everything the scan of a document needs.

    Attributes
    ----------
    gazetteer
        Where the places are looked up.
    province
        Id of the province of the subject, or empty: its townships and county letters count.
    forms
        The patterns, by form and by index.
    letters
        Senses by letter.
    compounds
        Members of official compounds by form.
    pairs
        Common words of two characters, to test boundaries with.
    strong_heads, heads
        Words that follow a compound.
    cues
        Words around names.
    memo
        Of runs of letters read in this document.
    """

    gazetteer: Gazetteer
    province: str
    forms: Patterns
    letters: Letters
    compounds: Compounds
    pairs: frozenset[str]
    strong_heads: frozenset[str]
    heads: frozenset[str]
    cues: Cues
    memo: dict[tuple[str, bool], Reading | None] = field(default_factory=dict)

    def longest_at(self, text: str, start: int) -> Entry | None:
        """Give the longest name that begins here and needs no evidence from its neighbours."""
        for size in (6, 5, 4, 3, 2):
            entry = self.forms.get(text[start : start + size])
            if entry is None:
                continue
            if entry.role in {Role.PLACE, Role.COMPOUND, Role.STEM}:
                return entry
            if entry.role is Role.PAIR and not entry.candidates:
                return entry
        return None
