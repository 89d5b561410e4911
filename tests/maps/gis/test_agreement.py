"""Every format holds the same features: read back, ids, fields and geometry agree."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from quyu_maps.gis.fields import SEPARATOR, bundled_fields
from quyu_maps.gis.layers import multiple
from quyu_maps.gis.shapefile import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from quyu_maps.gis.records import Records

Rows = dict[str, dict[str, Any]]

BOOLEANS = {"true": True, "false": False, "是": True, "否": False, 1: True, 0: False}


def plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Bring a row that was read to one form: tuples, booleans, floats, no missing texts."""
    out: dict[str, Any] = {}
    for field in bundled_fields():
        if field.name not in row:
            continue
        value = row[field.name]
        if field.type == "boolean":
            out[field.name] = BOOLEANS[value]
        elif field.type == "number":
            out[field.name] = float(value)
        elif field.type == "text":
            out[field.name] = value if isinstance(value, str) else ""
        elif isinstance(value, str):
            out[field.name] = tuple(value.split(SEPARATOR)) if value else ()
        else:
            out[field.name] = tuple(value) if hasattr(value, "__iter__") else ()
    return out


def expected(source: Records) -> Rows:
    """Give what must be read, by id."""
    frame = source.features.assign(geometry=multiple(source.features.geometry.to_numpy()))
    return {
        row["id"]: {**plain(row), "geometry": shapely.normalize(row["geometry"])}
        for row in frame.to_dict("records")
    }


def by_id(frame: gpd.GeoDataFrame) -> Rows:
    """Give the rows of a frame that was read, by id."""
    frame = frame.set_geometry(multiple(shapely.force_2d(frame.geometry.to_numpy())))
    assert frame["id"].is_unique
    return {
        row["id"]: {**plain(row), "geometry": shapely.normalize(row[frame.geometry.name])}
        for row in frame.to_dict("records")
    }


def read_geojson(folder: Path) -> gpd.GeoDataFrame:
    """Read with the standard library only."""
    return _features(json.loads((folder / "all.geojson").read_text("utf-8"))["features"])


def read_sequence(folder: Path) -> gpd.GeoDataFrame:
    """Read line by line."""
    lines = (folder / "all.geojsonl").read_text("utf-8").splitlines()
    return _features([json.loads(line) for line in lines])


def _features(features: list[dict[str, Any]]) -> gpd.GeoDataFrame:
    rows = [{"id": feature["id"], **feature["properties"]} for feature in features]
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


def read_layers(path: Path, names: list[str], crs: str = "EPSG:4326") -> gpd.GeoDataFrame:
    """Read some layers of a file into one frame."""
    frames = [pyogrio.read_dataframe(path, layer=name) for name in names]
    assert all(frame.crs == crs for frame in frames)
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True))


def read_geopackage(folder: Path) -> gpd.GeoDataFrame:
    """Read the four layers."""
    return read_layers(folder / "all.gpkg", ["link", "corridor", "zone", "region"])


def read_shapefile(folder: Path) -> gpd.GeoDataFrame:
    """Read the four Shapefiles, with the long names back."""
    names = {f.short: f.name for f in bundled_fields()}
    frames = [
        pyogrio.read_dataframe(folder / f"all_{kind}.shp")
        for kind in ("link", "corridor", "zone", "region")
    ]
    assert all(frame.crs == "EPSG:4326" for frame in frames)
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True).rename(columns=names))


def read_flatgeobuf(folder: Path) -> gpd.GeoDataFrame:
    """Read through GDAL."""
    return gpd.GeoDataFrame(pyogrio.read_dataframe(folder / "all.fgb"))


def read_geoparquet(folder: Path) -> gpd.GeoDataFrame:
    """Read with geopandas."""
    return gpd.read_parquet(folder / "all.parquet").drop(columns="bbox", errors="ignore")


def read_kml(path: Path) -> gpd.GeoDataFrame:
    """Read the folders of a KML file through LIBKML."""
    names = [name for name, _ in pyogrio.list_layers(path)]
    return read_layers(path, list(names)).rename(columns={"Name": "name"})


def read_csv(folder: Path) -> gpd.GeoDataFrame:
    """Read with the standard library."""
    with (folder / "all.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    shapes = shapely.from_wkt([row.pop("wkt") for row in rows])
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:4326")


READERS: dict[str, Callable[[Path], gpd.GeoDataFrame]] = {
    "geojson": read_geojson,
    "geojsonseq": read_sequence,
    "gpkg": read_geopackage,
    "flatgeobuf": read_flatgeobuf,
    "geoparquet": read_geoparquet,
    "kml": lambda folder: read_kml(folder / "all.kml"),
    "kmz": lambda folder: read_kml(folder / "all.kmz"),
    "csv": read_csv,
}


@pytest.mark.parametrize("name", READERS)
def test_a_format_holds_the_same_features(name: str, folder: Path, source: Records) -> None:
    """Every id, every field and every coordinate."""
    assert by_id(READERS[name](folder)) == expected(source)


def test_a_shapefile_holds_the_same_features(folder: Path, source: Records) -> None:
    """The same but for long texts, which are cut, and the order of rings and parts."""
    found, wanted = by_id(read_shapefile(folder)), expected(source)
    assert found.keys() == wanted.keys()
    cut = 0
    for key, row in wanted.items():
        assert found[key].pop("geometry").equals(row.pop("geometry")), key
        for name, value in row.items():
            text = SEPARATOR.join(value) if isinstance(value, tuple) else value
            got = found[key][name]
            got = SEPARATOR.join(got) if isinstance(got, tuple) else got
            assert got == (fit(text) if isinstance(text, str) else text), (key, name)
            cut += isinstance(text, str) and fit(text) != text
    assert cut > 0


def test_a_workbook_holds_the_same_rows(folder: Path, source: Records) -> None:
    """Fields as in the other formats, and a point on each feature."""
    book = openpyxl.load_workbook(folder / "all.xlsx")
    sheet = book["事项"]
    table: list[tuple[Any, ...]] = list(sheet.iter_rows(values_only=True))
    head, *rows = table
    names = {f.alias: f.name for f in bundled_fields()} | {"经度": "lon", "纬度": "lat"}
    found = {row[0]: dict(zip([names[str(h)] for h in head], row, strict=True)) for row in rows}
    wanted = expected(source)
    assert found.keys() == wanted.keys()
    for key, row in wanted.items():
        point = shapely.Point(found[key]["lon"], found[key]["lat"])
        assert row.pop("geometry").distance(point) < 2e-5, key
        assert plain(found[key]) == row


def test_a_workbook_is_made_for_people(folder: Path) -> None:
    """Header frozen, filters on all columns, widths that fit."""
    book = openpyxl.load_workbook(folder / "all.xlsx")
    assert book.sheetnames == ["事项", "规划", "参与方", "字段"]
    for sheet in book:
        assert sheet.freeze_panes in {"A2", "C2"}
        assert sheet.auto_filter.ref == sheet.dimensions
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert min(widths) >= 8
        assert max(widths) <= 48


def test_ids_are_those_of_the_sheet(source: Records) -> None:
    """The records have the ids of the feature table, in its order."""
    ids = source.features["id"].tolist()
    assert ids == sorted(ref.replace("#", "-") for ref in source.features["ref"])
