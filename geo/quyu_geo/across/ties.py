"""Tell whether the other side's plan names a tie too, as far as plans are at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyu_geo.across.model import NO_PLAN, ONE_SIDED, RECIPROCAL, TIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quyu_geo.across.model import Compared
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan

#: Domestic parties whose plans can be asked at all.
UNITS = ("province", "prefecture", "county")
#: Layers in which two plans may state one tie: together a link or a region.
_LIKE = {"link": ("link", "region"), "region": ("region", "link")}


@dataclass(frozen=True)
class Sides:
    """
    Which units the plans at hand name.

    Attributes
    ----------
    subjects
        Unit that each plan speaks for, by key.
    lines
        A party and the units above it, itself first, by id; only units of China.
    stated
        The units of each initiative of the plans of a unit, each list of them once, by (unit
        that speaks, layer).
    """

    subjects: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    stated: Mapping[tuple[str, str], Mapping[tuple[str, ...], None]]

    @classmethod
    def of(cls, rows: Sequence[Compared], plans: Mapping[str, Plan], gazetteer: Gazetteer) -> Sides:
        """Read the sides of the rows of all plans at hand."""
        subjects = {key: plan.subject for key, plan in plans.items()}
        named = {party for each in rows for party in each.parties} | {*subjects.values()}
        lines = {
            party: line for party in sorted(named) if party and (line := _line(party, gazetteer))
        }
        stated: dict[tuple[str, str], dict[tuple[str, ...], None]] = {}
        for each in rows:
            units = tuple(party for party in sorted(each.parties) if party in lines)
            stated.setdefault((subjects[each.row.plan], each.row.layer), {})[units] = None
        return cls(subjects, lines, stated)

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Units that a plan at hand speaks for."""
        return frozenset(self.subjects.values())

    @cached_property
    def _told(self) -> dict[tuple[str, str, frozenset[str]], str]:
        """Ties that were told already, by who speaks, layer and parties."""
        return {}

    def tie(self, group: Sequence[Compared]) -> str:
        """
        Tell how far a tie is known from both sides.

        Parameters
        ----------
        group
            Rows about the same initiative.

        Returns
        -------
        tie
            ``reciprocal`` if a plan of another party states, in the same layer, a tie of a
            place on its side of this tie with one on the issuer's side; ``one-sided`` if
            such a plan is at hand and does not; ``no-plan`` if there is none of any other
            party; empty if no other unit of China takes part. A place is on a side where it
            is the named one, lies in it, or holds it.
        """
        if len({self.subjects[each.row.plan] for each in group}) > 1:
            return RECIPROCAL
        found = {self._of(each) for each in group}
        return next((tie for tie in TIES if tie in found), "")

    def _of(self, each: Compared) -> str:
        key = (self.subjects[each.row.plan], each.row.layer, each.parties)
        if key not in self._told:
            self._told[key] = self._tell(*key)
        return self._told[key]

    def _tell(self, own: str, layer: str, parties: frozenset[str]) -> str:
        units = [party for party in sorted(parties) if party in self.lines]
        others = [party for party in units if own not in self.lines[party]]
        if not others:
            return ""
        ours = [party for party in units if own in self.lines[party]] or [own]
        asked = False
        for subject in dict.fromkeys(unit for party in others for unit in self.lines[party]):
            if subject in self.speaking:
                asked = True
                theirs = [party for party in others if subject in self.lines[party]]
                if any(self._names(subject, n, ours, theirs) for n in _LIKE.get(layer, (layer,))):
                    return RECIPROCAL
        return ONE_SIDED if asked else NO_PLAN

    def _names(self, subject: str, layer: str, ours: Sequence[str], theirs: Sequence[str]) -> bool:
        """Tell whether the plans of a unit state a tie of kin of theirs with kin of ours."""
        for units in self.stated.get((subject, layer), ()):
            near = any(self._kin(unit, side) for unit in units for side in ours)
            # Who speaks is a party where no place on its side is named.
            own = [unit for unit in units if subject in self.lines[unit]] or [subject]
            if near and any(self._kin(unit, side) for unit in own for side in theirs):
                return True
        return False

    def _kin(self, one: str, other: str) -> bool:
        return one in self.lines.get(other, ()) or other in self.lines.get(one, ())


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
