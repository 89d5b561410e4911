"""The page learns how the characters of its names are read and else written, and of no others."""

from __future__ import annotations

from quyu_maps.spelling import spelling


def test_characters_with_two_readings_stand_under_both() -> None:
    read = spelling(["长春市", "重庆市", "厦门市"])["read"]
    for sign, readings in {
        "长": ("chang", "zhang"),
        "重": ("zhong", "chong"),
        "厦": ("xia", "sha"),
    }.items():
        for said in readings:
            assert sign in read[said]


def test_only_used_characters_are_there() -> None:
    made = spelling(["吉林 Jilin"])
    assert "".join(made["read"].values()).strip("吉林") == ""
    assert made["read"]["ji"] == "吉"


def test_traditional_forms_lead_to_the_used_ones() -> None:
    folded = spelling(["长春", "两江"])["fold"]
    pairs = dict(zip(folded[::2], folded[1::2], strict=True))
    assert pairs["長"] == "长"
    assert pairs["兩"] == "两"
    assert set(pairs.values()) <= set("长春两江")


def test_u_with_dots_is_spelt_as_it_is_typed() -> None:
    assert spelling(["绿"])["read"]["lv"] == "绿"


def test_no_text_gives_nothing() -> None:
    assert spelling([]) == {"read": {}, "fold": ""}
