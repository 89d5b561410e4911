"""Find the spans of a folded text that may be names of places, in one scan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_geo.toponyms import lexicon as roles
from quyu_geo.toponyms.lines import find_line, find_metro, find_road
from quyu_geo.toponyms.letters import Reading, read_brackets, read_letters, read_train

if TYPE_CHECKING:
    from quyu_geo.toponyms.lexicon import Entry, Lexicon

#: What may stand between two names of one enumeration or chain.
CONNECTORS = frozenset(
    "、 — - – ― ― ─ － ~ 至 到 和 与 及 同 暨 以及 —— -- ―― ── ・ · / 、“ ”、 、‘ 》、".split()
)
#: Connectors that make an enumeration or chain of names and hardly ever anything else.
STRICT = frozenset("、 — - – ― ─ ~ 至 —— -- ―― ──".split())

#: What follows 中国 (China) where it belongs to a name, not to the State of a slogan.
_CHINA = re.compile(
    r"[-—–－·―─]|\((?!家)|[^,.;:!?、()\n，。；：]{0,16}?(?:博览会|交易会|洽谈会|洽会|进博会|服贸会|投洽会|广交会"
    r"|高交会|峰会|论坛|商品展|展览会|交流周|旅游节|文化节|艺术节|电影节|采茶节|丰收节|运动会|自由贸易试验区|自贸试验区"
    r"|自贸区|协调小组|产业园|工业园|科技城|合作区|音乐节|文化周|视听周|数博会|大学生|公开赛|马拉松|创新创业大赛)"
)
_CHINA_NOT = re.compile(r"特色|式|梦|共产|人|化|经济|政府|制造|智慧|方案")
#: A head of a line that a form before it runs into (滨城 and 城际).
_LINE_HEAD = re.compile(r"高铁|高速公路|高速|城际铁路|城际高铁|城际|铁路")
#: What may stand between the letters and the head of a belt or passage.
_MODIFIERS = re.compile(
    r"(?:开放|国际|产业|科技|创新|科创|生态|经济|文化|旅游|绿色|战略|区域|跨境|综合|现代|城镇|协同|交通|运输|物流|陆海|国家|自主|革命|跨省|沿线|先进制造业?)+$"
)
#: Words that the last character of a name may begin.
_CROSSINGS = frozenset(
    "城际 港口 港航 区域 区位 区间 区块 区县 市场 市民 市域 市值 县域 省会 省域 省份 省际 镇域 乡村 乡镇 镇村".split()
)
_CROSSED = frozenset(word[1] for word in _CROSSINGS)
_TO = frozenset("至到—-－–~～")
_MODIFIER_ENDS = frozenset("放际业技新创态济化游色略域境合代镇同通输流海家主命省线")
#: A joint park or zone some words after the two parties of a compound.
_PARK = re.compile(r"[\u4e00-\u9fff(]{1,12}?(?:产业园|科技园|工业园|园区|合作区|食品区|示范区|试验区|创新园|合作中心|科技城)")
#: What a zone or a stretch of a line goes by after the name of its county.
_ZONE = re.compile(
    r"(?:国家级?|国际|省级)?(?:高新|经济技术|经济开发|经开|综合保税|综保|临空|边境经济|片区|港区|县城|境内|段|至|工业园|产业园|机场|开发区|口岸)"
)
#: Characters that cannot stand between a city and the name of its airport.
_GAP = re.compile(r"[\u4e00-\u9fff]{0,5}$")
_VERBS = re.compile(r"[的和与及至到等新改扩迁建设推加快为在以、有]")
#: What makes 港 (harbour) after a city part of another word.
_NO_HARBOUR = frozenset("口区城澳股务资企商湾人珠台")


@dataclass(slots=True)
class Hit:
    """
    A span that may be a name.

    Attributes
    ----------
    start, end
        Of the name in the text.
    entry
        The pattern, or none where `reading` was put together by rule.
    reading
        Members of a compound or a name made by rule.
    sure
        Whether it needs no further evidence.
    linked
        Whether it stands in one enumeration or chain with the hit before.
    compound
        Of a form that is a compound and a name, too, whether it is read as the compound.
    """

    start: int
    end: int
    entry: Entry | None
    reading: Reading | None = None
    sure: bool = True
    linked: bool = False
    compound: bool = True


def recognise(text: str, lexicon: Lexicon) -> list[Hit]:
    """
    Give the hits of a folded text from left to right, none overlapping another.

    Parameters
    ----------
    text
        Folded by `quyu_geo.fold.fold`.
    lexicon
        For the province of the document's subject.
    """
    hits = _scan(text, lexicon)
    if "(" in text:
        hits = _with_brackets(text, lexicon, hits)
    _link(text, hits)
    return _supported(text, lexicon, hits)


def _scan(text: str, lexicon: Lexicon) -> list[Hit]:
    """Scan once; `floor` ends what is read for good, `firm` what no name of a line can begin in."""
    entries, role_of, letters = lexicon.entries, lexicon.roles, lexicon.letters
    hits: list[Hit] = []
    floor = firm = 0
    for index, start, end in lexicon.automaton.find_matches_as_indexes(text):
        if start < floor:
            continue
        role = role_of[index]
        if role == roles.PLACE:
            if text[end : end + 1] in _CROSSED and text[end - 1 : end + 1] in _CROSSINGS:
                floor, firm = _crossed(text, lexicon, hits, firm, start, end)
                continue
            hits.append(Hit(start, end, entries[index]))
            floor = end
            if end - start > 4 or text[start] not in letters or text[end - 1] not in letters:  # noqa: PLR2004
                firm = end
            if entries[index].form[-2:] in {"铁路", "高铁", "线"}:
                _widen(text, lexicon, hits, firm)
        elif role == roles.WORD:
            floor = firm = end
        elif role in roles.PLACES:
            hit = _place(text, lexicon, entries[index], start, end, floor)
            if role == roles.PAIR or role == roles.COMPOUND:
                hits.append(hit)
                _extend(text, lexicon, hit)
                if hit.sure:
                    floor = hit.end
            elif text[end - 1 : end + 1] == "中国":
                floor = firm = _special(text, lexicon, hits, floor, end - 1, end + 1, lexicon.forms["中国"])
            elif head := _LINE_HEAD.match(text, end - 1):
                _before_head(text, lexicon, hits, firm, end - 1, head.end(), roles.LINE)
                floor = firm = head.end()
            else:
                hits.append(hit)
                if not hit.sure and role == roles.STEM:
                    shifted = _longest_at(text, start + 1, lexicon)
                    if shifted is not None and shifted.end >= end:
                        hits[-1] = shifted
                        floor = shifted.end
        elif role == roles.AREA:
            before = text[start - 1]
            if before in letters or before in _MODIFIER_ENDS:
                _before_head(text, lexicon, hits, floor, start, end, role)
            floor = firm = end
        elif role == roles.LINE:
            _before_head(text, lexicon, hits, firm, start, end, role)
            floor = firm = end
        else:
            floor = _special(text, lexicon, hits, floor, start, end, entries[index])
            firm = max(firm, floor) if role not in {roles.TRAIN, roles.AID} else firm
    return hits


def _crossed(
    text: str, lexicon: Lexicon, hits: list[Hit], firm: int, start: int, end: int
) -> tuple[int, int]:
    """Deal with a name whose last character belongs to the next word: 京滨|城际, 大连|港口."""
    if text[end - 1 : end + 1] == "城际":
        _before_head(text, lexicon, hits, firm, end - 1, end + 1, roles.LINE)
        return end + 1, end + 1
    shorter = lexicon.forms.get(text[start : end - 1])
    if shorter is not None and shorter.role == roles.PLACE:
        hits.append(Hit(start, end - 1, shorter))
    elif shorter is not None and shorter.role in roles.PLACES:
        hits.append(_place(text, lexicon, shorter, start, end - 1))
    return end + 1, end + 1


def _widen(text: str, lexicon: Lexicon, hits: list[Hit], firm: int) -> None:
    """Let a known line grow to the left by letters of cities (呼包银高铁, where 包银高铁 is known)."""
    hit = hits[-1]
    first = hit.start
    while first > firm and any(
        sense.weight > 6 for sense in lexicon.letters.get(text[first - 1], ())  # noqa: PLR2004
    ):
        first -= 1
    if first < hit.start and text[first - 1 : first + 1] not in lexicon.pairs:
        while len(hits) > 1 and hits[-2].end > first:
            del hits[-2]
        hit.start = first
        hit.reading = Reading((), "railway", text[first : hit.end], 0.7)


def _place(
    text: str, lexicon: Lexicon, entry: Entry, start: int, end: int, floor: int = -1
) -> Hit:
    """Make the hit of a form that is not a place wherever it stands."""
    if entry.role == roles.STEM:
        crossing = start != floor and text[start - 1 : start + 1] in lexicon.pairs
        after = text[end - 1 : end + 1] in lexicon.pairs and text[end : end + 2] != "流域"
        sure = not (crossing or after)
    elif entry.role == roles.PAIR:
        compound = _followed(text, lexicon, end) or (text[start] == "中" and text[end : end + 1] == "(")
        own = lexicon.province[:2] or "-"
        if entry.candidates and entry.members[0].startswith(own):
            compound = compound or not any(c.province == lexicon.province for c in entry.candidates)
        if entry.candidates and not compound:
            return Hit(start, end, entry, sure=len(entry.form) > 2, compound=False)  # noqa: PLR2004
        sure = compound
    else:
        sure = entry.role == roles.COMPOUND
    return Hit(start, end, entry, sure=sure)


def _longest_at(text: str, start: int, lexicon: Lexicon) -> Hit | None:
    """Give the longest certain name that begins here, hidden from the scan by what stands before."""
    for size in (6, 5, 4, 3, 2):
        entry = lexicon.forms.get(text[start : start + size])
        if entry is not None and entry.role in {roles.PLACE, roles.COMPOUND, roles.STEM}:
            return Hit(start, start + size, entry)
        if entry is not None and entry.role == roles.PAIR and not entry.candidates:
            return _place(text, lexicon, entry, start, start + size)
    return None


def _followed(text: str, lexicon: Lexicon, end: int) -> bool:
    """Tell whether a compound that ends here is followed by a word that compounds go with."""
    if text[end : end + 1] in {"”", '"', "“", ")", "’", "》"}:
        if text[end : end + 1] == "“" and text[end + 1 : end + 2].isdigit():
            return True
        end += 1
    if _PARK.match(text, end):
        return True
    ahead = text[end : end + 5]
    return any(ahead[:size] in lexicon.heads for size in (5, 4, 3, 2))


def _extend(text: str, lexicon: Lexicon, hit: Hit) -> None:
    """Let a pair of letters grow by further letters of provinces (湘鄂 to 湘鄂渝黔)."""
    end = hit.end
    while text[end : end + 1] and text[end] in roles.GROWING:
        end += 1
    while end > hit.end:
        reading = read_letters(text[hit.start : end], lexicon, strict=True)
        if reading is not None and text[end - 1 : end + 1] not in lexicon.forms:
            hit.end, hit.reading = end, reading
            hit.sure = True
            return
        end -= 1
    if not hit.sure and hit.entry is not None and hit.entry.role == roles.PAIR:
        hit.sure = not hit.entry.candidates and set(hit.entry.form) <= roles.PROVINCE_SET


def _before_head(
    text: str, lexicon: Lexicon, hits: list[Hit], floor: int, start: int, end: int, role: int
) -> None:
    """Read the letters before a head such as 城市群 (city cluster) or 高铁 (high-speed railway)."""
    previous = hits[-1] if hits else None
    if previous is not None and previous.end > start:
        return
    if role == roles.LINE:
        line = find_line(text, floor, start, end, lexicon)
        if line is not None:
            first, reading = line
            if (
                previous is not None
                and previous.start == first
                and _whole(previous, start)
                and (start - first > 2 or text[first - 1] in _TO or not _rail(text, start))  # noqa: PLR2004
            ):
                return
            while hits and hits[-1].start >= first:
                hits.pop()
            if not hits or hits[-1].end <= first:
                hits.append(Hit(first, end, None, reading))
        return
    if text[start - 1] not in lexicon.letters:
        modified = _MODIFIERS.search(text, max(floor, start - 8), start)
        if modified is None:
            return
        start = modified.start()
        strong = False
    else:
        strong = text[start:end] in lexicon.strong_heads
    if start <= floor or text[start - 1] not in lexicon.letters:
        return
    first = start
    while first > floor and text[first - 1] in lexicon.letters and start - first < 7:  # noqa: PLR2004
        first -= 1
    while start - first > 1:
        crossing = text[first - 1 : first + 1] in lexicon.pairs
        reading = None if crossing else read_letters(text[first:start], lexicon, strict=not strong)
        if reading is not None:
            while hits and hits[-1].start >= first:
                if hits[-1].start == first and hits[-1].end == start and hits[-1].sure:
                    return
                hits.pop()
            if not hits or hits[-1].end <= first:
                _listed_before(text, lexicon, hits, floor, first)
                hits.append(Hit(first, start, None, reading))
            return
        first += 1


def _listed_before(text: str, lexicon: Lexicon, hits: list[Hit], floor: int, end: int) -> None:
    """Read the compounds that stand before another one in a list (沈京、连沪对口合作)."""
    found: list[Hit] = []
    while end - 3 >= floor and text[end - 1] in "、和与":
        last = first = end - 1
        while first > floor and text[first - 1] in lexicon.letters and last - first < 5:  # noqa: PLR2004
            first -= 1
        reading = None
        while last - first > 1 and reading is None:
            if text[first - 1 : first + 1] not in lexicon.pairs:
                reading = read_letters(text[first:last], lexicon, strict=False)
            first += reading is None
        if reading is None or (hits and hits[-1].end > first):
            break
        found.append(Hit(first, last, None, reading))
        end = first
    hits.extend(reversed(found))


def _rail(text: str, start: int) -> bool:
    return text[start : start + 2] in {"高铁", "铁路", "城际"}


def _whole(hit: Hit, end: int) -> bool:
    """Tell whether a certain name of a unit fills the letters before a line's head by itself."""
    entry = hit.entry
    if entry is None or entry.members or not entry.candidates or not hit.sure:
        return False
    return hit.end == end and entry.candidates[0].kind in {"province", "prefecture", "county"}


def _special(
    text: str, lexicon: Lexicon, hits: list[Hit], floor: int, start: int, end: int, entry: Entry
) -> int:
    """Deal with signs of roads, metro lines, trains, facilities, aid and 中国; give the new floor."""
    role = entry.role
    found: tuple[int, int, Reading] | None = None
    if role == roles.AID:
        letters = text[start + entry.lead : end + 1]
        longer = None if entry.tail else _longest_at(text, start + entry.lead, lexicon)
        if longer is None and set(letters) <= roles.PROVINCE_SET and len(letters) > 1:
            return start + entry.lead
        if longer is not None:
            hits.append(longer)
            _extend(text, lexicon, longer)
            return longer.end
        hits.append(Hit(start + entry.lead, end - entry.tail, entry))
        return end - entry.tail
    if role == roles.CHINA:
        named = _CHINA.match(text, end) or _longest_at(text, end, lexicon)
        if named and not _CHINA_NOT.match(text, end):
            hits.append(Hit(start, end, entry))
        return end
    if role == roles.TRAIN:
        found = read_train(text, floor, end, lexicon)
    elif role == roles.ROAD:
        found = find_road(text, start, end, lexicon)
    elif role == roles.METRO:
        found = find_metro(text, start, end)
    elif role == roles.FACILITY and hits:
        _grow_facility(text, hits[-1], start, end)
        return end
    if found is not None:
        first, last, reading = found
        while hits and hits[-1].end > first:
            hits.pop()
        hits.append(Hit(first, last, None, reading))
        return last
    return end if role != roles.TRAIN else floor


def _grow_facility(text: str, hit: Hit, start: int, end: int) -> None:
    """Let the name of a city grow to that of its airport, crossing or reservoir."""
    if hit.end > start or hit.reading is not None or hit.entry is None:
        return
    gap = text[hit.end : start]
    airport = text[start:end] == "机场"
    fits = gap in {"", "公路", "铁路", "国际"} or (
        airport and len(gap) < 6 and _GAP.match(gap) and not _VERBS.search(gap)  # noqa: PLR2004
    )
    if fits:
        hit.reading = Reading((), "facility", text[hit.start : end], 0.7)
        hit.end = end
        hit.sure = True


def _with_brackets(text: str, lexicon: Lexicon, hits: list[Hit]) -> list[Hit]:
    """Put compounds with inner brackets (长(春)白(山)) in the place of the hits inside them."""
    found = read_brackets(text, lexicon)
    if not found:
        return hits
    kept: list[Hit] = []
    spans = iter(found)
    span = next(spans, None)
    for hit in hits:
        while span is not None and span[1] <= hit.start:
            kept.append(Hit(span[0], span[1], None, span[2]))
            span = next(spans, None)
        if span is None or hit.end <= span[0]:
            kept.append(hit)
    while span is not None:
        kept.append(Hit(span[0], span[1], None, span[2]))
        span = next(spans, None)
    return kept


def _link(text: str, hits: list[Hit]) -> None:
    """Mark the hits that stand in one enumeration or chain with the one before."""
    last = -9
    _merge_facilities(text, hits)
    for hit in hits:
        if hit.start - last < 3 and (hit.start == last or text[last : hit.start] in CONNECTORS):  # noqa: PLR2004
            hit.linked = True
        last = hit.end
        if text[last : last + 1] == "港" and hit.reading is None and hit.entry is not None:
            _grow_harbour(text, hit)
            last = hit.end


def _merge_facilities(text: str, hits: list[Hit]) -> None:
    """Make one name of a city and its airport or crossing written together (铜仁凤凰机场)."""
    for index in range(len(hits) - 1, 0, -1):
        hit, before = hits[index], hits[index - 1]
        if before.end != hit.start or hit.entry is None or before.entry is None:
            continue
        if before.reading is not None or not before.entry.candidates:
            continue
        kind = hit.entry.candidates[0].kind if hit.entry.candidates else ""
        if hit.reading is not None and hit.reading.kind == "facility":
            kind = "airport"
        if kind in {"airport", "border_crossing"} and before.entry.candidates[0].kind in {"prefecture", "county"}:
            before.reading = Reading((), "facility", text[before.start : hit.end], 0.7)
            before.end = hit.end
            del hits[index]


def _grow_harbour(text: str, hit: Hit) -> None:
    candidates = hit.entry.candidates if hit.entry is not None else ()
    if candidates and candidates[0].kind in {"prefecture", "county", "settlement", "province"}:
        if text[hit.end + 1 : hit.end + 2] not in _NO_HARBOUR:
            hit.reading = Reading((), "port", text[hit.start : hit.end + 1], 0.7)
            hit.end += 1
            hit.sure = True


def _supported(text: str, lexicon: Lexicon, hits: list[Hit]) -> list[Hit]:
    """Leave out the hits that need evidence and have none."""
    if all(hit.sure for hit in hits):
        return hits
    named = {
        candidate.id
        for hit in hits
        if hit.sure and hit.entry is not None
        for candidate in hit.entry.candidates[:1]
        if candidate.full
    }
    provinces = {
        candidate.province
        for hit in hits
        if hit.sure and hit.entry is not None
        for candidate in hit.entry.candidates[:1]
    }
    for order in (range(len(hits)), range(len(hits) - 1, -1, -1)):
        for index in order:
            hit = hits[index]
            if not hit.sure:
                hit.sure = _evidence(text, lexicon, hits, index, (named, provinces))
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        shifted = hit if hit.sure else _longest_at(text, hit.start + 1, lexicon)
        if shifted is not None and shifted.sure and shifted.end >= hit.end:
            kept.append(shifted)
    return kept


def _evidence(
    text: str, lexicon: Lexicon, hits: list[Hit], index: int, known: tuple[set[str], set[str]]
) -> bool:
    """Tell whether the neighbours bear out a form that may be a common word."""
    hit = hits[index]
    named, within = known
    entry = hit.entry
    if entry is None or entry.role == roles.PAIR:
        return _beside(text, hits, index) is not None
    common = entry.common or all(c.kind == "township" for c in entry.candidates)
    if not common and any(candidate.id in named for candidate in entry.candidates):
        return True
    if hit.linked and hits[index - 1].sure and hits[index - 1].end == hit.start:
        parent = hits[index - 1].entry
        if parent is not None and parent.candidates:
            above = parent.candidates[0].id
            if any(_inside(c.id, above) or c.parent == above for c in entry.candidates):
                return not (common and text[hit.end - 1 : hit.end + 1] in lexicon.pairs)
    if not common and _ZONE.match(text, hit.end):
        return any(c.province in within or c.province == lexicon.province for c in entry.candidates)
    beside = _beside(text, hits, index)
    if beside is None or beside.entry is None:
        return False
    if not common and beside.entry.candidates and beside.entry.candidates[0].province:
        return True
    provinces = {c.province for c in beside.entry.candidates}
    if not common:
        provinces.add(lexicon.province)
    near = any(candidate.province in provinces for candidate in entry.candidates)
    foreign = any(c.kind == "settlement" for c in entry.candidates) and any(
        c.kind in {"country", "settlement"} for c in beside.entry.candidates
    )
    return near or foreign


def _beside(text: str, hits: list[Hit], index: int) -> Hit | None:
    """Give a sure neighbour in a strict chain, or none."""
    hit = hits[index]
    if index and hit.linked and hits[index - 1].sure and text[hits[index - 1].end : hit.start] in STRICT:
        return hits[index - 1]
    if index + 1 < len(hits):
        after = hits[index + 1]
        if after.linked and after.sure and text[hit.end : after.start] in STRICT:
            return after
    return None


def _inside(place: str, above: str) -> bool:
    stem = above.removesuffix("00").removesuffix("00")
    return place != above and place.isdigit() and above.isdigit() and place.startswith(stem)
