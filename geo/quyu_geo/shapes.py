"""Read the bundled polygons and courses of places, only those that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyogrio
import shapely

from quyu_data import resource
from quyu_geo.errors import UnknownPlaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place

#: The bundled layer that holds the shapes of each kind of place.
LAYERS = {
    "province": "units",
    "prefecture": "units",
    "county": "units",
    "country": "countries",
    "river": "rivers",
    "canal": "rivers",
    "lake": "lakes",
    "plain": "areas",
    "mountain": "areas",
}


def shapes(
    places: Iterable[Place], own: Mapping[str, BaseGeometry] | None = None, *, light: bool = False
) -> dict[str, BaseGeometry]:
    """
    Give the polygons and courses of places by id, in EPSG:4326.

    Parameters
    ----------
    places
        Of any kind; those without a shape are left out.
    own
        Polygons of a user (`Gazetteer.boundaries`) that take the place of the bundled ones.
    light
        Whether units come simplified, for views of the whole country.
    """
    wanted: dict[str, set[str]] = {}
    found: dict[str, BaseGeometry] = {}
    for place in places:
        layer = LAYERS.get(place.kind)
        if own and place.id in own:
            found[place.id] = own[place.id]
        elif layer:
            name = "units_light" if light and layer == "units" else layer
            wanted.setdefault(name, set()).add(place.id)
    for layer, ids in sorted(wanted.items()):
        found |= _read(layer, ids)
    return found


def parts(places: Iterable[Place], gazetteer: Gazetteer) -> list[Place]:
    """Give the places with named regions replaced by their members, at any depth, once each."""
    out: dict[str, Place] = {}
    for place in places:
        inner = (
            parts((gazetteer.place(i) for i in place.members), gazetteer)
            if place.kind == "region" and place.members
            else [place]
        )
        out |= {p.id: p for p in inner}
    return list(out.values())


def union(members: Iterable[Place], found: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """
    Dissolve the polygons of members.

    Raises
    ------
    UnknownPlaceError
        If a member has no polygon.
    """
    polygons = []
    for member in members:
        if member.id not in found:
            raise UnknownPlaceError(member.name, what="polygon")
        polygons.append(found[member.id])
    return shapely.make_valid(shapely.union_all(polygons, grid_size=1e-5))


def _read(layer: str, ids: set[str]) -> dict[str, BaseGeometry]:
    listed = ", ".join(f"'{i}'" for i in sorted(ids))
    _, _, geometry, (names,) = pyogrio.raw.read(
        resource(f"boundaries/{layer}.fgb"), columns=["id"], where=f"id IN ({listed})"
    )
    out: dict[str, BaseGeometry] = {}
    for name, shape in zip(names, shapely.from_wkb(geometry), strict=True):
        out[name] = shapely.union_all([out[name], shape]) if name in out else shape
    return out
