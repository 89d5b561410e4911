"""Write text files whole or not at all: beside the target first, then moved over it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_text(path: Path, text: str) -> None:
    """
    Write a text file in UTF-8 so that no half of it is ever seen under its name.

    The text goes to a temporary file in the same folder, is flushed to the disk and
    takes the name of the target in one step. When that fails or is interrupted, the
    target stays as it was and the temporary file is removed.

    Parameters
    ----------
    path
        The target; its folder is made if missing, a file of that name is replaced.
    text
        The content. Line ends are written as they are.

    Raises
    ------
    OSError
        With one line that names the target and the reason.
    """
    # Encoded first: a text that is no valid Unicode must not leave a trace on the disk.
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """
    Write a file as `write_text` does.

    Raises
    ------
    OSError
        With one line that names the target and the reason.
    """
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """
    Write a file as `write_text` does, piece by piece, so that it is never whole in memory.

    Raises
    ------
    OSError
        With one line that names the target and the reason.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, pieces)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OSError(f"{path}: cannot be written: {reason}") from error


def _replace(path: Path, pieces: Iterable[bytes]) -> None:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone; a written one follows the user's mask.
        Path(name).chmod(0o666 & ~_mask())
        Path(name).replace(path)
    except BaseException:  # also KeyboardInterrupt: nothing may be left beside the target
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _mask() -> int:
    """Read the user's file mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
