"""Find spatial structures that a sentence spells out: 以甲为核心, 以乙、丙为两极, 以丁为支点."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import UNITS
from quyu_geo.initiatives.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Setting

_PART = re.compile(
    "以([^,。;:]{2,40}?)为(?:[^,。;:以]{0,6}?)"
    "(?:核心|主核|极核|龙头|中心|主体|增长极|发展极|极|副中心|支点|支撑|节点|两翼|腹地|组团|主轴|轴)"
)
#: What the parts make up, and the type of region it is.
_WHOLES = (
    (re.compile("城市群|城镇群|城镇体系"), "city_cluster"),
    (re.compile("都市圈|经济圈|都市区|经济体"), "metro"),
    (re.compile("经济带|发展带|城镇带"), "belt"),
    (re.compile("格局|布局|结构|体系"), "plate"),
)
#: A structure's short name in numbers: 一核两极三支点.
_NUMBERS = re.compile(
    "一[核主心圈轴带极群](?:[、,]?[一两双二三四五六七八多][^、,。;“”()以为]{1,3}){1,4}"
)
_PARTS, _LEAST, _AFTER = 2, 3, 30


#: A unit with what lies around it, as one area to develop.
_AROUND = re.compile("及其?周边(?:地区|区域|旗县|县市)(?:(?:转型|协同|融合|振兴|一体化)发展)?")


def find_surroundings(clause: Clause, setting: Setting) -> Iterator[Found]:
    """Read 甲市及周边地区转型发展 as an area around the unit."""
    if setting.text.find("周边", clause.start, clause.end) < 0:
        return
    for token in clause.tokens:
        if token.kind in UNITS and len(token.places) == 1:
            around = _AROUND.match(setting.text, token.end)
            if around is not None:
                name = setting.text[token.start : around.end()]
                yield Found(
                    name, "region", "plate", token.places, token.start, around.end(), "around"
                )


def find_structure(sentence: Sequence[Clause], setting: Setting) -> Iterator[Found]:
    """Give the structure that two or more parts of one sentence make up."""
    text = setting.text
    start, end = sentence[0].start, sentence[-1].end
    if text.find("以", start, end) < 0:
        return
    parts = list(_PART.finditer(text, start, end))
    if len(parts) < _PARTS:
        return
    members = tuple(
        dict.fromkeys(
            place
            for clause in sentence
            for token in clause.tokens
            if token.kind in UNITS
            and any(part.start(1) <= token.start < part.end(1) for part in parts)
            for place in token.places
        )
    )
    first, edge = parts[0].start(), min(end, parts[-1].end() + _AFTER)
    whole = next(
        ((m, kind) for shape, kind in _WHOLES if (m := shape.search(text, parts[-1].end(), edge))),
        None,
    )
    if whole is None or len(members) < _LEAST:
        return
    shape, kind = whole
    numbers = _NUMBERS.search(text, start, end)
    lead = setting.place(members[0])
    label = numbers[0] if numbers else (lead.short or lead.name)
    yield Found(
        label + shape[0], "region", kind, members, first, shape.end(), "structure", confidence=0.85
    )
