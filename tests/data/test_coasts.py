"""The coasts of the neighbours are fine enough for a sheet, and no border on land has moved."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

NEIGHBOURS = ("KP", "KR", "RU")
#: West, south, east, north in degrees: where the coasts were drawn anew.
WINDOW = (123.8, 32.8, 141.0, 49.5)


@pytest.fixture(scope="module")
def shapes(layer: Callable[[str], Any]) -> dict[str, Any]:
    found: dict[str, Any] = layer("countries").set_index("id").geometry.to_dict()
    return found


@pytest.mark.parametrize("code", NEIGHBOURS)
def test_coasts_have_corners(shapes: dict[str, Any], code: str) -> None:
    near = shapely.clip_by_rect(shapes[code], *WINDOW)
    assert shapely.get_num_coordinates(near) > 500
    assert shapes[code].is_valid


@pytest.mark.parametrize(("lon", "lat"), [(129.2, 40.3), (130.5, 41.5), (131.5, 42.6)])
def test_open_sea_is_sea(shapes: dict[str, Any], lon: float, lat: float) -> None:
    assert not any(shapes[code].contains(shapely.Point(lon, lat)) for code in NEIGHBOURS)


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [("KP", 129.7, 41.8), ("KP", 125.75, 39.02), ("KR", 126.98, 37.57), ("RU", 131.9, 43.15)],
)
def test_towns_by_the_sea_are_on_land(
    shapes: dict[str, Any], code: str, lon: float, lat: float
) -> None:
    assert shapes[code].contains(shapely.Point(lon, lat))


def test_neighbours_share_no_land_in_the_window(shapes: dict[str, Any]) -> None:
    near = {code: shapely.clip_by_rect(shapes[code], *WINDOW) for code in (*NEIGHBOURS, "CN")}
    for one, other in combinations(near, 2):
        assert near[one].intersection(near[other]).area < 0.01, (one, other)
