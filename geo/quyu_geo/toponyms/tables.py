"""Read the reviewed tables of the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_lexicon(name: str) -> Iterator[list[str]]:
    """Give the rows of a lexicon table without its comments (``# ``) and its header."""
    text = resource(f"lexicon/{name}.tsv").read_text(encoding="utf-8")
    rows = [row for row in text.rstrip("\n").split("\n") if not row.startswith("# ")]
    return (row.split("\t") for row in rows[1:])
