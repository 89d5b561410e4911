"""Write the table of a review as a workbook: frozen header, filters, lists to choose from."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quyu_geo.reviews.cells import NO, SEPARATOR, YES, guarded, storable, words_of
from quyu_geo.reviews.table import COLUMNS, HEADINGS, NAME
from quyu_maps.gis.errors import ExportError, missing
from quyu_maps.gis.workbook import LONGEST, save_steady, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

    from quyu_geo.reviews.table import Row

#: Names of the sheets.
TABLE, HELP, LISTS, OFFERED = "审校", "说明", "选项", "候选"
#: Widths of columns whose cells are long, in characters of Latin script.
_WIDE = {"quote": 60.0, "candidates": 40.0, "choice": 24.0}
#: Rows beyond the last one that lists to choose from reach, for rows that people add.
_SPARE = 500
_GREY, _PALE = "FF808080", "FFF2F2F2"
#: What the sheet of help says; each a paragraph.
_HELP = (
    "一行一条事项。改过的单元格以改后的为准,没改的照旧;灰色各列只供参考,改动不起作用。",
    "保留:写“否”即删去该事项;请勿删除整行。",
    "成员、伙伴:写地名或代码,用“|”或顿号分隔;重名的写成 名称(代码)。",
    "新增事项:在末尾加一行,编号留空,填名称、图层、类型、成员。",
    "种类为“地名”的行是有歧义的地名:在“选定地点”中选一个候选,或写地名、代码。",
    "改完后保存为 .xlsx 或 CSV,运行 quyu review --apply 本文件 规划文件 -o 审校结果.json。",
    "One row an initiative. What you change counts; grey columns are for reading only.",
    "To leave an initiative out write 否 under 保留; do not delete its row.",
    "Places are names or ids joined by |; to add an initiative add a row without 编号.",
)


def review_book(rows: Sequence[Row], day: str = "") -> bytes:
    """
    Give the workbook of a review.

    Parameters
    ----------
    rows
        Of `quyu_geo.reviews.table.rows_of`.
    day
        ``YYYY-MM-DD`` of the plan, which stands as the time of the file: the same rows give
        the same bytes.

    Raises
    ------
    ExportError
        If openpyxl is not installed, or a cell holds more than a workbook can.
    """
    if not find_spec("openpyxl"):
        raise missing("openpyxl", "gis", "XLSX")
    from openpyxl import Workbook  # noqa: PLC0415 - an optional dependency

    longest = max((len(cell) for row in rows for cell in row.values()), default=0)
    if longest > LONGEST:
        raise ExportError(f"a cell of {longest} characters is more than a workbook can hold")
    book = Workbook()
    _fill(book, rows)
    _help(book)
    _lists(book, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "review.xlsx"
        save_steady(book, path, f"{day or '2000'}-01-01"[:10])
        return path.read_bytes()


def _fill(book: Workbook, rows: Sequence[Row]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - optional
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet: Any = book.active
    sheet.title = TABLE
    sheet.freeze_panes = "E2"
    letters = {column.id: get_column_letter(n) for n, column in enumerate(COLUMNS, start=1)}
    sheet.auto_filter.ref = f"A1:{letters['found']}{len(rows) + 1}"
    grey, pale = Font(color=_GREY), PatternFill("solid", fgColor=_PALE)
    for number, column in enumerate(COLUMNS, start=1):
        _put(sheet, 1, number, column.heading, Font(bold=True))
        texts = [column.heading, *(row.get(column.id, "") for row in rows)]
        letter = letters[column.id]
        sheet.column_dimensions[letter].width = _WIDE.get(column.id) or width_of(texts)
        for line, row in enumerate(rows, start=2):
            cell = _put(sheet, line, number, row.get(column.id, ""))
            if not column.editable:
                cell.font, cell.fill = grey, pale
            if column.id in _WIDE:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions[letters["found"]].hidden = True
    _choices(sheet, rows, letters)


def _put(sheet: Any, row: int, column: int, text: str, font: Any = None) -> Any:  # noqa: ANN401
    """Write a text as a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    cell.value = guarded(storable(text)) or None
    if text:
        cell.data_type = "s"
    cell.number_format = "@"  # so that what people type stays as they type it
    if font:
        cell.font = font
    return cell


def _choices(sheet: Any, rows: Sequence[Row], letters: dict[str, str]) -> None:  # noqa: ANN401
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - optional

    last = len(rows) + 1 + _SPARE
    layers = len(words_of("layer"))
    statuses = len(words_of("status"))
    lists = {
        "keep": f'"{YES},{NO}"',
        "directed": f'"{YES},{NO}"',
        "core": f'"{YES},{NO}"',
        "layer": f"{LISTS}!$A$2:$A${layers + 1}",
        "status": f"{LISTS}!$B$2:$B${statuses + 1}",
        # The types of the layer of the same row: a name of the workbook for each layer.
        "type": f"INDIRECT(${letters['layer']}2)",
    }
    for column, formula in lists.items():
        choice = DataValidation("list", formula1=formula, allow_blank=True)
        choice.error = f"{HEADINGS[column]}:请从列表中选择"
        choice.add(f"{letters[column]}2:{letters[column]}{last}")
        sheet.add_data_validation(choice)
    for line, row in enumerate(rows, start=2):
        if row["kind"] == NAME and row["candidates"]:
            offered = DataValidation("list", formula1=f"{OFFERED}!${line}:${line}")
            offered.showErrorMessage = False  # another place than these is allowed
            offered.add(f"{letters['choice']}{line}")
            sheet.add_data_validation(offered)


def _help(book: Workbook) -> None:
    sheet = book.create_sheet(HELP)
    sheet.column_dimensions["A"].width = 110
    for number, text in enumerate(_HELP, start=1):
        _put(sheet, number, 1, text)


def _lists(book: Workbook, rows: Sequence[Row]) -> None:
    """Write what cells choose from: layers, statuses, the types of each layer, candidates."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - an optional dependency
    from openpyxl.workbook.defined_name import DefinedName  # noqa: PLC0415 - as above

    sheet = book.create_sheet(LISTS)
    columns = {HEADINGS["layer"]: words_of("layer"), HEADINGS["status"]: words_of("status")}
    columns |= {name: words_of("type", key) for key, name in words_of("layer").items()}
    for number, (heading, words) in enumerate(columns.items(), start=1):
        _put(sheet, 1, number, heading)
        for line, word in enumerate(words.values(), start=2):
            _put(sheet, line, number, word)
        if heading in words_of("layer").values():
            letter = get_column_letter(number)
            area = f"{LISTS}!${letter}$2:${letter}${len(words) + 1}"
            book.defined_names[heading] = DefinedName(heading, attr_text=area)
    offered = book.create_sheet(OFFERED)
    for line, row in enumerate(rows, start=2):
        if row["kind"] == NAME:
            for number, item in enumerate(filter(None, row["candidates"].split(SEPARATOR)), 1):
                _put(offered, line, number, item)
    for each in (sheet, offered):
        each.sheet_state = "hidden"
