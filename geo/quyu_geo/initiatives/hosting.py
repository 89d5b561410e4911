"""Decide where a zone lies: by its name, its list, its clause, the gazetteer, the paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.initiatives.hosts import (
    FACILITIES,
    UNITS,
    WATERS,
    code,
    host_before,
    innermost,
    sort_parties,
    spread,
    unit_of,
)

if TYPE_CHECKING:
    from quyu_geo.initiatives.model import Clause, Head, Item, Setting
    from quyu_geo.initiatives.phrases import Phrase

Ids = tuple[str, ...]

_PAIR, _WIDE, _LISTED, _NEAR = 2, 8, 3, 4
#: Types of zones that are towns or harbours, never a river.
_CENTRES = frozenset({"hub", "port"})
_JOINTLY = re.compile("共|协同|合力|联合|携手")


class Hosting(NamedTuple):
    """
    Where a zone lies and with whom it is shared.

    Attributes
    ----------
    hosts, partners
        Place ids.
    named
        Whether the name, its list or its clause gives a place.
    listed
        Whether it goes on a list of zones and shares their host.
    joint
        Whether several build it together.
    """

    hosts: Ids
    partners: Ids = ()
    named: bool = True
    listed: bool = False
    joint: bool = False


def own(setting: Setting) -> Ids:
    """Give the subject of the document as host."""
    return (setting.subject,) if setting.subject else ()


def host_of(clause: Clause, phrase: Phrase, name: str, head: Head, setting: Setting) -> Hosting:
    """
    Decide where the zone of a phrase's last item lies.

    Its own name counts first; then the zone before it in a list, those with whom it is
    built, and the units before it in the clause.
    """
    last = phrase.items[-1]
    hosts, partners = sort_parties(last.names, setting)
    hosts = _held(name, hosts, partners, setting)
    named = bool(hosts or partners)
    listed = _goes_on(clause, phrase) and len(name) >= _LISTED
    near = not setting.subject or any(_akin(host, setting) for host in setting.hosts)
    another = listed and setting.type == head.type and not last.names
    if not named and setting.hosts and near and listed and head.type != "new_area":
        hosts, named = setting.hosts, not another
    wide = {i for h in hosts for i in spread(h, setting)}
    if setting.hosts and hosts and all(len(spread(h, setting)) > _PAIR for h in hosts):
        hosts = setting.hosts if _within(setting.hosts, wide) else hosts
    if hosts and not last.chained and all(_several(h, setting) for h in hosts):
        hosts = ()
    joint = _together(clause, phrase)
    if joint:
        partners = tuple(dict.fromkeys((*partners, *_fellow(clause, phrase, setting))))
        named = True
        if not hosts and not partners:
            hosts = setting.topic
    if hosts and setting.subject and (joint or _served(last, setting)):
        outer = tuple(h for h in hosts if not _akin(h, setting))
        if len(outer) == len(hosts):  # 与甲市共同打造, 建设甲省的后花园: it lies in the subject
            hosts, partners = own(setting), tuple(dict.fromkeys((*partners, *outer)))
    before = host_before(clause, phrase.first, setting)
    placed = _placed(hosts, before, head, setting)
    if placed and head.type == "pilot" and "流域" in name:
        waters = all(setting.place(h).kind in WATERS for h in placed)
        placed = own(setting) if waters and setting.subject else placed  # one of the basin
    named = named or placed != hosts
    hosts = placed
    hosts, partners = _bracketed(last, hosts, partners, setting)
    return Hosting(hosts, partners, named, listed, joint)


def _within(hosts: Ids, units: set[str]) -> bool:
    """Tell whether hosts are some of the units, or lie in one of them."""
    return any(h in units or f"{h[:4]}00" in units or f"{h[:2]}0000" in units for h in hosts)


def _placed(hosts: Ids, before: Ids, head: Head, setting: Setting) -> Ids:
    """Prefer the units before a name to the waters and regions in it."""
    if before and hosts == own(setting) and head.type in _CENTRES:
        return before  # 甲市建设本省副中心城市
    waters = tuple(h for h in hosts if setting.place(h).kind in WATERS)
    if waters and len(waters) == len(hosts) and head.type in _CENTRES:
        return before or own(setting)  # 甲江流域中心城市: not the river
    if before and hosts and head.type == "hub" and not any(h in hosts for h in before):
        wide = all(setting.place(h).kind == "region" for h in hosts)
        return before if wide else hosts
    if before and len(waters) == len(hosts):
        return (*before, *waters)
    return hosts


def _served(item: Item, setting: Setting) -> bool:
    """Tell whether the places of a name only say whom it serves: 甲省的后花园."""
    if not item.names or not item.names[-1].places:
        return False
    rest = setting.text[item.names[-1].end : item.end]
    return 0 <= rest.find("的") <= _NEAR


def _akin(place_id: str, setting: Setting) -> bool:
    """Tell whether a place and the subject are one, or one lies in the other."""
    mine, its = code(place_id, setting), code(setting.subject, setting)
    return not mine or not its or mine.startswith(its) or its.startswith(mine)


def _several(place_id: str, setting: Setting) -> bool:
    """Tell whether a region spans provinces: it says for whom a zone is, not where it lies."""
    if setting.place(place_id).kind != "region" or not setting.subject:
        return False
    return len({member[:2] for member in spread(place_id, setting)}) >= _PAIR


def _together(clause: Clause, phrase: Phrase) -> bool:
    """Tell whether the verbs before a phrase speak of joint work: 共建, 协同建设."""
    if phrase.verb < 0:
        return False
    verbs = clause.tokens[max(0, phrase.verb - 1) : phrase.verb + 1]
    return any(t.word.verb is not None and _JOINTLY.search(t.word.form) for t in verbs)


def _goes_on(clause: Clause, phrase: Phrase) -> bool:
    """Tell whether a phrase follows a joint: it goes on the list of the phrase before."""
    first = clause.tokens[phrase.first - 1] if phrase.first else None
    return first is not None and first.word.joint in {"and", "with"}


def _held(name: str, hosts: Ids, partners: Ids, setting: Setting) -> Ids:
    """Give the hosts that the gazetteer knows for a name where the text is less exact."""
    members = setting.regions.get(name)
    if members:
        return members
    parent = setting.zones.get(name, "")
    if not parent and not hosts and partners and setting.subject:
        parent = setting.joint_zones.get((partners[0], setting.subject[:2]), "")
    if parent and all(h.endswith("0000") for h in hosts):
        return (parent,)
    return hosts


def _fellow(clause: Clause, phrase: Phrase, setting: Setting) -> Ids:
    """Give the party with whom the subject builds a zone: 与甲市共建…."""
    tokens = clause.tokens[: phrase.first]
    joint = next((n for n, t in enumerate(tokens) if t.word.joint == "with"), None)
    if joint is None:
        return ()
    return innermost((i for t in tokens[joint:] if t.kind in UNITS for i in t.places), setting)


def _bracketed(item: Item, hosts: Ids, partners: Ids, setting: Setting) -> tuple[Ids, Ids]:
    """Read 甲(乙)产业园 of two provinces: it lies in 乙, and 甲 is the partner."""
    text = setting.text
    if len(hosts) == _PAIR and hosts[0][:2] != hosts[1][:2] and len(item.names) >= _PAIR:
        second = item.names[-1]
        if text[second.start - 1] == "(" and text[second.end : second.end + 1] == ")":
            return hosts[1:], (*partners, hosts[0])
    return hosts, partners


def spread_hosts(hosts: Ids, setting: Setting) -> Ids:
    """Spell small regions out; a large one only says where a unit beside it lies."""
    units = tuple(h for h in hosts if h[:1].isdigit())
    wide = [h for h in hosts if len(spread(h, setting)) > _WIDE]
    if units and wide:
        return units
    if units:
        hosts = tuple(h for h in hosts if setting.place(h).kind != "region")
    return tuple(
        dict.fromkeys(i for h in hosts for i in ((h,) if h in wide else spread(h, setting)))
    )


def made_of(clause: Clause, phrase: Phrase, setting: Setting) -> Ids:
    """Give the units of 把甲市建设成为乙的门户: what is made a zone is its host."""
    makes = [t for t in clause.tokens[: phrase.first] if t.word.verb and "成" in t.word.form]
    if not makes:
        return ()
    made = clause.tokens.index(makes[-1])
    ports = (t for t in clause.tokens[:made] if t.kind in FACILITIES)
    units = host_before(clause, made, setting)
    return units or tuple(dict.fromkeys(unit_of(i, setting) for t in ports for i in t.places))
