"""Read folders of annotated documents: text, mentions, initiatives, who speaks and when."""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from quyu_geo.errors import AnnotationError
from quyu_geo.scoring.references import Reference, reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from quyu_geo.gazetteer import Gazetteer

MENTIONS, INITIATIVES = ".mentions.tsv", ".initiatives.jsonl"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """
    An annotated place name.

    Attributes
    ----------
    start, end
        Half-open range of code points of the text.
    kind
        ``admin``, ``abbr``, ``natural``, ``region`` or ``facility``.
    marginal
        Two careful readers could differ: neither right nor wrong.
    office
        It only names an office, a company or an event.
    references
        The places, in written order.
    """

    start: int
    end: int
    kind: str
    marginal: bool
    office: bool
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class GoldInitiative:
    """
    An annotated initiative.

    Attributes
    ----------
    name, layer, type, status, directed, core
        As of `quyu_geo.model.Initiative`.
    kinds
        ``layer/type`` that count as right.
    members, partners
        Parties in order.
    others
        Further lists of members that count as right.
    uncertain
        Sources differ on the members: half of them right is right.
    start, end
        Of its clause.
    """

    name: str
    layer: str
    type: str
    status: str
    directed: bool
    core: bool
    kinds: frozenset[str]
    members: tuple[Reference, ...]
    partners: tuple[Reference, ...]
    others: tuple[tuple[Reference, ...], ...]
    uncertain: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """
    An annotated document.

    Attributes
    ----------
    name
        Stem of its files.
    path
        Of its text.
    text
        As decoded, line ends as they are.
    mentions, initiatives
        What people found in it; no initiatives where only places were annotated.
    annotated
        Whether initiatives were annotated.
    subject, date
        Who speaks and when, where a table of the folder says so; else empty.
    """

    name: str
    path: Path
    text: str
    mentions: tuple[GoldMention, ...]
    initiatives: tuple[GoldInitiative, ...]
    annotated: bool
    subject: str
    date: str


def read_gold(
    folder: Path, gazetteer: Gazetteer, names: Sequence[str] = ()
) -> tuple[GoldDocument, ...]:
    """
    Read the annotated documents of a folder.

    Each is ``NAME.txt`` (UTF-8) with ``NAME.mentions.tsv`` (columns line, surface, nth, flags,
    refs; lines count from 1 and end with a line feed) and, where initiatives were annotated,
    ``NAME.initiatives.jsonl``. Any ``*.toml`` may say of a NAME its ``subject`` and its ``date``
    or ``year``.

    Parameters
    ----------
    folder
        With the files.
    gazetteer
        Leads codes of former units to those of today.
    names
        Of documents; all if left out.

    Raises
    ------
    AnnotationError
        If the folder holds none, or a row is not as described; names file and row.
    """
    known = sorted(path.name.removesuffix(MENTIONS) for path in folder.glob(f"*{MENTIONS}"))
    if not known:
        raise AnnotationError(f"{folder}: no annotated document, no NAME{MENTIONS}")
    if missing := [name for name in names if name not in known]:
        raise AnnotationError(f"{folder}: no {missing[0]}{MENTIONS}")
    said = _tables(folder)
    today = today_of(gazetteer)
    return tuple(_document(folder, name, said.get(name, {}), today) for name in names or known)


def today_of(gazetteer: Gazetteer) -> Callable[[str], str]:
    """Give the function that leads the code of a former unit to that of today."""

    def today(code: str) -> str:
        if not code or code in gazetteer:
            return code
        led = [bearer.id for bearer in gazetteer.index.bearers(code) if bearer.way == "f"]
        return led[0] if led else code

    return today


def _tables(folder: Path) -> dict[str, dict[str, Any]]:
    said: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            said |= tomllib.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            raise AnnotationError(f"{path}: {error}") from error
    return {name: cells for name, cells in said.items() if isinstance(cells, dict)}


def _document(
    folder: Path, name: str, said: dict[str, Any], today: Callable[[str], str]
) -> GoldDocument:
    path = folder / f"{name}.txt"
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(f"{path}: {error}") from error
    lines = _Lines(text)
    read = partial(reference, today=today)
    initiatives = folder / f"{name}{INITIATIVES}"
    annotated = initiatives.is_file()
    date = said.get("date") or said.get("year") or ""
    return GoldDocument(
        name,
        path,
        text,
        tuple(_mentions(folder / f"{name}{MENTIONS}", lines, read)),
        tuple(_initiatives(initiatives, lines, read)) if annotated else (),
        annotated,
        str(said.get("subject") or ""),
        str(date),
    )


class _Lines:
    """The lines of a text by number from 1, to find where an annotated row stands."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]

    def span(self, number: int, words: str, nth: int = 1) -> tuple[int, int]:
        """Give the range of the nth time that words stand in a line."""
        at = -1
        for _ in range(nth):
            at = self._lines[number - 1].find(words, at + 1) if 0 < number < len(self) else -1
            if at < 0:
                raise ValueError(f"line {number} does not hold {words!r} {nth} times")
        start = self._starts[number - 1] + at
        return start, start + len(words)

    def __len__(self) -> int:
        return len(self._starts)


def _mentions(path: Path, lines: _Lines, read: Callable[[str], Reference]) -> Iterator[GoldMention]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, start=2):
            try:
                span = lines.span(int(row["line"]), row["surface"], int(row["nth"]))
                flags, kind = row["flags"] or "", row["kind"]
                refs = tuple(map(read, row["refs"].split("|")))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise AnnotationError(f"{path}: row {number}: {_said(error)}") from error
            yield GoldMention(*span, kind, "m" in flags, "o" in flags, refs)


def _initiatives(
    path: Path, lines: _Lines, read: Callable[[str], Reference]
) -> Iterator[GoldInitiative]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield _initiative(json.loads(line), lines, read)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise AnnotationError(f"{path}: row {number}: {_said(error)}") from error


def _initiative(
    row: dict[str, Any], lines: _Lines, read: Callable[[str], Reference]
) -> GoldInitiative:
    def refs(listed: Iterable[str]) -> tuple[Reference, ...]:
        return tuple(map(read, listed))

    others = row.get("alt_members") or []
    if others and isinstance(others[0], str):
        others = [others]
    start, end = lines.span(row["line"], row["evidence"])
    return GoldInitiative(
        name=row["name"],
        layer=row["layer"],
        type=row["type"],
        status=row["status"],
        directed=row["directed"],
        core=bool(row["core"]),
        kinds=frozenset({f"{row['layer']}/{row['type']}", row.get("alt") or ""}),
        members=refs(row["members"]),
        partners=refs(row["partners"]),
        others=tuple(map(refs, others)),
        uncertain=bool(row.get("members_uncertain")),
        start=start,
        end=end,
    )


def _said(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error)
