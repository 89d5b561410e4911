"""Files that are no tables, or that spreadsheets and enemies have spoilt: one clear line."""

from __future__ import annotations

import io
import zipfile

import pytest

from documents import archive
from quyu_geo.errors import ReviewError
from quyu_geo.reviews.files import LARGEST, csv_bytes, read_table
from quyu_geo.reviews.table import COLUMNS
from quyu_maps.review_book import review_book
from reviewed import rows

openpyxl = pytest.importorskip("openpyxl")

HEAD = ",".join(column.heading for column in COLUMNS)


def workbook(*edits: object) -> bytes:
    """Give the workbook of the plan after edits to its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(review_book(rows())))
    for edit in edits:
        edit(book["审校"])  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def with_entity() -> bytes:
    held = parts(review_book(rows()))
    name = "xl/workbook.xml"
    held[name] = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + held[name]
    return archive(held)


BAD = {
    "empty": (b"", "no table of a review"),
    "a plan": ("关于区域协调的意见\n一、总体要求\n".encode(), "no table of a review"),
    "binary": (bytes(range(256)) * 40, "neither UTF-8, UTF-16 nor GB 18030"),
    "big5": ("種類,編號".encode("big5") + b"\xff\xff\xff", "neither UTF-8"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "save it as .xlsx"),
    "too large": (b"x" * (LARGEST + 1), "larger than 32 MB"),
    "no workbook": (archive({"a.txt": b"x"}), "cannot be read as a workbook"),
    "half a workbook": (review_book(rows())[:4000], "a damaged workbook"),
    "a bomb": (archive({"xl/workbook.xml": b" " * (60 << 20)}), "unpacks to 60 MB"),
    "a small bomb": (archive({"xl/workbook.xml": b" " * (20 << 20)}), "unpacks to 20 MB"),
    "entities": (with_entity(), "a document type"),
    "another workbook": (workbook(lambda sheet: sheet.delete_rows(1)), "no table of a review"),
    "a column is gone": (workbook(lambda sheet: sheet.delete_cols(6)), "column 类型 is missing"),
    "a column twice": (f"{HEAD},类型\n".encode(), "column 类型 stands twice"),
    "cells astray": (f"{HEAD}\n{',' * 30}x\n".encode(), "row 2: more cells than columns"),
    "too many rows": ((HEAD + "\n" + "x\n" * 50_001).encode(), "more than 50000 rows"),
    "no CSV": (csv_bytes(rows()) + b'"open', "row 8"),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in BAD if name != "no CSV"])
def test_no_table(name: str) -> None:
    data, said = BAD[name]
    with pytest.raises(ReviewError) as error:
        read_table(data, "t")
    (fault,) = error.value.faults
    assert fault.startswith("t")
    assert said in fault
    assert "\n" not in fault


def test_merged_cells_and_formulas_are_all_named() -> None:
    def spoil(sheet: object) -> None:
        sheet.merge_cells("D3:D4")  # type: ignore[attr-defined]
        sheet.merge_cells("G3:H3")  # type: ignore[attr-defined]
        sheet["J4"] = "=1+1"  # type: ignore[index]

    with pytest.raises(ReviewError) as error:
        read_table(workbook(spoil), "t.xlsx")
    faults = sorted(error.value.faults)
    assert faults == [
        "t.xlsx, row 3: cells D3:D4 are merged; part them",
        "t.xlsx, row 3: cells G3:H3 are merged; part them",
        "t.xlsx, row 4, column 状态: a formula, not a text",
    ]


def test_a_workbook_with_a_million_empty_rows() -> None:
    """Whoever formats a whole column makes the last row the millionth."""

    def format_below(sheet: object) -> None:
        sheet.cell(1_048_576, 3).number_format = "@"  # type: ignore[attr-defined]

    assert len(read_table(workbook(format_below), "t.xlsx").rows) == len(rows())


def test_what_people_add_is_left_aside() -> None:
    def add(sheet: object) -> None:
        sheet.insert_cols(1)  # type: ignore[attr-defined]
        sheet["A1"] = "我的批注"  # type: ignore[index]
        sheet["A3"] = "请核"  # type: ignore[index]

    table = read_table(workbook(add), "t.xlsx")
    assert table.aside == ("我的批注",)
    assert table.rows == read_table(review_book(rows()), "t.xlsx").rows


def test_columns_may_be_headed_by_their_ids() -> None:
    text = csv_bytes(rows()).decode("utf-8-sig")
    for column in COLUMNS:
        text = text.replace(column.heading, column.id, 1)
    assert read_table(text.encode(), "t").rows == read_table(csv_bytes(rows()), "t").rows


def test_other_workbooks_are_searched_for_the_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(review_book(rows())))
    book.move_sheet("审校", 3)
    out = io.BytesIO()
    book.save(out)
    assert len(read_table(out.getvalue(), "t").rows) == len(rows())
