"""Sheets in a real browser: they open offline, and what is shown can be chosen and read."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from pages import PAYLOADS, rows
from quyu_maps.encode import encode_steps

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

#: The first mark on the map that a pointer can reach: [id, x, y].
REACHABLE = """
for (const mark of document.querySelectorAll("#map_sheet [data-id]")) {
  const box = mark.getBoundingClientRect();
  const at = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(...at);
  if (top && top.closest("[data-id]") === mark) return [mark.dataset.id, ...at];
}
return null;
"""
#: Whether the card's title is the very name of the data, and its length in code points.
AS_DATA = """const name = quyu.page.featureById.get(arguments[0]).name;
const title = document.querySelector("#quyu-card h2").textContent;
return [title === name, [...title].length];"""
MARKS = """return [...new Set([...document.querySelectorAll("#map_sheet [data-id]")]
    .map((mark) => mark.dataset.id))];"""
CARD = """const card = document.getElementById("quyu-card");
return card.hidden ? null : {name: card.querySelector("h2").textContent, text: card.innerText};"""
DATA = 'return JSON.parse(document.getElementById("quyu-data").textContent);'
CHECK = """document.querySelector('.row[data-kind="' + arguments[0] + '"] input').click();"""


def press(browser: Browser, selector: str) -> None:
    """Click an element through the page."""
    browser.run("document.querySelector(arguments[0]).click();", selector)


def kinds_on_map(browser: Browser) -> set[str]:
    """Give the types of the initiatives that have a mark on the map."""
    data = browser.run(DATA)
    kinds = {row["id"]: f"{row['layer']}/{row['type']}" for row in data["features"]}
    return {kinds[mark] for mark in browser.run(MARKS)}


def test_every_page_of_the_atlas_opens_offline(browser: Browser, atlas: Path) -> None:
    pages = sorted(atlas.glob("*.html"))
    assert len(pages) > 30
    complaints: dict[str, Any] = {}
    for page in pages:
        browser.open(page)
        found = [*browser.errors(), *(url for url in browser.requests() if url != page.as_uri())]
        if found or not browser.run(MARKS):
            complaints[page.name] = found
    assert complaints == {}


def test_the_tiles_of_the_portal_lead_to_sheets(browser: Browser, atlas: Path) -> None:
    browser.open(atlas / "index.html")
    links = browser.run(
        'return [...document.querySelectorAll("a.tile")].map((a) => a.getAttribute("href"));'
    )
    assert len(links) > 30
    assert all((atlas / link).is_file() for link in links)
    browser.run("""document.querySelector('a.tile[data-province="220000"]').click();""")
    assert browser.run("return location.pathname;").endswith("/220000-jilin.html")
    home = 'return document.getElementById("quyu-home").getAttribute("href");'
    assert browser.run(home) == "index.html"


def test_types_are_switched_off_and_on(browser: Browser, small: Path) -> None:
    browser.open(small)
    assert "zone/park" in kinds_on_map(browser)
    browser.run(CHECK, "zone/park")
    assert "zone/park" not in kinds_on_map(browser)
    browser.run(CHECK, "zone/park")
    assert "zone/park" in kinds_on_map(browser)


def test_a_layer_is_emptied_and_the_count_follows(browser: Browser, small: Path) -> None:
    browser.open(small)
    count = 'return Number(document.querySelector("#quyu-count b").textContent);'
    before = browser.run(count)
    press(browser, ".branch:first-child .textual:last-child")
    after = browser.run(count)
    assert not any(kind.startswith("link/") for kind in kinds_on_map(browser))
    assert before - after == 2


def test_core_is_a_choice(browser: Browser, small: Path) -> None:
    browser.open(small)
    total = "return document.querySelector('.row[data-kind=\"zone/park\"] .number').textContent;"
    # A sheet with few initiatives opens with all of them.
    assert browser.run(total) == "2"
    press(browser, '[data-chip="core"]')
    assert browser.run(total) == "1"


def test_a_click_on_a_mark_opens_its_card(browser: Browser, small: Path) -> None:
    browser.open(small)
    mark, x, y = browser.run(REACHABLE)
    browser.click(x, y)
    card = browser.run(CARD)
    (row,) = [row for row in rows() if row.ref.replace("#", "-") == mark]
    assert card["name"] == row.name
    assert "关于区域协调的意见" in card["text"]
    assert "(一)" in card["text"]
    assert "核心事项" in card["text"]
    browser.keys("Escape")
    assert browser.run(CARD) is None


def test_the_pointer_over_a_mark_shows_its_name(browser: Browser, small: Path) -> None:
    browser.open(small)
    mark, x, y = browser.run(REACHABLE)
    browser.move(x, y)
    (row,) = [row for row in rows() if row.ref.replace("#", "-") == mark]
    assert browser.run('return document.getElementById("quyu-tip").innerText;') == row.name
    browser.move(2, 2)
    assert browser.run('return document.getElementById("quyu-tip").hidden;')


def test_print_puts_map_and_legend_on_one_page_and_back(browser: Browser, small: Path) -> None:
    browser.open(small)
    before = browser.run("return quyu.page.map.getZoom();")
    browser.run('window.dispatchEvent(new Event("beforeprint"));')
    assert not browser.run('return document.getElementById("quyu-legend").hidden;')
    assert browser.run('return document.getElementById("quyu-stage").offsetWidth;') == 868
    browser.run('window.dispatchEvent(new Event("afterprint"));')
    assert browser.run("return quyu.page.map.getZoom();") == before
    assert browser.errors() == []


def test_the_card_names_both_sides_of_a_directed_link(browser: Browser, small: Path) -> None:
    browser.open(small)
    browser.run('quyu.page.select("p-002");')
    text = browser.run(CARD)["text"]
    assert text.index("支援方") < text.index("吉林省") < text.index("受援方") < text.index("阿勒泰")


def test_the_list_leads_to_the_card(browser: Browser, small: Path) -> None:
    browser.open(small)
    press(browser, '[data-tab="list"]')
    assert browser.run('return document.querySelectorAll(".item").length;') == len(rows())
    press(browser, '.item[data-item="p-003"]')
    assert browser.run(CARD)["name"] == "西部旅游线"


def test_search_finds_with_keys_alone(browser: Browser, small: Path) -> None:
    browser.open(small)
    browser.run('document.getElementById("quyu-search").focus();')
    browser.keys(*"都市圈", "Enter")
    assert browser.run(CARD)["name"] == "长吉都市圈"


def test_the_page_speaks_english(browser: Browser, small: Path) -> None:
    browser.open(small)
    press(browser, "#quyu-lang")
    text = browser.run("return document.body.innerText;")
    assert "Regional cooperation of Jilin" in text
    assert "Strategic agreement" in text
    assert "not reviewed, not for publication" in text
    assert browser.run("return document.documentElement.lang;") == "en"
    assert browser.errors() == []


@pytest.mark.parametrize("theme", ["link", "corridor", "zone", "region"])
def test_a_theme_shows_its_layer_alone(browser: Browser, small: Path, theme: str) -> None:
    browser.open(small)
    press(browser, f'[data-theme="{theme}"]')
    found = kinds_on_map(browser)
    assert found
    assert {kind.partition("/")[0] for kind in found} == {theme}


def test_the_margin_lines_are_shown(browser: Browser, small: Path) -> None:
    browser.open(small)
    foot = browser.run('return document.getElementById("quyu-foot").innerText;')
    assert "内部工作用图 未经审图 不得公开" in foot
    assert "审图号 GS(2024)0650号" in foot
    assert "边界经简化" in foot


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_the_page_fits_its_window(browser: Browser, small: Path, width: int, height: int) -> None:
    browser.size(width, height)
    browser.open(small)
    assert browser.run(
        "const page = document.documentElement; return [page.scrollWidth, page.scrollHeight];"
    ) == [width, height]
    assert browser.run('return document.getElementById("quyu-review").offsetWidth;') > 0


def test_the_south_china_sea_is_inset_where_hainan_is_seen(browser: Browser, small: Path) -> None:
    browser.open(small)
    hidden = 'return document.getElementById("quyu-inset").hidden;'
    assert browser.run(hidden)
    browser.run("quyu.page.map.setView([22, 110], 5.5);")
    assert not browser.run(hidden)


def test_hostile_texts_stay_text(browser: Browser, poisoned: Path) -> None:
    browser.open(poisoned)
    poison = "".join(PAYLOADS)
    press(browser, '[data-chip="core"]')
    for row in rows():
        browser.run("quyu.page.select(arguments[0], true);", row.ref.replace("#", "-"))
        assert browser.run(AS_DATA, row.ref.replace("#", "-")) == [True, len(poison)]
    for selector in ('[data-tab="list"]', '[data-tab="about"]', "#quyu-lang"):
        press(browser, selector)
    browser.run('document.getElementById("quyu-search").focus();')
    browser.keys("<", "Enter")
    for theme in ("zone", "region", "overview"):
        press(browser, f'[data-theme="{theme}"]')
    for zoom in (4, 7, 9.5):
        browser.run("quyu.page.map.setZoom(arguments[0], {animate: false});", zoom)
    assert browser.run("return window.P === undefined;")
    assert browser.run('return document.querySelectorAll("img, iframe, b b").length;') == 0
    assert browser.errors() == []
    assert browser.requests() == [poisoned.as_uri()]


def test_scripts_read_what_the_encoder_writes(browser: Browser, small: Path) -> None:
    browser.open(small)
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(20):
        path = [(chance.randint(-180000, 360000), chance.randint(-90000, 90000)) for _ in range(30)]
        read = browser.run("return quyu.decodeLine(arguments[0], 1000);", encode_steps(path))
        assert [(round(lon * 1000), round(lat * 1000)) for lon, lat in read] == path
