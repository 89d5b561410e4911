"""Decide which place each recognised name means, by ordered rules that are named in the result."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyu_geo.model import Resolution
from quyu_geo.toponyms.make import known_place, make_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.toponyms.hits import Hit, Reading
    from quyu_geo.toponyms.lexicon import Candidate, Entry, Lexicon

#: Names taken into account on each side of an enumeration.
_SIDE = 6
#: Characters within which a full name decides for the short form.
_RECENT = 120
#: What the rules weigh: `resolve` lists them; a rank of `forms` lies between 20 and 90.
_PARENT, _SPELT, _OWN, _SIBLING, _LEVEL, _DOCUMENT, _NEAR = 60.0, 25.0, 32.0, 14.0, 10.0, 6.0, 3.0
_SIBLINGS = 40.0
#: A water or mountain by what stands round it, by usage, and otherwise beside units.
_SHOWN, _USUAL, _HIDDEN, _OWN_NATURE = 80.0, 35.0, -8.0, 5.0
#: A unit that was set up after the date of the document.
_LATER = -20.0
#: Degrees within which lying near the subject counts, and the least lead of the best place.
_DEGREES, _LEAD = 3.0, 0.1
_NATURE = frozenset({"river", "lake", "mountain"})

Around = tuple[str, ...]
Chosen = tuple[tuple[str, ...], str, float, tuple[str, ...]]
Scored = tuple[float, "Candidate", str]


def resolve(
    text: str, raw: str, hits: list[Hit], lexicon: Lexicon, date: str = ""
) -> list[Resolution]:
    """
    Resolve the hits of one document.

    The rules, from the strongest; `basis` names the one that decided:

    1. ``compound``: an official compound, or letters read by rule; ``railway``, ``road``,
       ``canal``, ``port``, ``facility``: a name put together from the text.
    2. ``only``: a single place bears the form.
    3. ``parent``: the unit that holds the place is named just before it.
    4. ``siblings``: the other names of the enumeration or chain are of one province or level.
    5. ``recent``: its full name stands shortly before.
    6. ``subject``: the place lies in the province of the subject.
    7. ``document``: its province is named elsewhere in the document.
    8. ``kind``: the more usual kind of place under this name, from what follows it.

    A form whose best two candidates score alike stays unresolved.

    Parameters
    ----------
    text
        Folded text.
    raw
        The text of record, of the same length.
    hits
        From left to right.
    lexicon
        Of the subject's province.
    date
        Of the document, or empty.
    """
    judge = _Judge(lexicon, _named(hits), date)
    spelt: dict[str, int] = {}
    results: list[Resolution] = []
    for index, hit in enumerate(hits):
        start, end, entry = hit.start, hit.end, hit.entry
        surface = raw[start:end]
        if hit.reading is not None:
            results.append(_by_rule(hit, hit.reading, surface, lexicon))
        elif entry is None:
            continue
        elif entry.members and (hit.compound or not entry.candidates):
            results.append(Resolution(start, end, surface, entry.members, "compound", 0.95))
        elif len(entry.candidates) == 1:
            one = entry.candidates[0]
            if one.full:
                spelt[one.id] = end
            results.append(Resolution(start, end, surface, (one.id,), "only", 0.95))
        elif entry.candidates:
            recent = tuple(
                c.id for c in entry.candidates if start - spelt.get(c.id, -_RECENT) < _RECENT
            )
            context = (_around(hits, index), _is_nature(text, hits, index, lexicon), recent)
            results.append(Resolution(start, end, surface, *judge.choose(entry, context)))
    return results


def _by_rule(hit: Hit, reading: Reading, surface: str, lexicon: Lexicon) -> Resolution:
    """Resolve a compound, or a line or facility that was put together from the text."""
    if reading.kind == "abbr":
        return Resolution(
            hit.start, hit.end, surface, reading.places, "compound", reading.confidence
        )
    known = known_place(reading.name, lexicon)
    span, sure = (hit.start, hit.end, surface), reading.confidence
    if known:
        return Resolution(*span, (known,), reading.kind, sure)
    place = make_place(hit, reading, lexicon)
    return Resolution(*span, (place.id,), reading.kind, sure, (), (place,))


def _named(hits: list[Hit]) -> dict[str, int]:
    """Count the provinces and (by four digits) prefectures of places named without doubt."""
    only = Counter(
        hit.entry.candidates[0]
        for hit in hits
        if hit.entry is not None and len(hit.entry.candidates) == 1 and hit.reading is None
    )
    count: dict[str, int] = {}
    for candidate, times in only.items():
        for key in (candidate.province, candidate.id[:4]):
            count[key] = count.get(key, 0) + times
    return count


def _is_nature(text: str, hits: list[Hit], index: int, lexicon: Lexicon) -> bool:
    """Tell whether what stands round a name, or behind its list, speaks for a water or mountain."""
    hit, cues = hits[index], lexicon.cues
    before = text[hit.start - 1] if hit.start else ""
    if before in cues.before_nature or cues.nature.match(text, hit.end) is not None:
        return True
    beside = hits[index - 1] if hit.linked and text[hit.start - 1] == "、" else None
    if beside is not None and _is_only_nature(beside):
        return True
    last = index
    while last + 1 < len(hits) and hits[last + 1].linked and text[hits[last].end] == "、":
        last += 1
        if not _may_be_nature(hits[last]):
            return False
    return last > index and cues.nature.match(text, hits[last].end) is not None


def _may_be_nature(hit: Hit) -> bool:
    return hit.entry is not None and any(c.kind in _NATURE for c in hit.entry.candidates)


def _is_only_nature(hit: Hit) -> bool:
    kinds = {c.kind for c in hit.entry.candidates} if hit.entry is not None else set()
    return bool(kinds) and kinds <= _NATURE


def _around(hits: list[Hit], index: int) -> Around:
    """Give the forms linked with a hit: those before (nearest first; ``<`` if adjacent), after."""
    forms: list[str] = []
    at = index
    while at > 0 and hits[at].linked and index - at < _SIDE:
        at -= 1
        mark = "<" if hits[at].end == hits[at + 1].start else ""
        forms.append(mark + _form(hits[at]))
    forms.append("|")
    at = index + 1
    while at < len(hits) and hits[at].linked and at - index <= _SIDE:
        forms.append(_form(hits[at]))
        at += 1
    return tuple(forms)


def _form(hit: Hit) -> str:
    return hit.entry.form if hit.entry is not None and hit.reading is None else ""


@dataclass(frozen=True, slots=True)
class _Judge:
    """Scores candidates in their context; remembers what it decided in this document."""

    lexicon: Lexicon
    named: dict[str, int]
    date: str
    memo: dict[tuple[str, tuple[Around, bool, tuple[str, ...]]], Chosen] = field(
        default_factory=dict
    )

    def choose(self, entry: Entry, context: tuple[Around, bool, tuple[str, ...]]) -> Chosen:
        """Give places, basis, confidence and ranked candidates of a form."""
        key = (entry.form, context)
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._decide(entry, context)
        return found

    def _decide(self, entry: Entry, context: tuple[Around, bool, tuple[str, ...]]) -> Chosen:
        around, natural, recent = context
        forms = self.lexicon.forms
        siblings = [forms[form.removeprefix("<")] for form in around if form.strip("|<")]
        adjacent = around[0][1:] if around[0].startswith("<") else ""
        above = forms[adjacent].candidates if adjacent else ()
        scored = [
            self._score(candidate, siblings, above, spelt=candidate.id in recent)
            for candidate in entry.candidates
        ]
        scored = [self._with_nature(item, entry.form, natural=natural) for item in scored]
        scored.sort(key=lambda item: (-item[0], item[1].id))
        return self._verdict(scored, siblings)

    def _score(
        self,
        candidate: Candidate,
        siblings: Sequence[Entry],
        above: tuple[Candidate, ...],
        *,
        spelt: bool,
    ) -> Scored:
        province = candidate.province or self._province(candidate)
        score, basis = candidate.rank, "kind"
        if province and province == self.lexicon.province:
            score += _OWN if candidate.kind not in _NATURE else _OWN_NATURE
            basis = "subject"
        elif province in self.named:
            score, basis = score + _DOCUMENT, "document"
        if candidate.kind in {"county", "township"}:
            score += min(_NEAR, self.named.get(candidate.id[:4], 0) / 10) + self._near(candidate)
            score += self._later(candidate)
        gain = _sibling_gain(candidate, province, siblings)
        if gain >= _LEVEL:
            basis = "siblings"
        if spelt:
            score, basis = score + _SPELT, "recent"
        if any(_holds(unit, candidate) for unit in above):
            score, basis = score + _PARENT, "parent"
        return score + gain, candidate, basis

    def _with_nature(self, item: Scored, form: str, *, natural: bool) -> Scored:
        score, candidate, basis = item
        if candidate.kind not in _NATURE:
            return item
        usual = _USUAL if form in self.lexicon.cues.waters else _HIDDEN
        return score + (_SHOWN if natural else usual), candidate, basis

    def _province(self, candidate: Candidate) -> str:
        known = self.lexicon.gazetteer
        place = known.place(candidate.id)
        return known.province_of(place) if place.country == "CN" else ""

    def _near(self, candidate: Candidate) -> float:
        """Give up to a few points for lying near the province of the subject."""
        if not self.lexicon.province:
            return 0.0
        known = self.lexicon.gazetteer
        here, there = known.place(self.lexicon.province), known.place(candidate.id)
        return _NEAR * math.exp(-math.hypot(here.lon - there.lon, here.lat - there.lat) / _DEGREES)

    def _later(self, candidate: Candidate) -> float:
        since = self.lexicon.gazetteer.place(candidate.id).valid_from
        return _LATER if self.date and since and since[: len(self.date)] > self.date else 0.0

    def _verdict(self, scored: list[Scored], siblings: Sequence[Entry]) -> Chosen:
        best, first, basis = scored[0]
        ranked = tuple(candidate.id for _, candidate, _ in scored)
        if first.kind == "province" and first.id == self.lexicon.province:
            inner = next((c for _, c, _ in scored[1:] if c.province == first.id), None)
            if inner is not None and _are_inside(siblings, first.id):
                return (inner.id,), "siblings", 0.85, ranked
        lead = best - scored[1][0]
        if lead < _LEAD and scored[1][1].kind == first.kind and first.province:
            return (), "", 0.0, ranked
        return (first.id,), basis, round(min(0.95, 0.55 + lead / 100), 2), ranked


def _are_inside(siblings: Sequence[Entry], province: str) -> bool:
    """Tell whether the names around are units inside the province rather than provinces."""
    firsts = [entry.candidates[0] for entry in siblings if entry.candidates]
    inside = [c for c in firsts if c.province == province and c.kind in {"prefecture", "county"}]
    return len(inside) > len([c for c in firsts if c.kind == "province"])


def _sibling_gain(candidate: Candidate, province: str, siblings: Sequence[Entry]) -> float:
    gain = 0.0
    for entry in siblings:
        if entry.candidates:
            if province and any(option.province == province for option in entry.candidates):
                gain += _SIBLING
            if entry.candidates[0].kind == candidate.kind:
                gain += _LEVEL
    return min(gain, _SIBLINGS)


def _holds(unit: Candidate, candidate: Candidate) -> bool:
    stem = unit.id.removesuffix("00").removesuffix("00")
    inside = candidate.id.startswith(stem) or candidate.parent == unit.id
    return unit.id.isdigit() and candidate.id != unit.id and inside
