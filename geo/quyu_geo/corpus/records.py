"""Read JSON Lines: a document a line, with id, text, and what else is known of it."""

from __future__ import annotations

import json
import re
from typing import IO, TYPE_CHECKING, Any

from quyu_geo.corpus.model import Item
from quyu_geo.reading.formats import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Suffixes of such files.
LINES = (".jsonl", ".ndjson")
_DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?")
_LONGEST = 500  # characters of a field that is no text of a plan
_FIELDS = ("id", "title", "subject", "date")


def record_items(stream: IO[bytes], name: str) -> Iterator[Item]:
    """
    Give the documents of a file of JSON Lines, a line in memory at a time.

    Parameters
    ----------
    stream
        UTF-8; empty lines count for nothing.
    name
        Of the file.

    Yields
    ------
    item
        A line that is no record, or one without a text, is an item with a problem. Without
        an id, the document is called after file and line.
    """
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        whole = line.endswith(b"\n") or len(line) <= LARGEST
        spent = len(line)
        while not whole:  # too long: passed over, a block at a time
            rest = stream.readline(1 << 20)
            spent += len(rest)
            whole = not rest or rest.endswith(b"\n")
        if line.strip():
            yield _item(line, f"{name}:{number}", spent)


def _item(line: bytes, source: str, spent: int) -> Item:
    if len(line) > LARGEST:
        return _bad(source, f"larger than {LARGEST >> 20} MB, too large for a plan", spent)
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _bad(source, f"no JSON ({' '.join(str(error).split())[:120]})", spent)
    if not isinstance(record, dict):
        return _bad(source, "no JSON object", spent)
    fault = _fault(record)
    if fault:
        return _bad(source, fault, spent)
    said = {field: clean(str(record.get(field, "") or "")) for field in _FIELDS}
    text = clean(record["text"]).encode("utf-8")
    return Item(**(said | {"id": said["id"] or source}), source=source, data=text, plain=True,
                spent=spent)  # fmt: skip


def _fault(record: dict[str, Any]) -> str:
    """Say what is wrong with a record, or nothing."""
    if not isinstance(record.get("text"), str):
        return "a record without a text"
    for field in _FIELDS:
        kinds = (str, int) if field in {"id", "date"} else (str,)
        if not isinstance(record.get(field, "") or "", kinds):
            return f"{field} is no text"
        if len(str(record.get(field, ""))) > _LONGEST:
            return f"{field} is longer than {_LONGEST} characters"
    if not _DATE.fullmatch(str(record.get("date", "") or "")):
        return f"date {str(record['date'])[:20]!r} is none like 2020, 2020-03 or 2020-03-08"
    return ""


def _bad(source: str, reason: str, spent: int) -> Item:
    return Item(source, source, problem=f"{source}: {reason}", spent=spent)


def clean(text: str) -> str:
    """Join surrogate pairs and replace lone ones, which JSON and file names can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
