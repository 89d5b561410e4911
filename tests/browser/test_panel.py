"""Panel, filters, list, figures and links of a sheet, by pointer and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pages import PAYLOADS, rows

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

COUNT = 'return Number(document.querySelector("#quyu-count b").textContent);'
CARD = 'const c = document.getElementById("quyu-card"); return c.hidden ? null : c.innerText;'
LISTED = """return [...document.querySelectorAll("#quyu-tab-list .item")]
    .filter((row) => row.offsetParent).map((row) => row.dataset.item);"""
HASH = "quyu.page.link.changed(); return quyu.page.link.text();"
TABS = ("layers", "list", "figures", "about")


def press(browser: Browser, selector: str) -> None:
    """Click an element through the page."""
    browser.run("document.querySelector(arguments[0]).click();", selector)


def check(browser: Browser, name: str, value: str) -> None:
    """Open the menu of a filter and tick a value."""
    menu = "plan" if name == "year" else name
    if browser.run("return document.getElementById('quyu-menu').hidden;"):
        press(browser, f'[data-chip="menu:{menu}"]')
    press(browser, f'#quyu-menu [data-filter="{name}"][data-value="{value}"] input')


def test_four_tabs_in_two_languages(browser: Browser, both: Path) -> None:
    browser.open(both)
    for language, words in (("zh", "图层清单统计说明"), ("en", "LayersListFiguresAbout")):
        text = 'return document.getElementById("quyu-tabs").textContent;'
        assert browser.run(text) == words, language
        for tab in TABS:
            press(browser, f'[data-tab="{tab}"]')
            shown = f'return document.getElementById("quyu-tab-{tab}").innerText.length;'
            assert browser.run(shown) > 20
        press(browser, "#quyu-lang")
    assert browser.errors() == []


def test_tabs_answer_to_arrow_keys(browser: Browser, both: Path) -> None:
    browser.open(both)
    browser.run("document.querySelector('[data-tab=\"layers\"]').focus();")
    browser.keys("ArrowRight", "ArrowRight")
    assert browser.run("return document.activeElement.dataset.tab;") == "figures"
    assert browser.run('return document.getElementById("quyu-tab-figures").offsetParent !== null;')


def test_filters_combine_and_all_figures_follow(browser: Browser, both: Path) -> None:
    browser.open(both)
    total = browser.run(COUNT)
    assert total == len(rows()) + 4
    press(browser, '[data-tab="list"]')
    assert len(browser.run(LISTED)) == total
    check(browser, "year", "2016")
    assert browser.run(COUNT) == 4
    assert sorted(browser.run(LISTED)) == ["q-001", "q-002", "q-003", "q-004"]
    press(browser, '[data-chip="status:plan"]')
    assert browser.run(LISTED) == ["q-001"]
    press(browser, '[data-tab="figures"]')
    bars = """return [...document.querySelectorAll("#quyu-tab-figures .bar-row")]
        .map((row) => row.dataset.bar + "=" + row.querySelector(".number").textContent);"""
    assert set(browser.run(bars)) >= {"type:link/agreement=1", "partner:320000=1", "year:2016=1"}
    press(browser, '[data-chip="clear"]')
    assert browser.run(COUNT) == total


def test_partner_and_tie_are_filters_too(browser: Browser, both: Path) -> None:
    browser.open(both)
    press(browser, '[data-tab="list"]')
    check(browser, "partner", "320000")
    assert sorted(browser.run(LISTED)) == ["p-001", "q-001"]
    press(browser, '[data-chip="clear"]')
    press(browser, '[data-chip="menu:partner"]')
    check(browser, "tie", "one-sided")
    assert sorted(browser.run(LISTED)) == ["q-003", "q-004"]


def test_a_bar_filters_when_pressed(browser: Browser, both: Path) -> None:
    browser.open(both)
    press(browser, '[data-tab="figures"]')
    press(browser, '[data-bar="partner:320000"]')
    assert browser.run(COUNT) == 2
    press(browser, '[data-bar="partner:320000"]')
    press(browser, '[data-bar="type:zone/park"]')
    assert browser.run(COUNT) == 3
    press(browser, '[data-bar="type:zone/park"]')
    press(browser, '[data-bar^="tie:"]')
    tie = "return [...quyu.page.state.filters.tie];"
    assert len(browser.run(tie)) == 1
    assert 0 < browser.run(COUNT) < len(rows()) + 4


def test_the_list_is_by_partner_as_well(browser: Browser, both: Path) -> None:
    browser.open(both)
    press(browser, '[data-tab="list"]')
    press(browser, '[data-group="partner"]')
    heads = """return [...document.querySelectorAll("#quyu-tab-list h2")]
        .filter((h) => h.offsetParent).map((h) => h.textContent);"""
    found = browser.run(heads)
    assert "江苏省 1" in found
    press(browser, '#quyu-tab-list .item[data-item="p-001"]')
    assert "吉苏合作" in browser.run(CARD)


def test_a_card_names_what_both_plans_say(browser: Browser, both: Path) -> None:
    browser.open(both)
    # The id of what the second plan says leads to the same card.
    browser.run('quyu.page.select("q-002", true);')
    text = browser.run(CARD)
    assert "长吉都市圈" in text
    assert "吉长都市圈" in text
    assert "关于区域协调的意见" in text
    assert "关于合作的方案" in text


def test_a_link_reopens_the_same_picture(browser: Browser, both: Path) -> None:
    browser.open(both)
    press(browser, '[data-theme="link"]')
    press(browser, '[data-chip="status:build"]')
    check(browser, "partner", "320000")
    press(browser, '[data-tab="list"]')
    press(browser, "#quyu-lang")
    browser.run('quyu.page.map.setView([42.5, 125.25], 6.5); quyu.page.select("p-001");')
    state = """const s = quyu.page.state, c = quyu.page.map.getCenter(); return JSON.stringify([
        s.theme, [...s.types].sort(), s.core, s.selected, s.tab, s.lang, [...s.filters.status],
        [...s.filters.partner], quyu.page.map.getZoom(), c.lat.toFixed(2), c.lng.toFixed(2)]);"""
    before = browser.run(state)
    fragment = browser.run(HASH)
    assert fragment.startswith("#")
    browser.open(both, fragment)
    assert browser.run(state) == before
    assert browser.run(CARD) is not None
    assert browser.errors() == []


def test_an_untouched_page_has_a_plain_address(browser: Browser, both: Path) -> None:
    browser.open(both)
    assert browser.run(HASH) == ""


@pytest.mark.parametrize(
    "fragment",
    [
        "#quyu-panel",
        "#v=1,2&id=none&st=made-up&th=nothing&on=link/none&lang=xx&tab=zzz",
        "#v=nan,x,9&by=<b>&%%%=1&id=%E0%A4%A",
        "#id=" + PAYLOADS[0].replace(" ", "%20"),
    ],
)
def test_a_made_up_fragment_does_no_harm(browser: Browser, both: Path, fragment: str) -> None:
    browser.open(both, fragment)
    assert browser.run(COUNT) == len(rows()) + 4
    assert browser.run("return window.P === undefined;")
    assert browser.errors() == []


def test_copying_the_link_says_so(browser: Browser, both: Path) -> None:
    browser.open(both)
    browser.run('quyu.page.select("p-001");')
    x, y = browser.run("""const b = document.getElementById("quyu-copy").getBoundingClientRect();
        return [b.left + b.width / 2, b.top + b.height / 2];""")
    browser.click(x, y)
    browser.wait('return document.getElementById("quyu-live").textContent !== "";')
    assert browser.run('return document.getElementById("quyu-live").textContent;') == "链接已复制"
    assert "id=p-001" in browser.run("return location.hash;")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("都市圈", "长吉都市圈"),
        ("長吉", "长吉都市圈"),
        ("changjidushi", "长吉都市圈"),
        ("zhangji", "长吉都市圈"),
        ("cjds", "长吉都市圈"),
        ("chang吉d", "长吉都市圈"),
        ("Item 7", "长吉都市圈"),
        ("p#007", "长吉都市圈"),
        ("xibulyx", "西部旅游线"),
    ],
)
def test_search_reads_as_people_type(
    browser: Browser, both: Path, question: str, found: str
) -> None:
    browser.open(both)
    browser.run('document.getElementById("quyu-search").focus();')
    browser.keys(*question)
    names = 'return [...document.querySelectorAll("#quyu-found .name")].map((n) => n.textContent);'
    shown = browser.run(names)
    assert found in shown
    browser.keys(*["ArrowDown"] * shown.index(found), "Enter")
    assert found in browser.run(CARD)


@pytest.mark.parametrize(
    ("question", "place"), [("chongqing", "500000"), ("liaoyuan", "220400"), ("遼寧", "210000")]
)
def test_search_finds_places(browser: Browser, both: Path, question: str, place: str) -> None:
    browser.open(both)
    browser.run('document.getElementById("quyu-search").focus();')
    browser.keys(*question, "Enter")
    at = browser.run(
        "const p = quyu.page.data.places[arguments[0]], c = quyu.page.map.getCenter();"
        "return Math.abs(p.x - c.lng) + Math.abs(p.y - c.lat);",
        place,
    )
    assert at < 0.1


def test_a_plan_is_found_and_filters(browser: Browser, both: Path) -> None:
    browser.open(both)
    browser.run('document.getElementById("quyu-search").focus();')
    browser.keys(*"guanyuhezuo", "Enter")
    assert browser.run(COUNT) == 4


def test_everything_is_reached_by_the_tabulator(browser: Browser, both: Path) -> None:
    browser.open(both)
    seen: list[Any] = []
    for _ in range(60):
        browser.keys("Tab")
        seen.append(
            browser.run(
                """const a = document.activeElement; const o = getComputedStyle(a).outlineStyle;
                return [a.id || a.dataset.chip || a.className.baseVal || a.className || a.tagName,
                    o !== "none" || a.matches(".quyu-hit")];"""
            )
        )
    names = {name for name, _ in seen}
    assert {"quyu-search", "quyu-copy", "quyu-save", "quyu-lang", "core"} <= names
    assert "quyu-tabbutton-layers" in names
    assert [name for name, ring in seen if not ring and name != "BODY"] == []


def test_every_control_has_a_name(browser: Browser, both: Path) -> None:
    browser.open(both)
    for tab in TABS:
        press(browser, f'[data-tab="{tab}"]')
        nameless = browser.run("""return [...document.querySelectorAll("button, input, select, a")]
            .filter((n) => n.offsetParent && !(n.textContent.trim() || n.getAttribute("aria-label")
                || n.title || (n.closest("label") && n.closest("label").textContent.trim())))
            .map((n) => n.outerHTML);""")
        assert nameless == [], tab


def test_what_scrolls_can_be_reached_by_keys(browser: Browser, both: Path) -> None:
    browser.size(1366, 480)
    browser.open(both)
    for tab in TABS:
        press(browser, f'[data-tab="{tab}"]')
        stuck = browser.run("""const keys = "a[href], button, input, [tabindex='0']";
            return [...document.querySelectorAll("body *")].filter((n) => n.offsetParent
                && n.scrollHeight > n.clientHeight + 1
                && ["auto", "scroll"].includes(getComputedStyle(n).overflowY)
                && n.tabIndex < 0 && !n.querySelector(keys)).map((n) => n.id || n.className);""")
        assert stuck == [], tab
