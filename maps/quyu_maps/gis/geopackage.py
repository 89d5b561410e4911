"""Write a GeoPackage: layers, tables, styles that QGIS opens with, names and metadata."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING

import pandas as pd

from quyu_geo.vocabulary import Vocabulary
from quyu_maps.gis import tables
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.gdal import as_draft, write_frame
from quyu_maps.gis.layers import flat, layers
from quyu_maps.gis.qml import qml
from quyu_maps.gis.sld import sld
from quyu_maps.gis.symbols import symbols
from quyu_maps.style import bundled_style

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quyu_maps.gis.layers import Layer
    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records

DRIVER = "GPKG"
#: Older GDAL (3.6 of Debian 12) warns of anything newer.
VERSION = "1.3"

#: Tables beside the layers, with titles.
_TITLES = {
    "plans": "规划",
    "parties": "参与方",
    "gazetteer": "地名",
    "layer_styles": "QGIS 图层样式",
}

#: Extension "Schema" of GeoPackage 1.3 (annex F.9): titles and descriptions of columns.
_SCHEMA_EXTENSION = (
    """
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name))
""",
    """
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))
""",
)
_EXTENSION_ROWS = [
    (table, None, "gpkg_schema", "http://www.geopackage.org/spec/#extension_schema", "read-write")
    for table in ("gpkg_data_columns", "gpkg_data_column_constraints")
]


def geopackage(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write a GeoPackage 1.3.

    Layers ``link``, ``corridor``, ``zone``, ``region`` (and ``link_point``,
    ``corridor_point`` where only points are known), the layer ``gazetteer`` of the places
    they name, the tables ``plans`` and ``parties``, and ``layer_styles``. Lists are joined.
    """
    made = layers(source)
    with as_draft(source.newest):
        for number, layer in enumerate(made):
            _write_layer(source, layer, path, append=number > 0)
            progress(len(layer.features))
        _write_table(path, "gazetteer", tables.gazetteer(source), "Point")
        _write_table(path, "plans", tables.plans(source))
        _write_table(path, "parties", tables.parties(source))
        _write_table(path, "layer_styles", _styles(made, source.newest), fid="id")
    _name_columns(path, [layer.name for layer in made], source)
    return []


def _write_layer(source: Records, layer: Layer, path: Path, *, append: bool) -> None:
    words = Vocabulary.bundled().layers[layer.kind]
    write_frame(
        path,
        flat(layer.features),
        driver=DRIVER,
        layer=layer.name,
        geometry=layer.geometry,
        append=append,
        dataset_options={} if append else {"VERSION": VERSION},
        layer_options={
            "IDENTIFIER": layer.title,
            "DESCRIPTION": f"{source.title}: {words['en']}, {source.datum}",
            "GEOMETRY_NAME": "geom",
        },
        layer_metadata={"TITLE": layer.title, **_metadata(source)},
    )


def _metadata(source: Records) -> dict[str, str]:
    return {
        "DATUM": source.datum,
        "PLANS": " ".join(sorted(source.plans)),
        "CONTENT_DATE": source.newest,
        "SOURCES": " ".join(sorted(set(chain.from_iterable(source.features["geometry_source"])))),
    }


def _write_table(
    path: Path, name: str, frame: pd.DataFrame, geometry: str | None = None, fid: str = "fid"
) -> None:
    write_frame(
        path,
        frame,
        driver=DRIVER,
        layer=name,
        geometry=geometry,
        append=True,
        layer_options={"IDENTIFIER": _TITLES[name], "FID": fid, "GEOMETRY_NAME": "geom"},
    )


def _styles(made: Sequence[Layer], day: str) -> pd.DataFrame:
    """Give the table of styles as QGIS defines it; the default style opens with the layer."""
    name = f"{bundled_style()['name']} {bundled_style()['version']}"
    rows = [
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": layer.name,
            "f_geometry_column": "geom",
            "styleName": name,
            "styleQML": qml(symbols(layer.kind, layer.geometry), layer.geometry),
            "styleSLD": sld(layer.name, symbols(layer.kind, layer.geometry), layer.geometry),
            "useAsDefault": True,
            "description": f"{layer.title}, {name}",
            "owner": "quyu",
            "ui": "",
            "update_time": pd.Timestamp(day, tz="UTC"),
        }
        for layer in made
    ]
    return pd.DataFrame(rows)


def _name_columns(path: Path, names: Sequence[str], source: Records) -> None:
    """Write Chinese names and meanings of the columns, which GDAL offers no way to."""
    rows = [
        (table, field.name, field.name, field.alias, f"{field.meaning_zh} / {field.meaning}")
        for table in names
        for field in bundled_fields()
        if field.name in source.features
    ]
    for table, columns in (
        ("plans", tables.PLANS),
        ("parties", tables.PARTIES),
        ("gazetteer", tables.GAZETTEER),
    ):
        rows += [(table, column, column, title, title) for column, title in columns.items()]
    insert = (
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) "
        "VALUES (?, ?, ?, ?, ?)"
    )
    try:
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("PRAGMA synchronous = OFF")  # as in `as_draft`
            for statement in _SCHEMA_EXTENSION:
                database.execute(statement)
            database.executemany("INSERT INTO gpkg_extensions VALUES (?,?,?,?,?)", _EXTENSION_ROWS)
            database.executemany(insert, rows)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
