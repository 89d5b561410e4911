"""What extraction looks for: one automaton over heads, relations, verbs, joints and known names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import ahocorasick_rs

from quyu_geo.fold import fold
from quyu_geo.initiatives.model import Head, Known, Relation, Verb, Word
from quyu_geo.lookup_tables import COLUMNS
from quyu_geo.word_tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Status

#: Stops that end a clause, and those that end a sentence as well.
CLAUSE_STOPS, SENTENCE_STOPS = ",:《》", "。;!?\n"

#: Cells of a place's row; a sheet of cells is read much quicker than places are made.
_NAME, _SHORT, _ALIASES, _PARENT, _MEMBERS, _SINCE, _UNTIL = (
    COLUMNS.index(column)
    for column in ("name", "short", "aliases", "parent", "members", "valid_from", "valid_to")
)
#: Stands for the subject of the document among the members of a known initiative.
SUBJECT = "@"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    The patterns of the scan.

    Attributes
    ----------
    automaton
        Over the forms, leftmost-longest.
    words
        By index of pattern.
    skipped, plain
        Whether a word is passed over, and whether it is no place, by index.
    sites
        Words that are heads of zones, by form: names of crossings, ports and zones end with one.
    zones
        Host unit by the name or another form of a zone.
    joint_zones
        Host of the park shared with a country, by the country and the first digits of the
        province; only where there is one.
    """

    automaton: ahocorasick_rs.AhoCorasick
    words: tuple[Word, ...]
    skipped: bytes
    plain: bytes
    sites: dict[str, Word]
    zones: dict[str, str]
    joint_zones: dict[tuple[str, str], str]


@lru_cache(maxsize=4)
def lexicon_of(gazetteer: Gazetteer) -> Lexicon:
    """Make the lexicon; the gazetteer gives the members of regions and the hosts of zones."""
    words: dict[str, Word] = {}
    for form, parts in chain(_parts(), _known(gazetteer)):
        words[form] = words.get(form, Word(form))._replace(**parts)
    heads = {form: word.head for form, word in words.items() if word.head is not None}
    for form, word in words.items():
        if word.known is not None and word.known.head.layer == "zone" and word.head is None:
            ending = _ending(form, heads)
            words[form] = word._replace(head=heads.get(ending), ending=ending)
    forms = tuple(words)
    automaton = ahocorasick_rs.AhoCorasick(
        forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    every = tuple(words[form] for form in forms)
    return Lexicon(
        automaton=automaton,
        words=every,
        skipped=bytes(word.joint == "skip" for word in every),
        plain=bytes(word.known is None and word.joint != "self" for word in every),
        sites={
            form: word for form, word in words.items() if word.head and word.head.layer == "zone"
        },
        zones=_zones(gazetteer),
        joint_zones=_joint_zones(gazetteer),
    )


def _ending(form: str, heads: Mapping[str, Head]) -> str:
    """Give the head of a zone that a name ends with, or an empty string."""
    endings = (form[begin:] for begin in range(1, len(form)))
    return next((e for e in endings if e in heads and heads[e].layer == "zone"), "")


def _parts() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every form of the tables with the part that it can play."""
    for forms, kind, _ in table("joints"):
        yield from ((form, {"joint": kind}) for form in forms.split())
    for sign in CLAUSE_STOPS + SENTENCE_STOPS:
        yield sign, {"joint": "end" if sign in SENTENCE_STOPS else "stop"}
    for forms, layer, kind, core, _ in table("initiative_heads"):
        head = Head(layer, kind, core)
        yield from ((form, {"head": head}) for form in forms.split())
    for forms, use, kind, _ in table("relations"):
        relation = Relation(use, kind)
        yield from ((form, {"relation": relation}) for form in forms.split())
    for forms, use, status, _ in table("verbs"):
        verb = Verb(use == "weak", cast("Status", status))
        yield from ((form, {"verb": verb}) for form in forms.split())


@lru_cache(maxsize=64)
def regions_of(gazetteer: Gazetteer, date: str) -> dict[str, tuple[str, ...]]:
    """
    Give the members of regions by name or other form, as of a date.

    Of two rows of one name the one in force counts, then the later one.
    """
    held: dict[str, tuple[bool, str, str]] = {}
    rows = [row for row in gazetteer.rows(("region",)) if row[_MEMBERS]]
    size = len(date)
    for row, forms in zip(rows, _forms(rows), strict=True):
        since, until = row[_SINCE], row[_UNTIL]
        in_force = not date or (since[:size] <= date and (not until or date <= until[:size]))
        one = (in_force, since, row[_MEMBERS])
        for form in forms:
            if form and (form not in held or held[form][:2] < one[:2]):
                held[form] = one
    return {form: tuple(members.split("|")) for form, (_, _, members) in held.items()}


def _forms(rows: list[list[str]]) -> Iterator[list[str]]:
    """Give the folded name, short name and other forms of each row; folded at one go."""
    told = "\n".join(f"{row[_NAME]}|{row[_SHORT]}|{row[_ALIASES]}" for row in rows)
    return (line.split("|") for line in fold(told).split("\n"))


def _zones(gazetteer: Gazetteer) -> dict[str, str]:
    """Give the host of each zone by its forms; the name of one counts before another's alias."""
    rows = [row for row in gazetteer.rows(("zone",)) if row[_PARENT]]
    found: dict[str, str] = {}
    for row, (name, short, *aliases) in zip(rows, _forms(rows), strict=True):
        for form in (*filter(None, aliases), short, name):
            found[form] = row[_PARENT]
    return found


def _joint_zones(gazetteer: Gazetteer) -> dict[tuple[str, str], str]:
    letters = {fold(row[_SHORT])[:1]: row[0] for row in gazetteer.rows(("country",))}
    letters |= {"新": "SG", "德": "DE", "以": "IL", "瑞": "CH", "韩": "KR", "日": "JP", "法": "FR"}
    found: dict[tuple[str, str], set[str]] = {}
    for row in gazetteer.rows(("zone",)):
        name, parent = row[_NAME], row[_PARENT]
        if name.startswith("中") and name[1:2] in letters and parent:
            found.setdefault((letters[name[1]], parent[:2]), set()).add(parent)
    return {key: hosts.pop() for key, hosts in found.items() if len(hosts) == 1}


def _known(gazetteer: Gazetteer) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, aliases, layer, kind, members, party, _ in table("known_initiatives"):
        ids = _ids(members, gazetteer)
        known = Known(name, Head(layer, kind, "yes"), ids, _ids(party, gazetteer) or ids)
        for form in (name, *aliases.split("|")):
            if form:
                yield fold(form), {"known": known}


def _ids(cell: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    if cell.startswith("="):
        return gazetteer.place(cell[1:]).members
    return tuple(part for part in cell.split("|") if part)
