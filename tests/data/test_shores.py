"""The neighbours' land near the border is where it is, and none of it lies in or off China."""

from __future__ import annotations

from functools import cache

import geopandas as gpd
import pytest
import shapely

from quyu_data import resource


@cache
def _land() -> gpd.GeoDataFrame:
    return gpd.read_file(resource("boundaries/shores.fgb"), engine="pyogrio").set_index("id")


@pytest.mark.parametrize(
    ("country", "spot"),
    [
        ("RU", (132.20, 43.40)),  # 阿尔乔姆
        ("KP", (124.45, 40.05)),  # 新义州
        ("VN", (107.40, 21.40)),
        ("MN", (111.90, 43.70)),  # 扎门乌德
        ("MM", (97.95, 24.00)),
    ],
)
def test_places_abroad_stand_on_land(country: str, spot: tuple[float, float]) -> None:
    assert _land().loc[country].geometry.contains(shapely.Point(spot))


@pytest.mark.parametrize("spot", [(131.8, 42.5), (124.0, 39.2), (108.3, 21.0), (120.3, 23.5)])
def test_the_sea_and_the_islands_of_china_are_no_land_abroad(spot: tuple[float, float]) -> None:
    assert not _land().geometry.contains(shapely.Point(spot)).any()


def test_almost_nothing_reaches_into_china() -> None:
    """Only a rim beneath the border, so that no sea shows between two sources."""
    units = gpd.read_file(resource("boundaries/units_light.fgb"), engine="pyogrio")
    china = shapely.union_all(units[units["level"] == "province"].geometry.to_numpy())
    inner = china.simplify(0.01).buffer(-0.05)
    assert shapely.area(shapely.intersection(_land().geometry.to_numpy(), inner)).sum() < 0.01


def test_china_has_no_row_and_the_file_is_small() -> None:
    assert not {"CN", "TW", "HK", "MO"} & set(_land().index)
    assert _land().is_valid.all()
    assert resource("boundaries/shores.fgb").stat().st_size < 300_000
