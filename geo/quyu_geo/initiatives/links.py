"""Find links: cooperation of two or more parties, with the subject as the party that is unnamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.initiatives.approaches import find_approach
from quyu_geo.initiatives.joins import find_grouped, find_joined, find_together
from quyu_geo.initiatives.transfers import find_transfers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.model import Clause, Found, Setting

_HANDS = frozenset({"携手", "联合", "联手"})
#: Words that stand before or after the other party.
_BOTH = frozenset({"协同", "对接"})


def find_links(clause: Clause, setting: Setting) -> Iterator[Found]:
    """Give the links that a clause states, one for each pair of parties."""
    tokens = clause.tokens
    taken: set[int] = set()
    for at, token in enumerate(tokens):
        if token.word.joint == "with" or token.word.form in _HANDS:
            yield from find_joined(clause, at, setting, taken)
        elif token.word.form.startswith("共") or (token.word.verb and "共" in token.word.form):
            yield from find_together(clause, at, setting)
    yield from find_transfers(clause, setting)
    for at, token in enumerate(tokens):
        relation = token.word.relation
        if relation is None or token.start in taken:
            continue
        if relation.use == "toward":
            yield from find_approach(clause, at, setting, taken)
        both = relation.use == "join" or token.word.form in _BOTH
        if both and token.start not in taken:
            yield from find_grouped(clause, at, setting, taken)
