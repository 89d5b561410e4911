"""Find regions: named areas of several units, with members from the text or the gazetteer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from quyu_geo.initiatives.hosts import foreign, innermost, spread
from quyu_geo.initiatives.model import Found
from quyu_geo.initiatives.phrases import name_of
from quyu_geo.initiatives.stretches import bracketed, section_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Head, Item, Setting, Token
    from quyu_geo.initiatives.phrases import Phrase
    from quyu_geo.model import Layer

_PAIR, _MANY, _SHORTEST = 2, 3, 4
#: A region around a core that it names.
_CENTRED = re.compile("核心.*(?:经济体|经济圈|都市圈|城市圈)$")
#: How many regions a list has (甲、乙三大经济圈), no part of a name.
_COUNT = re.compile("[两三四五六七八]大(?=.{2})")
#: Endings of a region's own name, and the type they give.
_ENDINGS = (
    (re.compile("城市群$|城镇群$"), "city_cluster"),
    (re.compile("都市圈$|经济圈$|都市区$|城市圈$"), "metro"),
    (re.compile("经济带$|发展带$|沿海$"), "belt"),
    (re.compile("经济区$|协作区$|合作区$|示范区$|先导区$"), "economic_area"),
    (re.compile("大开发$|崛起$|振兴$|大湾区$"), "national_strategy"),
)
#: What is said of a part of the subject that is an initiative: 甲北振兴, 甲西等地区产业发展.
_AIM = re.compile(
    "振兴|崛起|转型|一体化|发展|开放|板块|突破|跨越|隆起|协同|联动|增长极|建设|提升|升级|地区|片区|战略"
)
_AHEAD = 12


def find_regions(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> Iterator[Found]:
    """Give the regions whose name ends with the head of this index."""
    head = clause.tokens[index].word.head
    names = phrase.names
    if head is None:
        return
    if not names:
        yield from _own(clause, index, phrase, setting)
        return
    form = clause.tokens[index].word.form
    kind = _kind(head, names, setting)
    end = phrase.items[-1].end
    last = phrase.items[-1]
    if setting.text[end - len(clause.tokens[index].word.form) - 1] == "的":
        return
    if len(phrase.items) > 1 and _apart(phrase, form, setting):
        counted = _COUNT.search(setting.text, last.start, end) is not None
        for item in phrase.items:
            if item.names:
                name = name_of(setting.text, item.start, item.end)
                tail = "" if item is phrase.items[-1] else clause.tokens[index].word.form
                name, tail = _COUNT.sub("", name), tail.removeprefix("大") if counted else tail
                members = _members(name + tail, item.names, setting)
                if members:
                    yield Found(name + tail, "region", kind, members, item.start, end, "head")
        return
    alone = _held(name_of(setting.text, last.start, end), setting)
    if alone and len(phrase.items) > 1:
        yield Found(
            name_of(setting.text, last.start, end),
            "region",
            kind,
            alone,
            last.start,
            end,
            "head",
        )
        return
    name = name_of(setting.text, phrase.start, end)
    members = _members(name, names, setting)
    if members:
        core = head.core == "yes" or len(members) >= _PAIR
        yield Found(name, "region", kind, members, phrase.start, end, "head", core=core)


def _kind(head: Head, names: Sequence[Token], setting: Setting) -> str:
    """Give the type of a region; the rise of a part of the subject is no national strategy."""
    units = {u[:2] for name in names for i in name.places for u in spread(i, setting)}
    if head.type == "national_strategy" and units == {setting.subject[:2]}:
        return "plate"
    return "economic_area" if head.layer != "region" else head.type


def _own(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> Iterator[Found]:
    """Give the region of a name without a place that the subject's province has: 沿海经济带."""
    head = clause.tokens[index].word.head
    last = phrase.items[-1]
    name = name_of(setting.text, last.start, last.end)
    if head is None or not setting.subject[:6].isdigit() or len(name) < _SHORTEST:
        return
    province = setting.place(f"{setting.subject[:2]}0000").short
    part = name.removesuffix("板块")
    bare = name.removesuffix(clause.tokens[index].word.form)
    forms = [province + each for each in (name, part, bare) if each]
    held = (setting.regions.get(form) for form in (*forms, f"{name}({province})"))
    members = next((each for each in held if each), ())
    if members:
        yield Found(name, "region", head.type, members, last.start, last.end, "own region")


def phrase_name(item: Item, setting: Setting) -> str:
    """Give the words of an item that has no head yet."""
    return name_of(setting.text, item.start, item.end).removesuffix("等")


def _apart(phrase: Phrase, form: str, setting: Setting) -> bool:
    """Tell whether each item of a list is a region of its own (甲乙、丙丁城市群)."""
    earlier = [item for item in phrase.items[:-1] if item.names]
    if all(phrase_name(item, setting) + form in setting.regions for item in earlier):
        return True
    last = phrase.items[-1]
    if _COUNT.search(setting.text, last.start, last.end) and all(i.names for i in phrase.items):
        return True
    return all(
        len(item.names) >= _PAIR or any(len(name.places) >= _PAIR for name in item.names)
        for item in phrase.items
        if item.names
    )


def _members(name: str, names: tuple[Token, ...], setting: Setting) -> tuple[str, ...]:
    """Give the members: as listed, or as the gazetteer has them for the name."""
    listed = innermost((i for token in names for i in token.places if i != "CN"), setting)
    if len(listed) < _MANY:
        held = _held(name, setting)
        if held:
            return held
    if len(listed) == 1 and _CENTRED.search(name):
        short = setting.place(listed[0]).short
        around = setting.regions.get(short + "都市圈") or setting.regions.get(short + "经济圈")
        if around:
            return around
    return tuple(dict.fromkeys(i for place_id in listed for i in spread(place_id, setting)))


def _held(name: str, setting: Setting) -> tuple[str, ...]:
    """Look a name up among regions, leaving out what may stand before or inside it."""
    for begin in range(min(6, max(1, len(name) - 3))):
        held = setting.regions.get(name[begin:])
        if held:
            return held
    return ()


def find_named(clause: Clause, used: set[int], setting: Setting) -> Iterator[Found]:
    """Give regions that the clause names without a head: parts of the subject, named areas."""
    for token in clause.tokens:
        if token.kind != "region" or token.word.known is not None:
            continue
        place = setting.place(token.places[0])
        if not place.members or foreign(place.id, setting):
            continue
        surface = setting.text[token.start : token.end]
        kind = next((kind for shape, kind in _ENDINGS if shape.search(surface)), "")
        if not kind and (token.start in used or _is_end(clause, token)):
            continue
        own = setting.subject[:2]
        inner = own and all(member[:2] == own for member in place.members)
        if not kind and inner and _has_aim(token, setting.text):
            kind = "plate"
        if kind:
            yield Found(
                surface, "region", kind, place.members, token.start, token.end, "named region"
            )


def _has_aim(token: Token, text: str) -> bool:
    """Tell whether the words around a part of the subject say what is to become of it."""
    ahead = _AIM.search(text, token.end, token.end + _AHEAD)
    return ahead is not None or text[token.start - 2 : token.start] in {"突破", "振兴", "提升"}


def _is_end(clause: Clause, token: Token) -> bool:
    """Tell whether a name is an end of a line: 甲东至乙段."""
    at = clause.tokens.index(token)
    beside = (clause.tokens[n] for n in (at - 1, at + 1) if 0 <= n < len(clause.tokens))
    return any(each.word.joint == "dash" for each in beside)


def _has_own(clause: Clause, at: int, text: str) -> bool:
    """Tell whether a known name has a place of its own beside it: 甲中欧班列, 中欧班列(甲)."""
    before = clause.tokens[at - 1] if at else None
    beside = before is not None and before.end == clause.tokens[at].start and bool(before.places)
    return beside or bracketed(clause, at, text) is not None


def find_known(clause: Clause, inner: set[int], setting: Setting) -> Iterator[Found]:
    """Give the known national initiatives that the clause names."""
    for at, token in enumerate(clause.tokens):
        known = token.word.known
        if known is None or token.start in inner or known.head.layer == "party":
            continue
        if known.head.layer == "region" and _is_end(clause, token):
            continue
        members = tuple(setting.subject if i == "@" else i for i in known.members)
        members = tuple(i for i in members if i)
        head = known.head
        if head.type == "rail_freight" and _has_own(clause, at, setting.text):
            continue
        end = token.end
        if head.layer == "corridor":
            section = section_of(clause, at, setting.text, single=True)
            if section is not None:
                members, end = tuple(i for n in section.names for i in n.places), section.end
        directed = head.type in {"poverty_collaboration", "counterpart_support"}
        yield Found(
            setting.text[token.start : end],
            cast("Layer", head.layer),
            head.type,
            members,
            token.start,
            end,
            "known",
            directed=directed,
            confidence=0.9,
        )
