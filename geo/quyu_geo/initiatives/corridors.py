"""Find corridors: lines through places or along a line, chains kept in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import (
    NATURE,
    UNITS,
    WATERS,
    foreign,
    host_before,
    spread,
)
from quyu_geo.initiatives.model import Found
from quyu_geo.initiatives.phrases import name_of
from quyu_geo.initiatives.several import LINES, are_several, shared, spokes
from quyu_geo.initiatives.stretches import bracketed, section_of, stretches_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.model import Clause, Head, Setting, Token
    from quyu_geo.initiatives.phrases import Phrase

_PAIR = 2
_AIR = re.compile("机场|航空|空中|客运航|直飞|航班|国际航线|通航")
#: Words that keep a route on the water.
_WATER = re.compile(
    "海运|海上|近海|沿海|江海|港[口区航]|(?<!香)港(?=[至到—、])|船|水运|水路|内河|近洋|远洋|集装箱"
    "|内贸|外贸|轮|航道|码头|联运"
)
#: Lines within a city, and ordinary national and provincial roads.
_URBAN = re.compile(r"号线|地铁|轻轨|有轨|[GS国省]道?\d{3}(?!\d)")
#: What after a head makes it the first part of another word (铁路网, 公路里程).
_NO_LINE = re.compile("网|局|集团|公司|里程|总里程|客运量|货运量|运输|运营里程|密度|系统|投资")
#: A number of things in a name that is a sentence: 十一个口岸中已有五个通达铁路.
_SEVERAL = re.compile("[0-9一二三四五六七八九十]个.*(?:已有|已经|中有)")
#: How the name of a line ends.
_ENDING = re.compile(
    "(?:高速铁路|城际铁路|客运专线|高铁|铁路|客专|城际|高速公路|高速|公路|管道|管线)$"
)
#: Branches of a line, which is no part of them.
_BRANCH = re.compile("延长线|延伸线|联络线|连接线|支线|复线")
#: Words after a line that speak of its past.
_PAST = re.compile("建筑群|遗产|遗址|历史")
Ids = tuple[str, ...]
_LINE_KINDS = {"railway": "rail", "road": "road", "pipeline": "energy_water", "canal": "shipping"}


def find_corridors(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> Iterator[Found]:
    """Give the corridors whose name ends with the head of this index."""
    token = clause.tokens[index]
    head = token.word.head
    items = [item for item in phrase.items if item.names]
    if head is None:
        return
    end = phrase.items[-1].end
    if _NO_LINE.match(setting.text, end):
        return
    if head.type == "shipping" and _flies(clause, token, setting):
        head = head._replace(type="air")
    if head.type == "rail_freight":
        place = bracketed(clause, index, setting.text)
        if place is not None:
            members = tuple(dict.fromkeys((*place.places, *_places(phrase.names, setting))))
            name = name_of(setting.text, phrase.start, place.end + 1)
            ends = tuple(i for i in members if i not in {"CN", setting.subject})
            yield Found(name, "corridor", head.type, ends, phrase.start, place.end + 1, "head")
            return
    if not items:
        yield from _nameless(clause, index, phrase, setting, head)
        return
    each = len(items) > 1 and are_several(
        items,
        head,
        setting.text,
        ends=all(len(_places(item.names, setting)) >= _PAIR for item in items),
    )
    if not each:
        section = section_of(clause, index, setting.text) if head.type in LINES else None
        if section is not None:
            ends = _places(section.names, setting)
            name = name_of(setting.text, phrase.start, section.end)
            yield Found(name, "corridor", head.type, ends, phrase.start, section.end, "stretch")
            return
        members = _places(_ends(phrase.names, setting), setting)
        name = name_of(setting.text, phrase.start, end)
        yield from _corridor(name, head, members, phrase.start, clause, phrase, setting)
        return
    tail = shared(items[-1], end, token, setting.text)
    for item in spokes(items):
        name = name_of(setting.text, item.start, item.end)
        name += "" if item is items[-1] else tail.removeprefix("等")
        yield from _corridor(
            name,
            head,
            _places(_ends(item.names, setting), setting),
            item.start,
            clause,
            phrase,
            setting,
        )


def _flies(clause: Clause, token: Token, setting: Setting) -> bool:
    """Tell whether a route is one of the air: by its clause, or for want of any word of water."""
    if _AIR.search(setting.text, clause.start, clause.end):
        return True
    wet = _WATER.search(setting.text, clause.start, clause.end)
    return token.word.form == "航线" and wet is None


def _corridor(  # noqa: PLR0913, PLR0917
    name: str, head: Head, members: Ids, start: int, clause: Clause, phrase: Phrase,
    setting: Setting,
) -> Iterator[Found]:  # fmt: skip
    """Make the corridor of one item, or of a whole list."""
    if _SEVERAL.search(name):
        return
    members = _completed(members, head.type, clause, phrase, setting)
    if not members:
        return
    kind = setting.place(members[0]).kind
    wide = len(members) >= _PAIR or kind in _LINE_KINDS or kind in NATURE
    end = phrase.items[-1].end
    core = head.core == "yes" and wide
    yield Found(name, "corridor", head.type, members, start, end, "head", core=core)


def _completed(members: Ids, kind: str, clause: Clause, phrase: Phrase, setting: Setting) -> Ids:
    """
    Add what the name leaves out.

    A region at the head of a name stands for its provinces; a water for the units before it
    in the clause where there are several; a single end that is no unit has its other end
    before it, else at the subject.
    """
    ends = tuple(i for i in members if i != "CN")
    kinds = {setting.place(i).kind for i in ends}
    opens = bool(phrase.names) and phrase.names[0].start - phrase.start <= 1
    if len(ends) == 1 and opens and kinds == {"region"}:
        inner = spread(ends[0], setting)
        if len(inner) > 1 and inner[0][:1].isdigit() and inner[0].endswith("0000"):
            return inner
    if not ends or kinds & set(_LINE_KINDS):
        return members
    before = host_before(clause, phrase.first, setting)
    if kinds <= WATERS and len(before) >= _PAIR and kind not in LINES:
        return before
    if len(ends) >= _PAIR or kinds & UNITS:
        return members
    if not before and setting.subject:
        before = (setting.subject,)
    return (*(i for i in before if i not in members), *members)


def _nameless(
    clause: Clause, index: int, phrase: Phrase, setting: Setting, head: Head
) -> Iterator[Found]:
    """Give a corridor without a place in its name where the clause names its ends before."""
    del index
    last = phrase.items[-1]
    name = name_of(setting.text, last.start, last.end)
    before = host_before(clause, phrase.first, setting)
    if len(before) >= _PAIR and len(name) >= 4:  # noqa: PLR2004
        yield Found(
            name,
            "corridor",
            head.type,
            before,
            clause.start,
            last.end,
            "places before",
            confidence=0.6,
        )


def _ends(names: tuple[Token, ...], setting: Setting) -> tuple[Token, ...]:
    """Leave out the number of a line beside its two ends: G6甲至乙高速."""
    units = tuple(name for name in names if name.kind not in _LINE_KINDS)
    whole = len({i for name in units for i in name.places if i != setting.subject}) >= _PAIR
    return units if whole else names


def _places(names: tuple[Token, ...], setting: Setting) -> tuple[str, ...]:
    """Give the places of names in order, each once."""
    return tuple(
        dict.fromkeys(
            i
            for name in names
            for place_id in name.places
            for i in (line_members(place_id, setting) if name.kind in _LINE_KINDS else (place_id,))
        )
    )


def find_lines(clause: Clause, used: set[int], setting: Setting) -> Iterator[Found]:
    """Give the railways, roads and pipes that the clause names as such."""
    tokens = clause.tokens
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else token
        if token.kind in _LINE_KINDS and (before.kind, before.end) == (token.kind, token.start):
            continue  # the number of the line, then its name
        free = token.start not in used and token.word.known is None
        if token.kind in _LINE_KINDS and token.kind != "canal" and free:
            yield from _sharing(clause, at, setting, used)
            yield from _named_line(clause, at, setting)


def _sharing(clause: Clause, at: int, setting: Setting, used: set[int]) -> Iterator[Found]:
    """Give the lines that share the last word of the one that ends their list: 甲乙、丙丁高铁."""
    tokens, text, line = clause.tokens, setting.text, clause.tokens[at]
    ending = _ENDING.search(text, line.start, line.end)
    end = line.end
    while ending is not None and at > 1 and tokens[at - 1].word.joint in {"and", "with"}:
        name = tokens[at - 2]
        if len(name.places) < _PAIR or name.end != tokens[at - 1].start:
            return
        used.add(name.start)
        words = name_of(text, name.start, name.end) + ending[0]
        kind = _LINE_KINDS[line.kind]
        yield Found(words, "corridor", kind, name.places, name.start, end, "shared line")
        at -= 2


def _named_line(clause: Clause, at: int, setting: Setting) -> Iterator[Found]:
    """Give a line, or the stretches of it that are named after it (G1112集安至通化段)."""
    token = clause.tokens[at]
    if _PAST.match(setting.text, token.end):
        return
    kind = _LINE_KINDS[token.kind]
    name = name_of(setting.text, token.start, token.end)
    branch = _BRANCH.match(setting.text, token.end)
    core = not (_URBAN.search(name) or branch or _leant_on(clause, at))
    open_ended = len(line_members(token.places[0], setting)) < _PAIR
    section = section_of(clause, at, setting.text, single=open_ended)
    stretches = [stretch.names for stretch in stretches_after(clause, at)]
    stretches = stretches or ([section.names] if section else [])
    for number, places in enumerate(stretches):
        ends = _places(_towns(places), setting)
        start, end = (places[0].start if number else token.start), places[-1].end
        if len(ends) >= _PAIR or (ends and section is not None):
            words = name_of(setting.text, start, end)
            yield Found(words, "corridor", kind, ends, start, end, "stretch", core=core)
    if not stretches:
        members = line_members(token.places[0], setting)
        yield Found(
            name, "corridor", kind, members, token.start, token.end, "named line", core=core
        )


def _leant_on(clause: Clause, at: int) -> bool:
    """Tell whether a line only says along what something else is built: 依托甲乙铁路."""
    verbs = [t.word.form for t in clause.tokens[:at] if t.word.verb is not None]
    return bool(verbs) and verbs[-1] == "依托"


def _towns(names: tuple[Token, ...]) -> tuple[Token, ...]:
    """Leave out units written right before a unit that lies in them (牡丹江宁安)."""
    starts = {name.start for name in names}
    return tuple(name for name in names if name.end not in starts)


def line_members(place_id: str, setting: Setting) -> tuple[str, ...]:
    """Give the two ends of a line, or the line itself where they are not known."""
    place = setting.place(place_id)
    ends = [i for i in place.members if i]
    if len(ends) < _PAIR:
        return (place_id,)
    return tuple(dict.fromkeys((_seat(ends[0], setting), _seat(ends[-1], setting))))


def _seat(place_id: str, setting: Setting) -> str:
    """Give the prefecture of a district, because lines are named by cities."""
    if len(place_id) == 6 and place_id.isdigit() and not foreign(place_id, setting):  # noqa: PLR2004
        place = setting.place(place_id)
        if place.kind == "county" and place.name.endswith("区") and place.parent.isdigit():
            return place.parent
    return place_id
