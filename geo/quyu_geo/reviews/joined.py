"""Lay plans of users beside the bundled atlas, or side by side without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.atlas import Atlas
from quyu_geo.errors import QuyuError, ReviewError
from quyu_geo.features import feature_table
from quyu_geo.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Initiative, Plan
    from quyu_geo.reviews.model import Reviewed


class Joined(NamedTuple):
    """
    Plans together.

    Attributes
    ----------
    atlas
        Their heads, initiatives and quotes.
    gazetteer
        All places, those that single plans bring along too.
    confidence
        How sure the machine is of what no person has seen, by ref.
    remarks
        What people should know, one line each.
    """

    atlas: Atlas
    gazetteer: Gazetteer
    confidence: dict[str, float]
    remarks: tuple[str, ...]


def joined(plans: Sequence[Reviewed], gazetteer: Gazetteer, atlas: Atlas | None = None) -> Joined:
    """
    Join plans.

    One text counts once: a reviewed plan of a user before the bundled plan of that text, and
    either before one that nobody has reviewed.

    Parameters
    ----------
    plans
        Of users.
    gazetteer
        All places but theirs.
    atlas
        Plans that they are laid beside, or none.

    Raises
    ------
    ReviewError
        If two plans of different texts have one key.
    """
    under = atlas or Atlas({}, ())
    chosen, remarks = _chosen(plans, under)
    texts = {each.plan.sha256 for each in chosen}
    keys = {each.plan.key for each in chosen}
    out = {key for key, plan in under.plans.items() if plan.sha256 in texts or key in keys}
    remarks += [f"{key}: the bundled plan gives way to your reviewed one" for key in sorted(out)]
    remarks += _copies(chosen, [plan for key, plan in under.plans.items() if key not in out])
    places = {
        key: line for each in chosen for key, line in each.places.items() if key not in gazetteer
    }
    rows = [row for row in under.initiatives if row.plan not in out]
    quotes = {row.ref: under.quotes[row.ref] for row in rows if row.ref in under.quotes}
    return Joined(
        Atlas(
            {key: plan for key, plan in under.plans.items() if key not in out}
            | {each.plan.key: each.plan for each in chosen},
            (*rows, *(row for each in chosen for row in each.initiatives)),
            quotes | {ref: quote for each in chosen for ref, quote in each.quotes.items()},
        ),
        gazetteer.with_places(places) if places else gazetteer,
        {ref: value for each in chosen for ref, value in each.confidence.items()},
        tuple(remarks),
    )


def _chosen(plans: Iterable[Reviewed], under: Atlas) -> tuple[list[Reviewed], list[str]]:
    """Take each text once, the reviewed plan of it first."""
    chosen: dict[str, Reviewed] = {}
    remarks: list[str] = []
    bundled = {plan.sha256: plan.key for plan in under.plans.values()}
    for each in plans:
        if each.plan.sha256 in bundled and not _seen(each):
            key = bundled[each.plan.sha256]
            remarks.append(f"{each.source}: the text of {key}, whose reviewed initiatives count")
            continue
        other = chosen.get(each.plan.sha256)
        if other is None:
            chosen[each.plan.sha256] = each
            continue
        better, worse = (each, other) if _seen(each) > _seen(other) else (other, each)
        chosen[each.plan.sha256] = better
        remarks.append(f"{worse.plan.key}: named twice; {_kind(better)} counts")
    keys: dict[str, Reviewed] = {}
    for each in chosen.values():
        other = keys.setdefault(each.plan.key, each)
        if other is not each:
            reason = f"two plans of different texts have the key {each.plan.key}"
            raise ReviewError((f"{each.source}: {reason} (the other is {other.source})",))
    return list(chosen.values()), remarks


def _copies(chosen: Iterable[Reviewed], bundled: Iterable[Plan]) -> list[str]:
    """Point at plans that may be other copies of bundled ones: one title, one unit."""
    known = {(fold(plan.title), plan.subject): plan.key for plan in bundled}
    return [
        f"{each.source}: has the title and the unit of the bundled plan {key}; both are shown"
        for each in chosen
        if (key := known.get((fold(each.plan.title), each.plan.subject)))
    ]


def _kind(plan: Reviewed) -> str:
    return "the reviewed one" if _seen(plan) else "the first"


def _seen(plan: Reviewed) -> int:
    return sum(each.reviewed for each in (*plan.entries, *plan.dropped))


def drawn(
    rows: Sequence[Initiative], atlas: Atlas, gazetteer: Gazetteer
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """
    Draw initiatives, and leave out the rare one without any shape.

    Returns
    -------
    table, left_out
        The feature table, and the refs of what cannot be drawn.
    """
    try:
        return feature_table(rows, atlas.plans, gazetteer, atlas.quotes), []
    except QuyuError:
        left_out = [row.ref for row in rows if not _has_shape(row, atlas, gazetteer)]
        kept = [row for row in rows if row.ref not in set(left_out)]
        return feature_table(kept, atlas.plans, gazetteer, atlas.quotes), left_out


def _has_shape(row: Initiative, atlas: Atlas, gazetteer: Gazetteer) -> bool:
    try:
        feature_table([row], atlas.plans, gazetteer)
    except QuyuError:
        return False
    return True
