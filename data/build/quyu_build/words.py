"""Step: compile the words of the dictionary of jieba that keep place names from being misread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_build.packages import package
from quyu_build.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

#: Tags of names of places, people and bodies in that dictionary.
NAMES = ("ns", "nr", "nt")
#: Tags of words that never begin with a place that is meant: sayings, verbs, adjectives.
PLAIN = ("i", "v", "a", "ad", "d", "m", "f")
#: A pair of characters counts as a word from this frequency on.
PAIR = 200
#: Length of the longest word that matters: sayings have four characters, some words five.
LONG = 5
#: Length of a short name that is tested against the dictionary.
SHORT = 2


def build(tables: Path, out: Path) -> None:
    """
    Write ``lexicon/words.tsv``.

    Three uses, one line each: ``inside`` words that hold a place name and are none,
    ``pair`` common words of two characters, ``known`` short names of counties that the
    dictionary knows as places.
    """
    del tables
    words = _dictionary()
    weak = {row["form"] for row in read_table(out / "lexicon" / "weak.tsv")}
    names: set[str] = {
        form
        for table in ("units", "nature", "regions", "countries")
        for row in read_table(out / "gazetteer" / f"{table}.tsv")
        for form in (row["short"], row["name"])
        if SHORT <= len(form) <= SHORT + 1
    }
    hidden = names - weak
    inside = sorted(
        word
        for word, (count, tag) in words.items()
        if SHORT < len(word) <= LONG
        and count >= SHORT
        and not tag.startswith(NAMES)
        and word not in names
        and _hides(word, tag, hidden)
    )
    pair = sorted(
        word
        for word, (count, tag) in words.items()
        if len(word) == SHORT and count >= PAIR and not tag.startswith(NAMES) and word not in names
    )
    known = sorted(
        name
        for name in hidden
        if len(name) == SHORT and words.get(name, (0, ""))[1].startswith(("ns", "nr"))
    )
    lines = ["use\twords"]
    for use, listed in (("inside", inside), ("pair", pair), ("known", known)):
        lines.append(f"{use}\t{' '.join(listed)}")
    (out / "lexicon" / "words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _hides(word: str, tag: str, names: set[str]) -> bool:
    """Tell whether a word holds a name that is not meant where the word stands."""
    starts = range(0 if tag in PLAIN else 1, len(word) - 1)
    return any(
        word[start : start + size] in names
        for start in starts
        for size in (SHORT, SHORT + 1)
        if size < len(word) and start + size <= len(word)
    )


def _dictionary() -> dict[str, tuple[int, str]]:
    """Read frequency and tag of each Chinese word."""
    path = next(package("jieba").rglob("dict.txt"))
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: (int(count), tag) for word, count, tag in rows if "\u4e00" <= word[0] <= "\u9fff"}
