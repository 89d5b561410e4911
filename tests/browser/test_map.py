"""What the map must show: every initiative that is chosen, and the names the rules ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

#: Select every `step`-th initiative with everything on; give those without a mark or a lit chip.
HIDDEN = """const page = quyu.page, out = [];
page.state.types = new Set(quyu.allKinds(page.data)); page.state.core = false; page.update();
const ids = page.data.features.flatMap((f) => f.records.map((r) => r.id));
for (let i = arguments[1]; i < ids.length; i += arguments[0]) {
  page.select(ids[i]);
  const own = page.state.selected;
  const marked = document.querySelector(`#map_sheet [data-id="${CSS.escape(own)}"]`);
  const lit = [...document.querySelectorAll(".quyu-chip.quyu-lit:not([data-more])")]
    .some((n) => n.dataset.ids.split(" ").includes(own));
  if (!marked && !lit) out.push(ids[i]);
}
page.select(null);
return [ids.length, out];"""
LANDMARKS = """return [...document.querySelectorAll("#map_sheet [data-landmark]")].map((n) => {
  const b = n.getBoundingClientRect(); return b.width > 0 ? n.dataset.landmark : ""; });"""
WATERS = """const names = new Set(quyu.page.data.base.sea.map((s) => s.name));
return [...document.querySelectorAll("#map_sheet .quyu-labels text")]
  .map((n) => n.textContent).filter((t) => names.has(t));"""


def test_every_initiative_is_drawn_or_lit_when_selected(browser: Browser, atlas: Path) -> None:
    browser.driver.set_script_timeout(200)
    browser.open(atlas / "220000-jilin.html")
    count, hidden = browser.run(HIDDEN, 1, 0)
    assert count == 331
    assert hidden == []


@pytest.mark.parametrize("page", ["index.html", "150000-inner-mongolia.html", "460000-hainan.html"])
def test_selection_shows_on_other_pages_too(browser: Browser, atlas: Path, page: str) -> None:
    browser.driver.set_script_timeout(100)
    browser.open(atlas / page)
    count, hidden = browser.run(HIDDEN, 29 if page == "index.html" else 5, 1)
    assert count > 0
    assert hidden == []


def test_links_bear_letters_where_asked(browser: Browser, atlas: Path) -> None:
    browser.size(1920, 1080)
    browser.open(atlas / "220000-jilin.html", "#th=link")
    letters = 'return document.querySelectorAll("#map_sheet .quyu-letter").length;'
    assert browser.run(letters) == 0
    browser.run('document.querySelector("#quyu-legend .letters").click();')
    assert browser.run(letters) > 30
    named = """return [...document.querySelectorAll("#quyu-legend .quyu-letter text")]
        .map((n) => n.textContent).join("");"""
    assert browser.run(named) == "战对援体国协"
    fragment = browser.run("return quyu.page.link.text();")
    browser.open(atlas / "220000-jilin.html", fragment)
    assert browser.run(letters) > 30


@pytest.mark.parametrize("page", ["index.html", "220000-jilin.html"])
def test_views_of_the_country_name_islands_and_taibei(
    browser: Browser, atlas: Path, page: str
) -> None:
    browser.open(atlas / page)
    browser.run(
        "quyu.page.map.setView([22, 115], 4.2, {animate: false}); quyu.page.engine.redraw();"
    )
    assert set(browser.run(LANDMARKS)) >= {"钓鱼岛", "赤尾屿", "南海诸岛", "台北"}
    seats = 'return [...document.querySelectorAll("#map_sheet [data-seat]")].length;'
    dots = "return quyu.page.engine.level();"
    assert browser.run(dots) == "national"
    assert browser.run(seats) > 5
    assert set(browser.run(WATERS)) <= {"渤海", "黄海", "东海", "南海", "日本海"}


def test_a_province_through_a_region_says_so(browser: Browser, atlas: Path) -> None:
    browser.open(atlas / "index.html")
    tile = "document.querySelector('.tile[data-province=\"350000\"]')"
    assert "东南沿海" in browser.run(f"return {tile}.title;")
    browser.run(f"{tile}.click();")
    card = 'return document.getElementById("quyu-card").innerText;'
    assert "东南沿海" in browser.run(card)


def test_the_portal_table_is_searched(browser: Browser, atlas: Path) -> None:
    browser.open(atlas / "index.html")
    browser.run('document.querySelector(".finder").focus();')
    browser.keys(*"hlj")
    rows = """return [...document.querySelectorAll(".glance tr[data-names]")]
        .filter((r) => r.offsetParent).map((r) => r.dataset.names);"""
    assert browser.run(rows) == ["黑龙江|Heilongjiang"]


def test_drawing_again_draws_the_same(browser: Browser, atlas: Path) -> None:
    """All 331 initiatives: nothing is left behind or lost; the time it takes is benchmarked."""
    browser.open(atlas / "220000-jilin.html")
    drawn = browser.run("""const page = quyu.page, out = [];
        page.state.types = new Set(quyu.allKinds(page.data));
        page.state.core = false; page.update();
        for (let i = 0; i < 3; i += 1) {
            page.engine.redraw();
            out.push([document.querySelectorAll("*").length,
                [...document.querySelectorAll("[data-id]")].map((n) => n.dataset.id).join()]);
        }
        return out;""")
    assert drawn[0][1]
    assert drawn[0] == drawn[1] == drawn[2]


def test_motion_is_spared_where_asked(browser: Browser, small: Path) -> None:
    browser.driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]},
    )
    browser.open(small)
    browser.run('quyu.page.select("p-003", true);')
    at = "const c = quyu.page.map.getCenter(); return [c.lat, c.lng];"
    first = browser.run(at)
    browser.run("return new Promise((done) => setTimeout(done, 300));")
    assert browser.run(at) == first
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
