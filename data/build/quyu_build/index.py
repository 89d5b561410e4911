"""Step: compile the index of all names, and how the characters of the names are read."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from quyu_build.names import spelt
from quyu_build.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_HAN = re.compile("[\u3400-\u9fff]")

#: Names and codes of the list of former units that name no place.
NO_PLACE = ("市辖区", "县", "市")


def build(tables: Path, out: Path) -> None:
    """
    Write ``gazetteer/names.txt`` and ``gazetteer/readings.txt``.

    The first holds a line for each form of a name, sorted by bytes: the form, folded as
    `quyu_geo.lookup_index.key_of` folds what a user types; a tab; and the places that
    bear it, each as one letter for how it is borne and its id. The second holds a line for
    each syllable without tone: the syllable, a tab, and its characters.
    """
    del tables
    folder = out / "gazetteer"
    key_of = folding(out)
    found: dict[str, set[str]] = {}
    for way, form, bearer in forms(folder):
        if key := key_of(form):
            found.setdefault(key, set()).add(way + bearer)
    lines = [f"{key}\t{' '.join(once(found[key]))}\n" for key in sorted(found)]
    (folder / "names.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
    signs: dict[str, set[str]] = {}
    for sign in sorted({sign for key in found for sign in key if _HAN.match(sign)}):
        signs.setdefault(spelt(sign)[0], set()).add(sign)
    lines = [f"{syllable}\t{''.join(sorted(signs[syllable]))}\n" for syllable in sorted(signs)]
    (folder / "readings.txt").write_text("".join(lines), encoding="utf-8", newline="\n")


def once(bearers: set[str]) -> list[str]:
    """Leave out what says less: another form that is the name, pinyin that is the English name."""
    names = {bearer[1:] for bearer in bearers if bearer[0] in "ns"}
    spoken = {bearer[1:] for bearer in bearers if bearer[0] == "e"}
    return sorted(
        bearer
        for bearer in bearers
        if not (bearer[0] == "a" and bearer[1:] in names)
        and not (bearer[0] == "p" and bearer[1:] in spoken)
    )


def forms(folder: Path) -> Iterator[tuple[str, str, str]]:
    """
    Give way, form and id of all names of all tables.

    The ways are those of `quyu_geo.lookup_index.Bearer`. Pinyin is given of the name and
    the short name of units and of the short name of townships, whose ending nobody spells;
    none of the cities abroad that are taken over unreviewed.
    """
    for path in sorted(folder.glob("*.tsv")):
        rows = read_table(path)
        if rows and "id_now" in rows[0]:
            for row in rows:
                yield "f", row["name"], row["id_now"]
                yield "f", row["adcode_then"], row["id_now"]
        for row in rows if rows and "aliases" in rows[0] else ():
            yield "n", row["name"], row["id"]
            yield "s", row["short"], row["id"]
            yield "e", row["name_en"], row["id"]
            yield from (("a", form, row["id"]) for form in row["aliases"].split("|"))
            if path.stem == "cities":  # nobody spells the Chinese name of a city abroad
                continue
            spoken = {row["short"], row["name"]} if row["adcode"] else {row["short"]}
            said = {"".join(spelt(form)) for form in spoken}
            said |= {form.replace("ü", "v") for form in said}  # as it is typed
            yield from (("p", form, row["id"]) for form in said)


def folding(out: Path) -> Callable[[str], str]:
    """Give the function that reduces a form as `quyu_geo.lookup_index.key_of` does."""
    table = {ord(row["variant"]): row["folded"] for row in read_table(out / "fold.tsv")}

    def key_of(text: str) -> str:
        folded = text.translate(table).casefold()
        if _HAN.search(folded):
            return "".join(folded.split())
        return "".join(sign for sign in unicodedata.normalize("NFD", folded) if sign.isalnum())

    return key_of
