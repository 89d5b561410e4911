"""Read the documents of archives as streams: nothing is unpacked to disk, no name is a path."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from quyu_geo.corpus.model import Item
from quyu_geo.corpus.records import LINES, record_items
from quyu_geo.reading.formats import LARGEST
from quyu_geo.reading.formats import SUFFIXES as DOCUMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Suffixes of members that are read.
MEMBERS = (*DOCUMENTS, *LINES)
#: Bytes that an archive may unpack to for each of its own: gzip cannot reach it with text.
RATIO = 400
_UTF8_NAME = 0x800  # flag of a zip member whose name is UTF-8 (APPNOTE 4.4.4, bit 11)


def zip_items(file: Path, name: str) -> Iterator[Item]:
    """
    Give the documents of a zip archive in the order of their names.

    Parameters
    ----------
    file
        The archive.
    name
        What it is called in ids and messages.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = (i for i in archive.infolist() if not i.filename.endswith("/"))
            found = [(_name(info), info) for info in members]
            for inner, info in sorted(found, key=lambda each: (each[0], each[1].header_offset)):
                if _wanted(inner):
                    yield from _zipped(archive, info, f"{name}/{inner}")
    except Exception as error:  # noqa: BLE001 - the library foresees not every damage
        yield _damaged(name, error)


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, label: str) -> Iterator[Item]:
    try:
        with archive.open(info) as stream:
            yield from _read(stream, label, info.compress_size)
    except Exception as error:  # noqa: BLE001 - the library foresees not every damage
        yield _damaged(label, error)


def _name(info: zipfile.ZipInfo) -> str:
    """Give the name of a member; Chinese Windows writes GBK and says nothing of it."""
    if info.flag_bits & _UTF8_NAME:
        return _flat(info.filename)
    try:
        return _flat(info.filename.encode("cp437").decode("gb18030"))
    except UnicodeError:
        return _flat(info.filename)


def tar_items(file: Path, name: str) -> Iterator[Item]:
    """
    Give the documents of a tar.gz archive in the order in which they lie in it.

    An archive that unpacks to more than `RATIO` times its size is given up at that point.
    """
    try:
        size = file.stat().st_size
        with file.open("rb") as packed, tarfile.open(fileobj=packed, mode="r|gz") as archive:
            unpacked = at = 0
            for member in archive:
                unpacked += member.size
                if unpacked > size * RATIO + LARGEST:
                    reason = (
                        f"{name}: unpacks to more than {RATIO} times its size; the rest is left"
                    )
                    yield Item(name, name, problem=reason)
                    return
                inner = _flat(member.name)
                stream = archive.extractfile(member) if member.isreg() else None
                if stream is not None and _wanted(inner):
                    yield from _read(stream, f"{name}/{inner}", packed.tell() - at)
                    at = packed.tell()
                # It keeps a note of every member otherwise.
                archive.members.clear()  # type: ignore[attr-defined]
    except Exception as error:  # noqa: BLE001 - the library foresees not every damage
        yield _damaged(name, error)


def _read(stream: IO[bytes], label: str, spent: int) -> Iterator[Item]:
    if label.lower().endswith(LINES):
        yield from record_items(stream, label)
    else:
        yield Item(label, label, stream.read(LARGEST + 1), spent=spent)


def _wanted(inner: str) -> bool:
    parts = PurePosixPath(inner).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return inner.lower().endswith(MEMBERS) and not hidden


def _flat(name: str) -> str:
    """Give a member's name as a label: no root, no way up, no control characters."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    kept = "/".join(part for part in parts if part not in {"/", ".", ".."})
    shown = kept.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)


def _damaged(name: str, error: Exception) -> Item:
    reason = " ".join(str(error).split())[:120] or type(error).__name__
    return Item(name, name, problem=f"{name}: damaged or protected archive ({reason})")
