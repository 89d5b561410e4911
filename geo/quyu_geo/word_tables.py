"""Read the tables of the lexicon that people keep; by itself, so that reading one loads no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Iterator


def table(name: str) -> Iterator[list[str]]:
    """Give the rows of a lexicon table without comments and header."""
    rows = resource(f"lexicon/{name}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return (row.split("\t") for row in rows[2:])
