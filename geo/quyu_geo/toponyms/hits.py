"""What recognition finds before anything is resolved: hits and readings put together by rule."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quyu_geo.toponyms.lexicon import Entry


class Reading(NamedTuple):
    """
    What a span put together by rule stands for.

    Attributes
    ----------
    places
        Ids in written order; of a line or facility its ends or its host, maybe none.
    kind
        ``abbr``, or the kind of place that the whole name is.
    name
        The whole name of a line or facility, else empty.
    confidence
        Between 0 and 1.
    """

    places: tuple[str, ...]
    kind: str
    name: str
    confidence: float


@dataclass(slots=True)
class Hit:
    """
    A span that may be a name.

    Attributes
    ----------
    start, end
        Of the name in the text.
    entry
        The pattern, or none where `reading` was put together by rule.
    reading
        Members of a compound or a name made by rule.
    sure
        Whether it needs no further evidence.
    linked
        Whether it stands in one enumeration or chain with the hit before.
    compound
        Of a form that is a compound and a name, too, whether it is read as the compound.
    """

    start: int
    end: int
    entry: Entry | None
    reading: Reading | None = None
    sure: bool = True
    linked: bool = False
    compound: bool = True


def put_in(hits: list[Hit], found: list[Hit]) -> list[Hit]:
    """Put further hits among those from left to right, in the place of what they overlap."""
    if not found:
        return hits
    spans = sorted((hit.start, hit.end) for hit in found)
    begins = [start for start, _ in spans]
    kept = []
    for hit in hits:
        at = bisect_left(begins, hit.end) - 1
        if at < 0 or spans[at][1] <= hit.start:
            kept.append(hit)
    return sorted([*kept, *found], key=lambda hit: hit.start)


def within(hits: list[Hit], starts: list[int], span: tuple[int, int]) -> list[Hit]:
    """Give the hits that lie in a span or reach into it; `starts` are those of all hits."""
    first, end = span
    near = hits[max(0, bisect_left(starts, first) - 1) : bisect_left(starts, end)]
    return [hit for hit in near if hit.end > first]
