"""Compare predicted initiatives with annotated ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.scoring.mentions import Error
from quyu_geo.scoring.parties import in_order, meant_parties, overlap, predicted_parties
from quyu_geo.scoring.references import Predicted, are_meant
from quyu_geo.scoring.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.scoring.gold import GoldDocument, GoldInitiative

#: Least overlap of the parties of one initiative, and where clause and name speak for it.
_MOST, _SOME = 0.5, 0.25
#: From here on names are like each other, and very like.
_LIKE, _VERY_LIKE = 0.5, 0.8
#: A clause this long, or twice the annotated one, still tells where an initiative stands.
_CLAUSE = 120
#: What the right type adds where several could be meant.
_TYPE = 0.25
_SHOWN = 60  # characters of a clause


class PredictedInitiative(NamedTuple):
    """A core initiative of a prediction, as `quyu_geo.report` writes it."""

    name: str
    layer: str
    type: str
    status: str
    directed: bool
    members: tuple[Predicted, ...]
    partners: tuple[Predicted, ...]
    start: int
    end: int


class _Pair(NamedTuple):
    """An annotated and a predicted initiative that may be one; the likeliest sorts last."""

    likely: float
    meant: int
    found: int
    typed: bool
    membered: bool
    clause: float
    name: float
    stated: bool


def compare_initiatives(
    gold: GoldDocument, found: Sequence[PredictedInitiative]
) -> tuple[Tally, list[Error]]:
    """
    Compare the initiatives of one document.

    An annotated initiative is found by a predicted one of its layer whose parties overlap by
    more than half, at the same clause or under a like name. Each counts once, the likeliest
    pairs first. Minor initiatives (not core) may be found, but need not.

    Parameters
    ----------
    gold
        The annotated document.
    found
        The core initiatives that were predicted.
    """
    pairs = list(_matched(sorted(_pairs(gold.initiatives, found), reverse=True)))
    tally = Tally(
        meant_core=sum(one.core for one in gold.initiatives),
        found_core=len(found),
        matched=len(pairs),
        matched_core=sum(gold.initiatives[pair.meant].core for pair in pairs),
        exact=sum(pair.typed and pair.membered for pair in pairs),
        typed=sum(pair.typed for pair in pairs),
        membered=sum(pair.membered for pair in pairs),
        stated=sum(pair.stated for pair in pairs),
        clause=sum(pair.clause for pair in pairs),
        name=sum(pair.name for pair in pairs),
    )
    return tally, list(_errors(gold, found, pairs))


def _pairs(
    meant: Sequence[GoldInitiative], found: Sequence[PredictedInitiative]
) -> Iterator[_Pair]:
    for at, gold in enumerate(meant):
        layers = {kind.partition("/")[0] for kind in gold.kinds}
        for index, each in enumerate(found):
            if each.layer in layers and (pair := _pair(at, gold, index, each)):
                yield pair


def _pair(at: int, gold: GoldInitiative, index: int, each: PredictedInitiative) -> _Pair | None:
    members, places = meant_parties(gold.members), predicted_parties(each.members)
    parties = meant_parties((*gold.members, *gold.partners))
    every = predicted_parties((*each.members, *each.partners))
    shared = max(overlap(members, places), overlap(parties, every))
    if shared < _SOME:
        return None
    name = SequenceMatcher(None, gold.name, each.name).ratio()
    clause = _overlap((gold.start, gold.end), (each.start, each.end))
    near = clause > 0 and each.end - each.start <= max(_CLAUSE, 2 * (gold.end - gold.start))
    like = name >= _LIKE
    placed = shared > _MOST or (shared == _MOST and like)
    if not ((placed and (near or like)) or (near and name >= _VERY_LIKE)):
        return None
    typed = f"{each.layer}/{each.type}" in gold.kinds
    membered = _has_members(gold, each, places, shared)
    likely = shared + name + clause + _TYPE * typed
    return _Pair(likely, at, index, typed, membered, clause, name, each.status == gold.status)


def _has_members(
    gold: GoldInitiative,
    each: PredictedInitiative,
    places: tuple[Predicted, ...],
    shared: float,
) -> bool:
    """Tell whether the members are right, of lines and of help given also in their order."""
    members = meant_parties(gold.members)
    lists = (members, *map(meant_parties, gold.others))
    right = shared >= _MOST if gold.uncertain else any(are_meant(one, places) for one in lists)
    if right and (gold.directed or gold.layer == "corridor"):
        ordered = in_order(members, places, directed=gold.directed)
        return each.directed == gold.directed and ordered
    return right


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Give how far two ranges overlap, from 0 to 1."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    every = max(one[1], other[1]) - min(one[0], other[0])
    return max(0, both) / max(1, every)


def _matched(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Give the pairs of which neither part stands in an earlier one."""
    meant: set[int] = set()
    found: set[int] = set()
    for pair in pairs:
        if pair.meant not in meant and pair.found not in found:
            meant.add(pair.meant)
            found.add(pair.found)
            yield pair


def _errors(
    gold: GoldDocument, found: Sequence[PredictedInitiative], pairs: Sequence[_Pair]
) -> Iterator[Error]:
    hit, used = {pair.meant for pair in pairs}, {pair.found for pair in pairs}
    for at, one in enumerate(gold.initiatives):
        if one.core and at not in hit:
            line = gold.text.count("\n", 0, one.start) + 1
            parties = " ".join(ref.text for ref in one.members)
            shown = f"{one.name}: {gold.text[one.start : one.end][:_SHOWN]}"
            yield Error("initiative missed", line, shown, f"{one.layer}/{one.type} {parties}", "")
    for index, each in enumerate(found):
        if index not in used:
            line = gold.text.count("\n", 0, each.start) + 1
            parties = " ".join(place.name or place.id for place in each.members)
            kind = f"{each.layer}/{each.type} {parties}"
            yield Error("initiative spurious", line, each.name, "", kind)
