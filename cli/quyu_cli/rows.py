"""Lay out rows as an aligned table, as tab-separated lines or as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence

Row = Mapping[str, str | int | float]


def laid_out(rows: Sequence[Row], form: str) -> str:
    """
    Give rows as text without a final line break.

    Parameters
    ----------
    rows
        At least one; all with the same keys, which become the header.
    form
        ``table`` (columns aligned by display width, where a Chinese character takes two
        cells), ``tsv`` or ``json`` (an array, one object a line).
    """
    if form == "json":
        objects = (json.dumps(dict(row), ensure_ascii=False) for row in rows)
        return "[\n" + ",\n".join(objects) + "\n]"
    cells = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    if form == "tsv":
        return "\n".join("\t".join(line) for line in cells)
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(map(padded, line, widths)).rstrip() for line in cells)


def padded(text: str, cells: int) -> str:
    """Fill a text with blanks up to a number of cells."""
    return text + " " * (cells - width(text))


def width(text: str) -> int:
    """Count the cells a text takes on a terminal (Unicode Standard Annex 11)."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
