"""Every text of a page stands out from its ground as WCAG 2.1 AA asks: 4.5, or 3 where large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

#: Texts of the page below their contrast, as [ratio, needed, colour, ground, class, words]. Ground
#: is what lies behind, layer by layer; a halo of a map's name is its ground.
FAINT = """
const rgba = (text) => {
  const n = (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  return n.length === 3 ? [...n, 1] : n;
};
const over = (top, low) => [0, 1, 2].map((i) => top[i] * top[3] + low[i] * (1 - top[3]));
const light = (c) => c.slice(0, 3).map((v) => v / 255)
  .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ratio = (a, b) => {
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
const ground = (node) => {
  const chain = [];
  for (let at = node; at; at = at.parentElement) chain.unshift(at);
  return chain.reduce((low, at) => over(rgba(getComputedStyle(at).backgroundColor), low), white);
};
const out = [], white = [255, 255, 255];
const judge = (node, colour, low) => {
  const style = getComputedStyle(node), size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  const found = ratio(over(colour, low), low), needed = large ? 3 : 4.5;
  if (found < needed) {
    out.push([found.toFixed(2), needed, colour.slice(0, 3).map(Math.round).join(),
      low.map(Math.round).join(), String(node.className.baseVal ?? node.className),
      node.textContent.trim().slice(0, 12)]);
  }
};
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  const node = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || !node.getClientRects().length) continue;
  if (node.closest("script, style, [disabled], .away, .skip")) continue;
  const style = getComputedStyle(node);
  if (style.visibility !== "visible") continue;
  if (node instanceof SVGElement) {
    if (node.tagName !== "text" || node.closest(".quyu-copies")) continue;
    const rim = parseFloat(style.strokeWidth) > 0 && style.stroke !== "none";
    const halo = rim ? rgba(style.stroke) : null;
    const before = node.previousElementSibling, pill = before && before.tagName === "rect";
    const low = halo || (pill ? rgba(getComputedStyle(before).fill) : [...white, 1]);
    judge(node, rgba(style.fill), over(low, white));
  } else judge(node, rgba(style.color), ground(node));
}
for (const field of document.querySelectorAll("input[placeholder]")) {
  const colour = getComputedStyle(field, "::placeholder").color;
  if (field.offsetParent) judge(field, rgba(colour), ground(field));
}
return [...new Map(out.map((row) => [row.slice(0, 5).join(), row])).values()];"""


def faint(browser: Browser) -> dict[str, Any]:
    """Give the faint texts of every tab, with a card, menus and finds open, in both languages."""
    found: dict[str, Any] = {}
    for language in ("zh", "en"):
        browser.run("quyu.page.speak(arguments[0]); quyu.page.update();", language)
        for tab in browser.run("return quyu.page.tabs();"):
            browser.run("quyu.page.showTab(arguments[0]);", tab)
            found[f"{language} {tab}"] = browser.run(FAINT)
        browser.run("""const chip = document.querySelector('[data-chip^="menu:"]'); chip.click();
            quyu.page.showTab("layers"); const box = document.getElementById("quyu-search");
            box.focus(); box.value = "j"; box.dispatchEvent(new Event("input"));
            quyu.page.state.filters.status.add("plan"); quyu.page.update();""")
        found[f"{language} open"] = browser.run(FAINT)
        browser.run("""quyu.page.state.filters.status.clear(); quyu.page.update();
            document.querySelector('[data-chip^="menu:"]').click();
            quyu.page.select(quyu.page.data.features[0].id);
            document.getElementById("quyu-save").click();""")
        found[f"{language} card"] = browser.run(FAINT)
        browser.run("quyu.page.select(null);")
    return {where: rows for where, rows in found.items() if rows}


@pytest.fixture(scope="module")
def drawn(_driver: object, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contrast")
    text = "区域合作方案\n\n一、合作\n深化吉林省与浙江省对口合作。\n学习鼓楼区的做法。\n"
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    for arguments in (
        ("atlas", "海南", "-o", "."),
        ("map", "吉林", "-o", "jilin.html"),
        ("map", "plan.txt", "--subject", "220000", "-o", "reading.html"),
    ):
        done = quyu(*arguments, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize(
    ("page", "width"),
    [("jilin.html", 1920), ("index.html", 1920), ("reading.html", 1366), ("index.html", 390)],
)
def test_every_text_can_be_read(browser: Browser, drawn: Path, page: str, width: int) -> None:
    browser.size(width, 900)
    browser.open(drawn / page)
    assert faint(browser) == {}


def test_names_on_the_map_can_be_read_at_every_level(browser: Browser, drawn: Path) -> None:
    browser.open(drawn / "jilin.html")
    browser.run("quyu.page.state.types = new Set(quyu.allKinds(quyu.page.data));")
    for zoom in (4.3, 6.5, 7.5, 9.7):
        browser.run("quyu.page.map.setZoom(arguments[0], {animate: false});", zoom)
        browser.run("quyu.page.update();")
        assert browser.run(FAINT) == [], zoom
