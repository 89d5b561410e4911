"""A printed sheet bears what the rules ask for, covers nothing, and runs nothing."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from drawings import SVG, boxes, need_parts, overlap, parsed, texts
from pages import JILIN, PAYLOADS, content, hostile
from quyu_maps.lint import MapRuleError
from quyu_maps.margin import NOT_REVIEWED, Review
from quyu_maps.payload import payload_of
from quyu_maps.picture.sheet import Wish, picture
from quyu_maps.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_maps.payload import Content

need_parts()

DRAWN = {"path", "rect", "circle", "use", "g", "svg", "text", "title", "defs", "clipPath", "style"}


@pytest.fixture(scope="module")
def small() -> Content:
    return content()


@pytest.fixture(scope="module")
def jilin(small: Content) -> dict[str, Any]:
    return payload_of(small, Subject((small.gazetteer.place(JILIN),)))


@pytest.fixture(scope="module")
def drawn(jilin: Mapping[str, Any]) -> bytes:
    return picture(jilin, Wish("svg"))


def _of(small: Content, *codes: str) -> dict[str, Any]:
    return payload_of(small, Subject(tuple(small.gazetteer.place(code) for code in codes)))


def test_a_sheet_has_title_scale_legend_and_margin(drawn: bytes) -> None:
    said = texts(parsed(drawn))
    assert "吉林省区域合作空间总图" in said
    assert NOT_REVIEWED in said
    assert any("审图号" in text and "边界经简化" in text and "圆锥投影" in text for text in said)
    assert {"图例", "北", "战略合作", "已有", "谋划"} <= {*said}
    assert any(text.startswith("1:") and text.endswith("万") for text in said)
    assert any(text.endswith(" km") for text in said)
    assert any(text.endswith("°E") for text in said)
    assert any("关于区域协调的意见" in text for text in said)


def test_a_review_number_takes_the_place_of_the_warning(small: Content) -> None:
    reviewed = replace(small, review=Review("吉S(2026)01号", "某院"))
    said = texts(parsed(picture(_of(reviewed, JILIN), Wish("svg"))))
    assert NOT_REVIEWED not in said
    assert "审图号 吉S(2026)01号 · 编制:某院" in said


def test_the_same_input_gives_the_same_bytes(jilin: Mapping[str, Any], drawn: bytes) -> None:
    assert picture(jilin, Wish("svg")) == drawn
    for form in ("png", "pdf"):
        wish = Wish(form, dpi=40)
        assert picture(jilin, wish) == picture(jilin, wish)


def test_letters_tell_links_apart_in_grey(jilin: Mapping[str, Any], drawn: bytes) -> None:
    lettered = picture(jilin, Wish("svg", letters=True))
    # Two links and their rows in the legend.
    assert texts(parsed(lettered)).count("战") == 2
    assert texts(parsed(lettered)).count("援") == 2
    assert "战" not in texts(parsed(drawn))


def test_english(jilin: Mapping[str, Any]) -> None:
    said = texts(parsed(picture(jilin, Wish("svg", lang="en"))))
    assert "Regional cooperation of Jilin" in said
    assert any("not for publication" in text for text in said)


def test_chips_legend_and_scale_keep_clear_of_each_other(small: Content) -> None:
    for codes in ((JILIN,), ("220000", "150000"), ("220200",)):
        root = parsed(picture(_of(small, *codes), Wish("svg", every=True)))
        names = ("quyu-chip", "quyu-legend", "quyu-scale-bar", "quyu-inset")
        placed = [box for name in names for box in boxes(root, name)]
        assert len(placed) >= 3
        for index, one in enumerate(placed):
            assert not any(overlap(one, other) for other in placed[index + 1 :])


@pytest.mark.parametrize("codes", [("460000",), ("450000",), ()])
def test_the_inset_stands_where_the_rules_ask(small: Content, codes: tuple[str, ...]) -> None:
    """Hainan's own sheet, one that shows all of Hainan, and the country."""
    said = texts(parsed(picture(_of(small, *codes), Wish("svg"))))
    inset = {"南海诸岛", "东沙群岛", "西沙群岛", "中沙群岛", "南沙群岛"}
    assert (inset <= {*said}) == (codes != ("450000",) or "海口" in said)


def test_no_inset_elsewhere(drawn: bytes) -> None:
    assert "南海诸岛" not in texts(parsed(drawn))


def test_a_sheet_that_breaks_a_rule_is_not_drawn(jilin: Mapping[str, Any]) -> None:
    broken = {**jilin, "base": {**jilin["base"], "tendash": []}}
    with pytest.raises(MapRuleError, match="十段线"):
        picture(broken, Wish())


def test_sizes(jilin: Mapping[str, Any]) -> None:
    png = picture(jilin, Wish("png", dpi=50))
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert (abs(width - 297 / 25.4 * 50), abs(height - 210 / 25.4 * 50)) < (1.5, 1.5)
    pdf = picture(jilin, Wish("pdf", "a3"))
    assert pdf.startswith(b"%PDF")
    assert b"CreationDate" not in pdf


def test_a_high_subject_stands_on_upright_paper(small: Content) -> None:
    root = parsed(picture(_of(small, "140000"), Wish("svg")))
    assert float(root.get("width", "")[:-2]) < float(root.get("height", "")[:-2])


def test_no_text_becomes_markup() -> None:
    """Payloads in every text field stay text: no element but those of a drawing, no link."""
    made = hostile()
    svg = picture(_of(made, JILIN), Wish("svg", every=True))
    root = parsed(svg)
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= DRAWN
    names = {name for node in root.iter() for name in node.attrib}
    assert not any(name.startswith("on") for name in names)
    links = {node.get("href") for node in root.iter() if node.get("href")}
    assert all(link and link.startswith("#") for link in links)
    assert "javascript:" not in "".join(value for n in root.iter() for value in n.attrib.values())
    assert any(PAYLOADS[0][:9] in text for text in texts(root))


def test_no_initiative_at_all() -> None:
    """A unit that no plan names still has a map."""
    empty = content([])
    assert "珲春市区域合作空间总图" in texts(parsed(picture(_of(empty, "222404"), Wish("svg"))))
