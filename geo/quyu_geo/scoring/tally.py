"""Count what was found, what was meant and what was right, and give shares of it."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Share:
    """
    How many of what was found, and of what was meant, are right.

    Attributes
    ----------
    precision, recall, f1
        Between 0 and 1. Nothing meant is wholly recalled; nothing found is precise only
        where nothing was meant.
    """

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, meant: int, found: int) -> Share:
        """Give the shares of counts."""
        recall = right / meant if meant else 1.0
        precision = right / found if found else float(not meant)
        return cls(precision, recall, _harmonic(precision, recall))


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """
    Counts of one document, or of several together.

    Attributes
    ----------
    meant, found, spans, places
        Place names annotated, predicted, of these with the right span, and with the right
        places as well.
    meant_apart, found_apart, places_apart
        The same without names that only name an office or a company.
    meant_once, found_once, places_once
        Distinct places of a document.
    meant_core, found_core
        Initiatives annotated as core, and predicted as core.
    matched, matched_core
        Predicted initiatives that an annotated one stands behind, and that a core one does.
    exact, typed, membered, stated
        Of the matched, those with the right type and members, the right type, the right
        members, the right status.
    clause, name
        Over the matched, the sums of how far the clauses overlap and the names are alike.
    """

    meant: int = 0
    found: int = 0
    spans: int = 0
    places: int = 0
    meant_apart: int = 0
    found_apart: int = 0
    places_apart: int = 0
    meant_once: int = 0
    found_once: int = 0
    places_once: int = 0
    meant_core: int = 0
    found_core: int = 0
    matched: int = 0
    matched_core: int = 0
    exact: int = 0
    typed: int = 0
    membered: int = 0
    stated: int = 0
    clause: float = 0.0
    name: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        """Count two together."""
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def span(self) -> Share:
        """Place names whose start and end are right."""
        return Share.of(self.spans, self.meant, self.found)

    @property
    def place(self) -> Share:
        """Place names whose start, end and places are right."""
        return Share.of(self.places, self.meant, self.found)

    @property
    def place_apart(self) -> Share:
        """The same without names that only name an office or a company."""
        return Share.of(self.places_apart, self.meant_apart, self.found_apart)

    @property
    def once(self) -> Share:
        """Distinct places of the documents."""
        return Share.of(self.places_once, self.meant_once, self.found_once)

    @property
    def initiatives(self) -> Share:
        """Core initiatives: recall over those annotated, precision over those predicted."""
        recall = self.matched_core / self.meant_core if self.meant_core else 1.0
        precision = self.matched / self.found_core if self.found_core else 0.0
        return Share(precision, recall, _harmonic(precision, recall))

    def of_matched(self, count: float) -> float:
        """Give a count as a share of the matched initiatives."""
        return count / self.matched if self.matched else 0.0
