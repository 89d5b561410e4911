"""Find links: cooperation of two or more parties, with the subject as the party that is unnamed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import UNITS, foreign, innermost, inside, spread
from quyu_geo.initiatives.model import Found, Relation
from quyu_geo.initiatives.phrases import read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Setting, Token

Party = tuple[str, ...]

#: Kinds of place that can be a party.
_KINDS = UNITS | {"country", "region", "settlement", "port", "zone", "self", "airport", "site"}
_PAIR = 2
#: Working together without a word for it: 与甲省共同推进.
_WORKING = Relation("join", "by party")
#: What a known region aims at by itself: 京津冀协同发展 is no link.
_OWN_AIM = frozenset({"协同发展", "一体化", "一体化发展", "协同"})
_AID = re.compile("对口支援|对口帮扶|援受|东西部|扶贫协作|挂钩")
_GAP, _NEAR, _AROUND = 16, 3, 40
#: Types that say more than 合作.
_TELLING = frozenset({"agreement", "counterpart_cooperation", "integration"})
#: Words after two parties that make a group of a list.
_GROUP = re.compile(r"等?(?:两|三|四|五|六|七|八)(?:市|地|县|省|州|区|省区|国|省市)")
#: What may stand between the names of a list and the joint that goes on.
_LOOSE = frozenset(
    {
        "",
        "市",
        "省",
        "县",
        "”",
        "“",
        "等",
        "等地",
        "等地区",
        "等国家",
        "国家",
        "地区",
        "两市",
        "周边",
    }
)
#: A joint work in a zone: the other party is a partner of the zone, no link of its own.
_WORKS = re.compile("(?:合作|携手|联合|协同|共同)*(?:共建|共同建设|建设|共同打造)")
_TRADE = re.compile("市场|开放|投资|贸易|合作|交流|友城|对接|招商")


def find_links(clause: Clause, setting: Setting) -> Iterator[Found]:
    """Give the links that a clause states, one for each pair of parties."""
    tokens = clause.tokens
    taken: set[int] = set()
    for at, token in enumerate(tokens):
        if token.word.joint == "with" or token.word.form in {"携手", "联合", "联手"}:
            yield from _joined(clause, at, setting, taken)
        elif token.word.verb is not None and "共" in token.word.form:
            yield from _together(clause, at, setting)
    for at, token in enumerate(tokens):
        relation = token.word.relation
        if relation is None or token.start in taken:
            continue
        if relation.use == "toward":
            yield from _toward(clause, at, setting, taken)
        if (relation.use == "join" or token.word.form in {"协同", "对接"}) and (
            token.start not in taken
        ):
            yield from _grouped(clause, at, setting, taken)


def _parties(clause: Clause, first: int) -> tuple[list[Token], int]:
    """List the names of an enumeration that begins at a token; and the token after it."""
    tokens = clause.tokens
    names: list[Token] = []
    at = first
    while at < len(tokens):
        token = tokens[at]
        if token.kind in _KINDS and token.places:
            if names and token.start == names[-1].end:
                names[-1] = token  # 黑龙江绥芬河: the town, not the province that holds it
            else:
                names.append(token)
            at += 1
        elif names and _kin(token, names[-1]):
            at += 1
        elif token.word.joint in {"and", "dash"} or (
            token.word.joint == "with" and token.word.form == "和"
        ):
            if at + 1 >= len(tokens) or tokens[at + 1].start - token.end > _NEAR:
                break
            if tokens[at + 1].kind not in _KINDS or token.start - tokens[at - 1].end > _NEAR + 1:
                break
            at += 1
        else:
            break
    return names, at


def _joined(clause: Clause, at: int, setting: Setting, taken: set[int]) -> Iterator[Found]:
    """Read A与B、C…合作, 与A…对接, 我市和A同城化."""
    tokens = clause.tokens
    joint = tokens[at]
    if at + 1 >= len(tokens) or tokens[at + 1].start - joint.end > _NEAR:
        return
    right, after = _parties(clause, at + 1)
    if not right:
        return
    if after < len(tokens) and tokens[after].word.joint == "with" and len(right) > 1:
        right = right[:-1]  # the last name is the first party of the next pair
    if _AID.search(setting.text, clause.start, clause.end):
        return
    left = _left(clause, at)
    if at and clause.tokens[at - 1].word.head is not None and not left:
        return
    if joint.word.form == "和" and not left:
        return
    found = _relation(clause, after, right[-1].end, setting)
    if found is None:
        return
    index, relation = found
    token = tokens[index]
    if (
        joint.word.form == "和"
        and relation.type not in _TELLING
        and not _GROUP.match(setting.text, right[-1].end)
    ):
        return
    if relation.use == "join" and _builds_zone(clause, index, setting):
        return
    taken.add(token.start)
    start = left[0].start if left else joint.start
    span = (start, token.end)
    whole = len(left) >= _PAIR and len(right) >= 1 and relation.type not in _TELLING
    if whole or (len(left) >= _PAIR and relation.type != "counterpart_support"):
        parties = (*_ids(left), *_ids(right))
        yield _link(innermost(parties, setting), relation, token, span, setting)
        return
    givers: Sequence[Party] = [name.places for name in left] or [_self(clause, at, setting)]
    for giver in givers:
        for name in right:
            yield _link((*giver, *name.places), relation, token, span, setting)


def _left(clause: Clause, at: int) -> list[Token]:
    """List the names right before a joint, nearest list only."""
    tokens = clause.tokens
    names: list[Token] = []
    edge, back = tokens[at].start, at - 1
    while back >= 0:
        token = tokens[back]
        if back and token.places == () and _kin(token, tokens[back - 1]) and edge == token.end:
            edge, back = token.start, back - 1
        elif token.places and token.kind in _KINDS and edge - token.end <= _NEAR:
            names.insert(0, token)
            edge = token.start
            back -= 1
            if (
                back >= 0
                and tokens[back].word.joint in {"and", "dash"}
                and (edge - tokens[back].end == 0)
                and not _closes_pair(clause, back)
            ):
                edge = tokens[back].start
                back -= 1
            else:
                break
        elif token.word.joint == "etc":
            edge, back = token.start, back - 1
        else:
            break
    return names


def _closes_pair(clause: Clause, joint: int) -> bool:
    """Tell whether the list before a joint belongs to a pair of its own (A与B、C与D)."""
    return any(
        token.word.joint == "with" and token.word.form != "和" for token in clause.tokens[:joint]
    )


def _relation(
    clause: Clause, first: int, edge: int, setting: Setting
) -> tuple[int, Relation] | None:
    """Find the word of relation after the parties: the most telling one of the clause."""
    best: tuple[int, Relation] | None = None
    for at in range(first, len(clause.tokens)):
        token = clause.tokens[at]
        relation = token.word.relation
        if (
            relation is None
            and best is None
            and token.start - edge <= _NEAR
            and (
                token.word.verb is not None
                and token.word.form[:1] in {"合", "共", "联", "协", "携"}
            )
        ):
            relation = _WORKING
        if relation is None or relation.use == "aid":
            if token.places and token.word.joint != "self" and best is not None:
                break
            continue
        if relation.use == "toward" and token.start - edge > _GAP:
            continue
        if best is None or (relation.type in _TELLING and best[1].type not in _TELLING):
            best = (at, relation)
    del setting
    return best


def _builds_zone(clause: Clause, index: int, setting: Setting) -> bool:
    """Tell whether the relation leads straight to a zone that both build."""
    token = clause.tokens[index]
    if not _WORKS.match(setting.text, token.start):
        return False
    later = [t for t in clause.tokens[index + 1 :] if t.word.head is not None]
    if not later or later[0].word.head is None or later[0].word.head.layer != "zone":
        return False
    return later[0].word.head.type != "port"


def _together(clause: Clause, at: int, setting: Setting) -> Iterator[Found]:
    """Read 甲市、乙市共同建设…: parties named right before a joint work."""
    names = _left(clause, at)
    parties = innermost(_ids(names), setting)
    if len(names) == 1:
        parties = spread(parties[0], setting)
        if not parties[0].endswith("0000") or len(names[0].places) > 1:
            parties = ()
    if len(parties) >= _PAIR and setting.subject[:2] in {i[:2] for i in parties}:
        token = clause.tokens[at]
        yield _link(parties, _WORKING, token, (names[0].start, clause.end), setting)


def _kin(token: Token, before: Token) -> bool:
    """Tell whether a head makes a region of the name before it: 甲都市圈 is a party."""
    head = token.word.head
    return head is not None and head.layer == "region" and token.start - before.end <= 1


def _inside_name(clause: Clause, at: int) -> bool:
    """Tell whether a word of relation is part of a zone's name (甲乙合作示范区)."""
    edge = clause.tokens[at].end
    for token in clause.tokens[at + 1 :]:
        if token.word.head is not None:
            return token.start - edge <= _GAP // 2
        if token.word.joint or token.word.verb is not None or token.places:
            return False
    return False


def _grouped(clause: Clause, at: int, setting: Setting, taken: set[int]) -> Iterator[Found]:
    """Read 甲—乙、丙—丁同城化, 甲乙丙一体化, 中甲、中乙合作, 甲、乙两市合作."""
    token = clause.tokens[at]
    relation = token.word.relation
    if relation is None:
        return
    if _inside_name(clause, at) or _AID.search(setting.text, clause.start, clause.end):
        return
    phrase = read_phrase(clause, at)
    items = [item for item in phrase.items if item.names]
    if not items or any(name.kind not in _KINDS for item in items for name in item.names):
        return
    last = items[-1].names[-1]
    gap = _GAP + 8 * (_GROUP.match(setting.text, last.end) is not None)
    if token.start - last.end > gap or items[-1] is not phrase.items[-1]:
        return
    if any(
        t.word.head is not None and t.word.known is None and last.end <= t.start < token.start
        for t in clause.tokens
    ):
        return
    if any(t.start in taken for t in phrase.names):
        return
    if last.word.known is not None and token.word.form in _OWN_AIM:
        return
    apart = all(len(_ids(item.names)) > 1 for item in items)
    groups = [item.names for item in items] if apart else [phrase.names]
    together = len(items) > 1 and (
        relation.type in _TELLING or _GROUP.match(setting.text, last.end) is not None
    )
    if not apart and not together:
        groups = [item.names for item in items]
    for names in groups:
        parties = _ids(names) if apart or together else innermost(_ids(names), setting)
        link = _with_self(parties, setting, relation)
        if link:
            taken.add(token.start)
            span = (names[0].start, token.end)
            yield _link(link, relation, token, span, setting)


def _with_self(parties: Party, setting: Setting, relation: Relation) -> Party:
    """Put the subject in for 中 (China), or beside a single outside party."""
    subject = setting.subject
    if len(parties) == 1 and subject and setting.place(parties[0]).kind == "region":
        held = spread(parties[0], setting)
        if any(inside(subject, i, setting) or i == subject for i in held):
            return held
    if "CN" in parties and len(parties) > 1 and subject:
        return (subject, *(i for i in parties if i != "CN"))
    if len(parties) >= _PAIR:
        return parties
    if (
        not subject
        or not parties
        or parties[0] in {"CN", subject}
        or relation.type in _TELLING - {"agreement"}
    ):
        return ()
    if parties[0][:2] == subject[:2] or setting.place(parties[0]).kind in {"site", "zone", "port"}:
        return ()
    return (subject, *parties)


def _toward(clause: Clause, at: int, setting: Setting, taken: set[int]) -> Iterator[Found]:
    """Read 甲对接乙、丙, 融入乙, 拓展丙、丁等市场."""
    tokens = clause.tokens
    token = tokens[at]
    relation = token.word.relation
    if relation is None or at + 1 >= len(tokens) or tokens[at + 1].start - token.end > _NEAR:
        return
    right, after = _parties(clause, at + 1)
    if not right:
        return
    form = token.word.form
    end = right[-1].end
    if form in _WIDE and not _TRADE.search(
        setting.text, clause.start - _AROUND, clause.end + _AROUND
    ):
        return
    market = setting.text[end : end + 3].removeprefix("等").startswith("市场")
    if form == "面向" and setting.text[end : end + 1] == "的":
        return
    later = [t for t in tokens[after:] if t.word.head is not None]
    if later and later[0].start - end < _NEAR and form != "对接" and later[0].word.head is not None:
        return
    giver = _giver(clause, at, setting)
    taken.add(token.start)
    span = (clause.start if at and not giver else token.start, clause.end)
    directed = form in {"承接"}
    for name in right:
        taken.add(name.start)
        own = giver or ((setting.subject,) if setting.subject not in name.places else ())
        parties = tuple(i for i in (*own, *name.places) if i and i != "CN")
        if not giver and name.places[0][:2] == setting.subject[:2]:
            continue
        if len(parties) >= _PAIR:
            link = _link(parties, relation, token, span, setting)
            if directed:
                own = tuple(i for i in parties if i not in name.places)
                link = link._replace(members=(*name.places, *own), directed=True, core=False)
            yield link._replace(core=False) if market else link


_WIDE = frozenset({"拓展", "开拓", "稳定", "面向", "协同", "联合", "做大", "借力"})


def _giver(clause: Clause, at: int, setting: Setting) -> Party:
    """Give the units right before a word of approach: 支持甲地区对接乙."""
    del setting
    names: list[Token] = []
    edge = clause.tokens[at].start
    for token in reversed(clause.tokens[:at]):
        if token.places and token.kind in _KINDS and edge - token.end <= _GAP // 2:
            names.insert(0, token)
            edge = token.start
        elif (token.word.joint in {"and", "with"} and names and edge - token.end <= 1) or (not names and token.word.verb is not None and edge - token.end <= 1):
            edge = token.start
        else:
            break
    return _ids(names)


def _self(clause: Clause, at: int, setting: Setting) -> Party:
    """Give the party that the clause names first (甲市加强与乙市合作), else the subject."""
    for token in clause.tokens[:at]:
        if token.places and token.kind in _KINDS:
            verb = any(t.word.verb for t in clause.tokens[:at] if t.start >= token.end)
            if verb and token.start - clause.start <= _NEAR:
                return token.places
    return (setting.subject,) if setting.subject else ()


def _link(
    parties: Party, relation: Relation, token: Token, span: tuple[int, int], setting: Setting
) -> Found:
    """Make a link and name it by its parties."""
    members = tuple(dict.fromkeys(i for i in parties if i))
    kind = relation.type
    if kind == "by party":
        abroad = any(foreign(i, setting) for i in members)
        kind = "international" if abroad else "collaboration"
    subject = setting.subject
    if subject in members:
        members = (subject, *(i for i in members if i != subject))
    shorts = [setting.place(i).short or setting.place(i).name for i in members]
    name = "—".join(shorts) + token.word.form
    return Found(
        name, "link", kind, members, *span, "relation", core=len(members) >= _PAIR, confidence=0.7
    )


def _ids(names: Sequence[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for name in names for i in name.places))
