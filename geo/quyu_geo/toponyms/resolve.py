"""Decide which place each recognised name means, by ordered rules that are named in the result."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quyu_geo.model import Resolution
from quyu_geo.toponyms.judge import NATURE, Judge
from quyu_geo.toponyms.make import known_place, make_place

if TYPE_CHECKING:
    from quyu_geo.toponyms.hits import Hit, Reading
    from quyu_geo.toponyms.judge import Around
    from quyu_geo.toponyms.lexicon import Lexicon

#: Names taken into account on each side of an enumeration.
_SIDE = 6
#: Characters within which a full name decides for the short form.
_RECENT = 120


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
    judge = Judge(lexicon, _named(hits), date)
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
            places, basis, confidence, weighed = judge.choose(entry, context)
            ranked = tuple(one.id for one in weighed)
            results.append(
                Resolution(start, end, surface, places, basis, confidence, ranked, (), weighed)
            )
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
    if not _may_be_nature(hit):
        return False
    before = text[hit.start - 1] if hit.start else ""
    if before in cues.before_nature or cues.nature.match(text, hit.end) is not None:
        return True
    first = last = index
    while first and hits[first].linked and text[hits[first].start - 1] == "、":
        if index - first >= _SIDE or not _may_be_nature(hits[first - 1]):
            break
        first -= 1
    while last + 1 < len(hits) and hits[last + 1].linked and text[hits[last].end] == "、":
        if last - index >= _SIDE or not _may_be_nature(hits[last + 1]):
            break
        last += 1
    begin = hits[first].start
    if text[max(0, begin - 2) : begin] in cues.managed:
        return True
    if last > index and cues.nature.match(text, hits[last].end) is not None:
        return True
    if any(_is_only_nature(hits[at]) for at in range(first, index)):
        return True
    alike = last > index and text[hit.end - 1] == text[hits[index + 1].end - 1]
    return alike and _is_only_nature(hits[index + 1])


def _may_be_nature(hit: Hit) -> bool:
    return hit.entry is not None and any(c.kind in NATURE for c in hit.entry.candidates)


def _is_only_nature(hit: Hit) -> bool:
    kinds = {c.kind for c in hit.entry.candidates} if hit.entry is not None else set()
    return bool(kinds) and kinds <= NATURE


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
