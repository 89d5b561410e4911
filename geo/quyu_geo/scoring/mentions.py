"""Compare predicted place names with annotated ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.scoring.references import Predicted, are_meant, means
from quyu_geo.scoring.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyu_geo.scoring.gold import GoldDocument, GoldMention

Span = tuple[int, int]
Named = dict[Span, tuple[Predicted, ...]]
_AROUND = 6  # characters of the text that are shown on each side of a name


class Error(NamedTuple):
    """
    Something that was missed, made up or misread.

    Attributes
    ----------
    kind
        ``place``, ``missed``, ``spurious``, ``initiative missed`` or ``initiative spurious``.
    line
        Where it stands in the document, from 1.
    shown
        The words there, or the name of the initiative.
    meant, found
        What was annotated, and what was predicted; either may be empty.
    """

    kind: str
    line: int
    shown: str
    meant: str
    found: str


def compare_mentions(gold: GoldDocument, named: Named) -> tuple[Tally, list[Error]]:
    """
    Compare the place names of one document.

    Parameters
    ----------
    gold
        The annotated document.
    named
        Predicted places by the span of the name; names without a place are left out.
    """
    marginal = [(one.start, one.end) for one in gold.mentions if one.marginal]
    named = {span: places for span, places in named.items() if not _touches(span, marginal)}
    meant = {(one.start, one.end): one for one in gold.mentions if not one.marginal}
    spans = meant.keys() & named.keys()
    right = {span for span in spans if are_meant(meant[span].references, named[span])}
    office = {span for span, one in meant.items() if one.office}
    tally = Tally(
        meant=len(meant),
        found=len(named),
        spans=len(spans),
        places=len(right),
        meant_apart=len(meant.keys() - office),
        found_apart=len(named.keys() - office),
        places_apart=len(right - office),
        **_distinct(meant, named),
    )
    return tally, list(_errors(gold, meant, named, right))


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _distinct(meant: Mapping[Span, GoldMention], named: Named) -> dict[str, int]:
    """Count the distinct places of a document: annotated, predicted, and both."""
    refs = {ref.key: ref for one in meant.values() for ref in one.references}
    left = {place.id: place for places in named.values() for place in places}
    count = {"meant_once": len(refs), "found_once": len(left), "places_once": 0}
    for ref in refs.values():
        hit = next((key for key, place in left.items() if means(ref, place)), None)
        if hit is not None:
            count["places_once"] += 1
            del left[hit]
    return count


def _errors(
    gold: GoldDocument, meant: Mapping[Span, GoldMention], named: Named, right: set[Span]
) -> Iterator[Error]:
    for span in sorted({*meant, *named} - right):
        start, end = span
        wanted = " ".join(ref.text for ref in meant[span].references) if span in meant else ""
        got = " ".join(f"{p.name} {p.id}" for p in named[span]) if span in named else ""
        kind = "place" if wanted and got else "missed" if wanted else "spurious"
        words = gold.text[max(0, start - _AROUND) : end + _AROUND]
        line = gold.text.count("\n", 0, start) + 1
        shown = f"{gold.text[start:end]} in {' '.join(words.split())}"
        yield Error(kind, line, shown, wanted, got)
