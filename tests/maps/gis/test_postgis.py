"""The database: a real PostgreSQL with PostGIS that these tests start and stop themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quyu_maps.gis.errors import ExportError, RefusedError
from quyu_maps.gis.postgis import to_database
from quyu_maps.gis.reference import reproject

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from quyu_maps.gis.records import Records

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed (quyu[postgis])")
geopandas = pytest.importorskip("geopandas")

#: Where Debian keeps the programs of each version of PostgreSQL.
PROGRAMS = Path("/usr/lib/postgresql")
LAYERS = ("link", "corridor", "zone", "region")


@dataclass(frozen=True)
class Server:
    """
    A running server.

    Attributes
    ----------
    folder
        With its socket; it listens to no network.
    """

    folder: Path

    def address(self, database: str) -> str:
        """Give the address of a database."""
        return f"postgresql://quyu@/{database}?host={self.folder}"

    def ask(self, database: str, question: str) -> list[tuple[Any, ...]]:
        """Ask in SQL."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(question)
            return list(cursor.fetchall()) if cursor.description else []


def programs() -> Path:
    """Give the folder with the programs of the newest server with PostGIS, or skip."""
    for folder in sorted(PROGRAMS.glob("*/bin"), reverse=True):
        control = Path("/usr/share/postgresql") / folder.parent.name / "extension/postgis.control"
        if (folder / "initdb").exists() and control.exists():
            return folder
    pytest.skip("no PostgreSQL with PostGIS is installed (postgresql, postgresql-postgis)")


def as_servant(command: Sequence[str | Path]) -> list[str]:
    """Run as somebody else where we are root, whom PostgreSQL refuses."""
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    if not shutil.which("runuser"):
        pytest.skip("PostgreSQL refuses root, and there is no runuser")
    return ["runuser", "-u", "postgres", "--", *words]


@contextmanager
def running(folder: Path) -> Generator[Server]:
    """Make a cluster, start it, and stop it whatever happens."""
    where = programs()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"

    def call(*command: str | Path) -> None:
        subprocess.run(as_servant(command), check=True, capture_output=True, cwd=folder)  # noqa: S603

    call(where / "initdb", "-D", data, "-A", "trust", "-U", "quyu", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -F"
    control = (where / "pg_ctl", "-D", data)
    call(*control, "-o", options, "-w", "-l", folder / "log", "start")
    try:
        yield Server(folder)
    finally:
        call(*control, "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="module")
def server() -> Generator[Server]:
    """Give a running server."""
    # Not below pytest's folder: a socket's path may have 107 bytes, and others may not enter it.
    with tempfile.TemporaryDirectory(prefix="quyu-pg-") as name, running(Path(name)) as server:
        yield server


@pytest.fixture
def database(server: Server, request: pytest.FixtureRequest) -> str:
    """Give an empty database with PostGIS."""
    name = f"t{abs(hash(request.node.name)) % 10**9}"
    server.ask("postgres", f"CREATE DATABASE {name}")
    server.ask(name, "CREATE EXTENSION postgis")
    return name


def test_all_features_arrive(server: Server, database: str, source: Records) -> None:
    """Layer by layer, with lists as lists and the same geometry; the tables beside too."""
    to_database(source, server.address(database))
    wanted = source.features.set_index("id")
    found = 0
    for layer in LAYERS:
        rows = server.ask(
            database,
            "SELECT id, name, members, coalesce(note, ''), core, ST_SRID(geom), "  # noqa: S608 - ours
            f"ST_AsBinary(geom) FROM quyu.{layer}",
        )
        found += len(rows)
        shapes = geopandas.GeoSeries.from_wkb([bytes(row[-1]) for row in rows])
        for (key, name, members, note, core, srid, _), shape in zip(rows, shapes, strict=True):
            feature = wanted.loc[key]
            assert (name, tuple(members), note) == (
                feature["name"],
                feature["members"],
                feature["note"],
            )
            assert (core, srid) == (feature["core"], 4326)
            assert shape.normalize().equals(feature.geometry.normalize())
    assert found == len(wanted)
    assert server.ask(database, "SELECT count(*) FROM quyu.plans") == [(len(source.plans),)]
    orphans = (
        "SELECT count(*) FROM quyu.parties WHERE place_id NOT IN (SELECT id FROM quyu.gazetteer)"
    )
    assert server.ask(database, orphans) == [(0,)]


def test_twice_is_once(server: Server, database: str, source: Records) -> None:
    """A second run changes nothing; another part is added; what is there is replaced."""
    zones = source.of_layers(["zone"])
    to_database(zones, server.address(database))
    server.ask(database, "UPDATE quyu.zone SET name = 'old'")
    for _ in range(2):
        to_database(zones, server.address(database))
    for _ in range(3):
        to_database(source, server.address(database))
    for layer in LAYERS:
        count = server.ask(database, f"SELECT count(*), count(DISTINCT id) FROM quyu.{layer}")  # noqa: S608
        here = int((source.features["layer"] == layer).sum())
        assert count == [(here, here)]
    assert server.ask(database, "SELECT count(*) FROM quyu.zone WHERE name = 'old'") == [(0,)]
    parties = int(source.features[["members", "partners"]].map(len).to_numpy().sum())
    assert server.ask(database, "SELECT count(*) FROM quyu.parties") == [(parties,)]
    assert server.ask(database, "SELECT count(*) FROM quyu.plans") == [(len(source.plans),)]


def test_tables_of_an_older_release_get_new_columns(
    server: Server, database: str, source: Records
) -> None:
    """With their type and comment; what is there stays."""
    zones = source.of_layers(["zone"])
    to_database(zones, server.address(database))
    for column in ("same_as", "tie", "confidence"):
        server.ask(database, f"ALTER TABLE quyu.zone DROP COLUMN {column}")
    first = zones.features["id"].iloc[0]
    server.ask(database, f"UPDATE quyu.zone SET id = 'mine' WHERE id = '{first}'")  # noqa: S608
    to_database(zones, server.address(database))
    rows = server.ask(database, "SELECT id, same_as, confidence FROM quyu.zone ORDER BY id")
    found = {key: (tuple(same or ()), sure) for key, same, sure in rows}
    assert found.pop("mine") == ((), None)
    wanted = zip(*(zones.features[name] for name in ("id", "same_as", "confidence")), strict=True)
    assert found == {key: (same, sure) for key, same, sure in wanted}
    comments = server.ask(
        database,
        "SELECT col_description(attrelid, attnum) FROM pg_attribute "
        "WHERE attrelid = 'quyu.zone'::regclass AND attname IN ('same_as', 'tie', 'confidence')",
    )
    assert all(text for (text,) in comments)


def test_indices_keys_and_comments(server: Server, database: str, source: Records) -> None:
    """A spatial index and a key a layer, and a Chinese comment on every table and column."""
    to_database(source.of_layers(["region"]), server.address(database))
    kinds = server.ask(
        database,
        "SELECT indexdef FROM pg_indexes WHERE schemaname = 'quyu' AND tablename = 'region'",
    )
    assert sorted("gist" if "USING gist (geom)" in text else text[:13] for (text,) in kinds) == [
        "CREATE UNIQUE",
        "gist",
    ]
    uncommented = server.ask(
        database,
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relnamespace = 'quyu'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 "
        "AND a.attname <> 'geom' "
        "AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)",
    )
    assert uncommented == []
    (text,) = server.ask(database, "SELECT obj_description('quyu.region'::regclass)")[0]
    assert text == "区域范围"


def test_all_or_nothing(server: Server, database: str, source: Records) -> None:
    """When the last table refuses, the first is as it was."""
    to_database(source.of_layers(["zone"]), server.address(database))
    server.ask(database, "DELETE FROM quyu.zone")
    server.ask(database, "ALTER TABLE quyu.gazetteer ADD CHECK (id = '') NOT VALID")
    with pytest.raises(ExportError, match=r"the database refuses: .*gazetteer"):
        to_database(source, server.address(database))
    assert server.ask(database, "SELECT count(*) FROM quyu.zone") == [(0,)]
    known = server.ask(database, "SELECT to_regclass('quyu.link')")
    assert known == [(None,)]


def test_another_crs(server: Server, database: str, source: Records) -> None:
    """EPSG:4490 arrives as such; a table of another CRS is not mixed up."""
    zones = reproject(source.of_layers(["zone"]), "EPSG:4490")
    to_database(zones, server.address(database))
    found = server.ask(database, "SELECT DISTINCT ST_SRID(geom) FROM quyu.zone")
    assert found == [(4490,)]
    with pytest.raises(ExportError, match="differs"):
        to_database(source.of_layers(["zone"]), server.address(database))


def test_no_postgis(server: Server, source: Records) -> None:
    """The line says what its owner has to do."""
    with pytest.raises(ExportError, match="CREATE EXTENSION postgis"):
        to_database(source, server.address("postgres"))


def test_no_such_database(server: Server, source: Records) -> None:
    """One line, with the server's own reason."""
    with pytest.raises(ExportError, match="nosuch") as caught:
        to_database(source, server.address("nosuch"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("address", ["", "x", "mysql://a/b", "postgresql:/x", "sqlite:///x.db"])
def test_no_address(address: str, source: Records) -> None:
    """What is no address of PostgreSQL is refused, and not repeated: it may hold a password."""
    with pytest.raises(RefusedError, match="--to takes postgresql://"):
        to_database(source, address)


def test_a_password_is_never_told(source: Records) -> None:
    """Not even when nobody answers."""
    with pytest.raises(ExportError) as caught:
        to_database(source, "postgresql://quyu:geheim@127.0.0.1:1/x")
    assert "geheim" not in str(caught.value)
