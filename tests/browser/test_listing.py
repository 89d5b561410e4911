"""The list of a province of a corpus: thousands of rows, a hundred at a time, found by a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quyu_maps.files import write_text
from quyu_maps.listing import listing

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

HOSTILE = "</script><img src=x onerror='window.hit=1'>${window.hit=1}{{7*7}}"
LAYERS = {"link": "合作联系", "zone": "平台节点"}
SHOWN = "return document.querySelectorAll('tbody tr').length"
FIRST = "return document.querySelector('tbody td').textContent"


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Browser:
    """Open a list of 12,345 rows."""
    rows = [
        ["zone" if n % 5 == 0 else "link", f"事项{n}", "类型", "长春", 12345 - n, [f"规划{n}"]]
        for n in range(12_344)
    ]
    rows.append(["link", HOSTILE, HOSTILE, HOSTILE, 1, [HOSTILE]])
    path = tmp_path / "220000-jilin-list.html"
    write_text(path, listing(HOSTILE, rows, LAYERS, {"图": "220000-jilin.html"}))
    browser.open(path)
    return browser


def press(page: Browser, text: str) -> None:
    """Press the button that begins so."""
    page.run(
        "[...document.querySelectorAll('button')]"
        ".find((b) => b.textContent.startsWith(arguments[0])).click()",
        text,
    )


def search(page: Browser, words: str) -> None:
    """Type into the search."""
    page.run(
        "const f = document.querySelector('input'); f.value = arguments[0];"
        "f.dispatchEvent(new Event('input'))",
        words,
    )


def test_a_hundred_rows_at_a_time(page: Browser) -> None:
    """Forth, back and to both ends."""
    assert (page.run(SHOWN), page.run(FIRST)) == (100, "事项0")
    press(page, "下一页")
    assert (page.run(SHOWN), page.run(FIRST)) == (100, "事项100")
    press(page, "末页")
    assert page.run(SHOWN) == 45
    press(page, "首页 First")
    assert page.run(FIRST) == "事项0"


def test_words_and_layers_find_rows(page: Browser) -> None:
    """Every word has to be there; a layer leaves its own rows."""
    search(page, "规划12 长春")
    assert page.run(SHOWN) == 100
    search(page, "规划12343")
    assert (page.run(SHOWN), page.run(FIRST)) == (1, "事项12343")
    search(page, "nothing")
    assert page.run(SHOWN) == 0
    search(page, "")
    press(page, "平台节点")
    assert page.run(FIRST) == "事项0"
    layers = "return [...document.querySelectorAll('tbody tr')].map((row) => row.dataset.layer)"
    assert set(page.run(layers)) == {"zone"}


def test_no_text_becomes_markup(page: Browser) -> None:
    """Title, rows and search results show a payload as what it is."""
    press(page, "末页")
    search(page, "onerror")
    assert page.run(FIRST) == HOSTILE
    assert page.run("return document.title") == HOSTILE
    assert page.run("return window.hit") is None
    assert page.run("return document.images.length") == 0
    assert page.errors() == []
