"""Find directed links: who helps whom (对口支援, 东西部协作), over a whole sentence."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import UNITS, innermost, inside
from quyu_geo.initiatives.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Setting, Token

#: Provinces that give in east–west collaboration (东西部协作), by their first two digits.
_GIVERS = frozenset(["11", "12", "31", "32", "33", "35", "37", "44", "21"])
_WIDEST = 110


def find_aid(clauses: Sequence[Clause], setting: Setting) -> Iterator[Found]:
    """
    Give the directed links of one sentence.

    Receivers stand in the clause of the word of aid, else in the clauses after it up to the
    next that speaks of other relations.
    """
    for number, clause in enumerate(clauses):
        words = [t for t in clause.tokens if t.word.relation and t.word.relation.use == "aid"]
        if not words:
            continue
        pair = _pair(clause, setting)
        if pair:
            for giver, receiver in product(*pair):
                yield _aid((giver, receiver), words[0], (clause.start, clause.end), setting)
            continue
        receivers = _receivers(clause, setting)
        named = any(i[:2] == setting.subject[:2] for t in clause.tokens for i in t.places)
        inner = _inner(clauses[number + 1 :], receivers, setting) if not named else []
        if not receivers and not inner:
            inner = _inner(clauses[:number], receivers, setting)
        for other, where in inner or [(i, clause) for i in receivers]:
            parties = _direction(setting.subject, other)
            if all(parties):
                yield _aid(parties, words[0], _span(clause, where), setting)


def _receivers(clause: Clause, setting: Setting) -> tuple[str, ...]:
    """Give the units of other provinces that a clause names, counties for their townships."""
    units = [
        i[:6]
        for t in clause.tokens
        if t.kind in UNITS and t.word.known is None
        for i in t.places
        if i[:1].isdigit() and i[:2] != setting.subject[:2]
    ]
    return innermost(units, setting)


def _inner(
    clauses: Sequence[Clause], receivers: tuple[str, ...], setting: Setting
) -> list[tuple[str, Clause]]:
    """Give the receivers that later clauses name, inside those of the first if it names any."""
    found: list[tuple[str, Clause]] = []
    for clause in clauses:
        if any(t.word.joint == "with" and t.word.form != "和" for t in clause.tokens) or any(
            t.word.relation is not None and t.word.relation.use == "aid" for t in clause.tokens
        ):
            break
        found.extend(
            (other, clause)
            for other in _receivers(clause, setting)
            if not receivers or any(inside(other, r, setting) for r in receivers)
        )
    covered = {r for r in receivers if any(inside(o, r, setting) for o, _ in found)}
    return found if len(covered) == len(receivers) else []


def _span(first: Clause, last: Clause) -> tuple[int, int]:
    """Give the stretch from the word of aid to the clause of a receiver, or that clause alone."""
    start, end = first.start, last.end
    return (start, end) if end - start <= _WIDEST else (last.start, last.end)


def _pair(clause: Clause, setting: Setting) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Read 甲、乙与丙、丁建立对口支援 and 甲市对口支援乙县: both sides named in one clause."""
    tokens = clause.tokens
    joint = next(
        (
            n
            for n, t in enumerate(tokens)
            if (t.word.joint == "with" and t.word.form != "和")
            or (t.word.relation is not None and t.word.relation.use == "aid")
        ),
        None,
    )
    if joint is None:
        return None
    sides = tokens[:joint], tokens[joint + 1 :]
    left, right = (
        innermost((i for t in side if t.places and t.kind != "self" for i in t.places), setting)
        for side in sides
    )
    if left and right and tokens[joint].word.joint == "with":
        return left, right
    return None


def _direction(subject: str, other: str) -> tuple[str, str]:
    """Say which of two gives: the eastern one, else the one that speaks."""
    if subject[:2] not in _GIVERS and other[:2] in _GIVERS:
        return other, subject
    return subject, other


def _aid(parties: tuple[str, str], word: Token, span: tuple[int, int], setting: Setting) -> Found:
    names = [setting.place(i).short or setting.place(i).name for i in parties]
    relation = word.word.relation
    kind = relation.type if relation is not None else "counterpart_support"
    if kind == "counterpart_support":
        name = "对口支援".join(names)
    else:
        name = "—".join(names) + word.word.form
    return Found(name, "link", kind, parties, *span, "aid", directed=True)
