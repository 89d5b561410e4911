"""Weigh the places that bear a name against each other, each by grounds that it can tell."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyu_geo.model import Weighed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.toponyms.lexicon import Candidate, Entry, Lexicon

#: What the rules weigh: `resolve` lists them; a rank of `forms` lies between 20 and 90.
_PARENT, _SPELT, _OWN, _SIBLING, _LEVEL, _DOCUMENT, _NEAR = 60.0, 25.0, 32.0, 14.0, 10.0, 6.0, 3.0
_SIBLINGS = 40.0
#: A water or mountain by what stands round it, by usage, and otherwise beside units.
_SHOWN, _USUAL, _HIDDEN, _OWN_NATURE = 80.0, 35.0, -8.0, 5.0
#: A unit that was set up after the date of the document.
_LATER = -20.0
#: Degrees within which lying near the subject counts, and the least lead of the best place.
_DEGREES, _LEAD = 3.0, 0.1
NATURE = frozenset({"river", "lake", "mountain"})
#: Grounds that name the rule that decided, the strongest first.
_BASES = ("parent", "recent", "siblings", "subject", "document")

Around = tuple[str, ...]
Context = tuple[Around, bool, tuple[str, ...]]
Scored = tuple[Weighed, "Candidate"]
Chosen = tuple[tuple[str, ...], str, float, tuple[Weighed, ...]]


@dataclass(frozen=True, slots=True)
class Judge:
    """Scores candidates in their context; remembers what it decided in this document."""

    lexicon: Lexicon
    named: dict[str, int]
    date: str
    memo: dict[tuple[str, Context], Chosen] = field(default_factory=dict)

    def choose(self, entry: Entry, context: Context) -> Chosen:
        """
        Decide which place a form means.

        Parameters
        ----------
        entry
            With two candidates or more.
        context
            Forms linked with it, whether what stands round it speaks for a water or mountain,
            and ids of places named in full shortly before.

        Returns
        -------
        places, basis, confidence, ranked
            As of `Resolution`; the candidates with their grounds, best first.
        """
        key = (entry.form, context)
        found = self.memo.get(key)
        if found is None:
            found = self.memo[key] = self._decide(entry, context)
        return found

    def _decide(self, entry: Entry, context: Context) -> Chosen:
        around, natural, recent = context
        forms = self.lexicon.forms
        siblings = [forms[form.removeprefix("<")] for form in around if form.strip("|<")]
        adjacent = around[0][1:] if around[0].startswith("<") else ""
        above = forms[adjacent].candidates if adjacent else ()
        waters = entry.form in self.lexicon.cues.waters
        scored: list[Scored] = []
        for candidate in entry.candidates:
            grounds = list(self._grounds(candidate, siblings))
            if candidate.id in recent:
                grounds.append(("recent", _SPELT))
            if any(_holds(unit, candidate) for unit in above):
                grounds.append(("parent", _PARENT))
            if candidate.kind in NATURE:
                usual = _USUAL if waters else _HIDDEN
                grounds.append(("nature", _SHOWN if natural else usual))
            total = sum(points for _, points in grounds)
            scored.append((Weighed(candidate.id, total, tuple(grounds)), candidate))
        scored.sort(key=lambda item: (-item[0].score, item[0].id))
        return self._verdict(scored, siblings)

    def _grounds(
        self, candidate: Candidate, siblings: Sequence[Entry]
    ) -> Iterator[tuple[str, float]]:
        """Give what speaks for a candidate, and against it, apart from what stands beside it."""
        province = candidate.province or self._province(candidate)
        yield "kind", candidate.rank
        if province and province == self.lexicon.province:
            yield "subject", _OWN if candidate.kind not in NATURE else _OWN_NATURE
        elif province in self.named:
            yield "document", _DOCUMENT
        if candidate.kind in {"county", "township"}:
            if beside := self.named.get(candidate.id[:4], 0):
                yield "neighbours", min(_NEAR, beside / 10)
            if near := self._near(candidate):
                yield "near", near
            if later := self._later(candidate):
                yield "later", later
        if gain := _sibling_gain(candidate, province, siblings):
            yield "siblings", gain

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
        best, first = scored[0]
        ranked = tuple(weighed for weighed, _ in scored)
        if first.kind == "province" and first.id == self.lexicon.province:
            inner = next((c for _, c in scored[1:] if c.province == first.id), None)
            if inner is not None and _are_inside(siblings, first.id):
                return (inner.id,), "siblings", 0.85, ranked
        second, other = scored[1]
        lead = best.score - second.score
        if lead < _LEAD and other.kind == first.kind and first.province:
            return (), "", 0.0, ranked
        told = {ground for ground, _ in best.grounds}
        basis = next((basis for basis in _BASES if basis in told), "kind")
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
