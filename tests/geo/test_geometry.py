"""Every layer gets its geometry and precision class."""

from __future__ import annotations

import pytest
import shapely

from factories import ground, initiative, place
from quyu_geo.crs import buffer_km
from quyu_geo.geometry import draw

HOME = place("220000", "province", lon=125.0, lat=44.0)
A = place("220100", lon=125.0, lat=44.0)
B = place("220200", lon=126.0, lat=44.0)
SITE = place("zone-s", "zone", lon=125.1, lat=44.1)
LAKE = place("lake-l", "lake", lon=125.3, lat=44.3)
TOWN = place("220201100", "township", adcode="", county="220201", lon=126.5, lat=44.0)
TWO = place("region-two", "region", members=("220100", "220200"), lon=125.5, lat=44.0)
SHAPES = {
    "220100": shapely.box(124.5, 43.5, 125.5, 44.5),
    "220200": shapely.box(125.5, 43.5, 126.5, 44.5),
}
GROUND = ground(HOME, A, B, SITE, LAKE, TOWN, TWO, shapes=SHAPES)


@pytest.mark.parametrize(
    ("members", "fields", "kind", "precision"),
    [
        pytest.param(("220100",), {}, "Point", "host", id="host"),
        pytest.param(("220100", "220200"), {}, "MultiPoint", "host", id="several hosts"),
        pytest.param(("220100",), {"site": "zone-s"}, "Point", "site", id="known site"),
        pytest.param(("lake-l",), {}, "Point", "site", id="a lake is its own site"),
    ],
)
def test_zone(
    members: tuple[str, ...], fields: dict[str, object], kind: str, precision: str
) -> None:
    drawing = draw(initiative("zone", "park", *members, **fields), "220000", GROUND)
    assert (drawing.geometry.geom_type, drawing.precision) == (kind, precision)


def test_a_known_site_replaces_the_host() -> None:
    drawing = draw(initiative("zone", "park", "220100", site="zone-s"), "220000", GROUND)
    assert drawing.at == ((125.1, 44.1),)


def test_a_region_dissolves_its_members_at_any_depth() -> None:
    drawing = draw(initiative("region", "metro", "region-two"), "220000", GROUND)
    assert drawing.precision == "boundary"
    assert drawing.geometry.equals(shapely.box(124.5, 43.5, 126.5, 44.5))


def test_a_region_with_a_town_says_that_its_area_is_not_known() -> None:
    drawing = draw(initiative("region", "metro", "220200", "220201100"), "220000", GROUND)
    assert drawing.precision == "host"
    assert drawing.geometry.contains(shapely.Point(126.52, 44.0))


def test_a_link_stars_from_the_issuer() -> None:
    row = initiative("link", "agreement", "220100", "220200", "220000")
    assert draw(row, "220000", GROUND).arcs == (("220000", "220100"), ("220000", "220200"))


def test_a_link_of_one_party_is_a_point() -> None:
    drawing = draw(initiative("link", "collaboration", "220100"), "220000", GROUND)
    assert drawing.geometry.geom_type == "Point"


def test_a_buffer_is_round_in_kilometres() -> None:
    west, south, east, north = buffer_km(shapely.Point(125, 44), 10).bounds
    assert (north - south) * 111.2 == pytest.approx(20, rel=0.02)
    assert (east - west) * 111.3 * 0.7193 == pytest.approx(20, rel=0.02)


def test_a_unit_inside_another_member_changes_nothing() -> None:
    county = place("220201", "county", lon=126.0, lat=44.0)
    inner = ground(
        HOME, A, B, county, shapes={**SHAPES, "220201": shapely.box(126, 43.6, 126.3, 44)}
    )
    drawing = draw(initiative("region", "metro", "220200", "220201"), "220000", inner)
    assert drawing.geometry.equals(SHAPES["220200"])


def test_units_whose_codes_end_in_one_zero_stay_apart() -> None:
    xuchang, luohe = place("411000", lon=113.8, lat=34.0), place("411100", lon=114.0, lat=33.6)
    both = {
        "411000": shapely.box(113, 33.8, 114, 34.3),
        "411100": shapely.box(113, 33.3, 114, 33.8),
    }
    drawing = draw(
        initiative("region", "metro", "411000", "411100"), "", ground(xuchang, luohe, shapes=both)
    )
    assert drawing.geometry.equals(shapely.box(113, 33.3, 114, 34.3))
