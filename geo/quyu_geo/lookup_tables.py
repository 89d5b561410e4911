"""Search sorted tables of text in place, so that a look-up parses only the lines it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from quyu_data import resource
from quyu_geo.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: Columns of every gazetteer table, in order; `quyu_geo.model.Place` says what they hold.
COLUMNS = [
    "id",
    "kind",
    "name",
    "short",
    "aliases",
    "name_en",
    "adcode",
    "parent",
    "country",
    "county",
    "lon",
    "lat",
    "precision",
    "members",
    "valid_from",
    "valid_to",
    "source",
    "note",
]


#: The tables that make up the bundled gazetteer.
TABLES = (
    *("units", "countries", "nature", "facilities", "lines", "regions", "zones", "foreign"),
    *("more", "townships", "cities"),
)
#: Of the largest tables, all that they hold places of.
_KINDS = {"townships": ("township", "settlement", "site"), "cities": ("settlement",)}
#: How the ids begin of cities abroad that were taken over unreviewed, from ``cities.tsv``.
UNREVIEWED = "settlement-gn"


def seek(body: bytes, key: bytes) -> int:
    """
    Find where a key stands, or would stand, among sorted lines.

    Parameters
    ----------
    body
        Lines that each end in a line feed, sorted by the bytes of their first cell.
    key
        First cell to look for, without the tab that ends it.

    Returns
    -------
    offset
        Of the first line whose first cell is not smaller; the length of `body` if none is.
    """
    low, high = 0, len(body)
    while low < high:
        start = max(body.rfind(b"\n", low, (low + high) // 2) + 1, low)
        cell = body[start : body.index(b"\t", start)]
        if cell < key:
            low = body.index(b"\n", start) + 1
        else:
            high = start
    return low


def lines_from(body: bytes, start: int) -> Iterator[str]:
    """Give the lines from an offset on, without their line feeds."""
    while start < len(body):
        end = body.index(b"\n", start)
        yield body[start:end].decode("utf-8")
        start = end + 1


class SortedTable:
    """
    A table on disk, sorted by id; read as a whole when first asked for, never parsed as one.

    Parameters
    ----------
    path
        Of a table with `COLUMNS`.
    kinds
        All that it holds places of, if known: it is not searched for others.
    """

    def __init__(self, path: Path, kinds: Iterable[str] = ()) -> None:
        self.path = path
        self._kinds = frozenset(kinds)

    @cached_property
    def body(self) -> bytes:
        """
        The lines below the header.

        Raises
        ------
        TableError
            If the table has other columns.
        """
        head, _, body = self.path.read_bytes().partition(b"\n")
        if head.decode("utf-8").split("\t") != COLUMNS:
            raise TableError(f"{self.path}: the columns are not those of a gazetteer table")
        return body

    def line(self, key: str) -> str | None:
        """Give the line of an id, or nothing."""
        line = next(self.below(key), "")
        return line if line.partition("\t")[0] == key else None

    def below(self, prefix: str) -> Iterator[str]:
        """Give the lines whose ids begin so."""
        for line in lines_from(self.body, seek(self.body, prefix.encode(errors="replace"))):
            if not line.startswith(prefix):
                return
            yield line

    def of_kinds(self, kinds: Iterable[str]) -> list[str]:
        """Give the lines of some kinds, which are the second cell, in their order."""
        wanted = [kind for kind in set(kinds) if not self._kinds or kind in self._kinds]
        return sorted(line for kind in wanted for line in self._by_kind.get(kind, ()))

    @cached_property
    def _by_kind(self) -> dict[str, list[str]]:
        """All lines by kind: quicker at once than one kind after the other."""
        found: dict[str, list[str]] = {}
        for line in self.body.decode("utf-8").removesuffix("\n").split("\n"):
            if line:
                found.setdefault(line.split("\t", 2)[1], []).append(line)
        return found


class FiledLines(Mapping[str, str]):
    """
    The lines of several sorted tables by id, in the order of the tables.

    Parameters
    ----------
    tables
        Those with few rows first: they are looked into in this order.
    """

    def __init__(self, tables: Sequence[SortedTable]) -> None:
        self._tables = tuple(tables)
        self._asked: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str:
        """Give the line of an id; what was asked for once is remembered."""
        if key not in self._asked:
            found = (table.line(key) for table in self._tables)
            self._asked[key] = next((line for line in found if line is not None), None)
        line = self._asked[key]
        if line is None:
            raise KeyError(key)
        return line

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        for table in self._tables:
            for line in lines_from(table.body, 0):
                yield line.partition("\t")[0]

    def lines(self) -> Iterator[str]:
        """Go through the lines, without looking each one up."""
        return (line for table in self._tables for line in lines_from(table.body, 0))

    def __len__(self) -> int:
        """Count the lines."""
        return sum(table.body.count(b"\n") for table in self._tables)

    def of_kinds(self, kinds: Iterable[str]) -> Iterator[str]:
        """Give the lines of some kinds."""
        for table in self._tables:
            yield from table.of_kinds(kinds)

    def below(self, prefix: str) -> Iterator[str]:
        """Give the lines whose ids begin so."""
        for table in self._tables:
            yield from table.below(prefix)


class HeldLines(dict[str, str]):
    """Lines by id that are at hand already, in the order in which they were given."""

    def lines(self) -> Iterator[str]:
        """Go through the lines."""
        return iter(self.values())

    def of_kinds(self, kinds: Iterable[str]) -> Iterator[str]:
        """Give the lines of some kinds."""
        wanted = set(kinds)
        return (line for line in self.values() if line.split("\t", 2)[1] in wanted)

    def below(self, prefix: str) -> Iterator[str]:
        """Give the lines whose ids begin so."""
        return (line for key, line in self.items() if key.startswith(prefix))


class LaidOver(Mapping[str, str]):
    """
    The lines of a user laid over those of the gazetteer: an id of both is the user's.

    Parameters
    ----------
    under, over
        Both by id; those of `over` come last.
    """

    def __init__(self, under: Lines, over: HeldLines) -> None:
        self._under, self._over = under, over

    def __getitem__(self, key: str) -> str:
        """Give the line of an id."""
        return self._over[key] if key in self._over else self._under[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        yield from (key for key in self._under if key not in self._over)
        yield from self._over

    def lines(self) -> Iterator[str]:
        """Go through the lines, those of the user last."""
        yield from self._kept(self._under.lines())
        yield from self._over.lines()

    def __len__(self) -> int:
        """Count the lines."""
        return len(self._under) + sum(key not in self._under for key in self._over)

    def of_kinds(self, kinds: Iterable[str]) -> Iterator[str]:
        """Give the lines of some kinds."""
        yield from self._kept(self._under.of_kinds(kinds))
        yield from self._over.of_kinds(kinds)

    def below(self, prefix: str) -> Iterator[str]:
        """Give the lines whose ids begin so."""
        yield from self._kept(self._under.below(prefix))
        yield from self._over.below(prefix)

    def _kept(self, lines: Iterator[str]) -> Iterator[str]:
        return (line for line in lines if line.partition("\t")[0] not in self._over)


LINES = (FiledLines, HeldLines, LaidOver)
Lines = FiledLines | HeldLines | LaidOver


def bundled_lines() -> FiledLines:
    """Give the lines of the bundled tables; each is read when it is first looked into."""
    return FiledLines(
        [SortedTable(resource(f"gazetteer/{name}.tsv"), _KINDS.get(name, ())) for name in TABLES]
    )
