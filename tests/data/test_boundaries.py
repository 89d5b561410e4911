"""The layers of units and borders: complete, valid, sorted, and one clean coverage a level."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Layer = Callable[[str], gpd.GeoDataFrame]
    Row = dict[str, str]

LAYERS = ("units", "units_light", "borders", "borders_light", "tendash", "countries")
LEVELS = {"province": 34, "prefecture": 375, "county": 2891}
RANKS = {"national", "coast", "province", "prefecture", "county"}


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_is_in_wgs84_valid_and_sorted(layer: Layer, name: str) -> None:
    table = layer(name)
    assert table.crs is not None
    assert table.crs.to_epsg() == 4326
    assert not table.geometry.is_empty.any()
    assert table.geometry.is_valid.all()
    key = table["rank"] if name.startswith("borders") else table["id"]
    assert key.is_monotonic_increasing
    xmin, ymin, xmax, ymax = table.total_bounds
    assert xmin >= -180
    assert ymin >= -90
    assert xmax <= 180
    assert ymax <= 90


@pytest.mark.parametrize("name", ["units", "units_light"])
@pytest.mark.parametrize(("level", "count"), LEVELS.items())
def test_a_level_is_complete_and_a_clean_coverage(
    layer: Layer, name: str, level: str, count: int
) -> None:
    table = layer(name)
    held = table[table["level"] == level]
    assert len(held) == count
    assert held["id"].is_unique
    assert shapely.coverage_is_valid(held.geometry.to_numpy())


@pytest.mark.parametrize("name", ["units", "units_light"])
def test_all_levels_cover_the_same_area(layer: Layer, name: str) -> None:
    table = layer(name)
    areas = table.assign(area=shapely.area(table.geometry.to_numpy()))
    sums = areas.groupby("level")["area"].sum()
    assert np.ptp(sums.to_numpy()) < 1e-6


def test_the_area_of_the_country_is_right(layer: Layer) -> None:
    """About 9.6 million square kilometres of land."""
    table = layer("units")
    provinces = table[table["level"] == "province"].to_crs("ESRI:102025")
    assert provinces.area.sum() / 1e12 == pytest.approx(9.6, abs=0.15)


def test_every_unit_has_a_shape_and_every_shape_a_unit(layer: Layer, units: dict[str, Row]) -> None:
    assert set(layer("units")["id"]) == set(units)
    assert set(layer("units_light")["id"]) == set(units)


def test_each_unit_has_its_shape_at_its_own_level(layer: Layer, units: dict[str, Row]) -> None:
    table = layer("units")
    held = set(zip(table["id"], table["level"], strict=True))
    assert [code for code, row in units.items() if (code, row["kind"]) not in held] == []


def test_coordinates_have_five_decimals(layer: Layer) -> None:
    points = shapely.get_coordinates(layer("units").geometry.to_numpy())
    assert np.array_equal(points, np.round(points, 5))


@pytest.mark.parametrize("name", ["borders", "borders_light"])
def test_every_border_is_drawn_once(layer: Layer, name: str) -> None:
    table = layer(name)
    assert set(table["rank"]) == RANKS
    seen: set[tuple[tuple[float, float], tuple[float, float]]] = set()
    count = 0
    for line in shapely.get_parts(table.geometry.to_numpy()):
        for start, end in pairwise(map(tuple, shapely.get_coordinates(line).tolist())):
            seen.add((min(start, end), max(start, end)))
            count += 1
    assert count == len(seen)


@pytest.mark.parametrize("suffix", ["", "_light"])
def test_the_borders_are_those_of_the_counties(layer: Layer, suffix: str) -> None:
    """Each inner border stands twice in the perimeters, each outer one once."""
    units, borders = layer(f"units{suffix}"), layer(f"borders{suffix}")
    counties = units[units["level"] == "county"]
    inner = (borders["right"] != "").to_numpy()
    lengths = shapely.length(borders.geometry.to_numpy())
    assert lengths[inner].sum() * 2 + lengths[~inner].sum() == pytest.approx(
        shapely.length(counties.geometry.to_numpy()).sum()
    )


def test_the_rank_of_a_border_follows_from_its_two_sides(layer: Layer) -> None:
    table = layer("borders")
    for rank, left, right in zip(table["rank"], table["left"], table["right"], strict=True):
        if not right:
            assert rank in {"national", "coast"}, left
        elif str(left)[:2] != str(right)[:2]:
            assert rank == "province", (left, right)
        else:
            assert rank in {"prefecture", "county"}, (left, right)


@pytest.mark.parametrize(
    ("county", "rank"),
    [
        ("222404", "national"),  # 珲春, which does not reach the sea
        ("210681", "national"),  # 东港 has both
        ("210681", "coast"),
        ("450681", "national"),  # 东兴 has both
        ("450681", "coast"),
        ("150781", "national"),  # 满洲里
        ("320981", "coast"),  # 东台
    ],
)
def test_the_frontier_ends_at_the_mouths_of_two_rivers(
    layer: Layer, county: str, rank: str
) -> None:
    table = layer("borders")
    assert ((table["left"] == county) & (table["right"] == "") & (table["rank"] == rank)).any()


@pytest.mark.parametrize("county", ["222404", "150781", "654202", "451425"])
def test_an_inland_county_has_no_coast(layer: Layer, county: str) -> None:
    table = layer("borders")
    assert not ((table["left"] == county) & (table["rank"] == "coast")).any()


def test_the_ten_dash_line_has_ten_dashes(layer: Layer) -> None:
    table = layer("tendash")
    assert len(table) == 10
    xmin, ymin, xmax, ymax = table.total_bounds
    assert xmin > 108
    assert ymin > 3
    assert xmax > 122.6  # the tenth lies east of Taiwan
    assert ymax < 25


@pytest.mark.parametrize(
    ("name", "lon", "lat", "province"),
    [
        ("钓鱼岛", 123.475, 25.744, "710000"),
        ("赤尾屿", 124.560, 25.922, "710000"),
        ("兰屿", 121.55, 22.05, "710000"),
        ("永兴岛", 112.339, 16.834, "460000"),
        ("墨脱", 95.33, 29.33, "540000"),
        ("错那", 91.96, 27.99, "540000"),
        ("黑瞎子岛", 134.60, 48.33, "230000"),
    ],
)
def test_a_place_lies_in_its_province(
    layer: Layer, name: str, lon: float, lat: float, province: str
) -> None:
    table = layer("units")
    shape = table[(table["id"] == province) & (table["level"] == "province")].geometry.iloc[0]
    assert shapely.dwithin(shape, shapely.Point(lon, lat), 0.02), name


def test_the_layers_stay_small() -> None:
    sizes = [resource(f"boundaries/{name}.fgb").stat().st_size for name in LAYERS]
    assert sum(sizes) < 22e6
