"""Bring together what different plans say of the same initiative, and tell ties from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from quyu_geo.across.model import Compared
from quyu_geo.across.names import wording_of
from quyu_geo.across.same import sameness
from quyu_geo.across.ties import Sides

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from quyu_geo.across.model import Row
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan


@dataclass(frozen=True)
class Across:
    """
    What several plans say of one another's initiatives.

    Attributes
    ----------
    groups
        Refs of one initiative by each ref of it, the newest plan first: its member set is the
        one that is shown for all. A ref alone in its group stands in no other plan.
    ties
        How far a tie is known from both sides (`quyu_geo.across.TIES`), by ref; missing
        where no other unit of China takes part.
    """

    groups: Mapping[str, tuple[str, ...]]
    ties: Mapping[str, str]

    def others(self, ref: str) -> tuple[str, ...]:
        """Give the refs of the same initiative in other plans, the newest first."""
        return tuple(other for other in self.groups.get(ref, ()) if other != ref)

    def shown(self, ref: str) -> str:
        """Give the ref whose member set stands for the initiative."""
        return self.groups.get(ref, (ref,))[0]

    def tie(self, ref: str) -> str:
        """Give the tie of an initiative, or an empty string."""
        return self.ties.get(ref, "")

    @property
    def several(self) -> list[tuple[str, ...]]:
        """The groups of more than one ref, each once, in the order of their refs."""
        return sorted({group for group in self.groups.values() if len(group) > 1}, key=min)


def across(rows: Iterable[Row], plans: Mapping[str, Plan], gazetteer: Gazetteer) -> Across:
    """
    Compare the initiatives of several plans.

    Parameters
    ----------
    rows
        Of all plans, in any order; refs are unique. Within a plan all are distinct.
    plans
        By key: who speaks, and when.
    gazetteer
        Knows every place that the rows name.
    """
    ordered = sorted(rows, key=lambda row: (row.plan, row.ref))
    compared = [_compared(row, gazetteer) for row in ordered]
    groups = _groups(compared, plans, gazetteer)
    sides = Sides.of(compared, plans, gazetteer)
    found = {ref: sides.tie(group) for ref, group in groups.items()}
    return Across(
        {ref: tuple(each.row.ref for each in group) for ref, group in groups.items()},
        {ref: tie for ref, tie in found.items() if tie},
    )


def _compared(row: Row, gazetteer: Gazetteer) -> Compared:
    parties = dict.fromkeys((*row.members, *row.partners))
    places = [gazetteer.place(party) for party in parties]
    return Compared(row, frozenset(parties), wording_of(row.name, places))


def _groups(
    compared: Sequence[Compared], plans: Mapping[str, Plan], gazetteer: Gazetteer
) -> dict[str, list[Compared]]:
    """Join what is said alike, then the surest pairs first; a group has one row of a plan."""

    @cache
    def above(party: str) -> frozenset[str]:
        return frozenset(_above(party, gazetteer))

    alike = _alike(compared)
    groups = {each.row.ref: group for group in alike for each in group}
    pairs = [
        (-degree, one.row.ref, other.row.ref)
        for one, other in _pairs([group[0] for group in alike])
        if (degree := sameness(one, other, above))
    ]
    for _, one, other in sorted(pairs):
        left, right = groups[one], groups[other]
        if {each.row.plan for each in left}.isdisjoint(each.row.plan for each in right):
            left += right
            groups |= {each.row.ref: left for each in right}
    for group in {id(group): group for group in groups.values()}.values():
        group.sort(key=lambda each: each.row.ref)
        group.sort(key=lambda each: plans[each.row.plan].date, reverse=True)
    return groups


def _alike(compared: Sequence[Compared]) -> list[list[Compared]]:
    """
    Join what plans say in the same words of the same parties.

    Thousands of plans name the same few strategies: they need not be compared by pairs.
    """
    alike: dict[Hashable, list[list[Compared]]] = {}
    for each in compared:
        row = each.row
        words = (each.wording.canonical, each.wording.codes, each.wording.apart)
        key = (row.layer, row.type, row.directed, words, each.parties, each.order)
        groups = alike.setdefault(key, [])
        # Rows come plan by plan: a group whose last row is of another plan has none of this one.
        fitting = next((group for group in groups if group[-1].row.plan != row.plan), None)
        if fitting is None:
            groups.append([each])
        else:
            fitting.append(each)
    return [group for groups in alike.values() for group in groups]


def _above(party: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Give a place, the units that hold it, and, of a region, its members."""
    place = gazetteer.place(party)
    yield party
    yield from gazetteer.units_of(place)
    seen = {party}
    while place.parent and place.parent not in seen and place.parent in gazetteer:
        seen.add(place.parent)
        yield place.parent
        place = gazetteer.place(place.parent)


def _pairs(compared: Sequence[Compared]) -> Iterator[tuple[Compared, Compared]]:
    """Give each pair of rows of different plans once that may be about one thing."""
    numbers: dict[Hashable, int] = {}
    keys = [frozenset(numbers.setdefault(k, len(numbers)) for k in _keys(e)) for e in compared]
    buckets: dict[int, list[int]] = {}
    for index, own in enumerate(keys):
        for key in sorted(own):
            buckets.setdefault(key, []).append(index)
    for key, bucket in buckets.items():
        for one, other in combinations(bucket, 2):
            differ = compared[one].row.plan != compared[other].row.plan
            # A pair that shares several keys is given with the first of them.
            if differ and min(keys[one] & keys[other]) == key:
                yield compared[one], compared[other]


def _keys(each: Compared) -> Iterator[Hashable]:
    """Give what two rows about one thing share: a name, all parties, or the end of a name."""
    row, wording = each.row, each.wording
    yield ("name", row.layer, wording.canonical)
    yield each.parties
    if row.layer != "link":
        yield from ((row.layer, row.type, wording.rest[-2:], party) for party in each.parties)
