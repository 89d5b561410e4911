"""Make one initiative of its many mentions, keeping the clause that says most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyu_geo.initiatives.model import Found

_LONG = 5


def merge(found: Iterable[Found]) -> list[Found]:
    """
    Merge what is the same initiative: one layer, the same members, and one type or name.

    The first mention with the highest confidence stays; it is a core initiative if one of
    them is.
    """
    kept: dict[tuple[object, ...], Found] = {}
    for each in found:
        key = _key(each)
        before = kept.get(key)
        if before is None or (each.core, each.confidence) > (before.core, before.confidence):
            kept[key] = each
    named: dict[tuple[str, str, str], Found] = {}
    for each in kept.values():
        key3 = (each.layer, each.type, each.name if len(each.name) >= _LONG else str(each.start))
        if each.layer == "link" or each.core is False:
            key3 = (each.layer, each.type, f"{each.start} {each.end} {each.members}")
        before = named.get(key3)
        if before is None or each.confidence > before.confidence:
            named[key3] = each
    _drop_wider(named)
    return sorted(named.values(), key=lambda f: (f.start, f.end))


def _drop_wider(named: dict[tuple[str, str, str], Found]) -> None:
    """Leave out help to a province where help to a unit in it is named as well."""
    aids = {key: each for key, each in named.items() if each.directed}
    ends = {(each.type, each.members[0], each.members[-1]) for each in aids.values()}
    for key, each in aids.items():
        kind, giver, receiver = each.type, each.members[0], each.members[-1]
        if receiver.endswith("0000") and any(
            k == kind and g == giver and r[:2] == receiver[:2] and r != receiver for k, g, r in ends
        ):
            del named[key]


def _key(each: Found) -> tuple[object, ...]:
    members = each.members if each.directed else tuple(sorted(each.members))
    if each.layer == "link":
        named = each.basis == "known" and each.type == "international"
        return (each.layer, each.type, named, members)
    if each.layer == "zone":
        return (each.layer, each.name[-6:], members)
    if each.layer == "region":
        return (each.layer, each.type == "plate", members)
    return (each.layer, each.type, members)
