"""Compile the table that folds Traditional, variant and full-width characters one for one."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import opencc

if TYPE_CHECKING:
    from pathlib import Path

#: Traditional characters that names in Simplified script keep or write otherwise than
#: OpenCC's default: 乾 in 乾安, 乾县; 於 stands for 于 in running text only.
KEPT = {"乾": "乾", "於": "于"}

#: Compatibility ideographs and variants that OpenCC leaves alone, seen in published plans.
VARIANTS = {
    "陜": "陕",
    "峯": "峰",
    "戸": "户",
    "滙": "汇",
    "瀋": "沈",
    "菓": "果",
    "裏": "里",
    "裡": "里",
}

#: Radicals that PDF files show for the characters they look like, and that Unicode maps to none;
#: in pairs: radical, character.
RADICALS = (
    "⺁厂⺇几⺊卜⺌小⺎兀⺓幺⺝月⺠民⺧牛⺩王⺫目⺬示⺮竹⺯糸⺶羊⺷羊⺹老⺻聿⺼肉⺽臼⻁虎⻃西⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻑长"
    "⻒长⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟"
)

_KANGXI = range(0x2F00, 0x2FD6)
_IDEOGRAPHS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))


def build(tables: Path, out: Path) -> None:  # noqa: ARG001 - every step has this signature
    """
    Write ``fold.tsv``: variant, folded, source.

    One code point folds to one code point; ideographs through OpenCC's ``t2s`` and then
    Unicode's compatibility forms, radicals that stand for characters to those, Latin
    letters, digits and signs to half width.
    """
    convert = opencc.OpenCC("t2s").convert
    rows = {}
    for first, last in _IDEOGRAPHS:
        for code in range(first, last + 1):
            char = chr(code)
            folded = (
                KEPT.get(char) or VARIANTS.get(char) or convert(unicodedata.normalize("NFC", char))
            )
            if folded != char and len(folded) == 1:
                rows[char] = (folded, "compiled" if char in KEPT or char in VARIANTS else "opencc")
    for code in _KANGXI:
        rows[chr(code)] = (convert(unicodedata.normalize("NFKC", chr(code))), "unicode")
    for radical, char in zip(RADICALS[::2], RADICALS[1::2], strict=True):
        rows[radical] = (char, "compiled")
    for code in range(0xFF01, 0xFF5F):
        rows[chr(code)] = (chr(code - 0xFEE0), "unicode")
    rows["\u3000"] = (" ", "unicode")
    lines = ["variant\tfolded\tsource", *(f"{c}\t{f}\t{s}" for c, (f, s) in sorted(rows.items()))]
    (out / "fold.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
