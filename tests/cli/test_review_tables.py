"""Tables as spreadsheets save them, and files that are no tables, through `quyu review --apply`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from documents import archive
from reviewing import TEXT, document, reviewed, rows_of, save, tables
from running import quyu

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    document(tmp_path)
    return tables(tmp_path)


def resaved(encoding: str, mark: str) -> Callable[[Path], None]:
    return lambda table: save(table, rows_of(table), encoding, mark)


SAVED = {
    "semicolons": resaved("utf-8", ";"),
    "gb18030": resaved("gb18030", ","),
    "unicode text": resaved("utf-16", "\t"),
}


@pytest.mark.parametrize("how", SAVED)
def test_spreadsheets_save_in_many_ways(how: str, table: Path) -> None:
    plain = reviewed(table.parents[1], "tables/plan.review.csv")
    SAVED[how](table)
    assert reviewed(table.parents[1], "tables/plan.review.csv") == plain


SPOILT: dict[str, tuple[Callable[[Path], None], str]] = {
    "no table": (lambda table: table.write_text(TEXT, encoding="utf-8"), "no table of a review"),  # type: ignore[dict-item]
    "bytes": (lambda table: table.write_bytes(bytes(range(256))), "neither UTF-8"),  # type: ignore[dict-item]
    "a bomb": (
        lambda table: table.write_bytes(archive({"xl/workbook.xml": b" " * (90 << 20)})),  # type: ignore[dict-item]
        "unpacks to 90 MB",
    ),
    "half": (
        lambda table: table.write_bytes(table.with_suffix(".xlsx").read_bytes()[:900]),  # type: ignore[dict-item]
        "damaged workbook",
    ),
    "gone": (lambda table: table.unlink(), "No such file"),
    "a picture": (lambda table: table.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99)), ""),  # type: ignore[dict-item]
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_no_table_gets_one_line(how: str, table: Path) -> None:
    spoil, said = SPOILT[how]
    spoil(table)
    done = quyu("review", "--apply", "tables/plan.review.csv", cwd=table.parents[1])
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("quyu: tables/plan.review.csv")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
