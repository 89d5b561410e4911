"""Find the documents of folders, patterns, archives and JSON Lines, one after the other."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from quyu_geo.corpus.archives import MEMBERS, tar_items, zip_items
from quyu_geo.corpus.model import Item
from quyu_geo.corpus.records import LINES, clean, record_items
from quyu_geo.errors import DocumentError
from quyu_geo.reading.formats import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Suffixes that a folder is searched for.
SUFFIXES = (*MEMBERS, ".zip", ".tar.gz", ".tgz")


@dataclass(frozen=True, slots=True)
class Inputs:
    """
    What a user wants read.

    Attributes
    ----------
    names
        Files, folders and patterns, in the order in which they shall be read.
    without
        A folder that is passed over wherever it is met, or none.
    """

    names: tuple[str, ...]
    without: Path | None = None

    @classmethod
    def of(cls, names: Sequence[str], without: Path | None = None) -> Inputs:
        """
        Take names, after a look whether there is something behind each.

        Raises
        ------
        DocumentError
            Naming the first of which there is nothing.
        """
        for name in names:
            if not Path(name).exists() and not any(True for _ in _matches(name)):
                what = "no file matches" if glob.has_magic(name) else "no such file or folder"
                raise DocumentError(f"{name}: {what}")
        return cls(tuple(names), without.resolve() if without else None)

    def size(self) -> int:
        """Count the bytes of all files, for the progress."""
        total = 0
        for file in self._files():
            try:
                total += file.stat().st_size
            except OSError:  # it has vanished since; reading says so
                continue
        return total

    def items(self) -> Iterator[Item]:
        """
        Give the documents, folders in the order of their names, nothing held in memory.

        What cannot be read is an item with a problem.
        """
        for file in self._files():
            yield from _items(file)

    def _files(self) -> Iterator[Path]:
        for name in self.names:
            path = Path(name)
            if path.is_dir():
                yield from self._inside(path)
            elif path.exists():
                yield path
            else:
                for match in _matches(name):
                    yield from self._inside(match) if match.is_dir() else (match,)

    def _inside(self, folder: Path) -> Iterator[Path]:
        """Give the files of a folder that may hold documents; hidden ones do not."""
        try:
            with os.scandir(folder) as entries:
                found = sorted((e.name, e.is_dir(follow_symlinks=False)) for e in entries)
        except OSError:
            yield folder  # reading it says why it cannot be
            return
        for name, deeper in found:
            path = folder / name
            if name.startswith("."):
                continue
            if deeper:
                if path.resolve() != self.without:
                    yield from self._inside(path)
            elif name.lower().endswith(SUFFIXES) and path.is_file():
                yield path


def _matches(name: str) -> Iterator[Path]:
    if glob.has_magic(name):
        yield from map(Path, sorted(glob.glob(name, recursive=True)))  # noqa: PTH207 - as shells


def _items(file: Path) -> Iterator[Item]:
    name = clean(PurePosixPath(*file.parts).as_posix())
    try:
        size = file.stat().st_size
        lower = file.name.lower()
        if lower.endswith(".zip"):
            yield from zip_items(file, name)
        elif lower.endswith((".tar.gz", ".tgz")):
            yield from tar_items(file, name)
        elif lower.endswith(LINES):
            with file.open("rb") as stream:
                yield from record_items(stream, name)
        else:
            with file.open("rb") as stream:
                yield Item(name, name, stream.read(LARGEST + 1), spent=size)
    except OSError as error:
        yield Item(name, name, problem=f"{name}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - a hostile archive must not take the run down
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        yield Item(name, name, problem=f"{name}: cannot be read ({reason})")
