"""The style table names a drawing for everything that the vocabulary can say."""

from __future__ import annotations

import re

import pytest

from pages import units
from quyu_geo.vocabulary import Vocabulary
from quyu_maps.style import bundled_style

KINDS = [f"{layer}/{kind}" for layer, types in Vocabulary.bundled().types.items() for kind in types]
COLOR = re.compile(r"#[0-9A-F]{6}")


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_has_its_own_colour(kind: str) -> None:
    types = bundled_style()["types"]
    color = types[kind]["color"]
    layer = kind.partition("/")[0]
    same = [k for k, look in types.items() if look["color"] == color and k.startswith(layer)]
    assert COLOR.fullmatch(color)
    assert same == [kind]


def test_no_type_is_styled_that_the_vocabulary_lacks() -> None:
    assert set(bundled_style()["types"]) == set(KINDS)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("zone/")])
def test_zones_have_shape_and_glyph(kind: str) -> None:
    style = bundled_style()
    look = style["types"][kind]
    assert style["zone_shapes"][look["shape"]].startswith("M")
    assert style["glyphs"][look["glyph"]].startswith("M")


def test_zone_symbols_differ_without_colour() -> None:
    looks = [v for k, v in bundled_style()["types"].items() if k.startswith("zone/")]
    assert len({(look["shape"], look["glyph"]) for look in looks}) == len(looks)


def test_links_have_letters_of_their_own() -> None:
    looks = [v for k, v in bundled_style()["types"].items() if k.startswith("link/")]
    for language in ("zh", "en"):
        letters = [look["letter"][language] for look in looks]
        assert all(len(letter) == 1 for letter in letters)
        assert len({*letters}) == len(letters)


def test_themes_name_types_of_the_vocabulary() -> None:
    layers = Vocabulary.bundled().layers
    for theme in bundled_style()["themes"].values():
        assert theme["types"]
        assert set(theme["types"]) <= {*KINDS, *(f"{layer}/*" for layer in layers)}


def test_tiles_hold_every_province_once() -> None:
    tiles = bundled_style()["tiles"]
    assert sorted(tiles) == [place.id for place in units().provinces()]
    assert len({tuple(at) for at in tiles.values()}) == len(tiles)
    assert all(0 <= column < 8 and 0 <= row < 7 for column, row in tiles.values())
