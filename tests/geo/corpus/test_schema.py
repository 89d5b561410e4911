"""The tables of a dataset: each column is described, and rows become bytes."""

from __future__ import annotations

import io
import re

import pytest

from running import ROOT

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

from quyu_geo.corpus.schema import TABLES, parquet  # noqa: E402 - needs pyarrow


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(name: str) -> None:
    """The page on the dataset names each column of each table, and no other."""
    page = (ROOT / "docs/dataset.md").read_text(encoding="utf-8")
    part = page.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| ((?:`\w+` ?)+)\|", part, re.MULTILINE)
    said = [column for cell in cells for column in re.findall(r"`(\w+)`", cell)]
    assert said == TABLES[name].names


@pytest.mark.parametrize("name", TABLES)
def test_a_table_without_rows_has_its_columns(name: str) -> None:
    """A part in which every document failed is read like any other."""
    table = pq.read_table(io.BytesIO(parquet(name, [])))
    assert table.schema.names == TABLES[name].names
    assert table.num_rows == 0
