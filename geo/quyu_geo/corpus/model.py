"""The nouns of a corpus: a document to read, a part of them, and what a part became."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

#: Why a document is missing from the dataset.
Kind = Literal["input", "document", "duplicate", "timeout", "memory", "crash"]


@dataclass(frozen=True, slots=True)
class Item:
    """
    One document as it lies in a folder, an archive or a file of JSON Lines.

    Attributes
    ----------
    id
        What it is called in the dataset: its path, or the id that it brings along.
    source
        Where it was found, for messages.
    data
        Its bytes; of a record of JSON Lines the text in UTF-8.
    plain
        Whether `data` is a text whatever it looks like, as in JSON Lines.
    title, subject, date
        What the record says of itself, or empty.
    problem
        Why it cannot be read, or empty; then there is no data.
    spent
        Bytes of input that it took, for the progress.
    """

    id: str
    source: str
    data: bytes = b""
    plain: bool = False
    title: str = ""
    subject: str = ""
    date: str = ""
    problem: str = ""
    spent: int = 0

    @property
    def key(self) -> str:
        """Sixteen hexadecimal digits that stand for the id in the ids of initiatives."""
        return hashlib.sha256(self.id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Failed:
    """
    A document that gave no rows.

    Attributes
    ----------
    id, source
        As of the item.
    kind
        Where it failed.
    reason
        One line.
    """

    id: str
    source: str
    kind: Kind
    reason: str

    def line(self) -> str:
        """Write it as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Settings:
    """
    What holds for every document of a run and changes what comes out.

    Attributes
    ----------
    version
        Of quyu and of its data; a part made by another one is made again.
    subject
        Id of the unit that documents speak for which do not say so, or empty.
    date
        Their date, or empty.
    """

    version: str
    subject: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """
    Documents that are read together and written together.

    Attributes
    ----------
    number
        From 0, in the order of the input.
    items
        Those to read.
    failed
        Those known not to be readable.
    """

    number: int
    items: tuple[Item, ...]
    failed: tuple[Failed, ...] = ()

    def digest(self, settings: Settings) -> str:
        """Give the hash of all that decides what the part becomes."""
        made = hashlib.sha256(json.dumps(asdict(settings), sort_keys=True).encode())
        for item in self.items:
            said = (item.id, item.source, item.plain, item.title, item.subject, item.date)
            made.update(json.dumps([*said, len(item.data)]).encode())
            made.update(item.data)
        for each in self.failed:
            made.update(each.line().encode("utf-8", "surrogatepass"))
        return made.hexdigest()


@dataclass(frozen=True, slots=True)
class Made:
    """
    What a part became.

    Attributes
    ----------
    counts
        Documents, characters, mentions and initiatives.
    tables
        The Parquet file of each table, by name.
    failed
        Documents without rows, in the order of the input.
    """

    counts: dict[str, int]
    tables: dict[str, bytes]
    failed: tuple[Failed, ...] = field(default=())

    def record(self, digest: str) -> dict[str, Any]:
        """Give what the manifest of the part says, ready for JSON."""
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in self.tables.items()}
        rows = [asdict(each) for each in self.failed]
        return {"input": digest, **self.counts, "tables": hashes, "failed": rows}
