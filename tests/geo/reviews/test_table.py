"""An unedited table gives the plan that it was made from, however it was saved."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quyu_geo.reviews.apply import apply
from quyu_geo.reviews.document import read_reviewed, write_reviewed
from quyu_geo.reviews.files import csv_bytes, read_table
from quyu_geo.reviews.model import Reviewed, digest
from quyu_maps.review_book import review_book
from reviewed import WORLD, plan, rows, seen

if TYPE_CHECKING:
    from collections.abc import Callable

    from quyu_geo.reviews.table import Row

#: Texts that have broken tables before.
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "'=1",
    "''",
    "\t制表",
    '带"引号",逗号;分号',
    "两\n行",
    "回\r\n车",
    "\x00\x0b控制",
    "\ud800孤",
    "𠮷野家",
    "1-2",
    "(1)",
    "00123",
    "1e5",
    "TRUE",
    "_x0041_",
    " 空格 ",
    "长" * 40_000,
)


def again(data: bytes) -> Reviewed:
    """Apply a table."""
    return apply(read_table(data, "t"), "t", WORLD)


def resaved(data: bytes, encoding: str, mark: str) -> bytes:
    """Save a CSV as a spreadsheet would: in another encoding and with another delimiter."""
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark, lineterminator="\r\n").writerows(cells)
    return out.getvalue().encode(encoding, "replace")


SAVED: dict[str, Callable[[list[Row]], bytes]] = {
    "csv": csv_bytes,
    "semicolons": lambda made: resaved(csv_bytes(made), "utf-8", ";"),
    "unicode text": lambda made: resaved(csv_bytes(made), "utf-16", "\t"),
    "gbk": lambda made: resaved(csv_bytes(made), "gbk", ","),
    "gb18030": lambda made: resaved(csv_bytes(made), "gb18030", ","),
    "xlsx": review_book,
}


@pytest.mark.parametrize("form", SAVED)
def test_an_unedited_table_is_the_same_plan(form: str) -> None:
    assert again(SAVED[form](rows())) == seen(plan())


@pytest.mark.parametrize("form", SAVED)
def test_sorted_rows_are_the_same_plan(form: str) -> None:
    assert again(SAVED[form](rows()[::-1])) == seen(plan())


def hostile(name: str, note: str, clause: str, surface: str) -> Reviewed:
    made = plan()
    first, *others = made.entries
    row = replace(
        first.initiative, name=name, note=note, section=clause, clause_sha256=digest(clause)
    )
    spoilt = replace(first, initiative=row, quote=clause, horizon=note, responsible=(name,))
    (one,) = made.names
    return replace(
        made,
        plan=replace(made.plan, title=name, issuer=note),
        entries=(spoilt, *others),
        names=(replace(one, surface=surface, context=clause),),
    )


@pytest.mark.parametrize("form", ["csv", "gb18030", "xlsx"])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_texts_come_back(text: str, form: str) -> None:
    made = seen(hostile(text or "名", text, text, text))
    if form != "csv" and len(text) > 30_000:
        pytest.skip("more than a cell of a workbook can hold; the CSV has it")
    found = again(SAVED[form](rows(made)))
    # A quote that a file cannot hold is left out rather than changed.
    clause = found.entries[0].quote
    assert clause in {text, ""}
    first = replace(found.entries[0], quote=text)
    assert replace(found, entries=(first, *found.entries[1:])) == made
    assert read_reviewed(write_reviewed(made).encode(), "x", WORLD) == made


texts = st.text(st.characters(exclude_categories=()), max_size=40)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(texts.filter(str.strip), texts, texts, texts)
def test_any_text_comes_back(name: str, note: str, clause: str, surface: str) -> None:
    made = seen(hostile(name, note, clause, surface))
    found = again(csv_bytes(rows(made)))
    assert found.entries[0].quote in {clause, ""}
    first = replace(found.entries[0], quote=clause)
    assert replace(found, entries=(first, *found.entries[1:])) == made
    assert read_reviewed(write_reviewed(made).encode(), "x", WORLD) == made


def test_nothing_in_a_csv_is_a_formula() -> None:
    data = csv_bytes(rows(hostile(*["=1+1"] * 4)))
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert csv_bytes(rows()) == csv_bytes(rows())
    assert review_book(rows(), "2021-05") == review_book(rows(), "2021-05")


def test_the_workbook_is_made_for_people() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(review_book(rows(hostile(*["=1+1"] * 4)))))
    sheet = book["审校"]
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == "A1:W7"
    assert sheet.column_dimensions["W"].hidden
    lists = {
        str(each.sqref).split(":")[0]: each.formula1
        for each in sheet.data_validations.dataValidation
    }
    assert lists["C2"] == '"是,否"'
    assert lists["F2"] == "INDIRECT($E2)"
    assert lists["N7"] == "候选!$7:$7"
    assert [cell.value for cell in book["候选"][7]][:2] == [
        "甲山省东城市朝阳区(410102)",
        "乙水省西宁市朝阳区(420102)",
    ]
    assert set(book.defined_names) == {"合作联系", "通道走廊", "平台节点", "区域范围"}
    assert not [c for page in book for row in page.iter_rows() for c in row if c.data_type == "f"]
    assert sheet["D3"].value == "'=1+1"
