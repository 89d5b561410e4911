"""Find links whose other party stands after the word of relation: 对接甲, 融入乙, 拓展丙市场."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import spread
from quyu_geo.initiatives.parties import KINDS, NEAR, PAIR, ids_of, make_link, names_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Found, Setting, Token
    from quyu_geo.initiatives.parties import Party

#: Words that speak of a link only beside trade, opening or cooperation.
_WIDE = frozenset({"拓展", "开拓", "稳定", "面向", "协同", "联合", "做大", "借力"})
_TRADE = re.compile("市场|开放|投资|贸易|合作|交流|友城|对接|招商")
_AROUND, _REACH = 40, 8


def find_approach(clause: Clause, at: int, setting: Setting, taken: set[int]) -> Iterator[Found]:
    """
    Read 甲对接乙、丙, 融入乙, 拓展丙、丁等市场 from the word of approach on.

    Without a party before it the subject is the one that approaches; what is taken over
    (承接) comes from the other party.
    """
    tokens = clause.tokens
    token = tokens[at]
    relation = token.word.relation
    if relation is None or at + 1 >= len(tokens) or tokens[at + 1].start - token.end > NEAR:
        return
    right, after = names_after(clause, at + 1)
    if not right or not _may_approach(clause, at, right, after, setting):
        return
    end = right[-1].end
    market = setting.text[end : end + NEAR].removeprefix("等").startswith("市场")
    giver = _giver(clause, at)
    taken.add(token.start)
    span = (clause.start if at and not giver else token.start, clause.end)
    for name in right:
        taken.add(name.start)
        held = spread(name.places[0], setting)
        if not giver and all(i[:2] == setting.subject[:2] for i in held):
            taken.discard(name.start)
            continue
        own = giver or ((setting.subject,) if setting.subject not in name.places else ())
        parties = tuple(i for i in (*own, *name.places) if i and i != "CN")
        if len(parties) < PAIR:
            continue
        link = make_link(parties, relation, token, span, setting)
        if token.word.form == "承接":
            members = (*name.places, *(i for i in own if i))
            link = link._replace(members=members, directed=True, core=False)
        yield link._replace(core=False) if market else link._replace(confidence=0.65)


def _may_approach(
    clause: Clause, at: int, right: Sequence[Token], after: int, setting: Setting
) -> bool:
    """Tell whether a word of approach speaks of a link and not of a name or a slogan."""
    form, end = clause.tokens[at].word.form, right[-1].end
    text = setting.text
    if form == "面向" and (text[end : end + 1] == "的" or not _TRADE.search(text, end, clause.end)):
        return False
    if form in _WIDE and not _TRADE.search(text, clause.start - _AROUND, clause.end + _AROUND):
        return False
    later = next((t for t in clause.tokens[after:] if t.word.head is not None), None)
    if form == "面向" and later is not None:
        return False  # 面向甲的重要通道: part of a name
    line = later is not None and later.word.head is not None and later.word.head.layer == "corridor"
    if form == "对接" and line and setting.text[end : end + 1] == "的":
        return False  # 对接甲的国际通道: whither the line leads
    return later is None or later.start - end >= NEAR or form == "对接"


def _giver(clause: Clause, at: int) -> Party:
    """Give the units right before a word of approach: 支持甲地区对接乙."""
    names: list[Token] = []
    edge = clause.tokens[at].start
    for token in reversed(clause.tokens[:at]):
        gap = edge - token.end
        joined = token.word.joint in {"and", "with"} and bool(names)
        made = token.word.verb is not None and not names
        if token.places and token.kind in KINDS and gap <= _REACH:
            names.insert(0, token)
        elif not (joined or made) or gap > 1:
            break
        edge = token.start
    return ids_of(names)
