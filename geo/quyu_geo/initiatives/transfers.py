"""Find links of industry that moves from one place to another: 从甲转移到乙, 甲产业向乙转移."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.model import Relation
from quyu_geo.initiatives.parties import KINDS, PAIR, ids_of, make_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.model import Clause, Found, Setting, Token

_FROM_TO = re.compile(
    "从(?P<a>[^,。;]{2,40}?)(?:有序|梯度|加快|整体|逐步)*(?:转移|迁移|疏解)(?:到|至|向)"
)
_TOWARD = re.compile(
    "向(?P<b>[^,。;向]{2,40}?)(?:有序|梯度|加快|整体|逐步|升级)*(?:转移|迁移|疏解)"
)
_MOVE = Relation("join", "collaboration")


def find_transfers(clause: Clause, setting: Setting) -> Iterator[Found]:
    """Give the link of those who give industry and those who take it over."""
    text = setting.text
    match = _FROM_TO.search(text, clause.start, clause.end)
    if match is not None:
        cut, first, last = match.end(), match.start("a"), clause.end
    else:
        match = _TOWARD.search(text, clause.start, clause.end)
        if match is None:
            return
        cut, first, last = match.start("b"), clause.start, match.end("b")
    left = _names(clause, first, cut)
    right = _names(clause, cut, last)
    parties = tuple(dict.fromkeys((*ids_of(left), *ids_of(right))))
    if left and right and len(parties) >= PAIR:
        word = left[-1]._replace(word=left[-1].word._replace(form="产业转移"))
        yield make_link(parties, _MOVE, word, (left[0].start, last), setting)


def _names(clause: Clause, start: int, end: int) -> list[Token]:
    """List the names of parties in a stretch."""
    return [
        token
        for token in clause.tokens
        if start <= token.start < end and token.kind in KINDS and token.word.known is None
        if token.kind != "self"
    ]
