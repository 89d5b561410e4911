"""Read the letters before a head: 城市群 (city cluster), 两省 (both provinces), 高铁 (railway)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Hit
from quyu_geo.toponyms.letters import read_border_train, read_letters
from quyu_geo.toponyms.lexicon import GROWING, PROVINCE_SET, Role
from quyu_geo.toponyms.lines import find_line

if TYPE_CHECKING:
    from quyu_geo.toponyms.scan import Scan

#: Longest run of letters, and longest compound in a list before another.
_RUN, _LISTED = 7, 5
#: Longest compound of provinces; a longer run of their letters is none.
_GROWN = 12
_CLOSING = frozenset('”"“)’》')
#: Heads of lines after which a county's name of two characters is a pair of letters.
_RAIL = frozenset({"高铁", "铁路", "城际"})
_PAIR = 2
_WATERS = frozenset({"river", "lake", "mountain", "sea"})
#: What 公路 begins a longer word with: 公路大桥, 公路口岸, 公路网, 公路港, 公路局.
_ROADWORDS = frozenset("大口网港局客货运养")
_UNITS = frozenset({"prefecture", "county", "township"})
#: Sides that a new area lies on (邢东新区).
_SIDES = frozenset("东西南北")
#: What begins behind 高铁 where a town's station or quarter is meant: 站, 新城, 枢纽, 片区.
_STATION = frozenset("站新枢片")
_TRAINS = frozenset({"班列", "专列"})


def is_followed(scan: Scan, end: int) -> bool:
    """Tell whether a compound that ends here is followed by a word that compounds go with."""
    text, lexicon = scan.text, scan.lexicon
    if text[end : end + 1] in _CLOSING:
        if text[end] == "“" and text[end + 1 : end + 2].isdigit():
            return True
        end += 1
    if lexicon.cues.park.match(text, end):
        return True
    ahead = text[end : end + 5]
    return any(ahead[:size] in lexicon.heads for size in (5, 4, 3, 2))


def grow_pair(scan: Scan, hit: Hit) -> None:
    """Let a pair of letters grow by further letters of provinces (湘鄂 to 湘鄂渝黔)."""
    text, lexicon, end = scan.text, scan.lexicon, hit.end
    if hit.entry is None or not hit.entry.members:
        return
    last = hit.start + _GROWN
    while end < last and text[end : end + 1] and text[end] in GROWING:
        end += 1
    beyond = text[end : end + _GROWN]
    if end == last and len(beyond) == _GROWN and GROWING.issuperset(beyond):
        end = hit.end  # letter after letter for ever: no plan, and each way to read it costs
    while end > hit.end:
        reading = read_letters(text[hit.start : end], lexicon, strict=True)
        if reading is not None and text[end - 1 : end + 1] not in lexicon.forms:
            hit.end, hit.reading, hit.sure = end, reading, True
            return
        end -= 1
    if not hit.sure and hit.entry.role is Role.PAIR and not hit.entry.candidates:
        hit.sure = set(hit.entry.form) <= PROVINCE_SET


def before_area(scan: Scan, start: int, end: int) -> None:
    """Read the letters before the head of an area, a relation or a passage."""
    text, lexicon, floor = scan.text, scan.lexicon, scan.floor
    if scan.hits and scan.hits[-1].end > start:
        return
    strong = text[start:end] in lexicon.strong_heads
    if text[start - 1] not in lexicon.letters:
        modified = lexicon.cues.modifiers.search(text, max(floor, start - 8), start)
        if modified is None:
            return
        start, strong = modified.start(), False
    first = _run(scan, floor, start, _RUN)
    while start - first > 1:
        if _is_own(scan, text[first:start]) or _holds_water(scan, first):
            return
        crossing = text[first - 1 : first + 1] in lexicon.pairs
        reading = None if crossing else read_letters(text[first:start], lexicon, strict=not strong)
        if reading is None and not crossing and text[start:end] in _TRAINS:
            reading = read_border_train(text[first:start], lexicon)
        if reading is not None:
            if _clear(scan.hits, first, start):
                listed_before(scan, floor, first)
                scan.hits.append(Hit(first, start, None, reading))
            return
        first += 1


def before_line(scan: Scan, start: int, end: int) -> None:
    """Read the letters before the head of a railway, a road or a canal."""
    if (scan.hits and scan.hits[-1].end > start) or scan.text[start - 1] == "欧":
        return
    if scan.text[end : end + 1] == "网" or _is_plain_road(scan, start, end):
        return
    found = find_line(scan.text, scan.firm, (start, end), scan.lexicon)
    if found is None:
        return
    first, reading = found
    previous = scan.hits[-1] if scan.hits else None
    if scan.text[first - 1] in scan.lexicon.cues.range and _may_be_unit(previous, first, start):
        return
    if previous is not None and previous.start == first and _is_unit(previous, start):
        pair = start - first == _PAIR and scan.text[start : start + 2] in _RAIL
        if not pair or scan.text[first - 1] in scan.lexicon.cues.range:
            return
        if _is_known_town(scan, previous, end):
            return
    while scan.hits and scan.hits[-1].start >= first:
        scan.hits.pop()
    if not scan.hits or scan.hits[-1].end <= first:
        scan.hits.append(Hit(first, end, None, reading))


def _is_plain_road(scan: Scan, start: int, end: int) -> bool:
    """Tell whether 公路 (road) belongs to another word, or no letters stand before it."""
    if scan.text[start:end] != "公路":
        return False
    if scan.text[end : end + 1] in _ROADWORDS:
        return True
    first = _run(scan, scan.firm, start, _LISTED)
    run = scan.text[first:start]
    return len(run) < _PAIR or read_letters(run, scan.lexicon, strict=True) is None


def _is_known_town(scan: Scan, hit: Hit, end: int) -> bool:
    """Tell whether a unit before 高铁 is meant itself: a city, or a town with a station."""
    candidates = hit.entry.candidates if hit.entry is not None else ()
    large = bool(candidates) and candidates[0].kind != "county"
    return large or scan.text[end : end + 1] in _STATION


def _run(scan: Scan, floor: int, end: int, longest: int) -> int:
    """Give where the run of letters begins that ends here."""
    first = end
    while first > floor and scan.text[first - 1] in scan.lexicon.letters and end - first < longest:
        first -= 1
    return first


def _is_own(scan: Scan, run: str) -> bool:
    """Tell whether a run, unless a listed compound, is the name of a unit, or a side of one."""
    entry = scan.lexicon.forms.get(run)
    if run in scan.lexicon.compounds:
        return False
    if entry is None:
        return len(run) == _PAIR and run[1] in _SIDES
    return any(c.kind in {"county", "prefecture"} for c in entry.candidates)


def _holds_water(scan: Scan, first: int) -> bool:
    """Tell whether the last name is a water inside the run (南太湖新区)."""
    hit = scan.hits[-1] if scan.hits else None
    if hit is None or hit.start <= first or hit.entry is None:
        return False
    return any(candidate.kind in _WATERS for candidate in hit.entry.candidates)


def _clear(hits: list[Hit], first: int, last: int) -> bool:
    """Take back the uncertain hits inside a run; tell whether the run is free then."""
    while hits and hits[-1].start >= first:
        if hits[-1].start == first and hits[-1].end == last and hits[-1].sure:
            return False
        hits.pop()
    return not hits or hits[-1].end <= first


def listed_before(scan: Scan, floor: int, end: int) -> None:
    """Read the compounds that stand before another one in a list (沈京、连沪对口合作)."""
    text, lexicon = scan.text, scan.lexicon
    found: list[Hit] = []
    while end - 3 >= floor and text[end - 1] in "、和与—":
        last = end - 1
        first = _run(scan, floor, last, _LISTED)
        reading = None
        while last - first > 1 and reading is None:
            if text[first - 1 : first + 1] not in lexicon.pairs:
                reading = read_letters(text[first:last], lexicon, strict=False)
            first += reading is None
        if reading is None or (scan.hits and scan.hits[-1].end > first):
            break
        found.append(Hit(first, last, None, reading))
        end = first
    scan.hits.extend(reversed(found))


def _may_be_unit(hit: Hit | None, first: int, end: int) -> bool:
    """Tell whether a hit, sure or not, is the name of a unit from `first` to `end`."""
    if hit is None or (hit.start, hit.end) != (first, end) or hit.entry is None:
        return False
    return any(candidate.kind in _UNITS for candidate in hit.entry.candidates)


def _is_unit(hit: Hit, end: int) -> bool:
    """Tell whether a certain name of a unit ends here."""
    entry = hit.entry
    if entry is None or entry.members or not entry.candidates or not hit.sure:
        return False
    return hit.end == end and entry.candidates[0].kind in {"province", "prefecture", "county"}
