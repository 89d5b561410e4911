"""What people write into a table: corrections are taken over, bad cells are all named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quyu_geo.errors import ReviewError
from quyu_geo.model import Span
from quyu_geo.reviews.apply import apply
from quyu_geo.reviews.files import csv_bytes, read_table
from quyu_geo.reviews.model import Reviewed, digest
from quyu_geo.reviews.table import HEADINGS
from reviewed import PLAN, WORLD, plan, rows, seen

if TYPE_CHECKING:
    from quyu_geo.reviews.table import Row

NEW = {
    "kind": "事项",
    "name": "西宁飞地",
    "layer": "平台节点",
    "type": "合作区",
    "members": "南浦市",
    "partners": "西宁",
    "quote": "由人补充的一句",
}


def applied(made: list[Row]) -> Reviewed:
    return apply(read_table(csv_bytes(made), "t.csv"), "t.csv", WORLD)


def changed(number: int, **cells: str) -> list[Row]:
    """Give the table with other cells in the row of an initiative."""
    made = rows()
    made[number] = {**made[number], **cells}
    return made


@pytest.mark.parametrize(
    ("number", "cells", "values"),
    [
        (2, {"type": "新区"}, {"type": "new_area"}),
        (2, {"name": "东城科创园"}, {"name": "东城科创园"}),
        (2, {"members": "南浦"}, {"members": ("410200",)}),
        (2, {"partners": "乙水省、西宁市"}, {"partners": ("420000", "420100")}),
        (2, {"status": "谋划"}, {"status": "plan"}),
        (2, {"topics": "交通、产业"}, {"topics": ("交通", "产业")}),
        (2, {"topics": ""}, {"topics": ()}),
        (2, {"core": "否"}, {"core": False}),
        (2, {"note": "位置待定"}, {"note": "位置待定"}),
        (1, {"directed": "是"}, {"directed": True}),
        (1, {"type": "对口支援"}, {"type": "counterpart_support"}),
        (1, {"layer": "区域范围", "type": "都市圈"}, {"layer": "region", "type": "metro"}),
        (1, {"members": "410200|410100|420100"}, {"members": ("410200", "410100", "420100")}),
    ],
)  # fmt: skip
def test_a_correction(number: int, cells: Row, values: dict[str, object]) -> None:
    before, after = (
        plan().entries[number - 1],
        applied(changed(number, **cells)).entries[number - 1],
    )
    got = {name: getattr(after.initiative, name) for name in values}
    assert got == values
    assert after.origin == {name: getattr(before.initiative, name) for name in values}
    assert after.corrected
    assert after.initiative.span == before.initiative.span


def test_a_correction_taken_back_is_none() -> None:
    once = applied(changed(2, name="别的园", type="新区"))
    table = rows(once)
    table[2]["name"] = "东城科技园"
    twice = applied(table).entries[1]
    assert twice.origin == {"type": "park"}
    assert twice.initiative.type == "new_area"


def test_what_is_left_out_stays_at_hand() -> None:
    found = applied(changed(3, keep="否"))
    assert [each.initiative.ref[-3:] for each in found.entries] == ["001", "002", "004"]
    assert [each.initiative.ref[-3:] for each in found.dropped] == ["003"]
    again = applied(rows(found))
    assert again == found
    back = rows(found)
    back[3]["keep"] = "是"
    assert applied(back) == seen(plan())


def test_a_row_that_is_added() -> None:
    found = applied(
        [*rows(), NEW, {**NEW, "name": "第二个", "kind": "", "keep": "是", "status": "谋划"}]
    )
    first, second = found.entries[-2:]
    row = first.initiative
    assert (row.ref, row.layer, row.type) == (f"{PLAN.key}#005", "zone", "cooperation_zone")
    assert (row.members, row.partners, row.status) == (("410200",), ("420100",), "build")
    assert (row.span, first.quote, row.clause_sha256) == (
        Span(0, 0),
        NEW["quote"],
        digest(NEW["quote"]),
    )
    assert first.basis == "added"
    assert first.reviewed
    assert (second.initiative.ref[-3:], second.initiative.status) == ("006", "plan")
    assert applied(rows(found)) == found


def test_a_place_is_chosen_for_a_name() -> None:
    table = rows()
    table[-1]["choice"] = "乙水省西宁市朝阳区(420102)"
    assert applied(table).names[0].choice == ("420102",)


@pytest.mark.parametrize(
    ("number", "cells", "column", "said"),
    [
        (2, {"layer": "点"}, "layer", "one of 合作联系"),
        (2, {"type": "铁路"}, "type", "one of 新区"),
        (2, {"layer": "通道走廊"}, "type", "no type of 通道走廊"),
        (2, {"members": "没有的市"}, "members", "no such place"),
        (2, {"members": ""}, "members", "empty"),
        (2, {"members": "西宁市(410100)"}, "members", "410100 is 东城市"),
        (2, {"members": "同名县"}, "members", "several places"),
        (2, {"status": "已批"}, "status", "one of 已有"),
        (2, {"topics": "产业、玄学"}, "topics", "玄学"),
        (2, {"core": "也许"}, "core", "neither"),
        (2, {"keep": "?"}, "keep", "neither"),
        (2, {"keep": ""}, "keep", "empty"),
        (2, {"name": ""}, "name", "empty"),
        (2, {"kind": "备忘"}, "kind", "one of 规划"),
        (2, {"found": "{}"}, "found", "damaged"),
        (2, {"found": "[" * 100_000}, "found", "damaged"),
        (2, {"ref": "x#002"}, "ref", "not the row's own"),
        (2, {"directed": "是"}, "directed", "only a link"),
        (1, {"members": "东城"}, "members", "two parties"),
        (1, {"members": "东城", "directed": "是"}, "members", "a giver and a receiver"),
        (5, {"choice": "没有的区"}, "choice", "no such place"),
        (5, {"found": "null"}, "found", "damaged"),
        (0, {"found": ""}, "found", "damaged"),
    ],
)
def test_a_bad_cell_is_named(number: int, cells: Row, column: str, said: str) -> None:
    with pytest.raises(ReviewError) as error:
        applied(changed(number, **cells))
    (fault,) = error.value.faults
    assert fault.startswith(f"t.csv, row {number + 2}, column {HEADINGS[column]}: ")
    assert said in fault
    assert "\n" not in fault


def test_all_bad_cells_are_named() -> None:
    made = rows()
    made[1]["type"] = "铁路"
    made[2] |= {"members": "没有的市", "status": "已批", "keep": "?"}
    made[5]["choice"] = "没有的区"
    bad = {**NEW, "name": "", "members": "", "layer": "?"}
    with pytest.raises(ReviewError) as error:
        applied([*made, bad])
    where = [fault.split(": ")[0].removeprefix("t.csv, row ") for fault in error.value.faults]
    assert where == [
        "3, column 类型", "4, column 成员", "4, column 状态", "4, column 保留",
        "7, column 选定地点", "8, column 名称", "8, column 图层", "8, column 成员",
    ]  # fmt: skip


def test_rows_that_are_gone_or_stand_twice() -> None:
    made = rows()
    with pytest.raises(ReviewError, match="#002 is gone; to leave it out write 否"):
        applied([*made[:2], *made[3:]])
    with pytest.raises(ReviewError, match="#002 stands twice"):
        applied([*made, made[2]])
    with pytest.raises(ReviewError, match="1 rows of names were written, 0 are there"):
        applied(made[:-1])
    with pytest.raises(ReviewError, match=r"规划. is missing"):
        applied(made[1:])
    with pytest.raises(ReviewError, match="a second plan"):
        applied([*made, made[0]])


def test_a_table_cannot_ask_for_the_moon() -> None:
    """Numbers in the hidden column are bounded before anything is made of them."""
    made = rows()
    made[0]["found"] = made[0]["found"].replace("[[1,4]]", "[[1,999999999999]]")
    with pytest.raises(ReviewError, match="damaged"):
        applied(made)


def test_a_table_brings_no_place_of_the_gazetteer() -> None:
    """A forged row cannot move what everybody knows."""
    made = rows()
    made[4]["found"] = made[4]["found"].replace('"id":"railway-own"', '"id":"410100"')
    with pytest.raises(ReviewError, match="damaged"):
        applied(made)  # the line that it names is now unknown
