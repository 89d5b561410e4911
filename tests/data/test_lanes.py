"""Sea lanes lead both ways, hang together, and keep to the sea."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quyu_geo.lanes import bundled

LANES = bundled()
SHANGHAI, HAMBURG = (121.8, 31.2), (8.2, 54.0)


def neighbours(spot: int) -> dict[int, float]:
    pairs = (lane.split(":") for lane in LANES.led[spot].split())
    return {int(number): float(km) for number, km in pairs}


def test_every_lane_leads_back() -> None:
    for spot in range(len(LANES.spots)):
        for other, km in neighbours(spot).items():
            assert neighbours(other)[spot] == km


def test_crossings_are_sorted_points_on_earth() -> None:
    assert list(LANES.spots) == sorted(set(LANES.spots))
    assert all(-180 <= lon <= 191 and -90 <= lat <= 90 for lon, lat in LANES.spots)
    assert len(LANES.spots) > 9000


def test_a_way_to_europe_goes_by_malacca_and_suez() -> None:
    way = LANES.way(SHANGHAI, HAMBURG)
    for lon, lat in ((101.0, 2.8), (32.5, 30.0), (-5.6, 35.9)):
        assert min(abs(x - lon) + abs(y - lat) for x, y in way) < 1.5
    assert way == LANES.way(HAMBURG, SHANGHAI)[::-1]


@pytest.mark.parametrize("other", [(-118.2, 33.6), (178.4, -18.1), (-79.9, 9.4)])
def test_ways_over_the_pacific_do_not_jump(other: tuple[float, float]) -> None:
    way = LANES.way(SHANGHAI, other)
    assert all(abs(a[0] - b[0]) < 60 for a, b in pairwise(way))


def test_the_same_crossing_is_no_way() -> None:
    assert len(LANES.way(SHANGHAI, SHANGHAI)) == 1
