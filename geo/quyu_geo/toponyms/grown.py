"""Let the name of a unit grow to that of its station, bay or river, and letters to their line."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Hit, Reading, put_in, within
from quyu_geo.toponyms.letters import read_ends, read_letters
from quyu_geo.toponyms.lexicon import Role

if TYPE_CHECKING:
    from quyu_geo.toponyms.lexicon import Lexicon

_HOSTS = frozenset({"prefecture", "county", "township"})
_CITIES = frozenset({"province", "prefecture", "county"})
_SUFFIXES = frozenset("市县区旗州盟省镇乡")
#: The longest bracket that names the other land of a pair.
_BRACKET = 8
#: Names in a bracket that letters before it stand for, at the least and below the most.
_FEWEST, _SPELLED = 2, 6
#: Kind by the generic behind the name of a unit.
_WATERS = {**dict.fromkeys("河江溪", "river"), "湖": "lake", "湾": "sea"}
#: What may follow the grown name beside a mark.
_AFTER = frozenset("、和与及等至")
#: What may follow a station: works (改造, 扩能), its parts (站房, 枢纽) and directions.
_STATION = _AFTER | frozenset("改扩枢综片周")
#: What may follow the name of a line (线): works, phases, directions.
_LINE = _AFTER | frozenset("建改扩电一二三东西南北延双复段提")


def grow_units(text: str, hits: list[Hit], lexicon: Lexicon) -> None:
    """Let each hit grow to the longer name that the character behind it makes of it."""
    for index, hit in enumerate(hits):
        sign = text[hit.end : hit.end + 1]
        if sign == "站":
            _grow_station(text, hit)
        elif sign == "线":
            _grow_line(text, hit)
        elif sign in _WATERS and sign:
            _grow_water(text, hit, lexicon, index and hits[index - 1])


def _is_open(text: str, at: int, after: frozenset[str]) -> bool:
    """Tell whether a name may end here: before a mark, the end, or one of some characters."""
    char = text[at : at + 1]
    return not char or char in after or not "\u4e00" <= char <= "\u9fff"


def _grow_station(text: str, hit: Hit) -> None:
    candidates = hit.entry.candidates if hit.entry is not None else ()
    if hit.reading is not None or not candidates or candidates[0].kind not in _CITIES:
        return
    if text[hit.end - 1] not in _SUFFIXES and _is_open(text, hit.end + 1, _STATION):
        hit.end += 1
        hit.reading = Reading((), "facility", text[hit.start : hit.end], 0.7)
        hit.sure = True


def _grow_line(text: str, hit: Hit) -> None:
    """Let a compound of cities grow to its line (成德线)."""
    members = hit.entry.members if hit.entry is not None else ()
    abbreviated = hit.reading is not None and hit.reading.kind == "abbr"
    if not (abbreviated or (members and hit.compound)) or not _is_open(text, hit.end + 1, _LINE):
        return
    places = hit.reading.places if hit.reading is not None else members
    hit.end += 1
    hit.reading = Reading(places, "railway", text[hit.start : hit.end], 0.6)
    hit.sure = True


def _grow_water(text: str, hit: Hit, lexicon: Lexicon, before: Hit | int) -> None:
    """Let the short name of a unit grow to a water named after it (乌海湖, 三门湾)."""
    candidates = hit.entry.candidates if hit.entry is not None else ()
    if hit.reading is not None or not candidates or candidates[0].kind not in _HOSTS:
        return
    if text[hit.end - 1] in _SUFFIXES or text[hit.end : hit.end + 2] in lexicon.pairs:
        return
    follows = lexicon.cues.nature.match(text, hit.end + 1) is not None
    if not follows and not _is_open(text, hit.end + 1, _AFTER):
        return
    if isinstance(before, Hit) and before.end == hit.start and not follows:
        return
    kind = _WATERS[text[hit.end]]
    hit.end += 1
    hit.reading = Reading((), kind, text[hit.start : hit.end], 0.6)
    hit.sure = True


def read_behind(text: str, hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """Read letters by the bracket behind them: 中阿(联酋), 玉昌(玉树至昌都)."""
    found: list[Hit] = []
    starts: list[int] = []
    at = text.find("(", _FEWEST)
    while at >= 0:
        if text[at - 2] in lexicon.letters and text[at - 1] in lexicon.letters:
            starts = starts or [hit.start for hit in hits]
            rule = _specify if text[at - 2] == "中" else _spell_out
            found += rule(text, at, (hits, starts), lexicon)
        at = text.find("(", at + 1)
    return put_in(hits, found)


Known = tuple[list[Hit], list[int]]


def _specify(text: str, at: int, known: Known, lexicon: Lexicon) -> list[Hit]:
    """Take the land of a pair from the bracket behind it: 中阿(联酋), 中马(马来西亚)."""
    hit = next(iter(within(*known, (at - 2, at))), None)
    if hit is None or (hit.start, hit.end) != (at - 2, at) or hit.entry is None:
        return []
    last, letter = text.find(")", at, at + _BRACKET), text[at - 1]
    inner = text[at + 1 : max(last, 0)]
    for form in (inner, letter + inner):
        entry = lexicon.forms.get(form) if letter in form and inner else None
        if entry is None or not entry.candidates or entry.candidates[0].kind != "country":
            continue
        hit.reading = Reading(("CN", entry.candidates[0].id), "abbr", "", 0.9)
        hit.sure = True
        return [] if form == inner else [Hit(at + 1, last, entry)]
    return []


def _spell_out(text: str, at: int, known: Known, lexicon: Lexicon) -> list[Hit]:
    """Read letters by the names in the bracket behind them: 玉昌(玉树至昌都)."""
    hits, starts = known
    index = bisect_left(starts, at + 1)
    if index >= len(hits) or starts[index] != at + 1:
        return []
    names = [hits[index]]
    for after in hits[index + 1 : index + _SPELLED]:
        if not after.linked:
            break
        names.append(after)
    first = at - len(names)
    run = text[max(0, first) : at]
    listed = (
        len(names) < _FEWEST
        or run in lexicon.compounds
        or text[names[-1].end : names[-1].end + 1] != ")"
    )
    if listed or not all(letter in _named(one) for letter, one in zip(run, names, strict=False)):
        return []
    for one in names:
        one.sure = True
    places = tuple(_own(one, lexicon) for one in names)
    return [Hit(first, at, None, Reading(places, "abbr", "", 0.9))]


def _named(hit: Hit) -> str:
    return hit.entry.form if hit.entry is not None and hit.entry.candidates else ""


def _own(hit: Hit, lexicon: Lexicon) -> str:
    """Give the place of a name, one of the province of the subject first."""
    candidates = hit.entry.candidates if hit.entry is not None else ()
    own = [candidate for candidate in candidates if candidate.province == lexicon.province]
    return (own or list(candidates))[0].id


def lettered_lines(text: str, hits: list[Hit], lexicon: Lexicon) -> list[Hit]:
    """Put in the lines of two letters in a list or behind a verb (嘉闵线、崇明线)."""
    found: list[Hit] = []
    starts: list[int] = []
    at = text.find("线", 3)
    while at >= 0:
        run = text[at - 2 : at]
        if run[0] in lexicon.letters and run[1] in lexicon.letters:
            one = _lettered(text, at, run, lexicon)
            starts = starts or [hit.start for hit in hits]
            if one and not any(h.sure for h in within(hits, starts, (one.start, one.end))):
                found.append(one)
        at = text.find("线", at + 1)
    return put_in(hits, found)


def _lettered(text: str, at: int, run: str, lexicon: Lexicon) -> Hit | None:
    first, pairs = at - 2, lexicon.pairs
    behind = text[first - 1] in "、和与及，,。;(" or text[first - 2 : first] in pairs
    if not behind or run in pairs or run[1] + "线" in pairs or not _is_open(text, at + 1, _LINE):
        return None
    entry = lexicon.forms.get(run)
    if entry is not None and entry.role is not Role.PAIR:
        return None
    own = lexicon.province[:2] or "-"
    home = all(any(s.place.startswith(own) for s in lexicon.letters[letter]) for letter in run)
    reading = read_ends(run, lexicon) if home else read_letters(run, lexicon, strict=True)
    if reading is None:
        return None
    return Hit(first, at + 1, None, Reading(reading.places, "railway", run + "线", 0.6))
