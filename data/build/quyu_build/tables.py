"""Read and write the tab-separated tables of the gazetteer and of the reviewed sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

#: Columns of every table of places.
COLUMNS = (
    "id",
    "kind",
    "name",
    "short",
    "aliases",
    "name_en",
    "adcode",
    "parent",
    "country",
    "county",
    "lon",
    "lat",
    "precision",
    "members",
    "valid_from",
    "valid_to",
    "source",
    "note",
)


def read_table(path: Path) -> list[dict[str, str]]:
    """
    Read a table.

    Parameters
    ----------
    path
        UTF-8, LF, tab-separated, with a header line and no quoting. Lines that start
        with ``# `` before the header say what the table is and are skipped.

    Returns
    -------
    rows
        One dictionary a line, in the order of the file.

    Raises
    ------
    ValueError
        If a line has not as many cells as the header.
    """
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    while lines and lines[0].startswith("# "):
        del lines[0]
    header = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            msg = f"{path.name}: {len(cells)} cells, not {len(header)}: {line[:60]}"
            raise ValueError(msg)
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def write_table(
    path: Path,
    rows: Iterable[Mapping[str, str]],
    columns: Sequence[str] = COLUMNS,
    key: Sequence[str] = ("id",),
) -> None:
    """
    Write a table, sorted.

    Parameters
    ----------
    path
        Where to.
    rows
        One mapping a line; a column that is missing is left empty.
    columns
        The header, in order.
    key
        Columns to sort by.

    Raises
    ------
    ValueError
        If a cell holds a tab or a line break, or a row an unknown column.
    """
    ordered = sorted(rows, key=lambda row: tuple(row.get(name, "") for name in key))
    lines = ["\t".join(columns)]
    for row in ordered:
        if unknown := set(row) - set(columns):
            msg = f"{path.name}: unknown columns {sorted(unknown)}"
            raise ValueError(msg)
        cells = [row.get(name, "") for name in columns]
        if any(mark in cell for cell in cells for mark in "\t\n\r"):
            msg = f"{path.name}: a cell holds a tab or a line break: {cells}"
            raise ValueError(msg)
        lines.append("\t".join(cells))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def degrees(value: float) -> str:
    """Write decimal degrees with at most five decimals (about a metre), without idle noughts."""
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
