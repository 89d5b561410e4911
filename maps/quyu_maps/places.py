"""Describe the places that the initiatives of a page name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quyu_maps.initiatives import places_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place

#: Ranks of places by kind, after the capital (0): prefecture seat, county seat, town or site.
RANKS = {"prefecture": 1, "county": 2, "township": 3, "village": 3}
SITES = (
    *("port", "border_crossing", "airport", "station", "site", "zone", "settlement"),
    *("island", "lake", "mountain"),
)
SITE_RANK, OTHER_RANK = 3, 4


def places(
    features: Iterable[Mapping[str, Any]], gazetteer: Gazetteer, about: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """
    Describe every place that the features name, the subject's units and all provinces.

    Parameters
    ----------
    features
        Entries of `quyu_maps.initiatives.entries`.
    gazetteer
        Knows the places.
    about
        The payload's ``subject``.

    Returns
    -------
    places
        By id: ``n`` name, ``s`` short name, ``e`` English name, ``k`` kind, ``x`` and ``y`` in
        degrees, ``p`` province or country, ``r`` rank, ``in`` (1) inside the subject.
    """
    units = gazetteer.of_kinds(("province", "prefecture"))
    own = frozenset(about["units"])
    wanted = {unit.id for unit in units if unit.kind == "province"}
    wanted |= {unit.id for code in own for unit in gazetteer.units_in(code)}
    if about["inner"] == "township":
        wanted |= {row[0] for code in sorted(own) for row in gazetteer.townships(code.rstrip("0"))}
    for feature in features:
        wanted |= places_named(feature)
    capitals = _capitals(units)
    known = sorted(place_id for place_id in wanted if place_id in gazetteer)
    described = {i: _place(gazetteer.place(i), gazetteer, capitals) for i in known}
    for key, entry in described.items():
        if about["national"] or own.intersection(gazetteer.units_of(gazetteer.place(key))):
            entry["in"] = 1
    return described


def _capitals(units: Sequence[Place]) -> frozenset[str]:
    """Give the ids of the prefectures that share the seat of their province."""
    seats = {(unit.lon, unit.lat) for unit in units if unit.kind == "province"}
    return frozenset(
        unit.id for unit in units if unit.kind == "prefecture" and (unit.lon, unit.lat) in seats
    )


def _place(place: Place, gazetteer: Gazetteer, capitals: frozenset[str]) -> dict[str, Any]:
    province = gazetteer.province_of(place)
    rank = 0 if place.id in capitals else RANKS.get(place.kind, OTHER_RANK)
    return {
        "n": place.name,
        "s": place.short,
        "e": place.name_en,
        "k": place.kind,
        "x": round(place.lon, 3),
        "y": round(place.lat, 3),
        "p": province or place.country,
        "r": SITE_RANK if place.kind in SITES else rank,
    }
