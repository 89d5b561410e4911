"""Step: compile how the characters of names are read, all readings in use, for the search."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

from quyu_build.names import spelt
from quyu_build.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HAN = re.compile("[\u3400-\u9fff]")
#: A reading counts as in use from this share of the words with the character, and this number.
SHARE, LEAST = 0.12, 3


def build(tables: Path, out: Path) -> None:
    """
    Write ``pinyin.tsv``: a syllable without tone, and the characters that may be read so.

    Characters are those of GB 2312 and of the gazetteer; a character stands under each reading
    that is in use in words (长 under chang and zhang), and under the one that it has in a name of
    a unit (番 under pan, for 番禺). ü is written v, as it is typed.
    """
    del tables
    read: dict[str, set[str]] = {}
    for sign, said in (*_usual(out), *_in_names(out)):
        if re.fullmatch("[a-z]{1,6}", said):
            read.setdefault(said, set()).add(sign)
    lines = [f"{said}\t{''.join(sorted(read[said]))}\n" for said in sorted(read)]
    text = "syllable\tsigns\n" + "".join(lines)
    (out / "pinyin.tsv").write_text(text, encoding="utf-8", newline="\n")


def _usual(out: Path) -> Iterator[tuple[str, str]]:
    """Give each character with its first reading and with those that words give it."""
    counts = _in_words()
    for sign in sorted(_national_set() | _written(out)):
        yield sign, plain(lazy_pinyin(sign, style=Style.NORMAL)[0])
        total = counts[sign].total()
        for said, count in counts[sign].items():
            if count >= LEAST and count >= SHARE * total:
                yield sign, said


def _in_words() -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for word, syllables in phrases_dict.items():
        if len(word) == len(syllables):
            for sign, said in zip(word, syllables, strict=True):
                counts.setdefault(sign, Counter())[plain(said[0])] += 1
    return _Known(counts)


class _Known(dict[str, Counter[str]]):
    """A table in which an unknown character has no reading."""

    def __missing__(self, sign: str) -> Counter[str]:
        return Counter()


def _in_names(out: Path) -> Iterator[tuple[str, str]]:
    """Give the characters of the names of units with their reading there."""
    for row in read_table(out / "gazetteer" / "units.tsv"):
        said = spelt(row["name"])
        if len(said) == len(row["name"]):
            yield from zip(row["name"], map(plain, said), strict=True)


def _national_set() -> set[str]:
    """Give the 6,763 characters of GB 2312."""
    rows = range(0xB0, 0xF8)
    pairs = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return {pair.decode("gb2312", "ignore") for pair in pairs} - {""}


def _written(out: Path) -> set[str]:
    """Give the characters of all names of places and initiatives."""
    paths = [*sorted((out / "gazetteer").glob("*.tsv")), out / "atlas" / "initiatives.tsv"]
    return {
        sign
        for path in paths
        for row in (read_table(path) if path.is_file() else ())
        for sign in row.get("name", "")
        if _HAN.match(sign)
    }


def plain(syllable: str) -> str:
    """Take the tone off a syllable and write ü as v."""
    parts = unicodedata.normalize("NFD", syllable.replace("ü", "v").replace("ɡ", "g"))
    joined = re.sub("u([\u0300\u0301\u0304\u030c]?)\u0308", r"v\1", parts)
    return "".join(sign for sign in joined if sign.isascii()).lower()
