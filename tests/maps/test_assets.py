"""The fixed texts of a page ask for nothing, write no markup and stay small."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from quyu_maps import assets

FOLDER = Path(assets.__file__).with_name("assets")
SCRIPTS = sorted(FOLDER.rglob("*.js"))
OTHERS = [path for kind in ("*.css", "*.html") for path in sorted(FOLDER.rglob(kind))]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_make_no_markup_and_no_request(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forbidden = r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|Function\(|DOMParser"
    requests = r"\bfetch\(|XMLHttpRequest|WebSocket|import\(|sendBeacon|new Image|https?://(?!www\.w3\.org)"
    assert not re.search(forbidden, text)
    assert not re.search(requests, text)
    assert text.count("\n") <= 300
    assert "</script" not in text


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_nothing_but_comments_is_left_out(path: Path) -> None:
    left = assets.bare(path.read_text(encoding="utf-8")).split("\n")
    wanted, comment = [], False
    for line in map(str.strip, path.read_text(encoding="utf-8").split("\n")):
        comment = comment or line.startswith("/*")
        if line and not comment and not line.startswith("//"):
            wanted.append(line)
        # A comment ends at the end of a line, or code behind it would be lost.
        assert not comment or "*/" not in line[:-2]
        comment = comment and not line.endswith("*/")
    assert left == wanted
    # A string over several lines would lose the space at their ends.
    assert not any("`" in line for line in left)


def test_words_that_look_like_comments_stay() -> None:
    assert (
        assets.bare('a = "/* x */";\n  b = "http://x"; // end')
        == 'a = "/* x */";\nb = "http://x"; // end'
    )


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_styles_and_bodies_refer_to_nothing_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|https?:|\bsrc=|\bon[a-z]+=|<script", text)


def test_no_name_of_the_scripts_is_given_twice() -> None:
    given = Counter(
        name
        for path in SCRIPTS
        for name in re.findall(r"^  (quyu\.\w+) = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert [name for name, count in given.items() if count > 1] == []


def test_leaflet_comes_without_images_and_source_map() -> None:
    assert "url(" not in assets.leaflet_style()
    assert ".leaflet-pane" in assets.leaflet_style()
    assert "sourceMappingURL" not in assets.leaflet_script()
    assert 'version="1.9.3"' in assets.leaflet_script()


def test_every_word_of_the_page_is_known() -> None:
    words = (FOLDER / "js" / "page" / "words.js").read_text(encoding="utf-8")
    known = set(re.findall(r"^    (\w+): \[", words, re.MULTILINE))
    used = set()
    for path in (FOLDER / "js" / "page").glob("*.js"):
        used |= set(re.findall(r"\bt\(\"(\w+)\"[,)]", path.read_text(encoding="utf-8")))
    for path in (FOLDER / "html").glob("*.html"):
        used |= set(re.findall(r'data-word="(\w+)"', path.read_text(encoding="utf-8")))
    assert used <= known
