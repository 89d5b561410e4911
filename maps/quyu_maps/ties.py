"""Tell whether the other side's plan names a tie too, as far as plans are at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan

    Row = Mapping[str, Any]

#: Domestic parties whose plans can be asked at all.
UNITS = ("province", "prefecture", "county")


@dataclass(frozen=True)
class Ties:
    """
    Which units the plans at hand name.

    Attributes
    ----------
    subjects
        Unit that each plan speaks for, by key.
    named
        Units named in each layer of each plan, with all units above them; by (plan, layer).
    above
        A unit and the units above it, by id.
    """

    subjects: Mapping[str, str]
    named: Mapping[tuple[str, str], frozenset[str]]
    above: Mapping[str, tuple[str, ...]]

    @classmethod
    def between(cls, rows: Sequence[Row], plans: Mapping[str, Plan], gazetteer: Gazetteer) -> Ties:
        """Read the ties from the rows of all plans that a page shows."""
        above = {
            party: line
            for row in rows
            for party in _parties(row)
            if (line := _line(party, gazetteer))
        }
        named: dict[tuple[str, str], set[str]] = {}
        for row in rows:
            units = named.setdefault((row["plan"], row["layer"]), set())
            for party in _parties(row):
                units.update(above.get(party, ()))
        return cls(
            {key: plan.subject for key, plan in plans.items()},
            {key: frozenset(units) for key, units in named.items()},
            above,
        )

    def of(self, group: Sequence[Row]) -> str:
        """
        Tell how far a tie is known from both sides.

        Parameters
        ----------
        group
            Rows about the same initiative.

        Returns
        -------
        tie
            ``mutual`` if a plan of another party names a place of the issuing unit in the same
            layer, ``single`` if such a plan is at hand and does not, ``unknown`` if there is
            none of any other party; empty if no other unit of China takes part.
        """
        found = {self._of(row) for row in group} - {""}
        if len({self.subjects[row["plan"]] for row in group}) > 1:
            return "mutual"
        return next((tie for tie in ("mutual", "single", "unknown") if tie in found), "")

    def _of(self, row: Row) -> str:
        own = self.subjects[row["plan"]]
        lines = [self.above[party] for party in _parties(row) if party in self.above]
        others = [line for line in lines if own not in line]
        if not others:
            return ""
        theirs = [
            key for key, unit in self.subjects.items() if any(unit in line for line in others)
        ]
        if any(own in self.named.get((key, row["layer"]), ()) for key in theirs):
            return "mutual"
        return "single" if theirs else "unknown"


def _parties(row: Row) -> Iterable[str]:
    return (*row["members"], *row["partners"])


def _line(party: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Give a unit and those above it; nothing for what is no unit."""
    out: list[str] = []
    place = gazetteer.place(party)
    while place.kind in UNITS and place.id not in out:
        out.append(place.id)
        if not place.parent or place.parent not in gazetteer:
            break
        place = gazetteer.place(place.parent)
    return tuple(out)
