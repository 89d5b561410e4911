"""Lines and rings survive being written as text."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from quyu_maps.encode import decode_steps, encode_area, encode_line, encode_steps, steps

_STEP = st.tuples(st.integers(-360_000, 720_000), st.integers(-90_000, 90_000))
_DEGREE = st.tuples(st.floats(-180, 360), st.floats(-90, 90))


@given(st.lists(_STEP))
def test_what_is_written_can_be_read(path: list[tuple[int, int]]) -> None:
    assert decode_steps(encode_steps(path)) == path


@given(st.lists(_STEP))
def test_text_is_safe_in_html_and_json(path: list[tuple[int, int]]) -> None:
    text = encode_steps(path)
    assert text.isascii()
    assert not {*text} & set("<>&\"' \n")
    assert json.loads(json.dumps(text)) == text


@given(st.lists(_DEGREE, min_size=1), st.sampled_from([1000, 2000]))
def test_rounding_stays_within_half_a_step(path: list[tuple[float, float]], scale: int) -> None:
    written = steps(path, scale)
    first, last = path[0], path[-1]
    for point, (lon, lat) in ((first, written[0]), (last, written[-1])):
        assert abs(point[0] - lon / scale) <= 0.5 / scale + 1e-9
        assert abs(point[1] - lat / scale) <= 0.5 / scale + 1e-9
    assert all((a != b).any() for a, b in pairwise(written))


@pytest.mark.parametrize("text", ["?", "_", "?\n", "é?"])
def test_broken_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="encoded line"):
        decode_steps(text)


def test_a_line_that_shrinks_to_a_point_is_dropped() -> None:
    assert encode_line(shapely.LineString([(1, 1), (1.0001, 1.0001)])) == ""


def test_shells_turn_left_and_holes_right() -> None:
    hole = shapely.LinearRing([(1, 1), (2, 1), (2, 2), (1, 2)])
    holed = shapely.Polygon(shapely.box(0, 0, 3, 3).exterior, [hole])
    area = shapely.MultiPolygon([holed, shapely.box(5, 5, 6, 6)])
    first, second = encode_area(area)
    shell, inner = (shapely.LinearRing(decode_steps(ring)) for ring in first)
    assert shell.is_ccw
    assert not inner.is_ccw
    assert shapely.LinearRing(decode_steps(second[0])).is_ccw


def test_specks_are_dropped_with_their_holes() -> None:
    assert encode_area(shapely.box(0, 0, 0.0001, 0.0001)) == []
