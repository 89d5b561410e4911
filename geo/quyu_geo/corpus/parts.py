"""Cut a stream of documents into parts, always the same ones, and send parts to other processes."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from quyu_geo.corpus.frames import pack, unpack
from quyu_geo.corpus.model import Failed, Item, Made, Part, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Documents of a part, unless told otherwise.
DOCUMENTS = 200
#: Bytes after which a part is closed whatever it counts: what is in memory at once hangs on it.
BYTES = 1 << 20


def parts(items: Iterable[Item], documents: int = DOCUMENTS) -> Iterator[Part]:
    """
    Cut documents into parts in their order.

    What a part holds hangs on the input alone, never on who works or how fast. An id that
    stands twice counts the first time; the second one fails.

    Parameters
    ----------
    items
        In the order of the input; read as far as they are asked for.
    documents
        Of a part, at most.
    """
    seen = _Seen()
    number, held, size = 0, list[Item](), 0
    for item in items:
        held.append(item)
        size += len(item.data)
        if len(held) >= documents or size >= BYTES:
            yield _part(number, held, seen)
            number, held, size = number + 1, [], 0
    if held:
        yield _part(number, held, seen)


def _part(number: int, held: list[Item], seen: _Seen) -> Part:
    fresh = seen.fresh([item.key for item in held])
    kept, failed = [], []
    for item, new in zip(held, fresh, strict=True):
        if item.problem:
            failed.append(Failed(item.id, item.source, "input", item.problem))
        elif not new:
            failed.append(Failed(item.id, item.source, "duplicate", "the id stands twice"))
        else:
            kept.append(item)
    return Part(number, tuple(kept), tuple(failed))


class _Seen:
    """
    The keys that have passed, eight bytes each: three million documents take 24 MB.

    Sorted runs are merged as soon as one is as long as the one before, so that there are
    few to look through.
    """

    def __init__(self) -> None:
        self._runs: list[np.ndarray[Any, np.dtype[np.uint64]]] = []

    def fresh(self, keys: list[str]) -> list[bool]:
        """Tell of each key whether it comes for the first time, and remember it."""
        numbers = np.array([int(key, 16) for key in keys], dtype=np.uint64)
        _, first = np.unique(numbers, return_index=True)
        new = np.zeros(len(numbers), dtype=bool)
        new[first] = True
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, numbers), len(run) - 1)
            new &= run[at] != numbers
        if new.any():
            self._runs.append(np.sort(numbers[new]))
        while len(self._runs) > 1 and len(self._runs[-2]) <= len(self._runs[-1]):
            last = self._runs.pop()
            self._runs[-1] = np.sort(np.concatenate([self._runs[-1], last]))
        return [bool(each) for each in new]


def pack_part(part: Part, settings: Settings) -> bytes:
    """Write a part with its settings as a message."""
    items = []
    for item in part.items:
        said = asdict(item)
        del said["data"]
        items.append(said)
    failed = [asdict(each) for each in part.failed]
    head = {"number": part.number, "settings": asdict(settings), "items": items, "failed": failed}
    return pack(head, [item.data for item in part.items])


def unpack_part(message: bytes) -> tuple[Part, Settings]:
    """Read a message of `pack_part`."""
    head, blocks = unpack(message)
    items = zip(head["items"], blocks, strict=True)
    part = Part(
        head["number"],
        tuple(Item(**said, data=data) for said, data in items),
        tuple(Failed(**each) for each in head["failed"]),
    )
    return part, Settings(**head["settings"])


def pack_made(made: Made) -> bytes:
    """Write what a part became as a message."""
    failed = [asdict(each) for each in made.failed]
    head = {"counts": made.counts, "tables": list(made.tables), "failed": failed}
    return pack(head, list(made.tables.values()))


def unpack_made(message: bytes) -> Made:
    """Read a message of `pack_made`."""
    head, blocks = unpack(message)
    tables = dict(zip(head["tables"], blocks, strict=True))
    return Made(head["counts"], tables, tuple(Failed(**each) for each in head["failed"]))
