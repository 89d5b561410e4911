"""A sheet is one file that asks for nothing, is the same each time, and shows text as text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from pages import JILIN, PAYLOADS, content, hostile
from quyu_maps.margin import NOT_REVIEWED, Review
from quyu_maps.portal import portal
from quyu_maps.sheet import file_name, sheet
from running import environment

if TYPE_CHECKING:
    from quyu_maps.payload import Content

DATA = re.compile(r'<script type="application/json" id="quyu-data">(.*?)</script>', re.DOTALL)


def drawn(made: Content, review: Review | None = None) -> str:
    """Draw the sheet of Jilin."""
    place = made.gazetteer.place(JILIN)
    return sheet(made.features, place, made.plans, made.gazetteer, review)


def index(made: Content) -> str:
    """Draw a portal with one sheet."""
    shares = {JILIN: list(made.features["ref"])}
    return portal(made.features, made.plans, made.gazetteer, shares, {JILIN: "220000-jilin.html"})


@pytest.fixture(scope="module")
def page() -> str:
    return drawn(content())


@pytest.fixture(scope="module")
def poisoned() -> tuple[str, str]:
    made = hostile()
    return drawn(made), index(made)


class Tags(HTMLParser):
    """Collects every tag with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        self.tags.append((tag, dict(attrs)))


def test_same_input_gives_the_same_bytes(page: str) -> None:
    assert drawn(content()) == page


def test_hash_seed_and_process_change_nothing(page: str) -> None:
    code = (
        "from pages import content, JILIN; from quyu_maps.sheet import sheet; c = content();"
        "import hashlib; t = sheet(c.features, c.gazetteer.place(JILIN), c.plans, c.gazetteer);"
        "print(hashlib.sha256(t.encode()).hexdigest())"
    )
    tests = environment(PYTHONHASHSEED="7")
    tests["PYTHONPATH"] += ":" + ":".join(path for path in sys.path if path.endswith("tests"))
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], env=tests, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == hashlib.sha256(page.encode()).hexdigest()


def test_a_sheet_is_light(page: str) -> None:
    assert len(page.encode()) < 900_000


def test_nothing_in_the_page_causes_a_request(page: str, poisoned: tuple[str, str]) -> None:
    for text in (page, *poisoned):
        for tag, attributes in Tags(text).tags:
            assert "src" not in attributes
            assert tag not in {"iframe", "object", "embed", "base", "form", "img", "video"}
            if tag == "link":
                assert attributes == {"rel": "icon", "href": "data:,"}
        outside = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
        assert not re.search(r"url\(|@import", outside)


def test_the_policy_holds_the_sums_of_all_scripts(page: str) -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    sums = {
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    }
    (allowed,) = re.findall(r"script-src ([^;]*);", policy)
    assert set(allowed.split()) == sums
    assert page.count("<script") == len(scripts) + 1
    for rule in ("default-src 'none'", "base-uri 'none'", "form-action 'none'", "img-src data:"):
        assert rule in policy


def test_the_page_declares_language_charset_and_title(page: str) -> None:
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "<title>吉林省区域合作空间总图</title>" in page


def test_hostile_texts_are_data_and_nothing_else(poisoned: tuple[str, str]) -> None:
    for text in poisoned:
        text.encode("utf-8")
        (data,) = DATA.findall(text)
        rest = text.replace(data, "")
        payload = json.loads(data)
        assert payload["features"][0]["name"] == "".join(PAYLOADS)
        assert payload["features"][0]["quote"] == "".join(PAYLOADS)
        # The window's title is the one text outside; it stands there escaped.
        assert "<img" not in rest
        assert "window.P=1</script>" not in rest
        assert Tags(text).tags.count(("script", {})) == 2
        # A template engine would have worked this out.
        assert "{{7*7}}" in data


def test_without_a_number_the_sheet_says_so(page: str) -> None:
    assert NOT_REVIEWED in page
    reviewed = drawn(content(), Review("GS(2030)1号", "某院"))
    assert NOT_REVIEWED not in reviewed
    assert "审图号 GS(2030)1号 · 编制:某院" in reviewed


def test_the_portal_links_to_the_sheets_it_is_given() -> None:
    (data,) = DATA.findall(index(content()))
    figures = json.loads(data)["portal"]
    by_id = {row["id"]: row for row in figures["provinces"]}
    assert len(by_id) == 34
    assert by_id[JILIN]["file"] == "220000-jilin.html"
    assert by_id[JILIN]["layers"] == [2, 1, 3, 1]
    assert by_id["110000"]["file"] == ""
    assert figures["totals"] == {"link": 2, "corridor": 1, "zone": 3, "region": 1}
    assert figures["matrix"] == {JILIN: {"320000": 1, "650000": 1}}


def test_file_names_are_plain_ascii() -> None:
    made = content([])
    names = [file_name(place) for place in made.gazetteer.provinces()]
    assert "220000-jilin.html" in names
    assert all(re.fullmatch(r"[0-9]{6}(-[a-z0-9]+)+\.html", name) for name in names)
    assert len({*names}) == 34
