"""Do one part of a corpus: the work that is the same in this process, the next, and far away."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from quyu_geo.corpus.model import Failed, Made
from quyu_geo.corpus.schema import TABLES, parquet
from quyu_geo.errors import QuyuError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quyu_geo.corpus.model import Part, Settings
    from quyu_geo.corpus.study import Desk

_log = logging.getLogger(__name__)


def do_part(
    part: Part,
    settings: Settings,
    desk: Desk,
    begin: Callable[[int], None],
    given_up: Mapping[int, Failed],
) -> Made:
    """
    Study the documents of a part one after the other.

    Parameters
    ----------
    part
        What to read.
    settings
        What holds for all documents.
    desk
        What they are studied with.
    begin
        Told the position of each document before it is opened.
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
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    failed = list(part.failed)
    for position, item in enumerate(part.items):
        if position in given_up:
            failed.append(given_up[position])
            continue
        begin(position)
        try:
            made = desk.study(item, settings)
        except QuyuError as error:
            failed.append(Failed(item.id, item.source, "document", _line(str(error))))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a hostile document must not take the others down
            _log.debug("%s", item.source, exc_info=True)
            reason = f"{item.source}: cannot be read ({type(error).__name__}: {error})"
            failed.append(Failed(item.id, item.source, "document", _line(reason)))
        else:
            for name, held in rows.items():
                held.extend(getattr(made, name))
    begin(len(part.items))  # what is left is writing
    counts = {name: len(held) for name, held in rows.items()}
    counts["characters"] = sum(row["characters"] for row in rows["documents"])
    tables = {name: parquet(name, held) for name, held in rows.items()}
    return Made(counts, tables, tuple(failed))


def _line(text: str) -> str:
    return " ".join(text.split())[:500]
