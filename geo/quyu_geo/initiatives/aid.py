"""Find directed links: who helps whom (对口支援, 东西部协作), over a whole sentence."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import UNITS, innermost, inside
from quyu_geo.initiatives.model import Found
from quyu_geo.initiatives.pairs import direction, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Setting, Token

_WIDEST = 110
#: What after a word of aid makes it say only who is meant: 与援藏省市合作.
_ATTRIBUTE = re.compile(
    "(?:[藏疆青])?(?:省市|省份|省区|城市|单位|干部|资金|项目|人才|医疗|教师|团队|平台)"
)
#: Words of other relations that end what a sentence says of aid.
_OTHER = frozenset({"counterpart_cooperation", "agreement", "integration"})


def find_aid(clauses: Sequence[Clause], setting: Setting) -> Iterator[Found]:
    """
    Give the directed links of one sentence.

    Receivers stand in the clause of the word of aid, else in the clauses after it up to the
    next that speaks of other relations.
    """
    word, listed = _first_word(clauses, setting), False
    for number, clause in enumerate(clauses):
        words = [t for t in clause.tokens if t.word.relation and t.word.relation.use == "aid"]
        words.sort(key=lambda each: each.word.known is not None)
        word = words[0] if words else word
        pairs = pairs_of(clause, setting) if word is not None and _may_pair(clause) else ()
        if pairs and word is not None and not _attribute(words, setting):
            listed = True
            for pair in pairs:
                span = (pair.start, max(pair.end, *(w.end for w in words), pair.end))
                yield _aid((pair.giver, pair.receiver), word, span, setting)
            continue
        if not words or _attribute(words, setting) or all(w.word.known for w in words):
            continue
        sides = _sides(clause, setting)
        if sides:
            for giver, receiver in product(*sides):
                yield _aid((giver, receiver), words[0], (clause.start, clause.end), setting)
            continue
        receivers = _receivers(clause, setting)
        named = any(i[:2] == setting.subject[:2] for t in clause.tokens for i in t.places)
        inner = _inner(clauses[number + 1 :], receivers, setting) if not named else []
        if not receivers and not inner and not listed:
            inner = _inner(clauses[:number], receivers, setting)
        for other, where in inner or [(i, clause) for i in receivers]:
            if setting.subject and setting.subject != other:
                parties = direction(setting.subject, other)
                yield _aid(parties, words[0], _span(clause, where), setting)


def _first_word(clauses: Sequence[Clause], setting: Setting) -> Token | None:
    """Give the first word of aid of a sentence that is not about other things as well."""
    for clause in clauses:
        for token in clause.tokens:
            relation = token.word.relation
            if relation is not None and relation.use == "aid" and token.word.known is None:
                return None if _attribute([token], setting) else token
    return None


def _attribute(words: Sequence[Token], setting: Setting) -> bool:
    """Tell whether every word of aid only says which provinces or funds are meant."""
    return bool(words) and all(_ATTRIBUTE.match(setting.text, word.end) for word in words)


def _may_pair(clause: Clause) -> bool:
    """Tell whether a clause speaks of no other relation than aid."""
    relations = [t.word.relation for t in clause.tokens if t.word.relation is not None]
    aid = any(relation.use == "aid" for relation in relations)
    return aid or not any(
        relation.use == "toward" or relation.type in _OTHER or relation.type == "by party"
        for relation in relations
    )


def _receivers(clause: Clause, setting: Setting) -> tuple[str, ...]:
    """Give the units of other provinces that a clause names, counties for their townships."""
    units = [
        i[:6]
        for t in _before_pairing(clause)
        if t.kind in UNITS and t.word.known is None
        for i in t.places
        if i[:1].isdigit() and i[:2] != setting.subject[:2]
    ]
    return innermost(units, setting)


def _before_pairing(clause: Clause) -> Sequence[Token]:
    """Leave out what a clause says of another relation: …、与甲省对口合作."""
    tokens = clause.tokens
    for at, token in enumerate(tokens):
        if token.word.joint == "with" and token.word.form != "和":
            relation = next((t.word.relation for t in tokens[at:] if t.word.relation), None)
            if relation is not None and relation.type in _OTHER:
                return tokens[:at]
    return tokens


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


def _sides(clause: Clause, setting: Setting) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Read 甲、乙与丙山区建立对口支援: both sides in one clause, be they units or areas."""
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


def _aid(parties: tuple[str, str], word: Token, span: tuple[int, int], setting: Setting) -> Found:
    names = [setting.place(i).short or setting.place(i).name for i in parties]
    relation = word.word.relation
    kind = relation.type if relation is not None else "counterpart_support"
    if kind == "counterpart_support":
        name = "对口支援".join(names)
    else:
        name = "—".join(names) + word.word.form
    return Found(name, "link", kind, parties, *span, "aid", directed=True)
