"""List the parties on either side of a word of relation, and make a link of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import UNITS, code, foreign, innermost
from quyu_geo.initiatives.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Relation, Setting, Token
    from quyu_geo.model import Place

Party = tuple[str, ...]

#: Kinds of place that can be a party.
KINDS = UNITS | {"country", "region", "settlement", "port", "zone", "self", "airport", "site"}
#: Kinds of the names that a clause hands on to the next.
_OWN_KINDS = frozenset({"prefecture", "county", "airport"})
#: How many parties make a link; how far apart a name and its joint may stand.
PAIR, NEAR = 2, 3
#: How far a joint may stand behind a country of which a part is named: 日本某县、….
_PARTS = 7
#: How an approach is made, no part of its name.
_MANNER = ("主动", "积极", "全面", "深度", "深入", "有效", "加快")
#: Parties of their own even where letters join them: 香港, 澳门 and 台湾.
_APART = frozenset({"810000", "820000", "710000"})


def names_after(clause: Clause, first: int) -> tuple[list[Token], int]:
    """List the names of an enumeration that begins at a token; and the token after it."""
    tokens = clause.tokens
    names: list[Token] = []
    at = first
    while at < len(tokens):
        token = tokens[at]
        if token.places and (token.kind in KINDS or _is_cluster(clause, at)):
            beside = bool(names) and token.start - names[-1].end <= 1
            if beside and tokens[at - 1] is names[-1] and _lies_in(token, names[-1]):
                names[-1] = token  # 黑龙江绥芬河: the town, not the province that holds it
            else:
                names.append(token)
            at += 1
        elif names and _kin(token, names[-1]):
            at += 1
        elif token.word.joint in {"and", "dash"} or (
            token.word.joint == "with" and token.word.form == "和"
        ):
            if at + 1 >= len(tokens) or tokens[at + 1].start - token.end > NEAR:
                break
            gap = _PARTS if tokens[at - 1].kind == "country" else NEAR + 1
            if tokens[at + 1].kind not in KINDS or token.start - tokens[at - 1].end > gap:
                break
            at += 1
        else:
            break
    return names, at


def _lies_in(token: Token, before: Token) -> bool:
    """Tell whether a name stands behind the unit or region that holds it: 黑龙江绥芬河."""
    if not (token.places[0][:2].isdigit() and before.places[0][:2].isdigit()):
        return True
    return token.places[0][:2] == before.places[0][:2] and before.places[0].endswith("00")


def _is_cluster(clause: Clause, at: int) -> bool:
    """Tell whether a natural area and the head after it are one region: 甲平原城市群."""
    tokens = clause.tokens
    return tokens[at].kind == "plain" and at + 1 < len(tokens) and _kin(tokens[at + 1], tokens[at])


def each_party(names: Sequence[Token]) -> Iterator[Party]:
    """Give the parties one by one; the two special regions and 台 are parties of their own."""
    for name in names:
        if set(name.places) <= _APART:
            yield from ((i,) for i in name.places)
        else:
            yield name.places


def names_before(clause: Clause, at: int) -> list[Token]:
    """List the names right before a joint, nearest list only."""
    tokens = clause.tokens
    names: list[Token] = []
    edge, back = tokens[at].start, at - 1
    while back >= 0:
        token = tokens[back]
        if back and token.places == () and _kin(token, tokens[back - 1]) and edge == token.end:
            edge, back = token.start, back - 1
        elif token.places and token.kind in KINDS and edge - token.end <= NEAR:
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


def _kin(token: Token, before: Token) -> bool:
    """Tell whether a head makes a region of the name before it: 甲都市圈 is a party."""
    head = token.word.head
    return head is not None and head.layer == "region" and token.start - before.end <= NEAR


def first_party(clause: Clause, at: int, setting: Setting) -> Party:
    """Give the party that the clause names first (甲市加强与乙市合作), else the subject."""
    for token in clause.tokens[:at]:
        if token.places and token.kind in KINDS:
            verb = any(t.word.verb for t in clause.tokens[:at] if t.start >= token.end)
            if verb and token.start - clause.start <= NEAR:
                return token.places
    return (setting.subject,) if setting.subject else ()


def own_names(clause: Clause, setting: Setting) -> Party:
    """Give the units and airports inside the subject's province that a clause names alone."""
    if any(t.word.joint == "with" and t.word.form != "和" for t in clause.tokens):
        return ()
    ids = (
        i
        for token in clause.tokens
        if token.kind in _OWN_KINDS and token.word.known is None
        for i in token.places
    )
    return tuple(
        i
        for i in innermost(ids, setting)
        if i != setting.subject and code(i, setting)[:2] == setting.subject[:2]
    )


def opens(clause: Clause, at: int) -> bool:
    """Tell whether a joint opens its clause, or stands before an airport (推动与甲机场联动)."""
    if clause.tokens[at + 1].kind == "airport":
        return True
    return at == 0 and clause.tokens[0].start - clause.start <= 1


def make_link(
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
    shorts = [_label(setting.place(i)) for i in members]
    words = token.word.form
    for lead in _MANNER:
        words = words.removeprefix(lead)
    name = "—".join(shorts) + words
    for places, label in setting.labels.items():
        if len(places) < len(members) and places == members[-len(places) :]:
            name = "—".join([*shorts[: -len(places)], label]) + words
    return Found(
        name, "link", kind, members, *span, "relation", core=len(members) >= PAIR, confidence=0.7
    )


def _label(place: Place) -> str:
    """Give the name that a party goes by: 长三角, but 粤港澳大湾区 in full."""
    if place.kind == "region" and place.short in place.name:
        return place.name
    return place.short or place.name


def ids_of(names: Sequence[Token]) -> Party:
    """Give the places of names in order, each once."""
    return tuple(dict.fromkeys(i for name in names for i in name.places))
