"""Paper sizes, clipping and thinning of the pen."""

from __future__ import annotations

import pytest

from drawings import need_parts
from quyu_maps.picture.engine import call
from quyu_maps.picture.paper import Paper

BOX = {"l": 0, "t": 0, "r": 10, "b": 10}


@pytest.mark.parametrize(("size", "long", "short"), [("a4", 297, 210), ("a3", 420, 297)])
def test_paper(size: str, long: float, short: float) -> None:
    lying, upright = Paper.of(size), Paper.of(size, tall=True)
    assert lying.width * lying.mm == pytest.approx(long)
    assert lying.height * lying.mm == pytest.approx(short, abs=0.2)
    assert (upright.width, upright.height) == (lying.height, lying.width)


def test_rings_are_cut_to_the_sheet() -> None:
    need_parts()
    ring = [[-5, -5], [15, -5], [15, 5], [-5, 5]]
    cut = call("quyu.clipRing", ring, BOX)
    assert sorted(map(tuple, cut)) == [(0, 0), (0, 5), (10, 0), (10, 5)]
    assert call("quyu.clipRing", [[20, 20], [30, 20], [30, 30]], BOX) == []


def test_lines_are_cut_where_they_leave() -> None:
    need_parts()
    line = [[1, 1], [5, 5], [30, 5], [40, 5], [30, 8], [5, 8]]
    assert call("quyu.clipLine", line, BOX) == [[[1, 1], [5, 5], [30, 5]], [[30, 8], [5, 8]]]


def test_the_inset_is_asked_for_with_hainan_in_view() -> None:
    need_parts()
    assert call("quyu.insetNeeded", [105, 15, 115, 25])
    assert not call("quyu.insetNeeded", [121, 40, 131, 47])
    assert not call("quyu.insetNeeded", [109, 18.5, 115, 25])
    assert not call("quyu.insetNeeded", [100, 0, 130, 30])
