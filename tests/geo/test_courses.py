"""Corridors follow rivers, named lines and the sea, and say how well they are known."""

from __future__ import annotations

import pytest
import shapely

from factories import ground, initiative, place
from quyu_geo.courses import course

A = place("220100", lon=125.0, lat=44.0)
B = place("220200", lon=126.0, lat=44.0)
C = place("220300", lon=125.5, lat=44.2)
HOME = place("220000", "province", lon=125.0, lat=44.0)
RAIL = place("railway-x", "railway", members=("220100", "220300", "220200"))
ROAD = place("road-y", "road", members=("220100", "220200"))
RIVER = place("river-z", "river", lon=125.2, lat=44.0, source="natural-earth")
SHAPES = {
    "220000": shapely.box(124.5, 43.5, 126.5, 44.6),
    "220100": shapely.box(124.5, 43.5, 125.5, 44.6),
    "river-z": shapely.LineString([(120, 44), (125, 44.2), (130, 44)]),
}
GROUND = ground(A, B, C, HOME, RAIL, ROAD, RIVER, shapes=SHAPES)


def nodes(*members: str, kind: str = "rail", **fields: object) -> tuple[list[str], str]:
    laid = course(initiative("corridor", kind, *members, **fields), "220000", GROUND)
    return [node for path in laid.paths for _, node in path.nodes], laid.precision


def test_a_railway_runs_over_the_named_line() -> None:
    assert nodes("220100", "220200") == (["220100", "220300", "220200"], "waypoints")


def test_a_road_keeps_to_roads_where_they_are_shorter() -> None:
    assert nodes("220100", "220200", kind="road")[0] == ["220100", "220200"]


def test_a_reviewed_course_is_preferred() -> None:
    found = nodes("220100", "220200", kind="road", course=("railway-x",))
    assert found == (["220100", "220300", "220200"], "waypoints")


def test_a_tourism_route_ignores_railways_and_closes_where_its_name_says_so() -> None:
    row = initiative("corridor", "tourism", "220100", "220200", "220300", name="某环线")
    laid = course(row, "220000", GROUND)
    assert laid.closed
    assert [n for _, n in laid.paths[0].nodes] == ["220100", "220200", "220300", "220100"]


def test_two_ends_without_a_line_are_end_points_only() -> None:
    assert nodes("220100", "220200", kind="tourism")[1] == "endpoints"


def test_a_single_place_with_a_line_takes_the_whole_line() -> None:
    assert nodes("220100", course=("railway-x",)) == (["220100", "220300", "220200"], "waypoints")


def test_a_single_place_without_a_line_has_no_path() -> None:
    assert nodes("220100") == ([], "host")


@pytest.mark.parametrize(
    ("members", "name", "west", "east"),
    [
        pytest.param(("river-z",), "某河治理", 124.5, 126.5, id="cut to the issuing province"),
        pytest.param(("river-z",), "某河上下游合作", 120, 130, id="whole where it crosses"),
        pytest.param(("220100", "river-z"), "某河廊道", 124.5, 125.5, id="cut to named units"),
    ],
)
def test_a_river(members: tuple[str, ...], name: str, west: float, east: float) -> None:
    laid = course(initiative("corridor", "ecology", *members, name=name), "220000", GROUND)
    assert laid.precision == "line"
    xs = [x for path in laid.paths for x, _ in path.line]
    assert (min(xs), max(xs)) == (west, east)


def test_a_shipping_line_keeps_off_the_land() -> None:
    dalian = place("210200", lon=121.64, lat=38.93)
    shanghai = place("310000", lon=121.5, lat=31.25)
    sea = ground(dalian, shanghai)
    laid = course(initiative("corridor", "shipping", "210200", "310000"), "", sea)
    shandong = shapely.box(118, 35.5, 120.5, 37.2)
    assert laid.precision == "waypoints"
    assert not shapely.LineString(laid.paths[0].line).intersects(shandong)
    assert [n for _, n in laid.paths[0].nodes] == ["210200", "310000"]
