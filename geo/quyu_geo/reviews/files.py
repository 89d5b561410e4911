"""Read and write the table of a review as a file: CSV, and workbooks that people saved."""

from __future__ import annotations

import csv
import io
import zipfile
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from quyu_geo.errors import ReviewError
from quyu_geo.reviews.cells import guarded, plain, storable, unguarded
from quyu_geo.reviews.table import COLUMNS, HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.reviews.table import Row

#: A table of a thousand initiatives has a megabyte or two.
LARGEST = 32 << 20
#: Of a workbook, unpacked; and how many times a part of it may grow in unpacking.
UNPACKED, GROWTH = 48 << 20, 400
ROWS = 50_000
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_OLD, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"


class Table(NamedTuple):
    """
    A table as it was read.

    Attributes
    ----------
    rows
        Number in the spreadsheet (the header is 1) and cells by id of column.
    aside
        Headings that are none of the table's.
    narrow
        Whether the encoding lacks characters, so that a ``?`` may stand for one.
    """

    rows: list[tuple[int, Row]]
    aside: tuple[str, ...]
    narrow: bool = False


def csv_bytes(rows: Sequence[Row]) -> bytes:
    """Give rows as CSV with the mark that spreadsheets need; no cell becomes a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.heading for column in COLUMNS])
    for row in rows:
        writer.writerow([guarded(storable(row.get(column.id, ""))) for column in COLUMNS])
    return out.getvalue().encode("utf-8-sig")


def read_table(data: bytes, source: str) -> Table:
    """
    Read a table that people have corrected.

    Parameters
    ----------
    data
        All bytes of a CSV (comma, semicolon or tab; UTF-8, UTF-16 or GB 18030) or of a
        workbook (.xlsx), told apart by their beginning.
    source
        Its name, for messages.

    Raises
    ------
    ReviewError
        If it is no table of a review; in one line, or one for each cell that is merged or
        holds a formula.
    """
    if len(data) > LARGEST:
        raise ReviewError((f"{source}: larger than {LARGEST >> 20} MB, no table of a review",))
    if data.startswith(_OLD):
        raise ReviewError((f"{source}: an old or locked workbook; save it as .xlsx or CSV",))
    if data.startswith(_ZIP):
        return _workbook(data, source)
    text, narrow = _decoded(data, source)
    return _table(_records(text, source), source, narrow=narrow)


def _decoded(data: bytes, source: str) -> tuple[str, bool]:
    for encoding, mark in (("utf-16", b"\xff\xfe"), ("utf-16", b"\xfe\xff"), ("utf-8-sig", b"")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), False
            except UnicodeDecodeError:
                continue
    try:
        return data.decode("gb18030"), True  # what Chinese spreadsheets write
    except UnicodeDecodeError as error:
        raise ReviewError((f"{source}: neither UTF-8, UTF-16 nor GB 18030",)) from error


def _records(text: str, source: str) -> Iterator[tuple[int, list[str]]]:
    head = text.partition("\n")[0]
    mark = max(",\t;", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    # The limit is the module's own: it is given back before anybody else reads.
    limit = csv.field_size_limit(LARGEST)
    try:
        rows = [[unguarded(cell) for cell in cells] for cells in reader]
    except csv.Error as error:
        raise ReviewError((f"{source}, line {reader.line_num}: no CSV: {error}",)) from error
    finally:
        csv.field_size_limit(limit)
    return iter(enumerate(rows, start=1))


def _table(records: Iterator[tuple[int, list[str]]], source: str, *, narrow: bool = False) -> Table:
    """Name the cells by their columns, and hold that those of the table are there."""
    _, heading = next(records, (1, []))
    names = [_column(cell) for cell in heading]
    aside = tuple(
        cell.strip() for cell, name in zip(heading, names, strict=True) if cell.strip() and not name
    )
    held = [name for name in names if name]
    faults = [
        f"{source}, row 1: column {column.heading} is missing"
        for column in COLUMNS
        if column.id not in held and (column.editable or column.id == "found")
    ]
    faults += [
        f"{source}, row 1: column {HEADINGS[name]} stands twice"
        for name in dict.fromkeys(held)
        if held.count(name) > 1
    ]
    if len(faults) > len(COLUMNS) // 2:
        faults = [f"{source}: no table of a review: none of its columns are there"]
    if faults:
        raise ReviewError(tuple(faults))
    rows: list[tuple[int, Row]] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) >= ROWS:
            raise ReviewError((f"{source}: more than {ROWS} rows, no table of a review",))
        if any(cell.strip() for cell in cells[len(names) :]):
            raise ReviewError((f"{source}, row {number}: more cells than columns",))
        row = dict.fromkeys(HEADINGS, "")
        row |= {name: cell for name, cell in zip(names, cells, strict=False) if name}
        rows.append((number, row))
    return Table(rows, aside, narrow)


def _column(cell: str) -> str:
    word = cell.strip().lstrip("\ufeff").lower()
    return next((column.id for column in COLUMNS if word in {column.id, column.heading}), "")


def _workbook(data: bytes, source: str) -> Table:
    """Read the first sheet of a workbook that has the table's columns."""
    if not find_spec("openpyxl"):
        raise ReviewError((f"{source}: workbooks need openpyxl: pip install 'quyu[gis]'",))
    from openpyxl import load_workbook  # noqa: PLC0415 - an optional dependency

    _hold_size(data, source)
    try:
        book = load_workbook(io.BytesIO(data))
        sheets = [sheet for sheet in book.worksheets if _is_ours(sheet)]
        faults = _sheet_faults(sheets[0], source) if sheets else []
        records = _cells(sheets[0]) if sheets else iter(())
    except Exception as error:  # whatever a damaged workbook makes of openpyxl
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        raise ReviewError((f"{source}: cannot be read as a workbook ({reason[:200]})",)) from error
    if faults:
        raise ReviewError(tuple(faults))
    return _table(records, source)


def _hold_size(data: bytes, source: str) -> None:
    """
    Refuse what unpacks to more than a table can be, and documents with entities.

    `zipfile` never gives more of a part than the directory declares, so the declared sizes hold.
    """
    try:
        reason = _size_fault(data)
    except Exception as error:  # whatever a damaged archive makes of zipfile
        raise ReviewError((f"{source}: a damaged workbook ({error})",)) from error
    if reason:
        raise ReviewError((f"{source}: {reason}",))


def _size_fault(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        total = sum(part.file_size for part in parts)
        if total > UNPACKED or total > GROWTH * max(len(data), 1):
            return f"unpacks to {total >> 20} MB, no table of a review"
        names = [part.filename for part in parts if part.filename.endswith((".xml", ".rels"))]
        if any(mark in archive.read(name) for name in names for mark in _ENTITIES):
            return "a workbook with a document type, which none has"
    return ""


def _is_ours(sheet: Any) -> bool:  # noqa: ANN401 - of openpyxl
    named = {
        _column(plain(sheet.cell(1, n).value)) for n in range(1, min(sheet.max_column, 99) + 1)
    }
    return {"ref", "found"} <= named


def _sheet_faults(sheet: Any, source: str) -> list[str]:  # noqa: ANN401 - of openpyxl
    faults = [
        f"{source}, row {area.min_row}: cells {area.coord} are merged; part them"
        for area in sheet.merged_cells.ranges
    ]
    faults += [
        f"{source}, row {row}, column {_heading(sheet, column)}: a formula, not a text"
        for (row, column), cell in sorted(sheet._cells.items())  # noqa: SLF001 - `_cells` says why
        if cell.data_type == "f"
    ]
    return faults


def _heading(sheet: Any, column: int) -> str:  # noqa: ANN401 - of openpyxl
    return plain(sheet.cell(1, column).value) or str(column)


def _cells(sheet: Any) -> Iterator[tuple[int, list[str]]]:  # noqa: ANN401 - of openpyxl
    """Give the rows that have cells: a sheet's last row may be the millionth, and empty."""
    held: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001 - the public ways make cells
        if cell.value is not None:
            held.setdefault(row, {})[column] = unguarded(plain(cell.value))
    for row in sorted(held):
        cells = held[row]
        yield row, [cells.get(column, "") for column in range(1, max(cells) + 1)]
