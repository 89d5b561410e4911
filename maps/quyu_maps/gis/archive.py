"""Put files into a ZIP archive that has the same bytes every time."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The earliest time that a ZIP archive can hold.
_EPOCH = (1980, 1, 1, 0, 0, 0)

#: Bytes that are packed at a time.
_PIECE = 1 << 20


def write_archive(path: Path, members: Iterable[tuple[str, bytes | Path]]) -> None:
    """
    Write an archive of these names and contents, in their order, without the time of the run.

    The content of a file is read piece by piece.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            if isinstance(content, bytes):
                archive.writestr(entry, content)
                continue
            entry.file_size = content.stat().st_size  # more than two gigabytes need another head
            with content.open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, _PIECE)
