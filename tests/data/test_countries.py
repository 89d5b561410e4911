"""Every country: Chinese name, point and shape."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]
    Layer = Callable[[str], gpd.GeoDataFrame]

#: Their capital lies on an island, or in a part, that the coarse backdrop does not draw.
NOT_DRAWN = {"EH", "KI", "PN", "WF"}


@pytest.fixture(scope="session")
def countries(table: Table) -> dict[str, Row]:
    return {row["id"]: row for row in table("countries")}


def test_the_ids_are_unique_codes(table: Table) -> None:
    ids = [row["id"] for row in table("countries")]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch("[A-Z]{2}", code) for code in ids)
    assert len(ids) > 230


@pytest.mark.parametrize("code", ["TW", "HK", "MO", "XK"])
def test_what_is_no_country_here_is_none(
    countries: dict[str, Row], layer: Layer, code: str
) -> None:
    assert code not in countries
    assert code not in set(layer("countries")["id"])


def test_no_name_is_anothers(countries: dict[str, Row]) -> None:
    bearers: dict[str, str] = {}
    for code, row in countries.items():
        for form in {row["name"], *row["aliases"].split("|")} - {""}:
            assert bearers.setdefault(form, code) == code, form


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("RU", "俄罗斯"),
        ("KR", "韩国"),
        ("KP", "朝鲜"),
        ("MN", "蒙古国"),
        ("JP", "日本"),
        ("SG", "新加坡"),
        ("SA", "沙特"),
        ("ID", "印尼"),
        ("DE", "德国"),
        ("CZ", "捷克"),
        ("AE", "阿联酋"),
    ],
)
def test_a_form_in_use_is_known(countries: dict[str, Row], code: str, form: str) -> None:
    assert form in {countries[code]["name"], *countries[code]["aliases"].split("|")}


def test_every_point_is_in_or_near_its_country(countries: dict[str, Row], layer: Layer) -> None:
    """Shapes of the backdrop are coarse: a capital on the shore may lie a little outside."""
    shapes = layer("countries").set_index("id").geometry.to_dict()
    far = [
        code
        for code, row in countries.items()
        if code in shapes
        and not shapely.dwithin(
            shapes[code], shapely.Point(float(row["lon"]), float(row["lat"])), 0.75
        )
    ]
    assert set(far) == NOT_DRAWN


def test_an_anchor_says_that_it_is_chosen(countries: dict[str, Row]) -> None:
    for code, row in countries.items():
        assert row["precision"] in {"seat", "anchor"}, code
        assert row["note"], code


def test_the_shape_of_china_is_that_of_its_provinces(layer: Layer) -> None:
    backdrop = layer("countries").set_index("id").geometry["CN"]
    light = layer("units_light")
    provinces = light[light["level"] == "province"].geometry.to_numpy()
    assert shapely.area(backdrop) == pytest.approx(shapely.area(provinces).sum())
