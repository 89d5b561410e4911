"""Which parties a link joins, and the curve between two."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyu_geo.arcs import PIECES, curve, joins

POINTS = {"a": (120.0, 40.0), "b": (121.0, 40.0), "c": (125.0, 40.0), "d": (126.0, 41.0)}


@pytest.mark.parametrize(
    ("parties", "hub", "directed", "expected"),
    [
        pytest.param("ab", "", False, [("a", "b")], id="pair"),
        pytest.param("aab", "", False, [("a", "b")], id="a doubled party counts once"),
        pytest.param("cab", "", True, [("c", "a"), ("c", "b")], id="giver to each receiver"),
        pytest.param("bca", "a", False, [("a", "b"), ("a", "c")], id="star from the issuer"),
        pytest.param("dcba", "", False, [("b", "a"), ("c", "b"), ("d", "c")], id="short tree"),
        pytest.param("a", "", False, [], id="alone"),
    ],
)
def test_joins(parties: str, hub: str, directed: bool, expected: list[tuple[str, str]]) -> None:  # noqa: FBT001
    assert list(joins(parties, POINTS, hub, directed=directed)) == expected


lons = st.floats(-180, 180)
lats = st.floats(-80, 80)


@given(lons, lats, lons, lats)
def test_a_curve_joins_its_ends_the_shorter_way(a: float, b: float, c: float, d: float) -> None:
    line = curve((a, b), (c, d))
    assert len(line) == PIECES + 1
    assert line[0] == pytest.approx((a, b), abs=1e-6)
    assert line[-1][1] == pytest.approx(d, abs=1e-6)
    assert math.isclose((line[-1][0] - c) % 360, 0, abs_tol=1e-6) or math.isclose(
        (line[-1][0] - c) % 360, 360, abs_tol=1e-6
    )
    assert abs(line[-1][0] - a) <= 180 + 1e-6


def test_there_and_back_bulge_to_different_sides() -> None:
    there, back = curve((120, 40), (126, 40)), curve((126, 40), (120, 40))
    middle = PIECES // 2
    assert there[middle][1] > 40 > back[middle][1]
