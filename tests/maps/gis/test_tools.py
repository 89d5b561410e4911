"""What others' tools say of the files: GDAL's programs, its GeoPackage validator, DuckDB."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from quyu_maps.gis.formats import BY_NAME
from quyu_maps.gis.write import write

if TYPE_CHECKING:
    from quyu_maps.gis.records import Records

#: Each file with the features that its layers hold together.
FILES = {
    "all.geojson": 533,
    "all.geojsonl": 533,
    "all.gpkg": 533,
    "all.fgb": 533,
    "all.kml": 533,
    "all.kmz": 533,
    "all.csv": 533,
    "all_link.shp": 159,
    "all_corridor.shp": 113,
    "all_zone.shp": 196,
    "all_region.shp": 65,
}
#: Debian's own Python has GDAL's samples.
SYSTEM_PYTHON = Path("/usr/bin/python3")

needs_gdal = pytest.mark.skipif(
    not shutil.which("ogrinfo"), reason="ogrinfo and ogr2ogr are not installed (gdal-bin)"
)


def run(*command: str | Path) -> str:
    """Run a tool, hold that it has nothing to complain of, and give what it prints."""
    done = subprocess.run(  # noqa: S603 - tools of the machine on our own files
        [*map(str, command)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "Warning" not in done.stdout
    assert "ERROR" not in done.stdout
    return done.stdout


@needs_gdal
@pytest.mark.parametrize("name", FILES)
def test_ogrinfo_reads_without_a_warning(name: str, folder: Path, source: Records) -> None:
    """Every layer, every feature, every field, geometry by geometry."""
    text = run("ogrinfo", "-ro", "-al", "-geom=SUMMARY", folder / name)
    features = text.count("OGRFeature(")
    beside = 0
    if name == "all.gpkg":
        beside = sum(
            text.count(f"OGRFeature({table})")
            for table in ("gazetteer", "plans", "parties", "layer_styles")
        )
        assert text.count("OGRFeature(plans)") == len(source.plans)
    assert features - beside == FILES[name]


@needs_gdal
@pytest.mark.parametrize("name", FILES)
def test_ogr2ogr_translates_without_a_warning(name: str, folder: Path, tmp_path: Path) -> None:
    """SQLite takes every layer and every type of field."""
    run("ogr2ogr", "-f", "SQLite", tmp_path / "out.db", folder / name)
    text = run("ogrinfo", "-ro", "-so", "-al", tmp_path / "out.db")
    counts = [int(line.split(": ")[1]) for line in text.splitlines() if "Feature Count" in line]
    assert sum(counts) >= FILES[name]


@needs_gdal
def test_the_geopackage_passes_the_validator_of_gdal(folder: Path) -> None:
    """All requirements of GeoPackage that the validator knows, also those of extensions."""
    if not SYSTEM_PYTHON.exists():
        pytest.skip("no Python of the system")
    code = "import osgeo_utils.samples.validate_gpkg"
    if subprocess.run([SYSTEM_PYTHON, "-c", code], check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("GDAL's validator is not installed (python3-gdal)")
    command = ("-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", folder / "all.gpkg")
    assert run(SYSTEM_PYTHON, *command) == ""


def test_duckdb_opens_the_geoparquet(folder: Path, source: Records) -> None:
    """Plain DuckDB, without an extension: the geometry column is one, with its CRS."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    path = (folder / "all.parquet").as_posix()
    with duckdb.connect() as database:
        kind, count, ids = database.execute(
            "SELECT any_value(typeof(geometry)), count(*), list(id ORDER BY id) "  # noqa: S608 - a path of ours
            f"FROM '{path}' WHERE len(members) > 0"
        ).fetchone()
        assert kind.startswith("GEOMETRY(")
        assert '"authority":"EPSG","code":4326' in kind
        wkt = dict(
            database.execute(f"SELECT id, geometry::VARCHAR FROM '{path}'").fetchall()  # noqa: S608
        )
    assert (count, ids) == (533, source.features["id"].tolist())
    zone = next(i for i, text in wkt.items() if text.startswith("POINT"))
    shape = source.features.set_index("id").geometry[zone]
    assert wkt[zone] == shape.wkt


def test_the_geoparquet_says_what_it_is(folder: Path) -> None:
    """Version, geometry column, CRS and bounding boxes are in the metadata."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    about = json.loads(parquet.read_schema(folder / "all.parquet").metadata[b"geo"])
    assert about["version"] == "1.1.0"
    column = about["columns"][about["primary_column"]]
    assert column["encoding"] == "WKB"
    assert column["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    assert set(column["covering"]["bbox"]) == {"xmin", "ymin", "xmax", "ymax"}
    part = gpd.read_parquet(folder / "all.parquet", bbox=(125, 43, 126, 44))
    assert 0 < len(part) < 533


def test_an_empty_list_is_a_list_of_texts(source: Records, tmp_path: Path) -> None:
    """Files of which one has no partners at all go together."""
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    alone = source.features["partners"].map(len) == 0
    features = source.features[alone].reset_index(drop=True)
    path = tmp_path / "a.parquet"
    write(replace(source, features=features), path, BY_NAME["geoparquet"])
    kinds = {field.name: str(field.type) for field in parquet.read_schema(path)}
    assert kinds["partners"] == kinds["members"] == "list<element: string>"


def test_optional_dependencies_are_here() -> None:
    """The tests of this folder test nothing where what they test is not installed."""
    packages = ("pyarrow", "openpyxl", "duckdb", "psycopg", "geoalchemy2", "jsonschema")
    assert [name for name in packages if not find_spec(name)] == []
