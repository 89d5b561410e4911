"""Find zones: designated places for a function, one for each member of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosting import host_of, made_of, own, spread_hosts
from quyu_geo.initiatives.hosts import WATERS, host_before, sort_parties
from quyu_geo.initiatives.model import Found
from quyu_geo.initiatives.phrases import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.hosting import Hosting, Ids
    from quyu_geo.initiatives.model import Clause, Head, Item, Setting
    from quyu_geo.initiatives.phrases import Phrase

#: Words in a name that lift a park or a centre above a local project.
_RANK = re.compile(
    "国家|国际|世界|跨[境省区]|共建|合作|区域性|面向|全国|全球|自主创新|两岸|东北亚|东盟|一带一路"
)
#: Heads of which 等 and a list make one zone with several hosts (甲、乙等节点城市).
_TOGETHER = re.compile("城市|城镇|卫星镇|节点|门户|枢纽群")
#: What after a head makes it the first part of another word (港口资源, 机场集团).
_NO_SITE = re.compile(
    "成为(?:全球|世界|全国|我国)|型|资源|通关|货物|吞吐|集装箱|经济|作业|岸线|机构|集团|管理局|运营|股份|公司|大学|职业|委员会|管委会|联盟"
    "|城市群|方面|领域|企业|项目库|条例|办法|指标|网络|体系|行动|意识|模式|法|数量|产值|试点经验"
    "|党工委|改革经验|建设经验"
)
#: What may end the last name of a list before the words that all share.
_LEAD = re.compile("^(?:[市县区州盟](?!域)|[)”])+")
#: How many of a kind a list has (甲、乙两个基地), no part of a name.
_COUNT = re.compile("^(?:[两三四五六七八九十]|几)(?:个|大|座|条|处)")
#: Words before what is made something: 将甲港打造成….
_TAKEN = re.compile("[将把]")
#: Municipalities and Hainan, whose harbours are one, by their first two digits.
_CITIES = frozenset({"11", "12", "31", "50", "46", "81", "82"})
#: Words of a name that speak of what was reached.
_RECORD = re.compile("成为|突破|首个|位居|跃居|第[一二三四五]位|达到")
#: Types of zones that may be the other party of a link: 与甲、乙等港口合作.
_MEETING_PLACES = frozenset({"port", "hub"})
_SHORTEST, _LISTED, _BACK, _PAIR = 4, 3, 80, 2


def find_zones(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> Iterator[Found]:
    """
    Give the zones whose name ends with the head of this index.

    A list of units that share the head gives one zone each (甲、乙、丙等合作区: three), a list of
    shared parks one with each partner (中甲、中乙产业园: two). A head without a place of its own
    takes the units before it in the clause, then the unit of the paragraph.
    """
    token = clause.tokens[index]
    if token.word.head is None or _is_no_zone(clause, index, phrase, setting):
        return
    head = token.word.head
    if head.layer != "zone":
        head = head._replace(type="cooperation_zone")
    last = phrase.items[-1]
    words = setting.text[last.start : last.end]
    made = made_of(clause, phrase, setting)
    if made:
        cut = last.start + words.rfind("的") + 1
        _, partners = sort_parties(phrase.names, setting)
        name = name_of(setting.text, cut, last.end)
        yield _zone(name, head, made, partners, (phrase.start, last.end))
        return
    earlier = _earlier(clause, index, phrase)
    if earlier and (phrase.listed or "的" in words) and _TOGETHER.search(words):
        hosts, partners = sort_parties(phrase.names, setting)
        name = name_of(setting.text, phrase.start, last.end)
        if hosts and not _is_party(clause, index, phrase):
            yield _zone(name, head, hosts, partners, (phrase.start, last.end))
        return
    tail = _tail(last, setting) if last.names else token.word.form
    for item in earlier:
        yield from _of_item(clause, phrase, item, head, tail, setting)
    if token.word.known is None:
        yield from _last(clause, index, phrase, head, setting)
    else:  # `find_known` gives it
        members = (i for i in token.word.known.members if i != "@")
        named = tuple(i for i in members if setting.place(i).short in token.word.form)
        setting.hosts, setting.type = named, head.type


def _earlier(clause: Clause, index: int, phrase: Phrase) -> list[Item]:
    """Give the items before the last that share its head."""
    token = clause.tokens[index]
    items = [item for item in phrase.items[:-1] if item.names]
    if token.word.form == "片区":
        return [item._replace(names=item.names[-1:]) for item in items]
    joints = (t.word for t in clause.tokens[phrase.first : index])
    paired = any(word.joint == "with" and word.form != "和" for word in joints)
    if token.word.known is not None and (paired or any(item.chained for item in items)):
        return []  # 甲至乙、丙新区铁路, 甲与乙、丙新区一体化: ends of lines, parties
    if token.kind == "lake":
        return [item for item in items if item.names[-1].kind not in WATERS]
    return items


def _is_no_zone(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> bool:
    """Tell whether a head is part of another word, a party, or a 片区 that is no trade area."""
    text, token, last = setting.text, clause.tokens[index], phrase.items[-1]
    words = _NO_SITE.match(text, last.end) or _RECORD.search(text, last.start, last.end)
    generic = not last.names and text.startswith("功能", last.end)
    joined = token.places and index and clause.tokens[index - 1].word.joint == "with"
    passed = last.names and text[last.names[0].start - 1] == "经"  # 经甲口岸: on the way
    party = _is_party(clause, index, phrase) and not _joins_zones(clause, phrase)
    host = party and token.word.head is not None and token.word.head.type in _MEETING_PLACES
    if words or generic or joined or passed or host or _is_made(clause, index, text):
        return True
    if token.word.form != "片区":
        return False
    return not last.names or "自" not in text[max(0, last.start - _BACK) : last.end]


def _is_party(clause: Clause, index: int, phrase: Phrase) -> bool:
    """Tell whether a list is the other side of a link: 与甲、乙等口岸城市合作."""
    before = clause.tokens[phrase.first - 1] if phrase.first else None
    joined = before is not None and before.word.joint == "with"
    return joined and any(t.word.relation is not None for t in clause.tokens[index:])


def _is_made(clause: Clause, index: int, text: str) -> bool:
    """Tell whether a port is what is made something else: 将甲港、乙港打造成枢纽."""
    token = clause.tokens[index]
    made = token.places and any("成" in t.word.form for t in clause.tokens[index:] if t.word.verb)
    return bool(made) and _TAKEN.search(text, clause.start, token.start) is not None


def _joins_zones(clause: Clause, phrase: Phrase) -> bool:
    """Tell whether the joint before a phrase stands between two zones: 甲保税区与乙陆港一体化."""
    before = phrase.first - 2
    return before >= 0 and clause.tokens[before].word.head is not None


def _of_item(  # noqa: PLR0913, PLR0917
    clause: Clause, phrase: Phrase, item: Item, head: Head, tail: str, setting: Setting
) -> Iterator[Found]:
    """Give the zone of an item that shares the head of its list."""
    hosts, partners = sort_parties(item.names, setting)
    if not hosts and partners:
        shared = setting.joint_zones.get((partners[0], setting.subject[:2]))
        hosts = (shared,) if shared else host_before(clause, phrase.first, setting) or own(setting)
    if hosts:
        name = name_of(setting.text, item.start, item.end)
        name += "" if tail and name.endswith(tail) else tail
        yield _zone(name, head, hosts, partners, (item.start, phrase.items[-1].end))


def _last(
    clause: Clause, index: int, phrase: Phrase, head: Head, setting: Setting
) -> Iterator[Found]:
    """Give the zone of the last item of a list, or of the only one."""
    last = phrase.items[-1]
    if clause.tokens[index].word.form == "片区":
        last = last._replace(names=last.names[-1:])
        phrase = phrase._replace(items=(last,))
    name = name_of(setting.text, last.start, last.end)
    found = host_of(clause, phrase, name, head, setting)
    if _says_nothing(found, name, last.start == clause.tokens[index].start, head, setting):
        return
    core = _is_core(found, name, head) or _is_own_park(last, found, head)
    core = core and not (head.type == "port" and all(_is_wide(h) for h in found.hosts))
    before = host_before(clause, phrase.first, setting)
    span = (last.start, last.end)
    towns = head.type == "hub" or "城市" in name
    if towns and not last.names and found.hosts == before and len(before) >= _PAIR:
        if "等" in setting.text[clause.start : last.start]:
            yield Found(name, "zone", head.type, before, clause.start, last.end, "together")
            return
        for host in before:
            unit = setting.place(host).short or setting.place(host).name
            yield Found(unit + name, "zone", head.type, (host,), clause.start, last.end, "each")
        return
    hosts = found.hosts or ((setting.host,) if setting.host and not found.partners else ())
    hosts = spread_hosts(hosts or own(setting), setting)
    setting.hosts, setting.type = hosts, head.type
    confidence = 0.8 if found.named else 0.5
    if hosts == own(setting) and not found.named and head.type != "hub":
        core = False  # somewhere in the subject: 建设省际合作园区
    if hosts:
        yield Found(
            name, "zone", head.type, hosts, *span, "head",
            core=core, partners=found.partners, confidence=confidence,
        )  # fmt: skip


def _says_nothing(found: Hosting, name: str, bare: bool, head: Head, setting: Setting) -> bool:  # noqa: FBT001
    """Tell whether a head names no zone: a general word, or one more title of the same hub."""
    if found.named:
        one_more = setting.type == head.type == "hub" and found.hosts == setting.hosts
        short = len(name) < (_LISTED if found.listed else 1)
        return (found.listed and one_more) or short
    if head.type == "new_area" or bare or len(name) < _SHORTEST:
        return True
    return not (_RANK.search(name) or head.core == "yes" or setting.host)


def _is_core(found: Hosting, name: str, head: Head) -> bool:
    """Tell whether a zone is one of the plan's own, by its head, rank and parties."""
    ranked = found.joint or bool(_RANK.search(name))
    if head.type == "hub" and not found.hosts and found.partners and "向" not in name:
        return False  # 东北亚物流枢纽: a title, not a place
    if head.core == "joint":
        return (found.named and ranked) or bool(found.partners)
    return head.core == "yes" or (head.core == "named" and (found.named or ranked))


def _is_own_park(item: Item, found: Hosting, head: Head) -> bool:
    """Tell whether the name of a park says in which unit below the province it lies."""
    at_home = any(_is_below(h) for h in found.hosts)
    return head.type == "park" and bool(item.names) and found.named and at_home


def _is_wide(host: str) -> bool:
    """Tell whether a host is a province of many prefectures: its crossings are no one zone."""
    return host[:2].isdigit() and host[2:] == "0000" and host[:2] not in _CITIES


def _is_below(host: str) -> bool:
    """Tell whether a host is a unit below the province."""
    return host[:1].isdigit() and not host.endswith("0000")


def _zone(name: str, head: Head, hosts: Ids, partners: Ids, span: tuple[int, int]) -> Found:
    """Make the zone of an item that has its own places."""
    at_home = head.type == "park" and any(_is_below(h) for h in hosts)
    core = head.core in {"yes", "named"} or bool(partners) or bool(_RANK.search(name)) or at_home
    core = core and head.core != "no"
    return Found(name, "zone", head.type, hosts, *span, "shared head", core=core, partners=partners)


def _tail(item: Item, setting: Setting) -> str:
    """Give the words of the last item after its name, which the items before it share."""
    tail = setting.text[item.names[-1].end : item.end]
    if not tail:
        word = item.names[-1].word
        return word.ending or word.form
    return _COUNT.sub("", _LEAD.sub("", tail.removeprefix("等")))
