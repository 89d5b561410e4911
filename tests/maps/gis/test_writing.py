"""Files appear whole or not at all, with the same bytes each time, whatever the texts hold."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pyogrio
import pytest
import shapely

from quyu_geo.atlas import Atlas
from quyu_geo.features import feature_table
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.vocabulary import Vocabulary
from quyu_maps.gis import workbook
from quyu_maps.gis.errors import ExportError
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.formats import BY_NAME, FORMATS, Format
from quyu_maps.gis.records import Records, records
from quyu_maps.gis.shapefile import fit
from quyu_maps.gis.staging import staged
from quyu_maps.gis.write import write

if TYPE_CHECKING:
    from pathlib import Path

EACH = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)

#: Texts that some format or viewer may take for something else.
HOSTILE = [
    "<img src=x onerror=P>",
    '"><script>P</script>',
    "]]><b>x</b>",
    '=HYPERLINK("http://x")',
    "+1",
    "#N/A",
    'a,b"c\r\nd',
    "x|y",
    "\u2028&amp;",
    "<ExtendedData>",
    "${P} {{P}} %s %(x)s",
    "😀" * 100,
]


@EACH
def test_the_same_records_give_the_same_bytes(
    form: Format, source: Records, folder: Path, tmp_path: Path
) -> None:
    """All files of a format, whenever they are written."""
    again = write(source, tmp_path / f"all{form.suffixes[0]}", form)
    assert again.files
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes(), path.name


@EACH
def test_nothing_is_left_of_an_interrupted_write(
    form: Format, source: Records, tmp_path: Path
) -> None:
    """Neither a half of it nor its draft; what was there before stays."""
    path = tmp_path / f"a{form.suffixes[0]}"
    path.write_bytes(b"before")

    def interrupt(_count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(source, path, form, interrupt)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"before"


@EACH
def test_a_folder_is_no_file(form: Format, source: Records, tmp_path: Path) -> None:
    """A folder in the place of the file is named in one line, and stays."""
    path = tmp_path / f"a{form.suffixes[0]}"
    path.mkdir()
    with pytest.raises(OSError, match="cannot be written: is a folder"):
        write(source, path, form)
    assert list(path.iterdir()) == []


@pytest.mark.parametrize("path", ["file/a.gpkg", "file/b/a.gpkg"])
def test_a_file_is_no_folder(path: str, source: Records, tmp_path: Path) -> None:
    """A file on the way to the file is named too."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match=r"cannot be written: .*file.* is no folder"):
        write(source, tmp_path / path, BY_NAME["gpkg"])


@EACH
def test_progress_counts_every_feature(form: Format, source: Records, tmp_path: Path) -> None:
    """What is reported adds up to the whole."""
    counts: list[int] = []
    write(source, tmp_path / f"a{form.suffixes[0]}", form, counts.append)
    assert sum(counts) == len(source.features)


@EACH
def test_no_features_are_a_file_too(form: Format, source: Records, tmp_path: Path) -> None:
    """A province without a zone gives a file that opens."""
    none = source.of_layers([])
    path = tmp_path / f"a{form.suffixes[0]}"
    written = write(replace(none, kinds=("link", "zone")), path, form)
    assert written.files
    assert all(file.stat().st_size for file in written.files if file.suffix != ".geojsonl")
    if form.name == "geojson":
        assert json.loads(path.read_text("utf-8"))["features"] == []
    if form.name == "gpkg":
        assert pyogrio.read_info(path, layer="zone")["features"] == 0


def test_companions_come_before_the_file_that_readers_open(tmp_path: Path) -> None:
    """When moving fails half-way, no file is there that readers would open."""
    target = tmp_path / "a.shp"
    target.write_bytes(b"old")
    (tmp_path / "a.dbf").mkdir()

    def write_both() -> None:
        with staged(target) as draft:
            draft.write_bytes(b"new")
            draft.with_suffix(".dbf").write_bytes(b"new")

    with pytest.raises(OSError, match="cannot be written"):
        write_both()
    assert [path.name for path in tmp_path.iterdir()] == ["a.dbf"]


@pytest.mark.parametrize(
    ("text", "fitting"),
    [
        ("", ""),
        ("a" * 300, "a" * 254),
        ("区" * 100, "区" * 84),
        ("a" + "区" * 100, "a" + "区" * 84),
        ("😀" * 64, "😀" * 63),
    ],
)
def test_texts_are_cut_between_characters(text: str, fitting: str) -> None:
    """A Shapefile holds 254 bytes, and no half of a character."""
    assert fit(text) == fitting
    assert len(fit(text).encode()) <= 254


def test_columns_of_a_shapefile_are_as_wide_as_their_texts(folder: Path, source: Records) -> None:
    """No table is padded to the usual eighty bytes, and the date in it is that of the content."""
    head = (folder / "all_zone.dbf").read_bytes()[: 32 + 32 * len(source.fields)]
    widths = {
        head[at : at + 11].rstrip(b"\0").decode(): head[at + 16] for at in range(32, len(head), 32)
    }
    zones = source.features[source.features["layer"] == "zone"]
    for field in bundled_fields():
        if field.name in zones and field.type == "text":
            longest = max(len(fit(text).encode()) for text in zones[field.name])
            assert widths[field.short] == max(longest, 1), field.name
    year, month, day = map(int, source.newest.split("-"))
    assert tuple(head[1:4]) == (year - 1900, month, day)


def test_lines_of_kml_follow_the_ground(folder: Path) -> None:
    """On a globe a line of a thousand kilometres would run deep below it."""
    titles = [Vocabulary.bundled().layers[kind]["zh"] for kind in ("link", "corridor", "region")]
    for title in titles:
        lines = pyogrio.read_dataframe(folder / "all.kml", layer=title)
        assert set(lines["tessellate"]) == {1}


def test_a_sheet_that_is_too_long_is_refused(
    source: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook with more rows would not open."""
    monkeypatch.setattr(workbook, "ROWS", 100)
    with pytest.raises(ExportError, match="a sheet has 100 at most"):
        write(source, tmp_path / "a.xlsx", BY_NAME["xlsx"])
    assert list(tmp_path.iterdir()) == []


def hostile() -> Records:
    """Give records whose notes and names hold what must stay text."""
    atlas, known = Atlas.bundled(), Gazetteer.bundled()
    zones = [row for row in atlas.initiatives if row.layer == "zone"][: len(HOSTILE)]
    rows = [replace(row, name=text, note=text) for row, text in zip(zones, HOSTILE, strict=True)]
    return records(feature_table(rows, atlas.plans, known), atlas.plans, known)


def test_texts_stay_texts(tmp_path: Path) -> None:
    """Markup, formulas and separators come back as they went in."""
    source = hostile()
    wanted = dict(zip(source.features["id"], source.features["note"], strict=True))
    found: dict[str, dict[str, Any]] = {}
    for form in FORMATS:
        path = write(source, tmp_path / f"a{form.suffixes[0]}", form).files[0]
        if form.name in {"flatgeobuf", "gpkg", "kml", "geojson"}:
            layer = {"kml": {"layer": "平台节点"}, "gpkg": {"layer": "zone"}}.get(form.name, {})
            frame = pyogrio.read_dataframe(path, **layer)
            found[form.name] = dict(zip(frame["id"], frame["note"], strict=True))
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        found["csv"] = {row["id"]: row["note"] for row in csv.DictReader(file)}
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["事项"]
    head = [cell.value for cell in sheet[1]]
    column = head.index("备注")
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row[:3]} == {"s"}
    found["xlsx"] = {str(row[0].value): row[column].value for row in sheet.iter_rows(min_row=2)}
    # openpyxl reads line ends as XML does.
    wanted_lines = {key: text.replace("\r\n", "\n") for key, text in wanted.items()}
    for name, notes in found.items():
        lines = {key: str(text).replace("\r\n", "\n") for key, text in notes.items()}
        assert lines == wanted_lines, name


def test_lone_surrogates_and_control_characters_do_no_harm(tmp_path: Path) -> None:
    """They become U+FFFD where a file cannot hold them."""
    atlas, known = Atlas.bundled(), Gazetteer.bundled()
    zone = next(row for row in atlas.initiatives if row.layer == "zone")
    row = replace(zone, name="a\ud800b", note="c\x01d")
    source = records(feature_table([row], atlas.plans, known), atlas.plans, known)
    assert source.features["name"].tolist() == ["a\ufffdb"]
    for form in FORMATS:
        write(source, tmp_path / f"a{form.suffixes[0]}", form)
    frame = pyogrio.read_dataframe(tmp_path / "a.kml", layer="平台节点")
    assert frame["note"].tolist() == ["c\ufffdd"]


@pytest.mark.parametrize(("name", "package"), [("geoparquet", "pyarrow"), ("xlsx", "openpyxl")])
def test_a_missing_package_is_named(
    name: str, package: str, source: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says what to install."""
    module = workbook if name == "xlsx" else __import__("quyu_maps.gis.plain", fromlist=["plain"])
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    form = next(form for form in FORMATS if form.name == name)
    with pytest.raises(ExportError, match=rf"{package}.*pip install 'quyu\[gis\]'"):
        write(source, tmp_path / f"a{form.suffixes[0]}", form)
    assert list(tmp_path.iterdir()) == []


def test_confidence_comes_from_the_reading() -> None:
    """What no person has reviewed says so, and how sure it is."""
    atlas, known = Atlas.bundled(), Gazetteer.bundled()
    rows = [row for row in atlas.initiatives if row.layer == "zone"][:2]
    table = feature_table(rows, atlas.plans, known)
    found = records(table, atlas.plans, known, {rows[1].ref: 0.6}).features
    assert found["confidence"].tolist() == [1.0, 0.6]
    assert found["reviewed"].tolist() == [True, False]


def test_geometry_is_rounded_and_valid(source: Records) -> None:
    """Five decimals, rings anticlockwise, nothing broken by it."""
    shapes = source.features.geometry.to_numpy()
    coordinates = shapely.get_coordinates(shapes)
    assert (coordinates.round(5) == coordinates).all()
    assert shapely.is_valid(shapes).all()
    rings = shapely.get_exterior_ring(
        shapely.get_parts(shapes[shapely.get_dimensions(shapes) == 2])
    )
    assert shapely.is_ccw(rings).all()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019", "2019-01-01"),
        ("2019-03", "2019-03-01"),
        ("2019-03-08", "2019-03-08"),
        ("", "2000-01-01"),
        ("2019-13", "2000-01-01"),
        ("1066-10-14", "2000-01-01"),
        ("9999", "2000-01-01"),
    ],
)
def test_any_date_of_a_plan_will_do(
    written: str, day: str, source: Records, tmp_path: Path
) -> None:
    """Plans of users are dated as they are: no format stumbles."""
    plans = {key: replace(plan, date=written) for key, plan in source.plans.items()}
    dated = replace(source.of_layers(["zone"]), plans=plans)
    assert dated.newest == day
    for name in ("shapefile", "xlsx", "gpkg"):
        assert write(dated, tmp_path / f"a{BY_NAME[name].suffixes[0]}", BY_NAME[name]).files
