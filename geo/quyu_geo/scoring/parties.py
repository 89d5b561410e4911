"""Spell out the named regions that count as their members when parties are compared."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from quyu_data import resource
from quyu_geo.scoring.references import Predicted, Reference, borders_on, means

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@cache
def spelt_out() -> dict[str, tuple[str, ...]]:
    """Give the members of such a region by its name: ``lexicon/parties.tsv``."""
    text = resource("lexicon/parties.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("# ")]
    return {name: tuple(members.split("|")) for name, members in rows[1:]}


def meant_parties(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Give annotated parties, each once, listed regions spelled out."""
    found: dict[str, Reference] = {}
    for ref in references:
        members = spelt_out().get(ref.name, ()) if ref.sort == "R" else ()
        for code in members:
            found.setdefault(code, Reference(code, "unit", code, "", None))
        if not members:
            found.setdefault(ref.text, ref)
    return tuple(found.values())


def predicted_parties(places: Iterable[Predicted]) -> tuple[Predicted, ...]:
    """Give predicted parties, each once, listed regions spelled out."""
    found: dict[str, Predicted] = {}
    for place in places:
        members = spelt_out().get(place.name, ()) if place.kind == "region" else ()
        for code in members:
            unit = Predicted(code, "", "province", code, "", "", (), None)
            found.setdefault(code, unit)
        if not members:
            found.setdefault(place.id, place)
    return tuple(found.values())


def overlap(refs: Sequence[Reference], places: Sequence[Predicted]) -> float:
    """
    Give how far parties agree: Jaccard's index, from 0 to 1.

    A place that holds the one that is meant, or lies in it, counts half.
    """
    left, hits = list(places), 0.0
    rest = []
    for ref in refs:
        hit = next((place for place in left if means(ref, place)), None)
        if hit is None:
            rest.append(ref)
        else:
            left.remove(hit)
            hits += 1
    for ref in rest:
        hit = next((place for place in left if borders_on(ref, place)), None)
        if hit is not None:
            left.remove(hit)
            hits += 0.5
    return hits / max(1, len(refs) + len(left))


def in_order(refs: Sequence[Reference], places: Sequence[Predicted], *, directed: bool) -> bool:
    """Tell whether places stand in the order that is meant; a line may be told from either end."""
    at = [next((n for n, p in enumerate(places) if means(ref, p)), -1) for ref in refs]
    return at == sorted(at) or (not directed and at == sorted(at, reverse=True))
