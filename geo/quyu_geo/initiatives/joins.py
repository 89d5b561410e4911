"""Find links whose parties stand before the word of relation: 甲与乙合作, 甲—乙同城化."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import innermost, inside, spread
from quyu_geo.initiatives.model import Relation
from quyu_geo.initiatives.parties import (
    KINDS,
    NEAR,
    PAIR,
    each_party,
    first_party,
    ids_of,
    make_link,
    names_after,
    names_before,
    opens,
    own_names,
)
from quyu_geo.initiatives.phrases import read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Found, Item, Setting, Token
    from quyu_geo.initiatives.parties import Party

#: Working together without a word for it: 与甲省共同推进.
_WORKING = Relation("join", "by party")
#: What a known region aims at by itself: 京津冀协同发展 is no link.
_OWN_AIM = frozenset({"协同发展", "一体化", "一体化发展", "协同"})
#: Types that say more than 合作.
_TELLING = frozenset({"agreement", "counterpart_cooperation", "integration"})
#: First characters of verbs of joint work.
_JOINTLY = frozenset("合共联协携")
_GAP, _MORE, _MANY = 16, 8, 4
#: What stands between two parties of government and their mechanism.
_OFFICES = re.compile("政府|部门|各级|有关")
#: What after a word of relation makes it part of a name, or of that of a meeting.
_INNER, _MEETINGS = frozenset("圈带轴区"), frozenset({"论坛", "峰会", "大会", "会议", "周年"})
#: Words after two parties that make a group of a list.
_GROUP = re.compile(r"等?(?:两|三|四|五|六|七|八)(?:市|地|县|省|州|区|省区|国|省市)")
#: Words of aid: `quyu_geo.initiatives.aid` reads those clauses.
_AID = re.compile("对口支援|对口帮扶|援受|东西部|扶贫协作|挂钩")
#: A joint work in a zone: the other party is a partner of the zone, no link of its own.
_WORKS = re.compile("(?:合作|携手|联合|协同|共同)*(?:共建|共同建设|建设|共同打造)")


def find_joined(clause: Clause, at: int, setting: Setting, taken: set[int]) -> Iterator[Found]:
    """
    Read A与B、C…合作, 与A…对接 and 我市和A同城化 from the joint on.

    Parameters
    ----------
    clause
        It stands in.
    at
        Index of the joint.
    setting
        Of the document.
    taken
        Starts of the words of relation that are spent; grows.
    """
    tokens = clause.tokens
    joint = tokens[at]
    if at + 1 >= len(tokens) or tokens[at + 1].start - joint.end > NEAR:
        return
    right, after = names_after(clause, at + 1)
    left = names_before(clause, at)
    inner = bool(right) and right[0].places[0][:2] == setting.subject[:2]
    if not right or not _may_join(clause, at, left, inner=inner):
        return
    if after < len(tokens) and tokens[after].word.joint == "with" and len(right) > 1:
        right = right[:-1]  # the last name is the first party of the next pair
    found = _relation(clause, after, right[-1].end)
    if found is None:
        return
    index, relation = found
    aided = _AID.search(setting.text, clause.start, clause.end) is not None
    loose = joint.word.form == "和" and not _GROUP.match(setting.text, right[-1].end)
    zone = relation.use == "join" and _builds_zone(clause, index, setting)
    if (relation.type not in _TELLING and (aided or loose)) or zone:
        return
    token = tokens[index]
    taken.update((token.start, *(name.start for name in right)))
    span = (left[0].start if left else joint.start, token.end)
    handed: Party = ()
    if setting.earlier is not None and not left and opens(clause, at) and len(right) < _MANY:
        handed = own_names(setting.earlier, setting)
    if len(left) >= PAIR or handed:
        parties = innermost((*handed, *ids_of(left), *ids_of(right)), setting)
        yield make_link(parties, relation, token, span, setting)
        return
    giver = left[0].places if left else first_party(clause, at, setting)
    for other in each_party(right):
        yield make_link((*giver, *other), relation, token, span, setting)


def _may_join(clause: Clause, at: int, left: Sequence[Token], *, inner: bool) -> bool:
    """Tell whether a joint can be one of parties: not between two heads."""
    after_head = inner and at > 0 and clause.tokens[at - 1].word.head is not None
    return bool(left) or not (after_head or clause.tokens[at].word.form == "和")


def _relation(clause: Clause, first: int, edge: int) -> tuple[int, Relation] | None:
    """Find the word of relation after the parties: the most telling one of the clause."""
    best: tuple[int, Relation] | None = None
    for at in range(first, len(clause.tokens)):
        token = clause.tokens[at]
        relation = token.word.relation
        if relation is None and best is None and _works(token, edge):
            relation = _WORKING
        if relation is None or relation.use == "aid":
            if token.places and token.kind != "self" and best is not None:
                break
        elif relation.use == "toward" and token.start - edge > _GAP:
            continue
        elif best is None or (relation.type in _TELLING and best[1].type not in _TELLING):
            best = (at, relation)
    return best


def _works(token: Token, edge: int) -> bool:
    """Tell whether a verb right after the parties speaks of joint work."""
    near = token.start - edge <= NEAR
    return near and token.word.verb is not None and token.word.form[0] in _JOINTLY


def _builds_zone(clause: Clause, index: int, setting: Setting) -> bool:
    """Tell whether the relation leads straight to a zone that both build."""
    token = clause.tokens[index]
    if not _WORKS.match(setting.text, token.start):
        return False
    later = [t for t in clause.tokens[index + 1 :] if t.word.head is not None]
    if not later or later[0].word.head is None or later[0].word.head.layer != "zone":
        return False
    works = _WORKS.match(setting.text, token.start)
    if works is not None and later[0].start == works.end():
        return False  # 与甲合作建设产业园: no zone of a name
    return later[0].word.head.type != "port"


def find_together(clause: Clause, at: int, setting: Setting) -> Iterator[Found]:
    """Read 甲市、乙市共同建设…: parties named right before a joint work."""
    names = names_before(clause, at)
    parties = innermost(ids_of(names), setting)
    if len(names) == 1:
        parties = spread(parties[0], setting)
        if not parties[0].endswith("0000") or len(names[0].places) > 1:
            parties = ()
    token = clause.tokens[at]
    if len(parties) >= PAIR and setting.subject[:2] in {i[:2] for i in parties}:
        yield make_link(parties, _WORKING, token, (names[0].start, clause.end), setting)
    elif not names and any(t.places == (setting.subject,) for t in clause.tokens[at:]):
        for name in clause.tokens[:at]:
            if name.kind in KINDS and name.word.head is None and setting.subject not in name.places:
                span = (clause.start, clause.end)
                yield make_link((*name.places, setting.subject), _WORKING, token, span, setting)


def _inside_name(clause: Clause, at: int, text: str) -> bool:
    """Tell whether a word of relation is part of a zone's name (甲乙合作示范区, 协同发展圈)."""
    edge = clause.tokens[at].end
    if text[edge : edge + 1] in _INNER or text[edge : edge + 2] in _MEETINGS:
        return True
    for token in clause.tokens[at + 1 :]:
        if token.word.head is not None:
            return token.start - edge <= _MORE
        if token.word.joint or token.word.verb is not None or token.places:
            return False
    return False


def find_grouped(clause: Clause, at: int, setting: Setting, taken: set[int]) -> Iterator[Found]:
    """Read 甲—乙、丙—丁同城化, 甲乙丙一体化, 中甲、中乙合作 and 甲、乙两市合作."""
    token = clause.tokens[at]
    relation = token.word.relation
    if relation is None or _inside_name(clause, at, setting.text):
        return
    if relation.type not in _TELLING and _AID.search(setting.text, clause.start, clause.end):
        return
    phrase = read_phrase(clause, at, setting.text)
    items = [item for item in phrase.items if item.names]
    if not items or not _reaches(items[-1], phrase.items[-1], setting):
        return
    if not _may_group(clause, at, items, setting) or any(t.start in taken for t in phrase.names):
        return
    chains = sum(item.chained for item in items)
    apart = chains >= PAIR or all(len(ids_of(item.names)) > 1 for item in items)
    named = _GROUP.match(setting.text, items[-1].names[-1].end) is not None
    mixed = not apart and any(len(name.places) > PAIR for item in items for name in item.names)
    together = (len(items) > 1 and not apart) and (relation.type in _TELLING or named or mixed)
    groups = [phrase.names] if together else [item.names for item in items]
    for names in groups:
        parties = ids_of(names) if apart or together else innermost(ids_of(names), setting)
        link = _with_self(parties, setting, relation)
        if named and not link and len(parties) == 1:
            link = spread(parties[0], setting)  # 甲东五市一体化
            link = link if len(link) >= PAIR else ()
        if link:
            taken.add(token.start)
            yield make_link(link, relation, token, (names[0].start, token.end), setting)


def _reaches(item: Item, last: Item, setting: Setting) -> bool:
    """Tell whether the last names go on to the relation, if need be over offices."""
    if item is last:
        return True
    between = setting.text[item.names[-1].end : last.end]
    return _OFFICES.search(between) is not None and _GROUP.match(between) is not None


def _may_group(clause: Clause, at: int, items: Sequence[Item], setting: Setting) -> bool:
    """Tell whether the names before a word of relation are its parties."""
    token = clause.tokens[at]
    last = items[-1].names[-1]
    if any(name.kind not in KINDS for item in items for name in item.names):
        return False
    gap = _GAP + 2 * _MORE * (_GROUP.match(setting.text, last.end) is not None)
    if token.start - last.end > gap:
        return False
    if any(
        t.word.head is not None and t.word.known is None and last.end <= t.start < token.start
        for t in clause.tokens
    ):
        return False
    return last.word.known is None or token.word.form not in _OWN_AIM


def _overlaps(one: str, other: str, setting: Setting) -> bool:
    """Tell whether two units are the same or one lies in the other."""
    return one == other or inside(one, other, setting) or inside(other, one, setting)


def _with_self(parties: Party, setting: Setting, relation: Relation) -> Party:
    """Put the subject in for 中 (China), or beside a single outside party."""
    subject = setting.subject
    if not parties or not subject:
        return parties if len(parties) >= PAIR else ()
    if len(parties) >= PAIR:
        if "CN" in parties:
            return (subject, *(i for i in parties if i != "CN"))
        return parties
    place = setting.place(parties[0])
    held = spread(parties[0], setting)
    wider = any(i[:2] != subject[:2] for i in held)
    if place.kind == "region" and wider and any(_overlaps(subject, i, setting) for i in held):
        return held
    own = parties[0] in {"CN", subject} or all(i[:2] == subject[:2] for i in held)
    if own or relation.type in _TELLING - {"agreement"} or place.kind in {"site", "zone", "port"}:
        return ()
    return (subject, *parties)
