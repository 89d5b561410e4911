"""Tell which unit a user means by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_cli.failures import UsageFailure
from quyu_geo.errors import UnknownPlaceError

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place

#: Kinds of units that sheets can be about.
UNITS = ("province", "prefecture", "county")


def unit_meant(name: str, gazetteer: Gazetteer) -> Place:
    """
    Give the province, prefecture or county that a user means.

    Raises
    ------
    UnknownPlaceError
        If no unit bears the name; carries the nearest names.
    UsageFailure
        If several units of one rank do.
    """
    found = [place for place in gazetteer.find(name) if place.kind in UNITS]
    if not found:
        nearest = gazetteer.nearest(name, kinds=UNITS)
        raise UnknownPlaceError(name, nearest, "province, city or county")
    alike = [place for place in found if place.kind == found[0].kind]
    if len(alike) > 1:
        offered = "、".join(
            f"{unit.id} ({_above(unit, gazetteer)}{unit.name})" for unit in alike[:9]
        )
        raise UsageFailure(f"{name}: several units bear the name; give one by code: {offered}")
    return found[0]


def _above(unit: Place, gazetteer: Gazetteer) -> str:
    return "".join(gazetteer.place(i).short for i in gazetteer.units_of(unit)[:0:-1])
