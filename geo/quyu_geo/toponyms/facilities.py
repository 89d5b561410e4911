"""Let the name of a city grow to that of its airport, harbour, crossing or reservoir."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Hit, Reading

if TYPE_CHECKING:
    from quyu_geo.toponyms.cues import Cues
    from quyu_geo.toponyms.lexicon import Lexicon

#: Longest stretch between a city and the word for its airport.
_GAP = 5
_HOSTS = frozenset({"prefecture", "county", "settlement", "province"})
_LINES = frozenset({"railway", "road", "canal", "pipeline"})
#: What follows 机场 in the name of a company or group.
_COMPANIES = frozenset({"集团", "股份", "公司"})
_UNITS = frozenset({"prefecture", "county"})
_LISTING = frozenset("、和与及")


def grow_facility(text: str, hit: Hit, start: int, end: int, cues: Cues) -> None:
    """Let a hit grow to the word for a facility that stands from `start` to `end`."""
    if hit.end > start or hit.reading is not None or hit.entry is None:
        return
    candidates = hit.entry.candidates
    if not candidates or candidates[0].kind in _LINES or text[end : end + 2] in _COMPANIES:
        return
    gap = text[hit.end : start]
    fits = gap in {"", "公路", "铁路", "国际"}
    if not fits and text[start:end] == "机场" and len(gap) <= _GAP:
        fits = not set(gap) & cues.verbs and all("\u4e00" <= char <= "\u9fff" for char in gap)
    if fits:
        hit.reading = Reading((), "facility", text[hit.start : end], 0.7)
        hit.end, hit.sure = end, True


def grow_harbour(text: str, hit: Hit, cues: Cues) -> None:
    """Let a hit grow to 港 (harbour) where that is no part of another word."""
    candidates = hit.entry.candidates if hit.entry is not None else ()
    hosted = bool(candidates) and candidates[0].kind in _HOSTS
    if hosted and hit.reading is None and text[hit.end + 1 : hit.end + 2] not in cues.harbour:
        hit.reading = Reading((), "port", text[hit.start : hit.end + 1], 0.7)
        hit.end += 1
        hit.sure = True


def merge_facilities(text: str, hits: list[Hit]) -> None:
    """Make one name of a city and its airport or crossing written together (铜仁凤凰机场)."""
    for index in range(len(hits) - 1, 0, -1):
        hit, before = hits[index], hits[index - 1]
        if before.end == hit.start and before.sure and _is_facility(hit) and _is_host(before):
            before.reading = Reading((), "facility", text[before.start : hit.end], 0.7)
            before.end = hit.end
            del hits[index]


def _is_facility(hit: Hit) -> bool:
    if hit.entry is None or not hit.entry.candidates:
        return False
    if hit.reading is not None:
        return hit.reading.kind == "facility"
    return hit.entry.candidates[0].kind in {"airport", "border_crossing"}


def _is_host(hit: Hit) -> bool:
    if hit.entry is None or hit.reading is not None or not hit.entry.candidates:
        return False
    return hit.entry.candidates[0].kind in _UNITS


def share_heads(text: str, hits: list[Hit], lexicon: Lexicon) -> None:
    """Take 机场 (airport), the head of a whole list (蚌埠、亳州机场), off its last city."""
    for before, hit in pairwise(hits):
        listed = hit.linked and text[before.end : hit.start] in _LISTING and _is_host(before)
        if not listed or text[hit.end - 2 : hit.end] != "机场":
            continue
        bare = lexicon.forms.get(text[hit.start : hit.end - 2])
        if bare is not None and bare.candidates and bare.candidates[0].kind in _UNITS:
            hit.entry, hit.reading, hit.end = bare, None, hit.end - 2


def part_ports(text: str, hits: list[Hit], lexicon: Lexicon) -> None:
    """Part a city from the harbour of its own name behind it (武汉|阳逻港)."""
    for index in range(len(hits) - 1, -1, -1):
        hit = hits[index]
        if hit.entry is None or not hit.entry.candidates or text[hit.end - 1] != "港":
            continue
        if hit.entry.candidates[0].kind != "port" or hit.reading is not None:
            continue
        for size in (2, 3, 4):
            city = lexicon.forms.get(text[hit.start : hit.start + size])
            port = lexicon.forms.get(text[hit.start + size : hit.end])
            units = city is not None and city.candidates and city.candidates[0].kind in _UNITS
            if city is None or port is None or not units or not port.candidates:
                continue
            own = lexicon.gazetteer.place(port.candidates[0].id).name.startswith(city.form)
            if not own and port.candidates[0].id == hit.entry.candidates[0].id:
                last = Hit(hit.start + size, hit.end, port)
                hits[index : index + 1] = [Hit(hit.start, last.start, city), last]
                break
