"""Write an Excel workbook for people: frozen header, filters, widths, Chinese headings."""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import shapely

from quyu_maps.gis import tables
from quyu_maps.gis.archive import write_archive
from quyu_maps.gis.errors import ExportError, missing
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.layers import flat
from quyu_maps.gis.progress import CHUNK, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import pandas as pd
    from openpyxl import Workbook

    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records

#: What a cell can hold (Excel's own limit), and a sheet's rows.
LONGEST = 32767
ROWS = 1_048_576

#: Characters that no cell may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Width of columns in characters of Latin script; Chinese ones take two.
_NARROWEST, _WIDEST = 8, 48
_SAMPLE = 500


def workbook(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write an Excel workbook.

    Sheets: 事项 (features), 规划 (plans), 参与方 (parties), 字段 (what the columns mean).
    A cell holds no geometry: the columns 经度 and 纬度 give a point on each feature. Lists are
    joined, true and false are 是 and 否. Texts never become formulas.

    Raises
    ------
    ExportError
        If openpyxl is not installed, or there are more rows than a sheet can have.
    """
    if not find_spec("openpyxl"):
        raise missing("openpyxl", "gis", "XLSX")
    from openpyxl import Workbook  # noqa: PLC0415 - an optional dependency

    book = Workbook(write_only=True)
    try:
        _fill(book, source, progress)
        save_steady(book, path, source.newest)
    except BaseException:
        for sheet in book:
            # Or Python complains, at its end, of the drafts that openpyxl keeps of each sheet.
            with suppress(OSError):
                sheet.close()
        raise
    return []


def _fill(book: Workbook, source: Records, progress: Progress) -> None:
    _sheet(book, "事项", _headings(source), _feature_rows(source), progress)
    for title, columns, frame in (
        ("规划", tables.PLANS, tables.plans(source)),
        ("参与方", tables.PARTIES, tables.parties(source)),
    ):
        _sheet(book, title, columns.values(), frame.itertuples(index=False))
    described = [
        (f.alias, f.name, f.meaning_zh, f.meaning)
        for f in bundled_fields()
        if f.name in source.fields
    ]
    _sheet(book, "字段", ("列", "字段", "含义", "meaning"), described)


def _headings(source: Records) -> list[str]:
    aliases = {f.name: f.alias for f in bundled_fields()}
    return [*(aliases[name] for name in source.fields), "经度", "纬度"]


def _feature_rows(source: Records) -> Iterable[tuple[Any, ...]]:
    frame = _for_people(flat(source.features))
    points = shapely.point_on_surface(source.features.geometry.to_numpy())
    places = zip(shapely.get_x(points).round(5), shapely.get_y(points).round(5), strict=True)
    rows = frame[source.fields].itertuples(index=False, name=None)
    return ((*row, float(lon), float(lat)) for row, (lon, lat) in zip(rows, places, strict=True))


def _for_people(frame: pd.DataFrame) -> pd.DataFrame:
    words = {True: "是", False: "否"}
    return frame.assign(
        **{f.name: frame[f.name].map(words) for f in bundled_fields() if f.type == "boolean"}
    )


def _sheet(
    book: Workbook,
    title: str,
    headings: Iterable[str],
    rows: Iterable[tuple[Any, ...]],
    progress: Progress = silent,
) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - an optional dependency
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    headings, rows = list(headings), list(rows)
    if len(rows) >= ROWS:
        raise ExportError(f"XLSX: {len(rows)} rows for {title}, and a sheet has {ROWS} at most")
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "C2" if title == "事项" else "A2"
    for number, heading in enumerate(headings, start=1):
        texts = [heading, *(str(row[number - 1]) for row in rows[:_SAMPLE])]
        sheet.column_dimensions[get_column_letter(number)].width = width_of(texts)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{len(rows) + 1}"
    bold = Font(bold=True)
    sheet.append([_cell(sheet, heading, bold) for heading in headings])
    for start in range(0, len(rows), CHUNK):
        for row in rows[start : start + CHUNK]:
            sheet.append([_cell(sheet, value) for value in row])
        progress(min(CHUNK, len(rows) - start))


def _cell(sheet: Any, value: object, font: Any = None) -> Any:  # noqa: ANN401 - write-only types
    if not isinstance(value, str) or (font is None and _is_plain(value)):
        return value
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - an optional dependency

    cell = WriteOnlyCell(sheet, _FORBIDDEN.sub("\ufffd", value)[:LONGEST])
    # Or it would be taken for a formula or an error.
    cell.data_type = "s"
    if font:
        cell.font = font
    return cell


def _is_plain(text: str) -> bool:
    """Tell whether openpyxl takes a text as it is, and for nothing but a text."""
    return not text.startswith(("=", "#")) and len(text) <= LONGEST and not _FORBIDDEN.search(text)


def width_of(texts: Iterable[str]) -> float:
    """Give the width that nine tenths of the texts fit in, within bounds."""
    lengths = sorted(sum(1 + (character > "⺀") for character in text) for text in texts)
    fitting = lengths[min(len(lengths) - 1, len(lengths) * 9 // 10)]
    return float(min(max(fitting + 2, _NARROWEST), _WIDEST))


def save_steady(book: Workbook, path: Path, day: str) -> None:
    """Save a workbook without the time of the run, which openpyxl writes into two places."""
    from openpyxl.xml.functions import tostring  # noqa: PLC0415 - an optional dependency

    book.save(path)
    date = datetime.fromisoformat(day).replace(tzinfo=UTC)
    book.properties.creator = "quyu"
    book.properties.created = book.properties.modified = date
    with zipfile.ZipFile(path) as archive:
        members: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    core = {"docProps/core.xml": tostring(book.properties.to_tree())}
    write_archive(path, ({**members, **core}).items())
