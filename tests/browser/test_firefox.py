"""The main points of a sheet in Firefox: drawn, searched, filtered, linked, read, without a net."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages import rows
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

    from firefox import Firefox

pytestmark = pytest.mark.browser

#: Written for this test.
TEXT = (
    "区域合作试行方案\n\n一、合作\n深化吉林省与浙江省对口合作。\n"
    "支持珲春市设立跨境合作试验区。\n学习鼓楼区的做法。\n"
)
COUNT = 'return Number(document.querySelector("#quyu-count b").textContent);'
CARD = 'const c = document.getElementById("quyu-card"); return c.hidden ? null : c.innerText;'
MARKED = """return new Set([...document.querySelectorAll("#map_sheet [data-id]")]
    .map((mark) => mark.dataset.id)).size;"""
#: Share of the base map's canvas that is neither sea nor empty.
LAND = """const c = document.querySelector("canvas.quyu-base"), pen = c.getContext("2d");
const d = pen.getImageData(0, 0, c.width, c.height).data; let n = 0;
for (let i = 0; i < d.length; i += 4) if (d[i] > 230 && d[i + 2] < 245) n += 1;
return n / (c.width * c.height);"""


def quiet(firefox: Firefox) -> None:
    """Hold that the page has complained of nothing and asked nobody for anything."""
    assert firefox.errors() == []
    assert {url.partition(":")[0] for url in firefox.requests()} <= {"data", "blob", "file"}
    assert len([url for url in firefox.requests() if url.startswith("file:")]) <= 1


@pytest.fixture(scope="module")
def jilin(_firefox: Firefox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw the fullest sheet of the atlas, where there is a Firefox to look at it."""
    folder = tmp_path_factory.mktemp("jilin")
    done = quyu("map", "吉林", "-o", "jilin.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "jilin.html"


@pytest.fixture(scope="module")
def reading(_firefox: Firefox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reading")
    (folder / "plan.txt").write_text(TEXT, encoding="utf-8")
    done = quyu("map", "plan.txt", "--subject", "220000", "-o", "x.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "x.html"


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (500, 844)])
def test_a_full_sheet_is_drawn(firefox: Firefox, jilin: Path, width: int, height: int) -> None:
    firefox.size(width, height)
    firefox.open(jilin)
    quiet(firefox)
    assert firefox.run(MARKED) > 100
    assert firefox.run(LAND) > 0.3
    page = "const p = document.documentElement; return [p.scrollWidth, p.scrollHeight];"
    assert firefox.run(page) == [width, height]


def test_search_takes_pinyin_and_keys(firefox: Firefox, both: Path) -> None:
    firefox.open(both)
    firefox.run('document.getElementById("quyu-search").focus();')
    firefox.keys("cjds", "Enter")
    assert "长吉都市圈" in firefox.run(CARD)
    firefox.keys("Escape")
    assert firefox.run(CARD) is None
    quiet(firefox)


def test_filters_move_map_list_and_figures(firefox: Firefox, both: Path) -> None:
    firefox.open(both)
    assert firefox.run(COUNT) == len(rows()) + 4
    firefox.run("""document.querySelector('[data-chip="menu:plan"]').click();""")
    at = firefox.run("""const box = document
        .querySelector('#quyu-menu [data-filter="year"][data-value="2016"] input')
        .getBoundingClientRect(); return [box.left + 7, box.top + 7];""")
    firefox.click(*at)
    assert firefox.run(COUNT) == 4
    firefox.run("""document.querySelector('[data-tab="list"]').click();""")
    listed = """return [...document.querySelectorAll("#quyu-tab-list .item")]
        .filter((row) => row.offsetParent).length;"""
    assert firefox.run(listed) == 4
    firefox.run("""document.querySelector('[data-tab="figures"]').click();""")
    year = """return document.querySelector('[data-bar="year:2016"] .number').textContent;"""
    assert firefox.run(year) == "4"
    quiet(firefox)


def test_a_link_reopens_the_same_picture(firefox: Firefox, both: Path) -> None:
    firefox.open(both)
    firefox.run("""document.querySelector('[data-theme="link"]').click();
        quyu.page.state.filters.partner.add("320000"); quyu.page.showTab("list");
        quyu.page.update(); quyu.page.map.setView([42.5, 125.25], 6.5);
        quyu.page.select("p-001");""")
    state = """const s = quyu.page.state, c = quyu.page.map.getCenter(); return [s.theme, s.tab,
        s.selected, [...s.filters.partner], quyu.page.map.getZoom(), c.lat.toFixed(2)];"""
    before = firefox.run(state)
    fragment = firefox.run("return quyu.page.link.text();")
    firefox.open(both, fragment)
    assert firefox.run(state) == before
    assert firefox.run(CARD)
    quiet(firefox)


def test_text_and_map_find_each_other(firefox: Firefox, reading: Path) -> None:
    firefox.open(reading)
    mark = "document.querySelector('#quyu-tab-reading .mark')"
    at = firefox.run(f"const b = {mark}.getClientRects()[0]; return [b.left + 4, b.top + 8];")
    firefox.click(*at)
    assert firefox.run("return quyu.page.state.selected;")
    assert "对口合作" in firefox.run(CARD)
    assert firefox.run("return document.querySelectorAll('.text .chosen').length;") > 0
    firefox.run("document.querySelector('.words .doubtful').click();")
    assert firefox.run("return document.querySelectorAll('.candidates .candidate').length;") > 1
    quiet(firefox)


def test_the_view_is_saved_as_a_picture(firefox: Firefox, both: Path) -> None:
    firefox.open(both)
    size = "await quyu.page.save('png'); return quyu.page.saved.blob.size;"
    assert firefox.run(size) > 20_000
    assert firefox.errors() == []


def test_payloads_stay_text(firefox: Firefox, poisoned: Path) -> None:
    firefox.open(poisoned)
    for row in rows():
        firefox.run("quyu.page.select(arguments[0], true);", row.ref.replace("#", "-"))
    for tab in ("list", "figures", "about"):
        firefox.run("quyu.page.showTab(arguments[0]);", tab)
    assert firefox.run("return window.P === undefined;")
    quiet(firefox)
