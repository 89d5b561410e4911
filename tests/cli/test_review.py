"""`quyu review`: from a document to tables, to a reviewed plan, to maps and files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from reviewing import AMBIGUOUS, TEXT, correct, document, reviewed, rows_of, save, tables
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

_DATA = re.compile(r'<script type="application/json" id="quyu-data">(.*?)</script>', re.DOTALL)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return document(tmp_path)


@pytest.fixture
def table(plan: Path) -> Path:
    return tables(plan.parent)


def drawn(folder: Path, *arguments: str) -> dict[str, Any]:
    done = quyu("map", *arguments, "-o", "x.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    found = _DATA.search((folder / "x.html").read_text(encoding="utf-8"))
    assert found
    payload: dict[str, Any] = json.loads(found[1])
    return payload


def test_the_tables(table: Path) -> None:
    rows = rows_of(table)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert table.with_suffix(".xlsx").read_bytes().startswith(b"PK")
    assert rows[0]["种类"] == "规划"
    assert rows[0]["成员"] == "吉林省(220000)"
    initiatives = [row for row in rows if row["种类"] == "事项"]
    assert all(row["原文"] in TEXT and row["保留"] == "是" for row in initiatives)
    assert {"合作联系", "平台节点", "通道走廊"} <= {row["图层"] for row in initiatives}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("document", [(), ("plan.txt",)])
def test_an_unedited_table_is_the_plan_itself(
    suffix: str, document: tuple[str, ...], table: Path
) -> None:
    folder = table.parents[1]
    found = reviewed(folder, f"tables/plan.review{suffix}", *document)
    drafted = json.loads(
        quyu("export", "plan.txt", cwd=folder).stdout
    )  # what was read, before anybody saw it
    ids = [row["ref"].replace("#", "-") for row in found["initiatives"]]
    assert ids == [feature["id"] for feature in drafted["features"]]
    assert all(row["reviewed"] and row["quote"] in TEXT for row in found["initiatives"])


def test_corrections_reach_map_and_files(table: Path) -> None:
    folder = table.parents[1]
    correct(table, "跨境", 名称="中俄珲春跨境区", 伙伴="俄罗斯", 类型="示范·试验区", 状态="谋划")
    correct(table, "铁路", 保留="否")
    rows = rows_of(table)
    added = dict.fromkeys(rows[0], "")
    added |= {"名称": "长春数据港", "图层": "平台节点", "类型": "枢纽·中心", "成员": "长春市"}
    save(table, [*rows, added])
    found = reviewed(folder, "tables/plan.review.csv", "plan.txt")
    names = {row["name"]: row for row in found["initiatives"]}
    assert names["中俄珲春跨境区"]["origin"]["type"] == "cooperation_zone"
    assert [row["layer"] for row in found["dropped"]] == ["corridor"]
    shown = {record["name"]: record for record in drawn(folder, "reviewed.json")["features"]}
    assert (shown["中俄珲春跨境区"]["type"], shown["中俄珲春跨境区"]["status"]) == ("pilot", "plan")
    assert shown["中俄珲春跨境区"]["partners"] == ["RU"]
    assert "长春数据港" in shown
    assert not [name for name in shown if "铁路" in name]
    done = quyu("export", "reviewed.json", cwd=folder)
    features = {row["properties"]["name"]: row for row in json.loads(done.stdout)["features"]}
    assert set(features) == set(shown)
    own = features["长春数据港"]["properties"]
    assert (own["reviewed"], own["confidence"]) == (True, 1)
    assert {record["id"] for record in shown.values()} == {row["id"] for row in features.values()}


def test_what_nobody_reviewed_says_so(plan: Path) -> None:
    done = quyu("export", "plan.txt", cwd=plan.parent)
    features = json.loads(done.stdout)["features"]
    assert features
    assert not any(row["properties"]["reviewed"] for row in features)
    assert all(row["properties"]["confidence"] < 1 for row in features)
    assert all(row["properties"]["quote"] in TEXT for row in features)


def test_a_plan_beside_the_atlas(table: Path) -> None:
    folder = table.parents[1]
    correct(table, "跨境", 名称="甲乙丙跨境区")
    reviewed(folder, "tables/plan.review.csv")
    sheet = drawn(folder, "吉林", "--plan", "reviewed.json")
    names = {record["name"] for record in sheet["features"]}
    assert {"甲乙丙跨境区", "长春新区"} <= names
    assert "2021" in {plan["date"][:4] for plan in sheet["plans"]}
    done = quyu("export", "--all", "--plan", "reviewed.json", "--format", "geojsonseq", cwd=folder)
    features = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(features) > 533
    found = [row for row in features if row["properties"]["name"] == "甲乙丙跨境区"]
    assert len(found) == 1
    arguments = ("吉林", "--plan", "reviewed.json", "--plan", "plan.txt", "-o", "atlas")
    done = quyu("atlas", *arguments, "--jobs", "1", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "named twice; the reviewed one counts" in done.stderr
    assert "甲乙丙跨境区" in (folder / "atlas" / "220000-jilin.html").read_text(encoding="utf-8")
    assert "甲乙丙跨境区" in (folder / "atlas" / "index.html").read_text(encoding="utf-8")


def test_several_plans_on_one_sheet(plan: Path) -> None:
    other = TEXT.replace("吉林省人民政府", "浙江省人民政府").replace("2021年", "2022年")
    plan.with_name("other.txt").write_text(other, encoding="utf-8")
    sheet = drawn(plan.parent, "plan.txt", "other.txt")
    assert sheet["subject"]["units"] == ["220000", "330000"]
    assert [each["date"][:4] for each in sheet["plans"]] == ["2022", "2021"]
    assert "reading" not in sheet
    merged = [record for record in sheet["features"] if record.get("also")]
    assert len(merged) == len(sheet["features"])
    links = [record for record in merged if record["type"] == "counterpart_cooperation"]
    assert [record["tie"] for record in links] == ["reciprocal"]
    done = quyu("export", "plan.txt", "other.txt", cwd=plan.parent)
    features = json.loads(done.stdout)["features"]
    assert len(features) == 2 * len(merged)
    leads = {row["properties"]["shown_as"] for row in features}
    assert leads == {record["id"] for record in sheet["features"]}


def test_a_place_is_chosen_for_a_name(plan: Path) -> None:
    plan.write_text(AMBIGUOUS, encoding="utf-8")
    done = quyu("review", "plan.txt", "-o", "tables", cwd=plan.parent)
    assert done.returncode == 0, done.stderr
    table = plan.parent / "tables" / "plan.review.csv"
    rows = rows_of(table)
    names = [row for row in rows if row["种类"] == "地名"]
    assert [row["名称"] for row in names] == ["朝阳区", "鼓楼区", "朝阳区", "鼓楼区"]
    assert "吉林省长春市朝阳区(220104)" in names[0]["候选地点"]
    names[0]["选定地点"] = "吉林省长春市朝阳区(220104)"
    save(table, rows)
    without = reviewed(plan.parent, "tables/plan.review.csv")
    found = reviewed(plan.parent, "tables/plan.review.csv", "plan.txt")
    # Both 朝阳区: all choices for the name are one.
    assert [name["choice"] for name in found["names"]] == [["220104"], [], ["220104"], []]
    members, before = (
        {key for row in each["initiatives"] for key in row["members"]} for each in (found, without)
    )
    assert "220104" in members - before
    assert [row["reviewed"] for row in found["initiatives"] if "220104" in row["members"]] == [
        False
    ]


def test_corrections_survive_a_new_copy(table: Path) -> None:
    folder = table.parents[1]
    correct(table, "跨境", 类型="示范·试验区")
    first = reviewed(folder, "tables/plan.review.csv", "plan.txt")
    later = TEXT.replace("二、主要任务\n", "二、主要任务\n另起一段。\n").replace(
        "共建产业园区", "共办园区"
    )
    (folder / "later.txt").write_text(later, encoding="utf-8")
    done = quyu("review", "later.txt", "--earlier", "reviewed.json", "-o", "next", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "the text is not the one that was reviewed" in done.stderr
    rows = rows_of(folder / "next" / "later.review.csv")
    (row,) = [row for row in rows if "跨境" in row["名称"]]
    assert (row["类型"], row["已审核"]) == ("示范·试验区", "是")
    again = reviewed(folder, "next/later.review.csv", "later.txt")
    assert again["plan"]["key"] == first["plan"]["key"]
    kept = {row["ref"]: row["type"] for row in again["initiatives"]}
    assert (
        kept.items() >= {r["ref"]: r["type"] for r in first["initiatives"] if r["origin"]}.items()
    )


def test_bad_cells_are_all_named_and_nothing_is_written(table: Path) -> None:
    folder = table.parents[1]
    correct(table, "跨境", 类型="铁路", 成员="没有的市", 状态="已批")
    correct(table, "对口合作", 保留="也许")
    done = quyu("review", "--apply", "tables/plan.review.csv", "-o", "r.json", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    assert lines[-1] == "quyu: tables/plan.review.csv: 4 faults, nothing was applied"
    assert all(re.match(r"quyu: tables/plan\.review\.csv, row \d+, column ", s) for s in lines[:-1])
    assert not (folder / "r.json").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument"),
        (("plan.txt",), "name a folder"),
        (("plan.txt", "-o", "plan.txt"), "name a folder"),
        (("--apply", "t.csv", "plan.txt", "plan.txt"), "one table"),
        (("--apply", "t.csv", "--earlier", "r.json"), "one table"),
        (("plan.txt", "plan.txt", "--earlier", "r.json", "-o", "d"), "its document alone"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, plan: Path) -> None:
    done = quyu("review", *arguments, cwd=plan.parent)
    assert done.returncode == 2
    assert said in done.stderr
    assert [path.name for path in plan.parent.iterdir()] == ["plan.txt"]


def test_a_damaged_review_is_refused(plan: Path) -> None:
    bad = plan.with_name("bad.json")
    bad.write_text('{"format": "quyu-reviewed-plan", "version": 1}', encoding="utf-8")
    for arguments in (
        ("map", "bad.json"),
        ("export", "bad.json"),
        ("map", "吉林", "--plan", "bad.json"),
    ):
        done = quyu(*arguments, cwd=plan.parent)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("quyu: bad.json: ")
        assert done.stderr.count("\n") == 1


def test_own_places_go_with_every_command(plan: Path) -> None:
    """A place that only the user knows is read, reviewed and drawn; the review brings it along."""
    own = "id,kind,name,lon,lat,parent\nown-1,county,翡翠湖县,126.5,43.5,own-2\n"
    own += "own-2,prefecture,翡翠市,126.4,43.4,220000\n"
    plan.with_name("own.csv").write_text(own, encoding="utf-8")
    plan.write_text(TEXT.replace("双辽市", "翡翠湖县"), encoding="utf-8")
    places = ("--gazetteer", "own.csv")
    for command in ("extract", "export"):
        done = quyu(command, "plan.txt", *places, cwd=plan.parent)
        assert done.returncode == 0, done.stderr
        assert "own-1" in done.stdout
        assert "own-1" not in quyu(command, "plan.txt", cwd=plan.parent).stdout
    assert quyu("check", "plan.txt", *places, cwd=plan.parent).returncode in {0, 1}
    done = quyu("review", "plan.txt", "-o", "tables", *places, cwd=plan.parent)
    assert done.returncode == 0, done.stderr
    found = reviewed(plan.parent, "tables/plan.review.csv", *places)
    assert [place["id"] for place in found["places"]] == ["own-1", "own-2"]
    assert "own-1" in drawn(plan.parent, "reviewed.json")["places"]


def test_the_five_plans(gold: Path, tmp_path: Path) -> None:
    """Each table, unedited, is its plan; together they make one sheet."""
    files = sorted(gold.glob("*.txt"))
    done = quyu("review", *files, "-o", "tables", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for file in files:
        for suffix in (".csv", ".xlsx"):
            table = f"tables/{file.stem}.review{suffix}"
            done = quyu("review", "--apply", table, "-o", f"{suffix}.json", cwd=tmp_path)
            assert done.returncode == 0, done.stderr
        done = quyu("review", "--apply", table, file, "-o", f"{file.stem}.json", cwd=tmp_path)
        assert done.stderr.count("\n") == 2, done.stderr  # no remark: nothing changed
        texts = {(tmp_path / f"{name}.json").read_bytes() for name in (".csv", ".xlsx", file.stem)}
        assert len(texts) == 1
    sheet = drawn(tmp_path, *(f"{file.stem}.json" for file in files))
    assert sheet["subject"]["units"] == ["150000", "211100", "220000", "320000"]
    assert len(sheet["plans"]) == 5
    four = [
        each
        for each in sheet["features"]
        if {*each["members"]} == {"220300", "220400", "211200", "150500"}
    ]
    assert [len(each["also"]) for each in four] == [2]


def test_zip_dates_do_not_matter(table: Path) -> None:
    """The workbook has the same bytes every time."""
    first = table.with_suffix(".xlsx").read_bytes()
    quyu("review", "plan.txt", "-o", "tables", cwd=table.parents[1])
    assert table.with_suffix(".xlsx").read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
