"""The reading view in a real browser: either side finds the other, doubtful names say why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages import PAYLOADS
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

#: Written for this test; several places bear the one bare name in it.
TEXT = (
    "区域合作试行方案\n\n一、合作\n深化吉林省与浙江省对口合作。\n"
    "加快建设长春至通化铁路,支持珲春市设立跨境合作试验区。\n学习鼓楼区的做法。\n"
)
MARK = "document.querySelectorAll('#quyu-tab-reading .mark')"
CHOSEN = """return [...document.querySelectorAll("#quyu-tab-reading .chosen")]
    .map((n) => n.textContent).join("");"""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _drawn(TEXT, tmp_path_factory.mktemp("reading"))


def _drawn(text: str, folder: Path) -> Path:
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    done = quyu("map", "plan.txt", "--subject", "220000", "-o", "x.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "x.html"


def test_a_click_on_the_text_selects_on_the_map_and_back(browser: Browser, reading: Path) -> None:
    browser.open(reading)
    browser.run(f"{MARK}[0].click();")
    chosen = browser.run("return quyu.page.state.selected;")
    assert chosen
    assert "吉林省" in browser.run(CHOSEN)
    assert not browser.run('return document.getElementById("quyu-card").hidden;')
    other = browser.run(
        "const id = quyu.page.data.features.map((f) => f.id).find((i) => i !== arguments[0]);"
        "quyu.page.engine.select(id); return id;",
        chosen,
    )
    assert other != chosen
    assert "吉林省" not in browser.run(CHOSEN)
    assert browser.run(CHOSEN)
    assert browser.errors() == []
    assert browser.requests()[1:] == []


def test_keys_reach_names_and_initiatives(browser: Browser, reading: Path) -> None:
    browser.open(reading)
    browser.run(f"{MARK}[0].focus();")
    browser.keys("Enter")
    assert browser.run("return quyu.page.state.selected;")


def test_a_name_says_what_it_means_or_may_mean(browser: Browser, reading: Path) -> None:
    browser.open(reading)
    doubtful = "document.querySelector('#quyu-tab-reading .words .doubtful')"
    assert browser.run(f"return {doubtful}.textContent;").startswith("鼓楼")
    browser.run(f"{doubtful}.click();")
    offered = (
        'return [...document.querySelectorAll(".candidates .candidate")].map(n => n.innerText);'
    )
    names = browser.run(offered)
    assert len(names) > 1
    assert any("南京" in name for name in names)
    before = browser.run("return quyu.page.map.getCenter().lat;")
    browser.run('document.querySelector(".candidates .candidate").click();')
    assert browser.run("return quyu.page.map.getCenter().lat;") != before


def test_hostile_text_never_runs(browser: Browser, tmp_path: Path) -> None:
    poison = "".join(PAYLOADS).replace("\ud800", "").replace("\x00", "")
    page = _drawn(f"{poison}\n深化吉林省与浙江省对口合作{poison}。\n", tmp_path)
    browser.open(page)
    browser.run(f"for (const mark of {MARK}) mark.click();")
    assert browser.run("return window.P === undefined;")
    assert browser.errors() == []
