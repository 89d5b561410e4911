"""Lines that cross the antimeridian are cut there."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from quyu_geo.antimeridian import split


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ([(120, 40), (130, 41)], "LINESTRING (120 40, 130 41)"),
        ([(170, 0), (190, 10)], "MULTILINESTRING ((170 0, 180 5), (-180 5, -170 10))"),
        ([(190, 10), (170, 0)], "MULTILINESTRING ((-170 10, -180 5), (180 5, 170 0))"),
        ([(190, 0), (200, 0)], "LINESTRING (-170 0, -160 0)"),
        ([(170, 0), (180, 0)], "LINESTRING (170 0, 180 0)"),
        ([(170, 0), (180, 0), (190, 0)], "MULTILINESTRING ((170 0, 180 0), (-180 0, -170 0))"),
    ],
)
def test_split(line: list[tuple[float, float]], expected: str) -> None:
    assert split([shapely.LineString(line)]).equals(shapely.from_wkt(expected))


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(-80, 80)), min_size=2, unique=True))
def test_no_piece_leaves_the_world_or_jumps(points: list[tuple[float, float]]) -> None:
    line = shapely.LineString(points)
    pieces = shapely.get_parts(split([line]))
    assert all(-180 <= x <= 180 for piece in pieces for x, _ in piece.coords)
    assert sum(piece.length for piece in pieces) == pytest.approx(line.length, abs=1e-2)
