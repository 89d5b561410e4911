"""Which units hold a place, and which initiatives concern a unit of any rank."""

from __future__ import annotations

import pytest

from quyu_geo.atlas import Atlas, taking_part
from quyu_geo.errors import UnknownPlaceError
from quyu_geo.gazetteer import Gazetteer

KNOWN, ATLAS = Gazetteer.bundled(), Atlas.bundled()


@pytest.mark.parametrize(
    ("place", "units"),
    [
        ("222404", ("222404", "222400", "220000")),
        ("441900", ("441900", "440000")),
        ("419001", ("419001", "410000")),
        ("220000", ("220000",)),
        ("222404100", ("222404", "222400", "220000")),
        ("RU", ()),
        ("CN", ()),
    ],
)
def test_units_of(place: str, units: tuple[str, ...]) -> None:
    assert KNOWN.units_of(KNOWN.place(place)) == units


def test_a_city_has_what_its_counties_have_and_a_province_what_its_cities_have() -> None:
    county, city, province = (
        {row.ref for row in ATLAS.concerning(code, KNOWN)}
        for code in ("222404", "222400", "220000")
    )
    assert county
    assert county <= city <= province
    assert len(county) < len(city) < len(province)


def test_a_city_has_the_plan_that_it_issued() -> None:
    own = {row.ref for row in ATLAS.initiatives if row.plan == "panjin-2020"}
    assert own <= {row.ref for row in ATLAS.concerning("211100", KNOWN)}


def test_a_unit_is_concerned_through_a_region_that_holds_it() -> None:
    through = [
        row
        for row in ATLAS.concerning("210211", KNOWN)
        if "210211" not in taking_part(row, ATLAS.plans[row.plan], KNOWN)
    ]
    assert through
    for row in through:
        kinds = {KNOWN.place(key).kind for key in (*row.members, *row.partners)}
        assert "region" in kinds


def test_provinces_are_provinces_only() -> None:
    found = ATLAS.provinces(KNOWN)
    assert len(found) == 33
    assert all(KNOWN.place(code).kind == "province" for code in found)


def test_no_such_unit() -> None:
    with pytest.raises(UnknownPlaceError):
        ATLAS.concerning("999999", KNOWN)
