"""Open the gazetteer that a command works with: the bundled one, and what users lay over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_geo.gazetteer import Gazetteer


def opened(table: Path | None, boundaries: Path | None) -> Gazetteer:
    """
    Give the bundled gazetteer with a user's places and polygons laid over it.

    Raises
    ------
    TableError
        If a file breaks the contract; names file, row and column.
    """
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - keeps --help quick

    gazetteer = Gazetteer.bundled()
    if table or boundaries:
        from quyu_geo.lookup_user import (  # noqa: PLC0415 - only with files of the user's
            read_boundaries,
            read_places,
        )

        if table:
            gazetteer = gazetteer.with_places(read_places(table, gazetteer))
        if boundaries:
            gazetteer = gazetteer.with_boundaries(read_boundaries(boundaries, gazetteer))
    return gazetteer
