"""The report on a new edition of the sources: what became of units, and which rows it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from quyu_build.changes import affected, differences, report
from quyu_build.tables import write_table

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]


def unit(key: str, name: str, lon: float = 1.0, **more: str) -> Row:
    row = {"id": key, "kind": "county", "name": name, "parent": "220100", "lon": str(lon)}
    return {**row, "lat": "1.0", "precision": "seat", **more}


def told(old: list[Row], new: list[Row]) -> list[str]:
    shapes = {row["id"]: shapely.box(0, 0, 10, 10) for row in old}
    before, after = ({row["id"]: row for row in rows} for rows in (old, new))
    return list(differences(before, after, shapes))


def test_a_unit_that_is_recoded() -> None:
    lines = told([unit("220381", "公主岭市")], [unit("220184", "公主岭市")])
    assert lines == ["gone: 220381 公主岭市, recoded to 220184", "new: 220184 公主岭市"]


def test_a_unit_that_is_split() -> None:
    lines = told([unit("1", "甲县")], [unit("2", "乙区", 2.0), unit("3", "丙区", 3.0)])
    assert lines[0] == "gone: 1 甲县, split into 2, 3"


def test_a_unit_that_is_merged() -> None:
    lines = told([unit("1", "甲县"), unit("2", "乙区")], [unit("2", "乙区")])
    assert lines == ["gone: 1 甲县, merged or no longer listed"]


def test_a_unit_that_is_renamed_moved_and_has_another_point() -> None:
    lines = told([unit("1", "甲县")], [unit("1", "甲区", 1.1, parent="220200", note="x")])
    assert [line.partition(":")[0] for line in lines] == ["renamed", "moved", "point", "changed"]
    assert "was 甲县" in lines[0]
    assert "was in 220100" in lines[1]
    assert "11.1 km" in lines[2]


def test_what_stays_is_not_told() -> None:
    assert told([unit("1", "甲县")], [unit("1", "甲县")]) == []


def test_rows_that_name_what_is_gone(tmp_path: Path) -> None:
    columns = ("id", "members")
    write_table(tmp_path / "a.tsv", [{"id": "x", "members": "1|2"}, {"id": "y"}], columns)
    assert affected({"2"}, [tmp_path]) == ["affected: a.tsv: x names 2"]
    assert affected(set(), [tmp_path]) == []


def test_the_report_of_two_folders(tmp_path: Path) -> None:
    for folder, name in (("before", "甲县"), ("after", "甲市")):
        row = {**unit("zone-a", name), "kind": "zone"}
        write_table(tmp_path / folder / "gazetteer" / "zones.tsv", [row])
    lines = report(tmp_path / "before", tmp_path / "after", tmp_path)
    assert lines == [
        "zones.tsv: 1 rows before, 1 now",
        "  renamed: zone-a 甲市, was 甲县",
    ]
    assert report(tmp_path / "after", tmp_path / "after", tmp_path) == []
