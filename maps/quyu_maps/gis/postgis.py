"""Write the layers to a PostGIS database: all of it in one transaction, or nothing."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from quyu_maps.gis import tables
from quyu_maps.gis.errors import ExportError, RefusedError, missing
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.layers import GEOMETRY, layers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from sqlalchemy import URL, Column, Connection, MetaData

    from quyu_maps.gis.fields import Field
    from quyu_maps.gis.layers import Layer
    from quyu_maps.gis.records import Records

#: Everything lies in this schema of the database.
SCHEMA = "quyu"

#: Schemes that a user may write; the driver is always psycopg.
SCHEMES = ("postgresql", "postgres")

#: Held while tables are made and written, so that two exports take turns; any number will do.
_LOCK = 20191231

#: Rows in one statement; a statement takes at most 65,535 values.
_ROWS = 4000

#: Tables beside the layers: Chinese name, key, names of the columns.
_BESIDE = {
    "plans": ("规划：要素的出处", ("key",), tables.PLANS),
    "parties": ("参与方：要素的成员与伙伴", ("feature_id", "role", "position"), tables.PARTIES),
    "gazetteer": ("地名：要素涉及的地点", ("id",), tables.GAZETTEER),
}


def to_database(source: Records, address: str) -> None:
    """
    Write records to the tables ``quyu.link`` and so on.

    Tables are made where missing, with a primary key, a spatial index and comments in
    Chinese: ``link``, ``corridor``, ``zone``, ``region`` (with ``link_point`` and
    ``corridor_point`` where needed), ``gazetteer``, ``plans``, ``parties``. Rows of the same
    id are replaced, others stay: writing twice changes nothing, and several provinces can be
    written one after the other. Tables of an older release get the columns that they lack. Lists
    are ``text[]``.

    Parameters
    ----------
    source
        In a CRS with an EPSG code.
    address
        ``postgresql://USER@HOST:PORT/DATABASE``; what it leaves out comes from ``PGHOST``,
        ``PGPASSWORD`` and the like, as libpq reads them.

    Raises
    ------
    RefusedError
        If the address is none.
    ExportError
        If a package is missing, the database does not answer, refuses, or has no PostGIS;
        nothing is changed then.
    """
    if not all(find_spec(name) for name in ("sqlalchemy", "geoalchemy2", "psycopg")):
        raise missing("SQLAlchemy, GeoAlchemy2 or psycopg", "postgis", "PostGIS")
    import psycopg  # noqa: PLC0415 - an optional dependency
    from sqlalchemy import create_engine, exc  # noqa: PLC0415 - as above

    engine = create_engine(_url(address))
    try:
        with engine.begin() as connection:
            _write(source, connection)
    except (exc.SQLAlchemyError, psycopg.Error) as error:  # COPY goes past SQLAlchemy
        reason = str(getattr(error, "orig", None) or error).strip().split("\n", 1)[0]
        raise ExportError(f"the database refuses: {reason}") from error
    finally:
        engine.dispose()


def _url(address: str) -> URL:
    from sqlalchemy import exc, make_url  # noqa: PLC0415 - an optional dependency

    # The address may hold a password: no message repeats it.
    try:
        url = make_url(address)
    except (exc.ArgumentError, ValueError) as error:
        raise RefusedError("--to takes postgresql://USER@HOST/DATABASE") from error
    if url.drivername not in SCHEMES:
        raise RefusedError("--to takes postgresql://USER@HOST/DATABASE")
    return url.set(drivername="postgresql+psycopg")


def _write(source: Records, connection: Connection) -> None:
    srid = source.crs.to_epsg()
    if srid is None:
        raise RefusedError("PostGIS takes a CRS that has an EPSG code")
    _prepare(connection)
    made = layers(source)
    described = _schema(made, srid)
    described.create_all(connection)
    _add_columns(described, connection)
    beside = {
        "plans": tables.plans(source),
        "parties": tables.parties(source),
        "gazetteer": tables.gazetteer(source),
    }
    ids = source.features["id"].tolist()
    for kind in GEOMETRY:
        _delete(connection, kind, "id", ids)
        _delete(connection, f"{kind}_point", "id", ids)
    _delete(connection, "parties", "feature_id", ids)
    _delete(connection, "plans", "key", beside["plans"]["key"].tolist())
    _delete(connection, "gazetteer", "id", beside["gazetteer"]["id"].tolist())
    for layer in made:
        _append(connection, layer.name, _with_lists(layer.features))
    for name, frame in beside.items():
        _append(connection, name, frame)


def _prepare(connection: Connection) -> None:
    """Take the lock, and see to PostGIS and the schema."""
    from sqlalchemy import text  # noqa: PLC0415 - an optional dependency

    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if not connection.scalar(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")):
        raise ExportError("the database has no PostGIS; its owner runs: CREATE EXTENSION postgis")
    # Not IF NOT EXISTS, which asks for the right to create one even where there is one.
    known = text("SELECT 1 FROM pg_namespace WHERE nspname = :name")
    if not connection.scalar(known, {"name": SCHEMA}):
        connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
        connection.execute(text(f"COMMENT ON SCHEMA {SCHEMA} IS '区域合作规划要素'"))


def _schema(made: Sequence[Layer], srid: int) -> MetaData:
    """Describe all tables, with keys, spatial indices and comments."""
    from geoalchemy2 import Geometry  # noqa: PLC0415 - an optional dependency
    from sqlalchemy import Column, Integer, MetaData, Table, Text  # noqa: PLC0415 - as above

    described = MetaData(schema=SCHEMA)
    for layer in made:
        shape = Geometry(layer.geometry.upper(), srid, spatial_index=True)
        fields = (_column(field) for field in bundled_fields() if field.name != "datum")
        Table(layer.name, described, *fields, Column("geom", shape), comment=layer.title)
    for name, (comment, keys, columns) in _BESIDE.items():
        table = Table(name, described, comment=comment)
        for column, title in columns.items():
            kind = Integer if column == "position" else Text
            table.append_column(
                Column(column, kind, primary_key=column in keys, autoincrement=False, comment=title)
            )
        if name == "gazetteer":
            table.append_column(Column("geom", Geometry("POINT", srid, spatial_index=True)))
    return described


def _add_columns(described: MetaData, connection: Connection) -> None:
    """Add the columns that tables of an older release lack."""
    from sqlalchemy import inspect, text  # noqa: PLC0415 - an optional dependency
    from sqlalchemy.schema import SetColumnComment  # noqa: PLC0415 - as above

    there = inspect(connection)
    for table in described.sorted_tables:
        known = {column["name"] for column in there.get_columns(table.name, SCHEMA)}
        for column in table.columns:
            if column.name not in known:
                kind = column.type.compile(connection.dialect)
                add = f'ALTER TABLE {SCHEMA}.{table.name} ADD COLUMN "{column.name}" {kind}'
                connection.execute(text(add))
                connection.execute(SetColumnComment(column))


def _column(field: Field) -> Column[Any]:
    from sqlalchemy import ARRAY, Boolean, Column, Double, Text  # noqa: PLC0415 - optional

    kind: Any = {"text": Text, "boolean": Boolean, "number": Double, "list": ARRAY(Text)}[
        field.type
    ]
    comment = f"{field.alias}：{field.meaning_zh}"
    return Column(field.name, kind, primary_key=field.name == "id", comment=comment)


def _delete(connection: Connection, table: str, column: str, keys: list[str]) -> None:
    from sqlalchemy import inspect, text  # noqa: PLC0415 - an optional dependency

    if inspect(connection).has_table(table, SCHEMA):
        statement = f'DELETE FROM {SCHEMA}.{table} WHERE "{column}" = ANY(:keys)'  # noqa: S608 - names of ours
        connection.execute(text(statement), {"keys": keys})


def _append(connection: Connection, table: str, frame: pd.DataFrame) -> None:
    if frame.empty:
        return
    if not isinstance(frame, gpd.GeoDataFrame):
        frame.to_sql(
            table,
            connection,
            schema=SCHEMA,
            if_exists="append",
            index=False,
            method="multi",
            chunksize=_ROWS,
        )
        return
    try:
        frame.rename_geometry("geom").to_postgis(
            table, connection, schema=SCHEMA, if_exists="append", index=False
        )
    except ValueError as error:  # the table is there in another CRS
        raise ExportError(f"{SCHEMA}.{table}: {error}") from error


def _with_lists(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Write lists as PostgreSQL's array literals, which COPY reads."""
    lists = [f.name for f in bundled_fields() if f.type == "list"]
    return frame.assign(**{name: frame[name].map(_literal) for name in lists})


def _literal(parts: tuple[str, ...]) -> str:
    escaped = (part.replace("\\", "\\\\").replace('"', '\\"') for part in parts)
    return "{" + ",".join(f'"{part}"' for part in escaped) + "}"
