"""Read who helps whom where a clause pairs them: 甲、乙对口支援丙, 甲市与丙州, 甲—丙, 甲对丙."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.initiatives.hosts import UNITS, inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Setting, Token

#: Provinces that only receive, and those that give in 东西部协作, by their first two digits.
_RECEIVERS = frozenset(["54", "65", "63"])
_GIVERS = frozenset(["11", "12", "31", "32", "33", "35", "37", "44", "21"])
#: What stands between a giver and a receiver: a word of help, a joint, a dash, or nothing.
_HELPS = re.compile(
    "[省市区州]?(?:等[^,。;、]{0,6})?(?:有序|扎实|持续)?(?:对口)?(?:支援|援助|援建|帮扶|扶持|协作|支持|援)(?:[省市区]内)?"
)
_JOINS = re.compile("[省市区州盟县]?(?:等[^,。;、]{0,4})?(?:与|同|—+|-|对|–|－|─|和)?")
_LISTS = re.compile("[省市区州盟县]?(?:、|和|及|以及)")
#: From how many on two lists of one length are read respectively: 甲、乙、丙支援丁、戊、己.
_RESPECTIVELY = 3


class Pair(NamedTuple):
    """One who gives, one who receives, and the stretch that says so."""

    giver: str
    receiver: str
    start: int
    end: int


class _Link(NamedTuple):
    """How a name is tied to the one before it: by help, joint, list, or not at all."""

    how: str
    token: Token
    place: str


def direction(one: str, other: str) -> tuple[str, str]:
    """Say which of two gives: never the far west, else the coast, else the first."""
    far = one[:2] in _RECEIVERS, other[:2] in _RECEIVERS
    inland = one[:2] not in _GIVERS, other[:2] not in _GIVERS
    mine, its = far if far[0] != far[1] else inland
    return (other, one) if mine and not its else (one, other)


def pairs_of(clause: Clause, setting: Setting) -> tuple[Pair, ...]:
    """
    Give the pairs that a clause names, each giver with each receiver beside it.

    A pair lies across the border of the subject's province, unless a word of help stands
    between the two.
    """
    found: list[Pair] = []
    for run in _runs(clause, setting):
        found.extend(_paired(run, setting))
    return tuple(found)


def _runs(clause: Clause, setting: Setting) -> Iterator[list[_Link]]:
    """Cut the names of a clause where something else than a tie stands between two."""
    run: list[_Link] = []
    for token in clause.tokens:
        if not token.places or token.kind not in UNITS | {"self"} or token.word.known is not None:
            continue
        place = token.places[-1][:6]
        if len(token.places) > 1 or not place.isdigit():
            continue
        how = _tie(run[-1].token, token, setting) if run else ""
        if how == "inside":
            run[-1] = _Link(run[-1].how, token, place)
            continue
        if run and not how:
            yield run
            run = []
        run.append(_Link(how, token, place))
    if run:
        yield run


def _tie(before: Token, token: Token, setting: Setting) -> str:
    """Say how two names in a row are tied."""
    between = setting.text[before.end : token.start]
    if not between and inside(token.places[-1], before.places[-1], setting):
        return "inside"
    if _LISTS.fullmatch(between) and between != "和":
        return "list"
    if _HELPS.fullmatch(between):
        return "help"
    if between == "和":
        return "list"
    if not between and before.places[0][:2] == token.places[0][:2]:
        return ""
    return "joint" if _JOINS.fullmatch(between) else ""


def _paired(run: Sequence[_Link], setting: Setting) -> Iterator[Pair]:
    """Pair the names left and right of each tie that is no list."""
    ties = [n for n, link in enumerate(run) if link.how in {"help", "joint"}]
    edge = 0
    for number, tie in enumerate(ties):
        stop = ties[number + 1] if number + 1 < len(ties) else len(run)
        cut = _cut(run, tie, stop, setting) if stop < len(run) else stop
        left, right = run[edge:tie], run[tie:cut]
        edge = cut
        if not left:
            continue
        span = (left[0].token.start, right[-1].token.end)
        each = len(left) == len(right) and len(left) >= _RESPECTIVELY
        for one, other in zip(left, right, strict=True) if each else product(left, right):
            mine, its = _own(one.place, setting), _own(other.place, setting)
            if run[tie].how == "help" and (mine or its) and one.place != other.place:
                yield Pair(one.place, other.place, *span)
            elif mine != its or (len(ties) > 1 and mine and one.place != other.place):
                yield Pair(*direction(one.place, other.place), *span)


def _cut(run: Sequence[_Link], first: int, stop: int, setting: Setting) -> int:
    """Say where the names right of one tie end and those left of the next begin."""
    side = _own(run[first].place, setting)
    for at in range(first + 1, stop):
        if _own(run[at].place, setting) != side:
            return at
    return stop - 1 if stop - first > 1 else stop


def _own(place: str, setting: Setting) -> bool:
    return place[:2] == setting.subject[:2]
