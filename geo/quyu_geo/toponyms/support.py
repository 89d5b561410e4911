"""Keep a hit that may be a common word only where its neighbours bear it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_geo.toponyms.letters import distance
from quyu_geo.toponyms.lexicon import Role

if TYPE_CHECKING:
    from quyu_geo.toponyms.hits import Hit
    from quyu_geo.toponyms.lexicon import Candidate
    from quyu_geo.toponyms.scan import Scan


#: Kilometres within which a neighbour in a list, or the other end of a stretch, bears a name out.
_NEAR, _FAR = 200.0, 1500.0
#: Kilometres between the ends of a stretch of two places that are common words, too.
_STRETCH = 60.0
#: How far before a name, in characters and names, the unit that holds it may stand.
_REACH, _BEFORE_COUNT = 60, 8
#: Single characters that a name may follow.
_BEFORE = frozenset("、和与及至到等在对向的以经师")
#: Words after which a county anywhere is named by itself: help and support.
_HELP = frozenset({"支援", "援建", "帮扶", "援疆", "援藏", "援青", "结对"})
#: Generics that make a longer name of a common word (白帝城 is not the town 白帝).
_GENERIC = frozenset("峡城山岭关寺塔楼桥洞泉岩坝沟谷河江湖")
_NATURE = frozenset({"river", "lake", "mountain", "sea"})
_TOWNS, _ABROAD = frozenset({"settlement"}), frozenset({"country", "settlement"})


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
    for index in doubtful:
        if index and hits[index].linked and not hits[index - 1].sure:
            _bear_each_other(scan, hits[index - 1], hits[index])
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


def _bear_each_other(scan: Scan, first: Hit, second: Hit) -> None:
    """Let the two ends of a stretch in the province of the subject bear one another out."""
    if scan.text[first.end : second.start] not in scan.lexicon.cues.range:
        return
    known = scan.lexicon.gazetteer
    ends = [[known.place(one.id) for one in _at_home(scan, hit)] for hit in (first, second)]
    if any(distance(a, b) < _STRETCH for a in ends[0] for b in ends[1] if a.id != b.id):
        first.sure = second.sure = _begins(scan, first.start)


def _at_home(scan: Scan, hit: Hit) -> list[Candidate]:
    candidates = hit.entry.candidates if hit.entry is not None else ()
    return [one for one in candidates if one.province and one.province == scan.lexicon.province]


def _is_borne_out(scan: Scan, hits: list[Hit], index: int, known: _Known) -> bool:
    hit = hits[index]
    entry, beside = hit.entry, _beside(scan, hits, index)
    if entry is None or entry.role is Role.PAIR:
        return bool(beside)
    candidates = entry.candidates
    common = entry.common or all(c.kind == "township" for c in candidates)
    if common and not hit.linked and not beside:
        # Most doubtful hits are common words in running text: only what follows can bear them out.
        return _is_water(scan, hit) or _names_zone(scan, hit, known, common=True)
    return (
        (not entry.common and any(c.id in known.places for c in candidates))
        or _is_water(scan, hit)
        or _after_parent(scan, hits, index, common=common)
        or (not common and any(rule(scan, hits, index) for rule in _RULES))
        or _names_zone(scan, hit, known, common=common)
        or any(_goes_with(scan, hit, other, common=common) for other in beside)
    )


def _is_water(scan: Scan, hit: Hit) -> bool:
    """Tell whether a word of water management follows the name of a water or mountain."""
    cues, follows = scan.lexicon.cues, scan.text[hit.end : hit.end + 1]
    if follows not in cues.nature_begins or hit.entry is None:
        return False
    natural = any(candidate.kind in _NATURE for candidate in hit.entry.candidates)
    return natural and cues.nature.match(scan.text, hit.end) is not None


def _names_zone(scan: Scan, hit: Hit, known: _Known, *, common: bool) -> bool:
    """Tell whether a zone or a stretch follows a county of a province that the text names."""
    cues = scan.lexicon.cues
    if scan.text[hit.end : hit.end + 1] not in cues.zone_begins or hit.entry is None:
        return False
    candidates, here = hit.entry.candidates, scan.lexicon.province
    if common and "\u4e00" <= scan.text[hit.start - 1] <= "\u9fff":
        return False
    if common and not any(c.province == here and c.kind == "county" for c in candidates):
        return False
    zone = cues.zone.match(scan.text, hit.end)
    if zone is None or (common and zone[0] == "片区"):
        return False
    return any(candidate.province in known.provinces | {here} for candidate in candidates)


def _goes_with(scan: Scan, hit: Hit, beside: Hit, *, common: bool) -> bool:
    """Tell whether a form fits the name beside it in a chain: by province, nature, distance."""
    if hit.entry is None or beside.entry is None or not beside.entry.candidates:
        return False
    candidates, others = hit.entry.candidates, beside.entry.candidates
    if beside.start > hit.start and not _begins(scan, hit.start):
        return False
    provinces = {_province(scan, other) for other in others} - {""}
    if any(_province(scan, candidate) in provinces for candidate in candidates):
        return not (common and _runs_on(scan, hit))
    for kinds, among in ((_NATURE, _NATURE), (_TOWNS, _ABROAD)):
        if any(c.kind in kinds for c in candidates) and any(o.kind in among for o in others):
            return True
    return _lies_near(scan, hit, beside, common=common)


def _lies_near(scan: Scan, hit: Hit, beside: Hit, *, common: bool) -> bool:
    """Tell whether a place is near enough its neighbour, or the other end of its stretch."""
    first, second = (hit, beside) if hit.start < beside.start else (beside, hit)
    ranging = scan.text[first.end : second.start] in scan.lexicon.cues.range
    if (common and not ranging) or hit.entry is None or beside.entry is None:
        return False
    known, reach = scan.lexicon.gazetteer, _FAR if ranging and not common else _NEAR
    places = [known.place(other.id) for other in beside.entry.candidates]
    return any(
        distance(known.place(candidate.id), place) < reach
        for candidate in hit.entry.candidates
        for place in places
    )


def _begins(scan: Scan, start: int) -> bool:
    """Tell whether a name can begin here: after a mark, a name, a word of two characters."""
    text = scan.text
    before = text[start - 1 : start]
    if not "\u4e00" <= before <= "\u9fff" or before in _BEFORE:
        return True
    return text[start - 2 : start] in scan.lexicon.pairs


def _is_helped(scan: Scan, hits: list[Hit], index: int) -> bool:
    """Tell whether a name stands in a list of those that are supported (对口支援皮山、夷陵)."""
    first = index
    while first and hits[first].linked and index - first < _BEFORE_COUNT:
        first -= 1
    start = hits[first].start
    return scan.text[start - 2 : start] in _HELP or scan.text[start - 3 : start - 1] in _HELP


def _between_units(_: Scan, hits: list[Hit], index: int) -> bool:
    """Tell whether a name is one item of a list between two certain units."""
    if not hits[index].linked or index + 1 >= len(hits) or not hits[index + 1].linked:
        return False
    around = (hits[index - 1], hits[index + 1])
    touching = around[0].end == hits[index].start or hits[index].end == around[1].start
    return not touching and all(hit.sure and _is_unit(hit) for hit in around)


def _is_unit(hit: Hit) -> bool:
    candidates = hit.entry.candidates if hit.entry is not None and hit.reading is None else ()
    return bool(candidates) and candidates[0].kind in {"province", "prefecture", "county"}


def _province(scan: Scan, candidate: Candidate) -> str:
    if candidate.province:
        return candidate.province
    known = scan.lexicon.gazetteer
    place = known.place(candidate.id)
    return known.province_of(place)


def _runs_on(scan: Scan, hit: Hit) -> bool:
    """Tell whether a generic makes another name of the short name of a town (白帝城)."""
    towns = hit.entry is not None and all(c.kind == "township" for c in hit.entry.candidates)
    word = scan.text[hit.end : hit.end + 2] in scan.lexicon.pairs
    return towns and not word and scan.text[hit.end : hit.end + 1] in _GENERIC


def _near_parent(scan: Scan, hits: list[Hit], index: int) -> bool:
    """Tell whether the unit that holds the place stands shortly before, in one sentence."""
    hit = hits[index]
    candidates = hit.entry.candidates if hit.entry is not None else ()
    if not _begins(scan, hit.start):
        return False
    for before in reversed(hits[max(0, index - _BEFORE_COUNT) : index]):
        if hit.start - before.end > _REACH or "。" in scan.text[before.end : hit.start]:
            return False
        entry = before.entry
        if not before.sure or entry is None or not entry.candidates or before.reading is not None:
            continue
        if any(_is_inside(candidate, entry.candidates[0].id) for candidate in candidates):
            return True
    return False


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


def _beside(scan: Scan, hits: list[Hit], index: int) -> list[Hit]:
    """Give the certain neighbours in a strict chain."""
    hit, strict = hits[index], scan.lexicon.cues.strict
    found: list[Hit] = []
    if index and hit.linked and hits[index - 1].sure:
        before = hits[index - 1]
        if scan.text[before.end : hit.start] in strict or _is_plain(hit, before):
            found.append(before)
    if index + 1 < len(hits):
        after = hits[index + 1]
        if after.linked and after.sure and scan.text[hit.end : after.start] in strict:
            found.append(after)
    return found


def _is_plain(hit: Hit, before: Hit) -> bool:
    """Tell whether two units stand side by side without a joint (资阳大足)."""
    if before.end != hit.start or hit.entry is None or hit.entry.common or before.entry is None:
        return False
    candidates = before.entry.candidates
    return bool(candidates) and candidates[0].kind in {"prefecture", "county"}


def _is_inside(candidate: Candidate, above: str) -> bool:
    stem = above.removesuffix("00").removesuffix("00")
    if candidate.parent == above:
        return True
    both = candidate.id.isdigit() and above.isdigit()
    return both and candidate.id != above and candidate.id.startswith(stem)


#: What bears out a name that is no common word, besides its neighbours.
_RULES = (_near_parent, _is_helped, _between_units)
