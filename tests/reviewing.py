"""A document of our own, and the tables of its review, for the tests of `quyu review`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

#: Written for these tests; about no plan in particular.
TEXT = """关于加强区域合作的试行方案

吉林省人民政府办公室
2021年3月8日

一、总的考虑
深化吉林省与浙江省对口合作,共建产业园区。
二、主要任务
加快建设长春至通化铁路。支持珲春市设立跨境经济合作区。由省发展改革委负责。
向朝阳区学习先进做法,推进朝阳区与双辽市协同发展。
"""
#: Names of several places, and nobody who speaks.
AMBIGUOUS = """关于加强区域合作的试行方案

一、总的考虑
深化朝阳区与双塔区协同发展,支持鼓楼区设立跨境经济合作区。
学习朝阳区、鼓楼区的做法。
"""

Rows = list[dict[str, str]]


def document(folder: Path, text: str = TEXT) -> Path:
    """Write a document."""
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return path


def tables(folder: Path) -> Path:
    """Write the tables of the document in a folder and give the CSV."""
    done = quyu("review", "plan.txt", "-o", "tables", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "tables" / "plan.review.csv"


def rows_of(table: Path) -> Rows:
    with table.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def save(table: Path, rows: Rows, encoding: str = "utf-8-sig", mark: str = ",") -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0], delimiter=mark)
    writer.writeheader()
    writer.writerows(rows)
    table.write_bytes(out.getvalue().encode(encoding))


def correct(table: Path, name: str, **cells: str) -> None:
    """Write into the row of an initiative whose name holds a word."""
    rows = rows_of(table)
    (row,) = [row for row in rows if row["种类"] == "事项" and name in row["名称"]]
    row |= cells
    save(table, rows)


def reviewed(folder: Path, *arguments: str) -> dict[str, Any]:
    """Apply a table and give the reviewed plan."""
    done = quyu("review", "--apply", *arguments, "-o", "reviewed.json", cwd=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((folder / "reviewed.json").read_text(encoding="utf-8"))
    return found
