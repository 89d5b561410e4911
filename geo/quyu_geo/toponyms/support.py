"""Keep a hit that may be a common word only where its neighbours bear it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_geo.toponyms.lexicon import Role

if TYPE_CHECKING:
    from quyu_geo.toponyms.hits import Hit
    from quyu_geo.toponyms.lexicon import Candidate
    from quyu_geo.toponyms.scan import Scan


@dataclass(frozen=True, slots=True)
class _Known:
    """Ids of places named in full, and of provinces that places of the document lie in."""

    places: frozenset[str]
    provinces: frozenset[str]


def keep_supported(scan: Scan, hits: list[Hit]) -> list[Hit]:
    """Leave out the hits that need evidence and have none; what they hid comes to light."""
    if all(hit.sure for hit in hits):
        return hits
    firsts = [
        hit.entry.candidates[0]
        for hit in hits
        if hit.sure and hit.entry is not None and hit.entry.candidates
    ]
    known = _Known(
        frozenset(candidate.id for candidate in firsts if candidate.full),
        frozenset(candidate.province for candidate in firsts),
    )
    doubtful = [index for index, hit in enumerate(hits) if not hit.sure]
    for order in (doubtful, reversed(doubtful)):
        for index in order:
            if not hits[index].sure:
                hits[index].sure = _is_borne_out(scan, hits, index, known)
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        shown = hit if hit.sure else scan.longest(hit.start + 1)
        if shown is not None and shown.sure and shown.end >= hit.end:
            kept.append(shown)
    return kept


def _is_borne_out(scan: Scan, hits: list[Hit], index: int, known: _Known) -> bool:
    hit = hits[index]
    entry, beside = hit.entry, _beside(scan, hits, index)
    if entry is None or entry.role is Role.PAIR:
        return beside is not None
    common = entry.common or all(c.kind == "township" for c in entry.candidates)
    if not entry.common and any(c.id in known.places for c in entry.candidates):
        return True
    if _after_parent(scan, hits, index, common=common):
        return True
    if not common and scan.lexicon.cues.zone.match(scan.text, hit.end):
        near = known.provinces | {scan.lexicon.province}
        return any(candidate.province in near for candidate in entry.candidates)
    if beside is None or beside.entry is None or not beside.entry.candidates:
        return False
    return _goes_with(entry.candidates, beside.entry.candidates, common=common)


def _goes_with(
    candidates: tuple[Candidate, ...], beside: tuple[Candidate, ...], *, common: bool
) -> bool:
    """Tell whether a form fits the name beside it in a chain."""
    if not common and beside[0].province:
        return True
    provinces = {candidate.province for candidate in beside}
    abroad = any(candidate.kind in {"country", "settlement"} for candidate in beside)
    return any(
        candidate.province in provinces or (abroad and candidate.kind == "settlement")
        for candidate in candidates
    )


def _after_parent(scan: Scan, hits: list[Hit], index: int, *, common: bool) -> bool:
    """Tell whether the unit that holds the place is named just before it."""
    hit = hits[index]
    if not hit.linked or not hits[index - 1].sure or hits[index - 1].end != hit.start:
        return False
    above = hits[index - 1].entry
    if above is None or not above.candidates or hit.entry is None:
        return False
    if common and scan.text[hit.end - 1 : hit.end + 1] in scan.lexicon.pairs:
        return False
    return any(_is_inside(candidate, above.candidates[0].id) for candidate in hit.entry.candidates)


def _beside(scan: Scan, hits: list[Hit], index: int) -> Hit | None:
    """Give a certain neighbour in a strict chain, or none."""
    hit, strict = hits[index], scan.lexicon.cues.strict
    if index and hit.linked and hits[index - 1].sure:
        before = hits[index - 1]
        if scan.text[before.end : hit.start] in strict:
            return before
    if index + 1 < len(hits):
        after = hits[index + 1]
        if after.linked and after.sure and scan.text[hit.end : after.start] in strict:
            return after
    return None


def _is_inside(candidate: Candidate, above: str) -> bool:
    stem = above.removesuffix("00").removesuffix("00")
    if candidate.parent == above:
        return True
    both = candidate.id.isdigit() and above.isdigit()
    return both and candidate.id != above and candidate.id.startswith(stem)
