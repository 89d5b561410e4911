"""Read the items of a list of lines that share one head: 合新、淮宿蚌高铁, 平漯周、呼南等高铁."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.toponyms.ends import known_ends
from quyu_geo.toponyms.hits import Hit, Reading, put_in, within
from quyu_geo.toponyms.letters import read_ends
from quyu_geo.toponyms.lexicon import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.toponyms.lexicon import Lexicon

_HEADS = {
    **dict.fromkeys(("城际铁路", "市域铁路", "高速铁路", "快速铁路", "城际高铁"), "railway"),
    **dict.fromkeys(("客运专线", "铁路", "高铁", "城际", "客专", "轨道"), "railway"),
    **dict.fromkeys(("高速公路", "高速"), "road"),
}
#: Heads whose lists are read even where the last item is no name by rule.
_BARE = ("客专", "高铁", "城际铁路")
_KINDS = frozenset(_HEADS.values())
#: 等 (and others) between a list and its head: 等一批铁路, 等5条高速公路, 等重大铁路项目.
_ETC = re.compile(
    r"等(?:[\d一二三四五六七八九十两多余]{1,4}条|[多一]批|[一二三四五六七八九十两多余\d]{1,3}个|重点|重大|项目){0,3}"
    rf"({'|'.join(_HEADS)})"
)
#: Letters of which some are completed in brackets.
_MIXED = re.compile(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff](?:\([\u4e00-\u9fff]{1,3}\))?){2,5}$")
_LETTER = re.compile(r"([\u4e00-\u9fff])(?:\(([\u4e00-\u9fff]{1,3})\))?")
_BRACKETED = 14
_LISTING = frozenset("、和与及")
_MARKS = frozenset('、,。;:!?()“”"《》\n\r\t 和与及 ')
#: Items of one list that are read at the most.
_MOST = 24
#: Characters of an item at the most, with a verb before its letters.
_ITEM = 9
_LETTERS = (2, 3, 4)
_PAIR = 2
#: Verbs of works before the first item that are no common words.
_VERBS = frozenset({"提速", "续建", "扩能", "联通", "贯通", "提质", "改建", "新开", "力争", "在建"})
#: What tells the sort of a line or what is done to it, not its ends.
_PLAIN = frozenset(
    "与和及等疏绕沿市域旧县乡村边省际地支专用货运的建设快重载外跨磁悬型路网级段期站线"
)
#: What a line along a feature begins with (沿黄, 环太湖).
_ALONG = frozenset("沿环")


def list_lines(text: str, hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """
    Put in the items of lists of lines whose head stands once, at the end.

    Parameters
    ----------
    text
        Folded.
    hits
        From left to right.
    lexicon
        With the letters.
    """
    found: dict[int, Hit] = {}
    starts: list[int] = []
    for last, head in sorted(_ends(text, hits), reverse=True):
        starts = starts or [hit.start for hit in hits]
        for hit in _items(text, last, head, lexicon, (hits, starts)):
            if hit.start not in found:
                found[hit.start] = hit
    return put_in(hits, list(found.values()))


def _ends(text: str, hits: list[Hit]) -> Iterator[tuple[int, str]]:
    """Give where the last item of a list without its own head ends or its follower begins."""
    for hit in hits:
        if hit.start and text[hit.start - 1] in _LISTING and (head := _head(text, hit)):
            yield hit.start - 1, head
    ends = {hit.end for hit in hits if hit.reading is not None}
    for head in _BARE:
        at = text.find(head)
        while at >= 0:
            if at + len(head) not in ends and (mark := _listed_at(text, at)):
                yield mark, head
            at = text.find(head, at + 1)
    at = text.find("等")
    while at >= 0:
        if (etc := _ETC.match(text, at)) is not None:
            yield at, etc[1]
        at = text.find("等", at + 1)


def _listed_at(text: str, end: int) -> int:
    """Give the mark of a list before the item that ends here, or 0."""
    begin = end
    while begin and end - begin < _ITEM and text[begin - 1] not in _MARKS:
        begin -= 1
    listed = begin and text[begin - 1] == "、" and _PAIR <= end - begin < _ITEM
    return begin - 1 if listed else 0


def _head(text: str, hit: Hit) -> str:
    """Give the head of a line, or nothing for what is none."""
    if hit.reading is not None:
        kind = hit.reading.kind
    else:
        kind = hit.entry.candidates[0].kind if hit.entry and hit.entry.candidates else ""
    if kind not in _KINDS:
        return ""
    return next((head for head in _HEADS if text.endswith(head, hit.start, hit.end)), "")


def _items(
    text: str, last: int, head: str, lexicon: Lexicon, known: tuple[list[Hit], list[int]]
) -> Iterator[Hit]:
    """Give the items before the place where a list has its head, from right to left."""
    hits, starts = known
    end = last
    for _ in range(_MOST):
        begin = end
        while begin and end - begin < _ITEM and text[begin - 1] not in _MARKS:
            begin -= 1
        if begin and text[begin - 1] == ")" and (mixed := _mixed(text, end, head, lexicon)):
            yield mixed
            if text[mixed.start - 1] not in _LISTING:
                return
            end = mixed.start - 1
            continue
        inside = within(hits, starts, (begin, end))
        first = _begin(text, begin, end, head, lexicon)
        known_line = first >= 0 and known_ends(text[first:end], _HEADS[head], lexicon) is not None
        stays = any(_stays(hit, (first, end), lexicon) for hit in inside)
        if first >= 0 and (known_line or not stays):
            yield Hit(first, end, None, _read(text[first:end], head, lexicon))
        elif not inside or any(_head(text, hit) for hit in inside):
            return
        if not begin or text[begin - 1] not in _LISTING or begin == end:
            return
        end = begin - 1


def _mixed(text: str, end: int, head: str, lexicon: Lexicon) -> Hit | None:
    """Read an item some of whose letters are completed in brackets: 淮(北)宿阜."""
    found = _MIXED.search(text, max(0, end - _BRACKETED), end)
    if found is None:
        return None
    run = re.sub(r"\([^)]*\)", "", found[0])
    reading = _read(run, head, lexicon)
    places = list(reading.places)
    for index, (letter, rest) in enumerate(_LETTER.findall(found[0])):
        entry = lexicon.forms.get(letter + rest) if rest else None
        if entry is not None and entry.candidates and places:
            places[index] = entry.candidates[0].id
    return Hit(found.start(), end, None, reading._replace(places=tuple(places)))


def _read(run: str, head: str, lexicon: Lexicon) -> Reading:
    """Read an item as its cities; as a line where it has no letters of cities (北沿江)."""
    if (known := known_ends(run, _HEADS[head], lexicon)) is not None:
        return known
    if (cities := read_ends(run, lexicon)) is not None:
        return cities
    return Reading((), _HEADS[head], run + head, 0.6)


def _begin(text: str, floor: int, end: int, head: str, lexicon: Lexicon) -> int:
    """Give where the letters of an item begin, after a verb or its mark, or -1."""
    letters, pairs = lexicon.letters, lexicon.pairs
    for size in reversed(_LETTERS):
        first = end - size
        verb = text[first - 2 : first]
        if first < floor or (first > floor and verb not in pairs and verb not in _VERBS):
            continue
        run = text[first:end]
        along = next((at for at in (1, 2) if run[at - 1] in _ALONG and at < size), 0)
        unknown = sum(letter not in letters for letter in run[along:])
        word = not along and any(run[at : at + 2] in pairs for at in range(size - 1))
        plain = set(run[along:]) & _PLAIN
        strange = unknown > (size > _PAIR) - (along == 1)
        if run in lexicon.compounds or not (plain or strange or word):
            return first
        if known_ends(run, _HEADS[head], lexicon) is not None:
            return first
    return -1


def _stays(hit: Hit, span: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a hit in an item is what it says: a unit of the province, a line, a water."""
    if hit.reading is not None or hit.entry is None:
        return hit.end <= span[1] and hit.reading is not None and hit.reading.kind != "abbr"
    entry = hit.entry
    if entry.role in {Role.PAIR, Role.COMPOUND, Role.TRIMMED} or not entry.candidates:
        return False
    one = entry.candidates[0]
    if (hit.start, hit.end) != span and hit.start >= span[0]:
        return hit.sure and one.full
    counties = all(c.kind == "county" for c in entry.candidates)
    if counties and len(entry.form) == _PAIR:
        return any(c.province == lexicon.province for c in entry.candidates)
    return one.kind != "region" or one.full
