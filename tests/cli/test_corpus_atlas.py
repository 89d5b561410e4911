"""From a dataset to maps and GIS files: counted, by province, and inert whatever texts say."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from quyu_cli.main import cli
from quyu_geo.corpus.model import Item, Settings
from quyu_geo.gazetteer import Gazetteer

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from quyu_cli.corpus.store import Store
from quyu_geo.corpus.dataset import Dataset
from quyu_geo.corpus.parts import parts
from quyu_geo.corpus.study import Desk
from quyu_geo.corpus.summary import summarise
from quyu_geo.corpus.task import do_part

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """吉林省人民政府关于区域协作的意见
深化吉林省与浙江省对口合作。建设长春都市圈。推进长春市与四平市共建产业合作示范区。
加快长春至白城铁路建设。支持长春市与哈尔滨市战略合作。
"""
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}${8*8}"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a dataset of seven plans, made in this process; one has a hostile title."""
    folder = tmp_path_factory.mktemp("dataset")
    settings, desk = Settings("1"), Desk(Gazetteer.bundled())
    items = [
        Item(f"d{n}", f"d{n}", TEXT.encode(), plain=True, date=f"201{n}", title=HOSTILE * (n == 0))
        for n in range(6)
    ]
    other = "黑龙江省与广东省对口合作,建设哈长城市群。"
    items.append(Item("h", "h", other.encode(), plain=True, subject="黑龙江", date="2022"))
    store, count = Store.open(folder, resume=True), 0
    for part in parts(items, 3):
        made = do_part(part, settings, desk, lambda _: None, {})
        store.keep(part.number, made, part.digest(settings))
        count += 1
    store.finish(count, settings)
    return folder


def run(*arguments: str | Path, code: int = 0) -> str:
    """Run a command here and give what it writes to standard output."""
    done = CliRunner().invoke(cli, list(map(str, arguments)))
    assert done.exit_code == code, done.output
    return done.stdout


def test_what_many_plans_say_alike_is_one_group(dataset: Path) -> None:
    """Counted by plans, the most named first; of the country, links join provinces."""
    known = Gazetteer.bundled()
    found = summarise(Dataset.open(dataset), known, "220000")
    top = found.groups[0]
    assert (found.plans, found.newest, top.plans) == (7, "2022", 6)
    assert sum(group.plans for group in found.groups) == found.totals.total()
    whole = summarise(Dataset.open(dataset), known)
    links = {(g.name, g.plans) for g in whole.groups if g.row["layer"] == "link"}
    assert {("吉林—浙江", 6), ("黑龙江—广东", 1)} <= {
        *links,
        *(("—".join(reversed(name.split("—"))), plans) for name, plans in links),
    }
    assert whole.matrix["220000", "330000"] == 6
    assert whole.shares["330000", "link"] == 6


def test_the_atlas_of_a_dataset(dataset: Path, tmp_path: Path) -> None:
    """A portal with true counts, sheets and lists; nothing of a text becomes markup."""
    run("atlas", "--corpus", dataset, "吉林", "浙江", "-o", tmp_path, "--jobs", "1")
    assert {path.name for path in tmp_path.iterdir()} == {
        *("index.html", "220000-jilin.html", "220000-jilin-list.html"),
        *("330000-zhejiang.html", "330000-zhejiang-list.html"),
    }
    portal = _data(tmp_path / "index.html", "quyu-data")
    rows = {row["id"]: row for row in portal["portal"]["provinces"]}
    total = sum(len(rows_) for rows_ in Dataset.open(dataset).rows(["ref"]))
    assert sum(portal["portal"]["totals"].values()) == total
    assert rows["330000"]["count"] == 6
    assert rows["330000"]["list"] == "330000-zhejiang-list.html"
    shown = _data(tmp_path / "220000-jilin-list.html", "quyu-list")
    jilin = summarise(Dataset.open(dataset), Gazetteer.bundled(), "220000")
    assert len(shown["rows"]) == len(jilin.groups)
    for path in tmp_path.iterdir():
        page = path.read_text(encoding="utf-8")
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "Content-Security-Policy" in page


def _data(path: Path, name: str) -> dict[str, Any]:
    found = re.search(
        rf'<script type="application/json" id="{name}">(.*?)</script>',
        path.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_streamed_and_gathered_files_hold_the_same(dataset: Path, tmp_path: Path) -> None:
    """A collection, lines and a table written part by part, and a GeoPackage from memory."""
    pyogrio = pytest.importorskip("pyogrio")
    whole = json.loads(run("export", "--corpus", dataset, "--all"))
    ids = [feature["id"] for feature in whole["features"]]
    assert len(ids) == len({*ids}) == sum(len(r) for r in Dataset.open(dataset).rows(["ref"]))
    lines = run("export", "--corpus", dataset, "--all", "--format", "geojsonseq").splitlines()
    assert [json.loads(line) for line in lines] == whole["features"]
    table = run("export", "--corpus", dataset, "--all", "--format", "csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))] == ids
    path = tmp_path / "all.gpkg"
    run("export", "--corpus", dataset, "--all", "--crs", "EPSG:4490", "-o", path)
    layers = [name for name, kind in pyogrio.list_layers(path) if kind]
    assert sum(pyogrio.read_info(path, layer=name)["features"] for name in layers) >= len(ids)


def test_a_province_of_a_dataset(dataset: Path, tmp_path: Path) -> None:
    """Only what concerns it; with layers chosen; to a file, whole; and nothing is a result too."""
    path = tmp_path / "zj.geojsonl"
    run("export", "--corpus", dataset, "浙江", "--layer", "link", "-o", path)
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(found) == 6
    for feature in found:
        assert "330000" in (*feature["properties"]["members"], *feature["properties"]["partners"])
        assert feature["properties"]["reviewed"] is False
    nothing = json.loads(run("export", "--corpus", dataset, "西藏"))
    assert nothing["features"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("export", "--corpus", "nowhere", "--all"), 1, "no dataset"),
        (("export", "--corpus", "begun", "--all"), 1, "not finished"),
        (("atlas", "--corpus", "nowhere", "-o", "x"), 1, "no dataset"),
        (("atlas", "--corpus", "nowhere", "--plans", ".", "-o", "x"), 2, "alone"),
    ],
)
def test_what_is_no_dataset(
    arguments: tuple[str, ...],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One line says so."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "begun" / "parts").mkdir(parents=True)
    done = CliRunner().invoke(cli, arguments)
    assert (done.exit_code, said in done.output) == (code, True), done.output
