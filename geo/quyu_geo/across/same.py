"""Judge whether two initiatives of different plans are the same one, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.across.names import likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from quyu_geo.across.model import Compared

    #: Gives a place and all that hold it.
    Above = Callable[[str], Collection[str]]

#: How surely, from the weakest ground to the strongest.
ACROSS_LAYERS, CONTAINED, SAME_PARTIES, SAME_NAME = 1.0, 2.0, 3.0, 4.0

#: Likeness of what names say that makes them speak of one thing.
ALIKE, NEAR = 0.6, 0.5
#: From so many parties on, equal parties in two plans are no chance.
MANY = 3
#: Share of the smaller set of parties that must have its kin in the other.
SHARE = 0.5
#: Regions that two plans may state as a region here and as a link there. A strategy of the
#: State or a part of a province is no agreement of its members.
AGREED = frozenset({"economic_area", "metro", "city_cluster", "belt"})
MUTUAL = frozenset({"agreement", "collaboration", "integration"})


def sameness(one: Compared, other: Compared, above: Above) -> float:
    """
    Tell how surely two rows are about the same initiative; 0 where they are not.

    The grounds, strongest first: one name (or another known form of it) over parties that are
    kin; equal parties, layer and type, with names that do not speak of different things;
    parties that contain one another, with like names; a link and a region of equal parties.
    None knows a plan or an initiative by name.

    Parameters
    ----------
    one, other
        Of different plans.
    above
        Gives a place and all that hold it.
    """
    if _apart(one, other):
        return 0.0
    layers = {one.row.layer, other.row.layer}
    if layers == {"link", "region"}:
        return _over_layers(one, other)
    if len(layers) > 1 or one.row.directed != other.row.directed:
        return 0.0
    return _in_layer(one, other, above)


def _in_layer(one: Compared, other: Compared, above: Above) -> float:
    near = likeness(one.wording.rest, other.wording.rest)
    if one.wording.canonical == other.wording.canonical and _one_name(one, other, above):
        return SAME_NAME + near / 2
    if one.row.type != other.row.type:
        return 0.0
    if one.parties == other.parties:
        return SAME_PARTIES + near / 2 if _one_matter(one, other, near) else 0.0
    nested = one.parties < other.parties or other.parties < one.parties
    if nested and one.row.layer != "link" and near >= ALIKE and _both_placed(one, other):
        return CONTAINED + near / 2
    return 0.0


def _apart(one: Compared, other: Compared) -> bool:
    """Tell whether names cannot mean one thing: other road numbers, 高速 in one only."""
    codes = one.wording.codes, other.wording.codes
    if all(codes) and codes[0].isdisjoint(codes[1]):
        return True
    return one.wording.apart != other.wording.apart


def _one_name(one: Compared, other: Compared, above: Above) -> bool:
    """Tell whether equal names mean one thing: their parties are kin, and the name is a name."""
    if one.parties == other.parties:
        return one.order == other.order or one.row.layer == "corridor"
    if one.row.layer == "link":
        return False
    small, large = sorted((one.parties, other.parties), key=lambda ids: (len(ids), sorted(ids)))
    kin = sum(_has_kin(party, large, above) for party in small)
    return bool(small) and kin / len(small) >= SHARE and _named(one, other)


def _named(one: Compared, other: Compared) -> bool:
    """Tell whether a name is one of its own, not only a word like 沿海经济带 or 重要门户."""
    return one.wording.known or one.wording.placed or other.wording.placed


def _has_kin(party: str, others: Collection[str], above: Above) -> bool:
    held = above(party)
    return any(other in held or party in above(other) for other in others)


def _both_placed(one: Compared, other: Compared) -> bool:
    return one.wording.placed and other.wording.placed


def _one_matter(one: Compared, other: Compared, near: float) -> bool:
    """Tell whether two rows with equal parties, layer and type are about one matter."""
    if one.order != other.order:
        return False  # a line the other way is another line
    layer = one.row.layer
    if layer == "link":
        return _one_tie(one.wording.matter, other.wording.matter, len(one.parties))
    if layer == "zone" or len(one.parties) < 2:  # noqa: PLR2004 - a host or river has many
        return near >= ALIKE and _both_placed(one, other)
    return layer == "corridor" or _agree(one.wording.rest, other.wording.rest, near)


def _one_tie(one: str, other: str, parties: int) -> bool:
    """Two parties may have many ties: both must be about the same. Of many, one may be vague."""
    near = likeness(one, other)
    return _agree(one, other, near) if parties >= MANY else near >= ALIKE


def _agree(one: str, other: str, near: float) -> bool:
    return not one or not other or one in other or other in one or near >= NEAR


def _over_layers(one: Compared, other: Compared) -> float:
    link, region = (one, other) if one.row.layer == "link" else (other, one)
    alike = (
        link.parties == region.parties
        and len(link.parties) >= MANY
        and link.row.type in MUTUAL
        and region.row.type in AGREED
        and _one_tie(link.wording.gist, region.wording.gist, len(link.parties))
    )
    return ACROSS_LAYERS if alike else 0.0
