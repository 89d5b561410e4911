"""Do one part of a corpus: the work that is the same in this process, the next, and far away."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from quyu_geo.corpus.model import Failed, Made
from quyu_geo.corpus.schema import TABLES, parquet
from quyu_geo.errors import QuyuError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quyu_geo.corpus.model import Item, Part, Settings
    from quyu_geo.corpus.study import Desk, Rows
    from quyu_geo.reading.examine import Examined

_log = logging.getLogger(__name__)


def do_part(
    part: Part,
    settings: Settings,
    desk: Desk,
    begin: Callable[[int], None],
    given_up: Mapping[int, Failed],
) -> Made:
    """
    Study the documents of a part one after the other: read all, then study each.

    Parameters
    ----------
    part
        What to read.
    settings
        What holds for all documents.
    desk
        What they are studied with.
    begin
        Told the position of each document before it is read, and before it is studied.
    given_up
        Documents, by position, that are not to be tried again, and why.

    Returns
    -------
    made
        The same for the same arguments, whoever does it.

    Raises
    ------
    MemoryError
        If a document takes more than the process may have; what it leaves behind is not to
        be relied on, so the process should end.
    """
    failed = dict(given_up)
    read: dict[int, Examined] = {}
    found: dict[int, Rows] = {}
    for position, item in enumerate(part.items):
        if position not in given_up:
            with _caught(failed, position, item):
                begin(position)
                read[position] = desk.read(item, settings)
    for position in _by_subject(read, backwards=part.number % 2 == 1):
        item = part.items[position]
        with _caught(failed, position, item):
            begin(position)
            found[position] = desk.study(item, read.pop(position))
    begin(len(part.items))  # what is left is writing
    rows = {
        name: [row for position in sorted(found) for row in getattr(found[position], name)]
        for name in TABLES
    }
    counts = {name: len(held) for name, held in rows.items()}
    counts["characters"] = sum(row["characters"] for row in rows["documents"])
    tables = {name: parquet(name, held) for name, held in rows.items()}
    return Made(counts, tables, (*part.failed, *(failed[position] for position in sorted(failed))))


def _by_subject(read: Mapping[int, Examined], *, backwards: bool) -> list[int]:
    """
    Order documents so that those of one province come together.

    What recognition knows of a province takes a moment to load and room to keep. Every
    other part goes the other way round, and finds what the one before has loaded last.
    """
    return sorted(read, key=lambda at: (read[at].head.subject[:2], at), reverse=backwards)


@contextmanager
def _caught(failed: dict[int, Failed], position: int, item: Item) -> Iterator[None]:
    """Note why a document fails, whatever the reason; only want of memory goes on."""
    try:
        yield
    except QuyuError as error:
        failed[position] = Failed(item.id, item.source, "document", _line(str(error)))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a hostile document must not take the others down
        _log.debug("%s", item.source, exc_info=True)
        reason = f"{item.source}: cannot be read ({type(error).__name__}: {error})"
        failed[position] = Failed(item.id, item.source, "document", _line(reason))


def _line(text: str) -> str:
    return " ".join(text.split())[:500]
