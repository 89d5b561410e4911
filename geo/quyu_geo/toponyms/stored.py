"""
Write and read the compiled lexicon, ``lexicon/compiled.txt``.

The file is UTF-8 text. Its first line holds the stamp of what it was compiled from; each
following line up to an empty one names a section (``0`` for what holds everywhere, else the
first two digits of a province) with the bytes of its patterns and of its letters. Then come
the sections in that order. A province's section holds what differs from section ``0``.

A pattern is a line of four cells: its form; six signs (role as a letter from ``a`` on, what
it does to a line behind it, and as digits whether it is an official compound and a common
word, and the characters that lead and trail the name); its candidates, joined by ``|``; its
members, joined by ``|``. A candidate is id, whether the form is its full name, rank, kind and
parent, joined by commas; what goes without saying is left out at the end. A letter is a
line of two cells: the letter, and its senses (id, scope and weight) joined by ``|``.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quyu_data import resource
from quyu_geo.gazetteer import TABLES
from quyu_geo.toponyms.lexicon import Candidate, Entry, Role, Sense, end_of
from quyu_geo.toponyms.patterns import Patterns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quyu_geo.toponyms.lexicon import Compiled, Compounds, Letters

FILE = "lexicon/compiled.txt"
#: Section of what holds in every province.
EVERYWHERE = "0"

_LEXICON = ("compounds", "famous", "heads", "letters", "stopwords", "trimmed", "weak", "words")
#: Modules that decide what is compiled, beside this one.
_RULES = ("compile.py", "forms.py", "lexicon.py", "spelt.py")
#: Cells of a pattern, its signs, and where some of them stand.
_CELLS, _SIGNS = 4, 6
_ROLE, _END, _COMPOUND = 0, 1, 2
_FIRST = ord("a")
_ROLES = bytes(max(0, byte - _FIRST) for byte in range(256))
_ENDS = bytes(max(0, byte - ord("0")) for byte in range(256))
_RANK = 20.0  # of a township by a short name


class Stored:
    """
    The compiled lexicon.

    Parameters
    ----------
    sections
        Patterns and letters by section.
    """

    def __init__(self, sections: Mapping[str, tuple[bytes, bytes]]) -> None:
        self._sections = sections
        patterns, letters = sections[EVERYWHERE]
        self._columns = _columns(patterns)
        self._letters = _read_letters(letters)
        forms, signs, _, members = self._columns
        marks = "".join(signs)[_COMPOUND::_SIGNS]
        listed = [match.start() for match in re.finditer("1", marks)]
        self._compounds = {forms[index]: tuple(members[index].split("|")) for index in listed}

    def parts(self, province: str) -> tuple[Patterns, Letters, Compounds]:
        """Give patterns, letters and compounds for documents of a province, or of none."""
        patterns, letters = self._sections.get(province[:2], (b"", b""))
        columns = tuple(map(list, self._columns))
        at = dict(zip(columns[0], range(len(columns[0])), strict=True)) if patterns else {}
        for cells in zip(*_columns(patterns), strict=True):
            index = at.get(cells[0])
            for column, cell in zip(columns, cells, strict=True):
                if index is None:
                    column.append(cell)
                else:
                    column[index] = cell
        signs = "".join(columns[1])
        return (
            Patterns(
                columns[0],
                signs[_ROLE::_SIGNS].encode("ascii").translate(_ROLES),
                signs[_END::_SIGNS].encode("ascii").translate(_ENDS),
                lambda index: _entry(*(column[index] for column in columns)),
            ),
            self._letters | _read_letters(letters),
            self._compounds,
        )


@cache
def stored() -> Stored | None:
    """Read the compiled lexicon once a process; none where it is not of today's tables."""
    try:
        body = resource(FILE).read_bytes()
    except FileNotFoundError:
        return None
    head, _, rest = body.partition(b"\n\n")
    mark, *lines = head.decode("ascii").split("\n")
    if mark != stamp():
        return None
    sections: dict[str, tuple[bytes, bytes]] = {}
    at = 0
    for name, patterns, letters in (line.split() for line in lines):
        middle = at + int(patterns)
        end = middle + int(letters)
        sections[name] = (rest[at:middle], rest[middle:end])
        at = end
    return Stored(sections)


def written(everywhere: Compiled, provinces: Mapping[str, Compiled]) -> bytes:
    """
    Write the compiled lexicon.

    Parameters
    ----------
    everywhere
        Compiled for documents of no province.
    provinces
        Compiled for those of each, by id.

    Raises
    ------
    ValueError
        If a province lacks a pattern or a letter that holds everywhere.
    """
    base = _lines(everywhere)
    parts = {EVERYWHERE: base}
    for province, compiled in sorted(provinces.items()):
        own = _lines(compiled)
        if any(common.keys() - mine.keys() for common, mine in zip(base, own, strict=True)):
            raise ValueError(f"{province}: lacks a pattern that holds everywhere")
        parts[province[:2]] = (
            {key: line for key, line in own[0].items() if base[0].get(key) != line},
            {key: line for key, line in own[1].items() if base[1].get(key) != line},
        )
    head, bodies = [stamp()], []
    for name, tables in parts.items():
        texts = ["".join(lines[key] for key in sorted(lines)).encode() for lines in tables]
        head.append(" ".join((name, *(str(len(text)) for text in texts))))
        bodies += texts
    return "\n".join(head).encode("ascii") + b"\n\n" + b"".join(bodies)


def stamp() -> str:
    """Give the check sum of all that the lexicon is compiled from, tables and rules."""
    tables = [f"gazetteer/{name}.tsv" for name in (*TABLES, "history")]
    tables += ["fold.tsv", *(f"lexicon/{name}.tsv" for name in _LEXICON)]
    total = 0
    for path in (*map(resource, tables), *_modules()):
        total = zlib.crc32(path.read_bytes(), total)
    return f"quyu-lexicon-1 {total:08x}"


def _modules() -> Iterable[Path]:
    here = Path(__file__)
    return (path for path in (here, *map(here.with_name, _RULES)) if path.is_file())


def _columns(lines: bytes) -> list[list[str]]:
    """Give the cells of lines of four by column."""
    cells = lines.decode("utf-8").replace("\n", "\t").split("\t")
    return [cells[first:-1:_CELLS] for first in range(_CELLS)]


def _entry(form: str, signs: str, candidates: str, members: str) -> Entry:
    return Entry(
        form,
        Role(ord(signs[_ROLE]) - _FIRST),
        tuple(map(_candidate, candidates.split("|"))) if candidates else (),
        tuple(members.split("|")) if members else (),
        int(signs[4]),
        int(signs[5]),
        signs[3] == "1",
    )


def _candidate(cell: str) -> Candidate:
    key, full, *rest = cell.split(",")
    rank, kind, parent = rest or (_RANK + (full == "1"), "township", key[:6])
    province = f"{key[:2]}0000" if key.isdigit() else ""
    return Candidate(key, kind, province, parent, float(rank), full == "1")


def _read_letters(lines: bytes) -> Letters:
    rows = (line.split("\t") for line in lines.decode("utf-8").splitlines())
    return {letter: tuple(map(_sense, senses.split("|"))) for letter, senses in rows}


def _sense(cell: str) -> Sense:
    place, scope, weight = cell.split(",")
    return Sense(place, scope, float(weight))


def _lines(compiled: Compiled) -> tuple[dict[str, str], dict[str, str]]:
    """Give the lines of patterns by form, and of letters by letter."""
    patterns = {form: _line(entry, compiled) for form, entry in compiled.entries.items()}
    letters = {
        letter: f"{letter}\t{'|'.join(f'{s.place},{s.scope},{s.weight:g}' for s in senses)}\n"
        for letter, senses in compiled.letters.items()
    }
    return patterns, letters


def _line(entry: Entry, compiled: Compiled) -> str:
    signs = (
        f"{chr(_FIRST + entry.role)}{end_of(entry.form, compiled.letters)}"
        f"{entry.form in compiled.compounds:d}{entry.common:d}{entry.lead}{entry.tail}"
    )
    candidates = "|".join(map(_cell, entry.candidates))
    return f"{entry.form}\t{signs}\t{candidates}\t{'|'.join(entry.members)}\n"


def _cell(candidate: Candidate) -> str:
    short = f"{candidate.id},{candidate.full:d}"
    if _candidate(short) == candidate:
        return short
    return f"{short},{candidate.rank:g},{candidate.kind},{candidate.parent}"
