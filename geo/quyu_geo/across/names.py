"""What a name says beside places, heads and words that every such name has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.fold import fold
from quyu_geo.word_tables import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyu_geo.model import Place

_SIGNS = re.compile(r"[\W_]+")
_CODES = re.compile(r"[GS]\d+|[国省]道\d+")
#: Stands for a party until the words that join parties are gone with it.
_GAP = "\0"
_JOINED = re.compile(f"[与和及同跟以]*{_GAP}[与和及同跟以]*")
#: Short forms longer than this are no source of letters: 四辽铁通 takes one of each.
_SHORT = 4
#: Lengths of the words that are taken off.
_SIZES = range(12, 0, -1)
_DIGITS = "0123456789"


@dataclass(frozen=True)
class Wording:
    """
    What a name comes down to.

    Attributes
    ----------
    canonical
        Folded, without signs and words of rank; of a known initiative its one name.
    rest
        The canonical name without its parties and their letters.
    known
        Whether it is the name of a known initiative.
    codes
        Numbers of roads in it.
    apart
        Words that only one kind of thing bears, such as 高速.
    """

    canonical: str
    rest: str
    known: bool
    codes: frozenset[str]
    apart: frozenset[str]

    @property
    def placed(self) -> bool:
        """Whether the name holds a party: 重要门户 and 沿海经济带 may be anywhere."""
        return self.rest != self.canonical

    @cached_property
    def matter(self) -> str:
        """
        The rest without words of relation and verbs: what a tie is about.

        Empty where the name says no more than that its parties work together.
        """
        return _bared(self.rest, _words().common)

    @cached_property
    def gist(self) -> str:
        """The matter without heads: what a tie and a region may have in common."""
        return _bared(self.matter, _words().gist)


def wording_of(name: str, parties: Iterable[Place]) -> Wording:
    """
    Take a name apart.

    Parameters
    ----------
    name
        In any script and width.
    parties
        Whose names and letters are left out of the rest.
    """
    words = _words()
    bare = _SIGNS.sub("", fold(name))
    known = words.known.get(bare, "")
    canonical = known or words.rank.sub("", bare) or bare
    rest = _without(canonical, parties)
    return Wording(
        canonical,
        rest,
        bool(known),
        frozenset(_CODES.findall(bare)),
        frozenset(word for word in words.apart if word in bare),
    )


def likeness(one: str, other: str) -> float:
    """
    Compare two texts by their pairs of neighbouring characters.

    Returns
    -------
    likeness
        Between 0 and 1: Dice's coefficient of the sets of pairs; 1 for equal texts.
    """
    if one == other:
        return 1.0
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (one, other)]
    total = len(pairs[0]) + len(pairs[1])
    return 2 * len(pairs[0] & pairs[1]) / total if total else 0.0


def _without(text: str, parties: Iterable[Place]) -> str:
    """Leave out the names of parties, then a run of their letters at the front."""
    forms: set[str] = set()
    letters: set[str] = set()
    for place in parties:
        own = {fold(form) for form in (place.name, place.short, *place.aliases)}
        forms |= {form for form in own if len(form) > 1}
        letters |= {sign for form in own if len(form) <= _SHORT for sign in form}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        text = text.replace(form, _GAP)
    text = _JOINED.sub("", text)
    front = len(text) - len(text.lstrip("".join(sorted(letters)))) if letters else 0
    # One letter alone may be the start of a word (长期合作), a run of them is a compound.
    return text[front:] if front > 1 else text


def _bared(text: str, words: frozenset[str]) -> str:
    """
    Take words off the end, then off the front, the longest first.

    Not out of the middle: 金融合作 holds 融合 and says nothing of it.
    """
    while size := next((n for n in _SIZES if n <= len(text) and text[-n:] in words), 0):
        text = text[:-size]
    while size := next((n for n in _SIZES if n <= len(text) and text[:n] in words), 0):
        text = text[size:]
    return text.strip(_DIGITS)


class _Words(NamedTuple):
    known: dict[str, str]
    rank: re.Pattern[str]
    common: frozenset[str]
    gist: frozenset[str]
    apart: tuple[str, ...]


@cache
def _words() -> _Words:
    """Read what the lexicon knows of names; once a process."""
    known = {
        _SIGNS.sub("", fold(form)): _SIGNS.sub("", fold(name))
        for name, aliases, *_ in table("known_initiatives")
        for form in (name, *aliases.split("|"))
        if form
    }
    own: dict[str, list[str]] = {"rank": [], "common": [], "apart": []}
    for line in table("alike"):
        own[line[1]] += line[0].split()
    heads = {fold(form) for row in table("initiative_heads") for form in row[0].split()}
    links = (form for row in table("relations") for form in row[0].split())
    verbs = (form for row in table("verbs") for form in row[0].split())
    common = {fold(form) for form in (*own["rank"], *own["common"], *links, *verbs)}
    return _Words(
        known,
        _any_of(own["rank"]),
        frozenset(common - heads),
        frozenset(common | heads),
        tuple(own["apart"]),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Give a pattern of these words, longer ones first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)))
