"""Find the documents that a user names: files, folders, globs and standard input."""

from __future__ import annotations

import glob
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quyu_cli.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STANDARD_INPUT = "-"


def documents(names: Sequence[str]) -> list[str]:
    """
    Give the files that arguments stand for, in the order of the arguments.

    A folder stands for all documents in it and below, by name; a pattern that no file
    bears as its name for the files that match it. A name of nothing is given back: reading
    it says what is wrong, and the other documents are not lost.

    Raises
    ------
    Failure
        If a folder or a pattern holds no document.
    """
    return [found for name in names for found in _expanded(name)]


def _expanded(name: str) -> list[str]:
    path = Path(name)
    if name == STANDARD_INPUT or path.is_file():
        return [name]
    if path.is_dir():
        found = sorted(str(file) for file in _inside(path))
        if not found:
            raise Failure(f"{name}: no document in this folder")
        return found
    if glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - as shells read patterns
        found = [match for match in matches if Path(match).is_file()]
        if not found:
            raise Failure(f"{name}: no file matches")
        return found
    return [name]


def _inside(folder: Path) -> Iterator[Path]:
    from quyu_geo.reading.formats import SUFFIXES  # noqa: PLC0415 - keeps --help quick

    for file in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
        if file.is_file() and not hidden and file.suffix.lower() in SUFFIXES:
            yield file


def content(name: str) -> bytes:
    """
    Read a document, or as much of it as says that it is too large.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    from quyu_geo.reading.formats import LARGEST  # noqa: PLC0415 - keeps --help quick

    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)
