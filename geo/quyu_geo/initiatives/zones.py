"""Find zones: designated places for a function, one for each member of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import (
    UNITS,
    WATERS,
    host_before,
    innermost,
    sort_parties,
    spread,
)
from quyu_geo.initiatives.model import Found
from quyu_geo.initiatives.phrases import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.model import Clause, Head, Item, Setting
    from quyu_geo.initiatives.phrases import Phrase

#: Words in a name that lift a park or a centre above a local project.
_RANK = re.compile(
    "国家|国际|世界|跨[境省区]|共建|合作|区域性|面向|全国|全球|自主创新|两岸|东北亚|东盟|一带一路"
)
#: Heads of which 等 and a list make one zone with several hosts (甲、乙等节点城市).
_TOGETHER = re.compile("城市|城镇|卫星镇|节点|门户|枢纽群")
_SHORTEST, _WIDE, _BACK, _PAIR, _LISTED = 4, 8, 80, 2, 3
#: What after a head makes it the first part of another word (港口资源, 机场集团).
_NO_SITE = re.compile(
    "资源|通关|经济|作业|岸线|功能|机构|集团|管理局|运营|股份|公司|大学|职业|委员会|管委会|联盟|城市群|方面|领域|企业|项目库|条例|办法|指标|"
    "网络|体系|行动|意识|模式|法|数量|产值|试点经验|党工委|经济发展|改革经验|建设经验"
)


def find_zones(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> Iterator[Found]:
    """
    Give the zones whose name ends with the head of this index.

    甲、乙、丙等边境经济合作区 gives three, 中甲、中乙产业园 two with a partner each; a head without a
    place of its own takes the units before it in the clause, then the unit of the paragraph.
    """
    head = clause.tokens[index].word.head
    if head is None:
        return
    last = phrase.items[-1]
    end = last.end
    if clause.tokens[index].places and index and clause.tokens[index - 1].word.joint == "with":
        return
    earlier = [item for item in phrase.items[:-1] if item.names]
    if _NO_SITE.match(setting.text, end):
        return
    if clause.tokens[index].word.form == "片区":
        if not last.names or "自" not in setting.text[max(0, last.start - _BACK) : end]:
            return
        last = last._replace(names=last.names[-1:])
        phrase = phrase._replace(items=(*phrase.items[:-1], last))
    made = _made_of(clause, phrase, setting)
    if made:
        cut = max(setting.text.rfind("的", last.start, end) + 1, last.start)
        _, partners = sort_parties(phrase.names, setting)
        name = name_of(setting.text, cut, end)
        yield _zone(name, head, made, partners, (phrase.start, end))
        return
    together = phrase.listed or "的" in setting.text[last.start : end]
    if earlier and together and _TOGETHER.search(setting.text[last.start : end]):
        if _is_party(clause, index, phrase):
            return
        hosts, partners = sort_parties(phrase.names, setting)
        name = name_of(setting.text, phrase.start, end)
        yield _zone(name, head, hosts, partners, (phrase.start, end))
        return
    tail = _tail(last, setting) if last.names else setting.text[last.start : end]
    for item in earlier:
        hosts, partners = sort_parties(item.names, setting)
        if not hosts and partners:
            hosts = host_before(clause, phrase.first, setting) or _own(setting)
        name = name_of(setting.text, item.start, item.end) + tail
        if hosts:
            yield _zone(name, head, hosts, partners, (item.start, end))
    yield from _last(clause, index, phrase, setting)


def _is_party(clause: Clause, index: int, phrase: Phrase) -> bool:
    """Tell whether a list is the other side of a link: 与甲、乙等口岸城市合作."""
    before = clause.tokens[phrase.first - 1] if phrase.first else None
    joined = before is not None and before.word.joint == "with"
    return joined and any(t.word.relation is not None for t in clause.tokens[index:])


def _last(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> Iterator[Found]:
    """Give the zone of the last item of a list, or of the only one."""
    head = clause.tokens[index].word.head
    last = phrase.items[-1]
    name = name_of(setting.text, last.start, last.end)
    if head is None:
        return
    hosts, partners = sort_parties(last.names, setting)
    hosts = _held(name, head, hosts, partners, setting)
    named = bool(hosts) or bool(partners)
    first = clause.tokens[phrase.first - 1] if phrase.first else None
    if not named and head.type == "new_area":
        return
    listed = first is not None and first.word.joint in {"and", "with"} and len(name) >= _LISTED
    if not named and setting.hosts and listed:
        if setting.type == head.type and head.type == "hub":
            return
        hosts, named = setting.hosts, True
    if setting.hosts and hosts and all(len(spread(h, setting)) > _PAIR for h in hosts):
        hosts = setting.hosts
    joint = phrase.verb >= 0 and "共" in clause.tokens[phrase.verb].word.form
    if joint:
        partners = (*partners, *(i for i in _fellow(clause, phrase, setting) if i not in partners))
        named = True
        if not hosts and not partners and setting.topic:
            hosts, named = setting.topic, True
    waters = [h for h in hosts if setting.place(h).kind in WATERS]
    before = host_before(clause, phrase.first, setting)
    if (not hosts or len(waters) == len(hosts)) and before:
        hosts, named = (*before, *waters), True
    hosts, partners = _bracketed(last, hosts, partners, setting)
    ranked = bool(_RANK.search(name))
    hosts_named = bool(hosts)
    if not hosts:
        hosts = (setting.host,) if setting.host and not partners else _own(setting)
        if not named and not ranked and head.core != "yes" and not setting.host:
            return
    bare = len(name) < (_LISTED if listed else _SHORTEST) or (
        last.start == clause.tokens[index].start and not listed
    )
    if not hosts or (bare and not named):
        return
    toward = not hosts_named and bool(partners) and "向" not in name and head.type == "hub"
    core = head.core == "yes" or (head.core == "named" and (named or ranked) and not toward)
    core = core or (head.core == "joint" and not toward and ((named and ranked) or bool(partners)))
    if head.type == "hub" and not last.names and len(before) >= _PAIR and hosts == before:
        for host in hosts:
            unit = setting.place(host).short or setting.place(host).name
            yield Found(
                unit + name, "zone", head.type, (host,), clause.start, last.end, "each", core=core
            )
        return
    hosts = _spread(hosts, setting)
    setting.hosts, setting.type = hosts, head.type
    yield Found(
        name,
        "zone",
        head.type,
        hosts,
        last.start,
        last.end,
        "head",
        core=core,
        partners=partners,
        confidence=0.8 if named else 0.5,
    )


def _bracketed(
    item: Item, hosts: tuple[str, ...], partners: tuple[str, ...], setting: Setting
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read 甲(乙)产业园 of two provinces: it lies in 乙, and 甲 is the partner."""
    text = setting.text
    if len(hosts) == _PAIR and hosts[0][:2] != hosts[1][:2] and len(item.names) >= _PAIR:
        second = item.names[-1]
        if text[second.start - 1] == "(" and text[second.end : second.end + 1] == ")":
            return hosts[1:], (*partners, hosts[0])
    return hosts, partners


def _spread(hosts: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
    """Spell small regions out; a large one only says where a unit beside it lies."""
    units = tuple(h for h in hosts if h[:1].isdigit())
    wide = [h for h in hosts if len(spread(h, setting)) > _WIDE]
    if units and wide:
        return units
    return tuple(
        dict.fromkeys(i for h in hosts for i in ((h,) if h in wide else spread(h, setting)))
    )


def _held(
    name: str,
    head: Head,
    hosts: tuple[str, ...],
    partners: tuple[str, ...],
    setting: Setting,
) -> tuple[str, ...]:
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


def _made_of(clause: Clause, phrase: Phrase, setting: Setting) -> tuple[str, ...]:
    """Give the units of 把甲市建设成为乙的门户: what is made a zone is its host."""
    makes = [t for t in clause.tokens[: phrase.first] if t.word.verb and "成" in t.word.form]
    if not makes:
        return ()
    return host_before(clause, clause.tokens.index(makes[-1]), setting)


def _fellow(clause: Clause, phrase: Phrase, setting: Setting) -> tuple[str, ...]:
    """Give the party with whom the subject builds a zone: 与甲市共建…."""
    tokens = clause.tokens[: phrase.first]
    joint = next((n for n, t in enumerate(tokens) if t.word.joint == "with"), None)
    if joint is None:
        return ()
    return innermost((i for t in tokens[joint:] if t.kind in UNITS for i in t.places), setting)


def _zone(
    name: str, head: Head, hosts: tuple[str, ...], partners: tuple[str, ...], span: tuple[int, int]
) -> Found:
    """Make the zone of an item that has its own places."""
    core = head.core in {"yes", "named"} or bool(partners) or bool(_RANK.search(name))
    core = core and head.core != "no"
    return Found(name, "zone", head.type, hosts, *span, "shared head", core=core, partners=partners)


def _own(setting: Setting) -> tuple[str, ...]:
    return (setting.subject,) if setting.subject else ()


def _tail(item: Item, setting: Setting) -> str:
    """Give the words of the last item after its name, which the items before it share."""
    tail = setting.text[item.names[-1].end : item.end]
    if not tail:
        return item.names[-1].word.form
    return tail.removeprefix("等").lstrip("市县区州盟)”")
