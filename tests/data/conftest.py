"""The bundled tables and layers, read once for all tests of the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """Read a tab-separated table."""
    header, *lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    names = header.split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines]


@pytest.fixture(scope="session")
def table() -> Callable[[str], list[Row]]:
    """Give a function that reads a bundled gazetteer table by its name, once."""
    read: dict[str, list[Row]] = {}

    def reader(name: str) -> list[Row]:
        if name not in read:
            read[name] = rows_of(resource(f"gazetteer/{name}.tsv"))
        return read[name]

    return reader


@pytest.fixture(scope="session")
def layer() -> Callable[[str], gpd.GeoDataFrame]:
    """Give a function that reads a bundled layer by its name, once."""
    read: dict[str, gpd.GeoDataFrame] = {}

    def reader(name: str) -> gpd.GeoDataFrame:
        if name not in read:
            read[name] = gpd.read_file(resource(f"boundaries/{name}.fgb"), engine="pyogrio")
        return read[name]

    return reader


@pytest.fixture(scope="session")
def units(table: Callable[[str], list[Row]]) -> dict[str, Row]:
    """Give the units by id."""
    return {row["id"]: row for row in table("units")}


@pytest.fixture(scope="session")
def reviewed() -> Callable[[str], list[Row]]:
    """Give a function that reads a reviewed table of the repository."""
    folder = Path(__file__).resolve().parents[2] / "data" / "tables"

    def reader(name: str) -> list[Row]:
        if not folder.is_dir():
            pytest.skip("the reviewed tables are not in this tree")
        return rows_of(folder / f"{name}.tsv")

    return reader
