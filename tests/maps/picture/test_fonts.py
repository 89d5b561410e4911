"""Faces are found by the style table's families, carried in an SVG, or missed with a remedy."""

from __future__ import annotations

import pytest

from drawings import need_parts
from quyu_maps.picture.errors import PictureError
from quyu_maps.picture.fonts import Face, Faces, carry, installed_faces
from quyu_maps.picture.render import part

NOTO = Face("Noto Sans CJK SC", 400, "a.ttc", 2)
BOLD = Face("Noto Sans CJK SC", 700, "b.ttc", 2)
SERIF = Face("Noto Serif CJK SC", 400, "c.ttc", 2)


def test_without_a_chinese_font_the_package_is_named() -> None:
    with pytest.raises(PictureError, match="apt install fonts-noto-cjk"):
        Faces.of([Face("DejaVu Sans", 400, "d.ttf", 0)])


def test_without_a_library_the_remedy_is_named() -> None:
    with pytest.raises(PictureError, match=r"pip install 'quyu\[picture\]'"):
        part("no_such_library_of_quyu")


def test_the_first_family_of_the_table_wins() -> None:
    found = Faces.of([SERIF, BOLD, NOTO, Face("Microsoft YaHei", 400, "e.ttc", 0)])
    assert found.sans == (NOTO, BOLD)
    assert found.song == (SERIF,)
    assert Faces.of([NOTO]).song == (NOTO,)
    assert Faces.of([SERIF]).sans == (SERIF,)


def test_a_drawing_carries_only_the_letters_it_uses() -> None:
    need_parts()
    faces = installed_faces()
    family = faces.families()["sans"].replace('"', "&quot;")
    svg = f'<svg xmlns="x"><text font-family="{family}" font-weight="700">吉 &amp; 林</text></svg>'
    carried = carry(svg, faces)
    assert carried.count("@font-face") == 1
    assert "font-weight:600 900" in carried
    assert f"Quyu Sans, {family}" in carried
    assert len(carried) < 12_000
    assert carry(svg, faces) == carried
