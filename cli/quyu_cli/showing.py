"""Set out what a drawing shows: plans named as files, or the atlas with such beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_cli.failures import UsageFailure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quyu_cli.desk import Desk
    from quyu_geo.gazetteer import Gazetteer


def desk_of(
    files: Sequence[str],
    beside: Sequence[str],
    gazetteer: Gazetteer,
    texts: Path | None,
    said: tuple[str, str],
) -> Desk:
    """
    Set out what a drawing shows: plans by file, or the atlas with plans laid beside it.

    Parameters
    ----------
    files
        Plans to show alone, or none.
    beside
        Plans to lay beside the bundled ones.
    gazetteer
        All places.
    texts
        Folder with the texts of the bundled plans, or none.
    said
        Subject and date of the documents, or empty.

    Raises
    ------
    UsageFailure
        If options do not go together.
    """
    from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.shelf import plans_in  # noqa: PLC0415 - as above

    if files:
        refuse_beside(beside)
        desk = Desk.of(plans_in(files, gazetteer, *said), gazetteer)
    else:
        if any(said) and not beside:
            raise UsageFailure("--subject and --date are about a plan's text; name a file")
        desk = Desk.open(texts, gazetteer, plans_in(beside, gazetteer, *said))
    desk.tell()
    return desk


def refuse_beside(beside: Sequence[str]) -> None:
    """
    Refuse to lay plans beside a sheet that is of plans alone.

    Raises
    ------
    UsageFailure
        If there are any.
    """
    if beside:
        raise UsageFailure(f"--plan {beside[0]}: goes with names; several files make one sheet")
