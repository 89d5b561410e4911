"""Payloads in every text that a user can hand in never run in what the commands write."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from drawings import need_parts
from pages import JILIN, PAYLOADS, hostile
from quyu_maps.files import write_text
from quyu_maps.payload import province_payload
from quyu_maps.picture.sheet import Wish, picture
from quyu_maps.portal import portal
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

#: What a file in UTF-8 can hold of the payloads, in one line.
POISON = "".join(PAYLOADS).replace("\ud800", "").replace("\x00", "")
#: And what a table of a gazetteer takes as a name.
NAME = "".join(letter for letter in POISON if letter.isprintable() and letter not in "|,")
TEXT = (
    f"关于{POISON}的意见\n\n一、合作{POISON}\n深化吉林省与浙江省对口合作{POISON}。\n"
    f"支持珲春市设立跨境合作试验区{POISON}。\n学习鼓楼区的做法{POISON}。\n{POISON}\n"
)
#: Everything a reader can press, in both languages.
EVERYTHING = """const page = quyu.page;
for (const lang of ["zh", "en"]) {
  page.speak(lang); page.update();
  for (const tab of page.tabs()) page.showTab(tab);
  for (const kind of ["plan", "topic", "partner", "tie"]) {
    const chip = document.querySelector(`[data-chip="menu:${kind}"]`);
    if (chip) { chip.click(); chip.click(); }
  }
  for (const feature of page.data.features) {
    page.select(feature.id, true); page.engine.spotlight(feature.id);
  }
  for (const node of document.querySelectorAll(".words .name, .mark, .candidate")) node.click();
  for (const row of document.querySelectorAll(".row, .bar-row, .item, .quyu-chip, .place")) {
    row.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
  }
  for (const theme of Object.keys(page.data.style.themes)) {
    document.querySelector(`[data-theme="${theme}"]`).click();
  }
  const box = document.getElementById("quyu-search");
  for (const text of ["<", "合", "'", "jl"]) {
    box.value = text; box.dispatchEvent(new Event("input", {bubbles: true}));
  }
  page.map.setZoom(9, {animate: false}); page.engine.fit();
  window.dispatchEvent(new Event("beforeprint")); window.dispatchEvent(new Event("afterprint"));
}
quyu.geojsonOf(page.data, quyu.chosen(page.data, page.state));
return page.data.features.length;"""

#: Whether the page's data hold a text at all.
HELD = """const seen = (v) => typeof v === "string" ? v.includes(arguments[0])
    : v !== null && typeof v === "object" && Object.values(v).some(seen);
return seen(JSON.parse(document.getElementById("quyu-data").textContent));"""


def inert(browser: Browser, page: Path, held: str) -> None:
    """Hold that a page shows a text as text, whatever is pressed, and asks nobody for anything."""
    browser.open(page)
    assert browser.run(EVERYTHING) > 0
    browser.driver.execute_async_script(
        "const done = arguments[0]; quyu.page.save('png').then(() => done(), () => done());"
    )
    assert browser.run("return window.P === undefined;")
    assert browser.run('return document.querySelectorAll("img, iframe, object, b b").length;') == 0
    assert browser.run(HELD, held)
    assert browser.errors() == []
    assert {url.partition(":")[0] for url in browser.requests()[1:]} <= {"data", "blob"}


def _own_places(folder: Path) -> Path:
    """Write a table that gives a city hostile names, and a place of one's own."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(["id", "name", "short", "name_en", "aliases", "lon", "lat", "note"])
    writer.writerow(["222404", "珲春市", NAME, NAME, NAME, "130.36", "42.86", NAME])
    writer.writerow(["site-own", NAME, NAME, NAME, "某某基地", "130.3", "42.9", NAME])
    path = folder / "own.csv"
    path.write_text(sink.getvalue(), encoding="utf-8")
    return path


def test_names_of_files_texts_places_and_producers(browser: Browser, tmp_path: Path) -> None:
    plan = tmp_path / "<img src=x onerror='window.P=1'>.txt"
    plan.write_text(TEXT + "建设某某基地。\n", encoding="utf-8")
    done = quyu(
        *("map", plan.name, "--subject", JILIN, "-o", "x.html"),
        *("--gazetteer", _own_places(tmp_path)),
        *("--review-number", NAME, "--producer", NAME),
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    inert(browser, tmp_path / "x.html", NAME)
    foot = browser.run('return document.getElementById("quyu-foot").textContent;')
    assert NAME in foot


def test_tables_that_people_corrected(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    made = quyu("review", "plan.txt", "--subject", JILIN, "-o", ".", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    table = tmp_path / "plan.review.csv"
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    column = {name: rows[0].index(name) for name in ("种类", "名称", "备注")}
    for row in rows[1:]:
        if row[column["种类"]] == "事项":
            row[column["名称"]] = row[column["备注"]] = NAME
    sink = io.StringIO()
    csv.writer(sink).writerows(rows)
    table.write_text(sink.getvalue(), encoding="utf-8-sig")
    done = quyu("review", "--apply", table.name, "plan.txt", "-o", "plan.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    done = quyu("map", "plan.json", "-o", "x.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    inert(browser, tmp_path / "x.html", NAME)


def test_the_portal(browser: Browser, tmp_path: Path) -> None:
    made = hostile()
    shares = {JILIN: list(made.features["ref"])}
    files = {JILIN: "javascript:window.P=1"}
    page = tmp_path / "index.html"
    write_text(page, portal(made.features, made.plans, made.gazetteer, shares, files))
    inert(browser, page, PAYLOADS[0])
    # Only plain names of files beside the page become links.
    assert browser.run('return document.querySelectorAll("a[href^=javascript]").length;') == 0


def test_a_picture_opened_by_itself(browser: Browser, tmp_path: Path) -> None:
    need_parts()
    made = hostile()
    drawn = picture(province_payload(made, made.gazetteer.place(JILIN)), Wish("svg"))
    page = tmp_path / "x.svg"
    page.write_bytes(drawn)
    browser.driver.get(page.as_uri())
    assert browser.run("return document.documentElement.tagName;") == "svg"
    assert browser.run("return window.P === undefined;")
    assert browser.run('return document.querySelectorAll("script, image, a").length;') == 0
