"""Let the name of a city grow to that of its airport, harbour, crossing or reservoir."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Hit, Reading

if TYPE_CHECKING:
    from quyu_geo.toponyms.cues import Cues

#: Longest stretch between a city and the word for its airport.
_GAP = 5
_HOSTS = frozenset({"prefecture", "county", "settlement", "province"})
_UNITS = frozenset({"prefecture", "county"})


def grow_facility(text: str, hit: Hit, start: int, end: int, cues: Cues) -> None:
    """Let a hit grow to the word for a facility that stands from `start` to `end`."""
    if hit.end > start or hit.reading is not None or hit.entry is None:
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
        if before.end == hit.start and _is_facility(hit) and _is_host(before):
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
