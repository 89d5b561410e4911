"""Other reference systems, and the shift to GCJ-02."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely

from quyu_maps.gis.datum import BOX, to_gcj02
from quyu_maps.gis.errors import ExportError, RefusedError
from quyu_maps.gis.formats import BY_NAME, FORMATS, check_reference, format_of
from quyu_maps.gis.reference import crs_of, reproject, shift
from quyu_maps.gis.write import write

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_maps.gis.formats import Format
    from quyu_maps.gis.records import Records

CARRIERS = {"gpkg", "shapefile", "flatgeobuf", "geoparquet"}

#: (lon, lat) in WGS 84 and GCJ-02 of places in 上海, 深圳 and 北京: the pairs that the packages
#: eviltransform and its ports in a dozen languages test themselves against.
PAIRS = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]


def _read(path: Path) -> gpd.GeoDataFrame:
    if path.suffix == ".parquet":
        return gpd.read_parquet(path)
    layer = {"layer": "zone"} if path.suffix == ".gpkg" else {}
    frame = pyogrio.read_dataframe(path, **layer)
    assert isinstance(frame, gpd.GeoDataFrame)
    return frame


@pytest.fixture(scope="module")
def small(source: Records) -> Records:
    """Give the zones, which all lie near China."""
    return source.of_layers(["zone"])


@pytest.mark.parametrize(("wgs84", "gcj02"), PAIRS)
def test_the_shift_agrees_with_published_pairs(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    """To a thousandth of a millimetre."""
    assert to_gcj02(np.array([wgs84]))[0] == pytest.approx(gcj02, abs=1e-11)


def test_the_shift_stays_in_its_box() -> None:
    """Some hundred metres inside, nothing outside."""
    west, south, east, north = BOX
    rng = np.random.default_rng(8)
    inside = rng.uniform((west, south), (east, north), (1000, 2))
    moved = np.abs(to_gcj02(inside) - inside)
    assert moved.min() > 0
    assert moved.max() < 0.02
    outside = np.array([(13.4, 52.5), (139.7, 35.7), (0, 0), (-180, 78)], dtype=float)
    assert (to_gcj02(outside) == outside).all()


@pytest.mark.parametrize("name", sorted(CARRIERS))
@pytest.mark.parametrize("code", ["EPSG:4490", "3857", "EPSG:4479"])
def test_formats_carry_their_crs(name: str, code: str, small: Records, tmp_path: Path) -> None:
    """What is read back is in the CRS that was asked for, at the same place."""
    if code == "EPSG:4479":
        with pytest.raises(RefusedError, match="no CRS for a map"):
            crs_of(code)
        return
    path = tmp_path / f"z{BY_NAME[name].suffixes[0]}"
    (file,) = write(reproject(small, code), path, BY_NAME[name]).files
    frame = _read(file)
    assert frame.crs == crs_of(code)
    back = frame.to_crs("EPSG:4326").sort_values("id").geometry.to_numpy()
    there = small.features.geometry.to_numpy()
    assert shapely.hausdorff_distance(back, there).max() < 2e-5


def test_cgcs2000_moves_nothing(source: Records) -> None:
    """CGCS2000 is taken as the same as WGS 84."""
    moved = reproject(source, "EPSG:4490").features.geometry
    assert (moved.to_numpy() == source.features.geometry.to_numpy()).all()


def test_a_projected_crs_is_in_centimetres(small: Records) -> None:
    """No more decimals than the data deserve."""
    metres = shapely.get_coordinates(reproject(small, "EPSG:3857").features.geometry.to_numpy())
    assert (metres.round(2) == metres).all()


@pytest.mark.parametrize("code", ["EPSG:99999", "nonsense", "0", "-1", "EPSG:5773"])
def test_no_such_crs(code: str) -> None:
    """One line that says so."""
    with pytest.raises(RefusedError, match="CRS"):
        crs_of(code)


def test_a_crs_that_does_not_reach(source: Records) -> None:
    """A zone of the Gauss-Krüger projection ends before the other side of the globe."""
    with pytest.raises(ExportError, match="does not reach all of"):
        reproject(source, "EPSG:4527")


def test_only_some_formats_may_be_in_another_crs() -> None:
    """The others refuse with their reason."""
    assert {form.name for form in FORMATS if form.crs} == CARRIERS
    for form in FORMATS:
        if form.name in CARRIERS:
            check_reference(form, "EPSG:4490", "")
        else:
            with pytest.raises(RefusedError, match=form.title):
                check_reference(form, "EPSG:4490", "")
    with pytest.raises(RefusedError, match="RFC 7946"):
        check_reference(BY_NAME["geojson"], "EPSG:4490", "")
    with pytest.raises(RefusedError, match="either"):
        check_reference(BY_NAME["gpkg"], "EPSG:4490", "GCJ-02")


@pytest.mark.parametrize("form", [f for f in FORMATS if f.gcj02], ids=lambda form: form.name)
def test_gcj02_is_in_name_and_content(form: Format, small: Records, tmp_path: Path) -> None:
    """Nobody takes a shifted file for another: name, field, and CRS where there is one."""
    path = tmp_path / f"z{form.suffixes[0]}"
    (file,) = write(shift(small), path, form).files
    assert "gcj02" in file.name
    if form.suffixes[0] == ".xlsx":
        return
    frame = _read(file)
    assert set(frame["datum"]) == {"GCJ-02"}
    if frame.crs is not None and form.suffixes[0] not in {".geojson", ".geojsonl"}:
        assert "GCJ" in frame.crs.name
        assert frame.crs.to_epsg() is None


def test_a_name_that_says_it_already_stays(small: Records, tmp_path: Path) -> None:
    """The datum is not named twice."""
    path = tmp_path / "zones-gcj02.fgb"
    assert write(shift(small), path, BY_NAME["flatgeobuf"]).files == (path,)


def test_nothing_is_shifted_unasked(folder: Path) -> None:
    """No file of the usual export has the field, or the name."""
    assert not [path for path in folder.iterdir() if "gcj" in path.name]
    assert "datum" not in pyogrio.read_info(folder / "all.fgb")["fields"]
    assert b'"datum"' not in (folder / "all.geojson").read_bytes()


def test_the_suffix_decides(tmp_path: Path) -> None:
    """In any case of letters; without one it is GeoJSON; another one is refused."""
    assert format_of(tmp_path / "A.GPKG").name == "gpkg"
    assert format_of(tmp_path / "a").name == "geojson"
    with pytest.raises(RefusedError, match=r"\.gpkg"):
        format_of(tmp_path / "a.xyz")
