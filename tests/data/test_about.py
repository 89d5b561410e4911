"""The page about the bundled data: its figures are those of the tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    Row = dict[str, str]
    Table = Callable[[str], list[Row]]

ROW = re.compile(r"^\| ([a-z_]+)\.(tsv|txt) \| ([\d,]+) \|", re.MULTILINE)


def page() -> str:
    return resource("README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "suffix", "count"), ROW.findall(page()))
def test_the_rows_are_counted(name: str, suffix: str, count: str) -> None:
    lines = resource(f"gazetteer/{name}.{suffix}").read_text(encoding="utf-8").count("\n")
    assert int(count.replace(",", "")) == lines - (suffix == "tsv")


def test_every_table_is_on_the_page() -> None:
    folder = resource("gazetteer/units.tsv").parent
    text = page()
    assert [path.name for path in sorted(folder.iterdir()) if path.name not in text] == []


def test_the_shares_are_those_of_the_tables(table: Table) -> None:
    towns = [row for row in table("townships") if row["kind"] == "township"]
    own = sum(row["precision"] != "approximate" for row in towns)
    assert f"{100 * own / len(towns):.1f} % have a point of their own" in page()
    unsure = sum(row["status"] == "unverified" for row in table("zone_facts"))
    assert f"`unverified` ({unsure} rows" in page()
