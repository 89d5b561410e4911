"""The patterns of reading find what they list, however the search for them is sped up."""

from __future__ import annotations

import re

import pytest

from quyu_geo.reading.lexicon import either, hygiene


@pytest.mark.parametrize(
    ("patterns", "text"),
    [
        (["甲乙", r"\d{2}选\d"], "十 11选5"),
        (["甲乙", "[3三]快", "(?:丙|丁)戊"], "丁戊"),
        (["甲乙", "[^丙]快"], "三快"),
        (["甲?乙", "丙"], "乙"),
        (["甲{0,2}乙", "丙"], "乙"),
        (["甲|乙(?:丙|丁)", "戊"], "乙丁"),
        (["(?:甲|乙丙)?丁", "戊"], "丁"),
        (["App", "甲"], "aPP"),
        (["^甲", "(?<=丙)乙"], "甲"),
    ],
)
def test_either_finds_each_beginning(patterns: list[str], text: str) -> None:
    assert either(patterns).search(text)


@pytest.mark.parametrize("key", ["strong", "weak", "exempt", "brands", "sites"])
def test_first_signs_hide_nothing(key: str) -> None:
    listed = hygiene()["spam"][key]
    plain = re.compile("|".join(f"(?:{each})" for each in listed), re.IGNORECASE)
    words = re.findall(r"[\u4e00-\u9fffA-Za-z0-9]+", "|".join(listed))
    text = "|".join([*words, "".join(words), *(f"开云{w}官网" for w in words), "11选5", "杀三位"])
    assert [m.span() for m in either(listed).finditer(text)] == [
        m.span() for m in plain.finditer(text)
    ]


def test_sites_need_one_of_their_signs() -> None:
    spam = hygiene()["spam"]
    entrances = spam["sites"][0].rsplit("(?:", 1)[1].rstrip(")").split("|")
    assert all(any(sign in each for sign in spam["site_signs"]) for each in entrances)
