"""Find rivers, lakes and mountains that stand in no table, where their shape is certain."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Hit, Reading, put_in
from quyu_geo.toponyms.lexicon import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.toponyms.lexicon import Lexicon

#: Last characters of heads; 库 is that of 水库 (reservoir). One class of them is found quickest.
_HEAD = re.compile(r"[江河湖溪岛山岭库]")
#: What the name may begin after: a mark, a joint, or a verb of works.
_MARK = re.compile(
    r"(?:[^\u4e00-\u9fff]|^|[和与及]|加强|推进|推动|实施|抓好|开展|加快|统筹|治理|保护|建设|完成|启动|做好|强化"
    r"|深化|加大|巩固|修复|整治|全面|以及|抓实|开工|建成|提升)$"
)
#: Common nouns of waters and land, by what they begin with and by what stands before the head.
_COMMON = re.compile(
    r"^(?:重点|主要|中小|美丽|幸福|跨|城市|农村|骨干|生态|重要|一批|新|黑臭|[大小中多全各主名群孤离江河湖海水山岛城乡两"
    r"三四五六七八九十双入沿环内外本该此其引治护净绿荒石矿])|[大小界内外支干流运江河湖海山水岛冰群半](?:水库|[江河湖溪岛山岭])$"
)
_JOINTS = frozenset("、和与及等")
#: What may stand behind the last name of a list.
_ENDS = _JOINTS | frozenset(",。;")
_NATURE = frozenset({"river", "lake", "mountain", "island", "sea", "canal"})
_SMALL = frozenset({"county", "township", "settlement"})
#: Length of a river that may be the second of a pair, and what a verb or side before it is.
_RIVER = 2
_BEFORE = frozenset("治护沿跨环引入内过到在对于大小中东南西北上下新老原为让把")
#: Longest name before its head.
_LONGEST = 4


def add_nature(text: str, lexicon: Lexicon, hits: list[Hit]) -> list[Hit]:
    """
    Put in the natural features of no table that what stands round them bears out.

    Such a name begins after a mark or a verb of works, ends in a generic (江, 河, 湖, 水库, …),
    and either a word of water management follows, or a known feature stands beside it.

    Parameters
    ----------
    text
        Folded.
    lexicon
        For the province of the document's subject.
    hits
        All others, from left to right.
    """
    starts = [hit.start for hit in hits]
    shown = {hit.start: hit.end for hit in hits if _is_natural(hit)}
    likely = list(_likely(text, lexicon, hits, starts))
    if not likely:
        return hits
    sure = {start: end for start, end, cue in likely if cue}
    begins, ends = shown.keys() | sure.keys(), {*shown.values(), *sure.values()}
    for start, end, _ in (*reversed(likely), *likely):
        after = text[end : end + 1] in _JOINTS and end + 1 in begins
        if after or start - 1 in ends:
            sure[start] = end
            begins.add(start)
            ends.add(end)
    found = [
        Hit(start, end, None, Reading((), "facility", text[start:end], 0.6))
        for start, end in sure.items()
    ]
    return put_in(hits, found)


def _likely(
    text: str, lexicon: Lexicon, hits: list[Hit], starts: list[int]
) -> Iterator[tuple[int, int, bool]]:
    """Give start and end of what may be a natural feature, and whether a cue follows it."""
    begins = lexicon.cues.nature_begins
    for match in _HEAD.finditer(text):
        first, end = match.span()
        if text[first] == "库":
            first -= 1
            if text[first : first + 1] != "水":
                continue
        follows = text[end : end + 1]
        cue = follows in begins and lexicon.cues.nature.match(text, end) is not None
        if cue or follows in _ENDS:
            start = _begin(text, (first, end), lexicon, hits, starts)
            if start >= 0:
                yield start, end, cue


def _is_natural(hit: Hit) -> bool:
    candidates = hit.entry.candidates if hit.entry is not None else ()
    return hit.reading is None and bool(candidates) and candidates[0].kind in _NATURE


def _begin(
    text: str, head: tuple[int, int], lexicon: Lexicon, hits: list[Hit], starts: list[int]
) -> int:
    """Give where the name before a head begins, or -1."""
    first, end = head
    near = hits[max(0, bisect_left(starts, first - _LONGEST) - 1) : bisect_left(starts, end)]
    last = near[-1] if near else None
    if last is not None and last.end == end and _is_soft(last, lexicon):
        return last.start
    if last is not None and last.end == end and _is_pair(text, last):
        return last.start - 1
    if any(hit.end > first for hit in near):
        return -1
    return _marked(text, head, lexicon, near)


def _marked(text: str, head: tuple[int, int], lexicon: Lexicon, near: list[Hit]) -> int:
    """Give where a name begins after a mark, another name or a verb of works, or -1."""
    first, end = head
    for start in range(first - 1, max(first - _LONGEST, -1), -1):
        if not "\u4e00" <= text[start] <= "\u9fff":
            return -1
        behind = any(hit.end == start for hit in near)
        if not behind and not _MARK.search(text, max(0, start - 2), start):
            continue
        name = text[start:end]
        entry = lexicon.forms.get(name)
        word = entry is not None and entry.role is Role.WORD
        inner = [hit for hit in near if hit.end > start]
        small = all(hit.start >= start and _is_small(hit) for hit in inner)
        paired = name[-2:] in lexicon.pairs and name[-2:] != "水库"
        if word or _COMMON.search(name) or paired or not small:
            return -1
        return start
    return -1


def _is_soft(hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a name of a water is only known as that of a town, or of a county elsewhere."""
    candidates = hit.entry.candidates if hit.entry is not None and hit.reading is None else ()
    return bool(candidates) and all(
        (c.kind == "township" and not c.full)
        or (c.kind == "county" and c.province != lexicon.province)
        for c in candidates
    )


def _is_pair(text: str, hit: Hit) -> bool:
    """Tell whether one letter of another water stands before a river in a list (沂沭河)."""
    letter, mark = text[hit.start - 1 : hit.start], text[hit.start - 2 : hit.start - 1]
    if hit.end - hit.start != _RIVER or text[hit.end - 1] != "河" or not _is_natural(hit):
        return False
    return mark in _JOINTS | _ENDS and "\u4e00" <= letter <= "\u9fff" and letter not in _BEFORE


def _is_small(hit: Hit) -> bool:
    candidates = hit.entry.candidates if hit.entry is not None else ()
    return bool(candidates) and candidates[0].kind in _SMALL
