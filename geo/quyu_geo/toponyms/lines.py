"""Read names of railways and roads: by their end letters, by number, by metro line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Hit, Reading
from quyu_geo.toponyms.letters import read_letters

if TYPE_CHECKING:
    from quyu_geo.toponyms.lexicon import Lexicon

_NUMBER = re.compile(r"[GS]\d{1,4}[A-Z]?(?![0-9A-Za-z.])")
_AFTER = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:高速公路|高速|线)")
_NATIONAL = re.compile(r"国道(\d{3})(?!\d)")
_BEFORE = re.compile(r"G?(\d{3})$")
_METRO = re.compile(r"(?:地铁|轻轨|轨道交通|城轨|轨道)?\d{1,2}$")
#: Two or three characters between a mark of a list and the head.
_BOUNDED = re.compile(r"(?:[、,;]|[,、;][沿经以])([\u4e00-\u9fff]{2,3})$")
#: Letters of a stretch behind the name of its line.
_STRETCH = re.compile(r"([\u4e00-\u9fff]{2,4})段(?!落)")
#: A line along a feature: 沿江高铁, 沿太行高速, 环东海高速; and what may stand before a name.
_ALONG = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[设进快成通工划动善展究及和与])([沿环][\u4e00-\u9fff]{1,3})$"
)
#: Letters of a line behind a verb of works.
_STARTED = re.compile(
    r"(?:开工|建设|推进|加快|建成|推动|启动|规划|实施|完成|谋划|开通|争取|以及|和|与|及)([\u4e00-\u9fff]{2,4})$"
)
_LONGEST = 7
_PAIR = 2
_UNITS = frozenset({"province", "prefecture", "county", "township"})
_SIDES = frozenset("东西南北中")
#: Single words before the letters of a line that are letters, too (以宝中铁路为重点).
_FUNCTION = frozenset("以经由向")
#: What stands in words that tell the sort of a line, not its ends.
_PLAIN = frozenset("与和及等疏沿市域新旧县乡村边省际地支专用货运的建设快重载外跨磁悬型路网等级")


def find_line(
    text: str, floor: int, head: tuple[int, int], lexicon: Lexicon
) -> tuple[int, Reading] | None:
    """
    Read the letters before 高铁 (high-speed railway), 铁路 (railway), 高速 (expressway), ….

    Parameters
    ----------
    text
        Folded.
    floor
        Where the name may begin at the earliest.
    head
        Where that word begins and ends.
    lexicon
        With the letters.

    Returns
    -------
    first, reading
        Where the name begins, and what it is; none if no two letters stand there.
    """
    start, end = head
    middle = lexicon.cues.middle.search(text, max(0, start - 3), start)
    last = middle.start() if middle else start
    first = last
    letters = lexicon.letters
    kind = _kind(text[start:end])
    while first > floor and last - first < _LONGEST and text[first - 1] in letters:
        first -= 1
    if last - first > _PAIR and text[first] in _FUNCTION:
        first += 1
    while last - first > 1:
        run = text[first:last]
        pair = "" if run in lexicon.compounds else text[first - 1 : first + 1]
        after_word = text[first - 2 : first] in lexicon.pairs and last - first > _PAIR
        crossed = pair in lexicon.pairs and pair not in lexicon.compounds and not after_word
        if not crossed and not (
            last - first == 2 and run in lexicon.pairs  # noqa: PLR2004
        ):
            ends = read_letters(run, lexicon, strict=False)
            return first, Reading(ends.places if ends else (), kind, text[first:end], 0.7)
        first += 1
    along = _ALONG.search(text, max(0, start - 6), start)
    if along is not None and _is_feature(along[1][1:], lexicon):
        return along.start(1), Reading((), kind, text[along.start(1) : end], 0.7)
    if (begun := _begun(text, (floor, start), lexicon)) is not None:
        return begun, Reading((), kind, text[begun:end], 0.6)
    bounded = _BOUNDED.search(text, max(floor, start - 5), start)
    if bounded is not None and not set(bounded[1]) & _PLAIN:
        first = bounded.start(1)
        if not any(text[at : at + 2] in lexicon.pairs for at in range(first, start - 1)):
            return first, Reading((), kind, text[first:end], 0.6)
    return None


def _is_feature(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a line is named after what it follows (沿江), rather than followed itself."""
    entry = lexicon.forms.get(name)
    kinds = {candidate.kind for candidate in entry.candidates} if entry is not None else set()
    return len(name) == 1 or bool(kinds - _UNITS)


def _begun(text: str, stretch: tuple[int, int], lexicon: Lexicon) -> int | None:
    """Give where two to four letters, maybe of counties anywhere, begin after a verb of works."""
    floor, start = stretch
    started = _STARTED.search(text, max(floor - 2, start - 8), start)
    if started is None or started.start(1) < floor:
        return None
    run = started[1]
    if sum(letter in lexicon.letters for letter in run) < len(run) - 1:
        return None
    first = started.start(1)
    crossed = any(text[at : at + 2] in lexicon.pairs for at in range(first, start - 1))
    return None if crossed or text[start - 1 : start + 1] in lexicon.pairs else first


def _kind(head: str) -> str:
    if head == "运河":
        return "canal"
    return "road" if head in {"高速公路", "高速", "公路"} else "railway"


def find_road(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int, Reading] | None:
    """Read a numbered road: G1, G1京哈高速, G302珲阿线, 国道302, 302国道."""
    if text[start:end] == "国道":
        after = _NATIONAL.match(text, start)
        before = _BEFORE.search(text, max(0, start - 4), start)
        if after is not None:
            return start, after.end(), Reading((), "road", f"G{after[1]}", 0.9)
        if before is not None:  # the sign alone is the name in G336国道
            last = start if text[before.start()] == "G" else end
            return before.start(), last, Reading((), "road", f"G{before[1]}", 0.9)
        return None
    number = _NUMBER.match(text, start)
    if number is None or (start and text[start - 1].isascii() and text[start - 1].isalnum()):
        return None
    named = _AFTER.match(text, number.end())
    last = number.end()
    if named is not None and all(
        letter in lexicon.letters for letter in re.sub("高速公路$|高速$|线$", "", named[0])
    ):
        last = named.end()
    return start, last, Reading((), "road", number[0], 0.9)


def find_metro(text: str, start: int, end: int) -> tuple[int, int, Reading] | None:
    """Read 地铁2号线 (metro line 2) and its like."""
    before = _METRO.search(text, max(0, start - 8), start)
    if before is None:
        return None
    return before.start(), end, Reading((), "railway", text[before.start() : end], 0.6)


def add_branches(text: str, hits: list[Hit]) -> None:
    """Let a railway grow to its branch by a side (泛亚铁路东线)."""
    for hit in hits:
        if text[hit.end + 1 : hit.end + 2] != "线" or text[hit.end] not in _SIDES:
            continue
        if text[hit.end - 2 : hit.end] == "铁路" and not _is_begun(text, hit.end + 2):
            hit.end += 2
            hit.reading = Reading((), "railway", text[hit.start : hit.end], 0.7)


def _is_begun(text: str, at: int) -> bool:
    """Tell whether a longer word goes on here (东线|路)."""
    return text[at : at + 1] in set("路上下性")


def add_stretches(text: str, hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """Read the letters of a stretch behind its line (京雄商高铁|雄商|段)."""
    added: list[Hit] = []
    last = 0
    for hit in hits:
        if hit.start < last:
            continue
        added.append(hit)
        stretch = _STRETCH.match(text, hit.end) if text[hit.end - 1] in "铁路速线" else None
        if stretch is None or set(stretch[1]) - lexicon.letters.keys():
            continue
        entry = lexicon.forms.get(stretch[1])
        if entry is not None and entry.candidates and stretch[1] not in lexicon.compounds:
            continue
        reading = read_letters(stretch[1], lexicon, strict=False)
        if reading is not None:
            last = stretch.end(1)
            added.append(Hit(hit.end, last, None, reading))
    return added
