"""Write one or several files whole or not at all: in a folder beside the target, then moved."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """
    Give the path to write instead of `target`; at the end everything beside it moves over.

    Parameters
    ----------
    target
        The file to write; its folder is made if missing, files of the same names are
        replaced. Where a format has several files, this is the one that readers open.

    Yields
    ------
    draft
        A path of the same name in a fresh folder. Files written beside it count too.

    Raises
    ------
    OSError
        With one line that names the target and the reason. Nothing is left behind then, nor
        after an interrupt, and the target stays as it was.
    """
    try:
        if target.is_dir():
            raise IsADirectoryError(None, "is a folder")
        _make_folder(target.parent)
        with tempfile.TemporaryDirectory(
            prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent
        ) as folder:
            draft = Path(folder) / target.name
            yield draft
            _move(draft, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OSError(f"{target}: cannot be written: {reason}") from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise NotADirectoryError(None, f"{folder} is no folder") from error


def _move(draft: Path, target: Path) -> None:
    """Move the files that readers open last: without them no companion looks complete."""
    files = sorted(
        draft.parent.iterdir(), key=lambda path: (path.suffix == target.suffix, path.name)
    )
    for path in files:
        with path.open("rb") as file:
            os.fsync(file.fileno())
    if len(files) > 1:
        for path in files:
            if path.suffix == target.suffix:
                (target.parent / path.name).unlink(missing_ok=True)
    for path in files:
        path.replace(target.parent / path.name)
