"""Find directed links: who helps whom (对口支援, 东西部协作), over a whole sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import UNITS, innermost
from quyu_geo.initiatives.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Setting, Token

#: Provinces that give in east–west collaboration (东西部协作), by their first two digits.
_GIVERS = frozenset(["11", "12", "31", "32", "33", "35", "37", "44", "21"])
_WIDEST = 110


def find_aid(clauses: Sequence[Clause], setting: Setting, owed: str = "") -> Iterator[Found]:
    """
    Give the directed links of one sentence.

    Parameters
    ----------
    clauses
        Of the sentence, in order.
    setting
        Of the document.
    owed
        Type of aid that the heading above speaks of, or empty.
    """
    tokens = [token for clause in clauses for token in clause.tokens]
    word = next((t for t in tokens if t.word.relation and t.word.relation.use == "aid"), None)
    if word is None or word.word.relation is None:
        return
    del owed
    kind = word.word.relation.type
    clause = next(c for c in clauses if c.start <= word.start < c.end)
    pair = _pair(clause, setting)
    if pair:
        givers, receivers = pair
        for giver in givers:
            for receiver in receivers:
                yield _aid(giver, receiver, kind, word, (clause.start, clause.end), setting)
        return
    parties = innermost(
        (i for t in tokens if t.kind in UNITS or t.kind == "region" for i in t.places if i != "CN"),
        setting,
    )
    parties = innermost(dict.fromkeys(i[:6] for i in parties if i[:1].isdigit()), setting)
    outside = [i for i in parties if i[:2] != setting.subject[:2] and i[:1].isdigit()]
    for other in outside:
        token = next(t for t in tokens if other in t.places)
        where = _span(word, token, clauses)
        giver, receiver = _direction(setting.subject, other, kind)
        if giver and receiver:
            yield _aid(giver, receiver, kind, word, where, setting)


def _span(word: Token, token: Token, clauses: Sequence[Clause]) -> tuple[int, int]:
    """Give the stretch from the word of aid to the clause of a receiver, or that clause alone."""
    first, last = (next(c for c in clauses if c.start <= t.start < c.end) for t in (word, token))
    start, end = min(first.start, last.start), max(first.end, last.end)
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


def _direction(subject: str, other: str, kind: str) -> tuple[str, str]:
    """Say which of two gives: the eastern one, else the one that speaks."""
    if kind == "poverty_collaboration" and subject[:2] not in _GIVERS and other[:2] in _GIVERS:
        return other, subject
    if subject[:2] not in _GIVERS and other[:2] in _GIVERS:
        return other, subject
    return subject, other


def _aid(  # noqa: PLR0913
    giver: str, receiver: str, kind: str, word: Token, span: tuple[int, int], setting: Setting
) -> Found:
    names = [setting.place(i).short or setting.place(i).name for i in (giver, receiver)]
    return Found(
        word.word.form.join(names),
        "link",
        kind,
        (giver, receiver),
        *span,
        "aid",
        directed=True,
    )
