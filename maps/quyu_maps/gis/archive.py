"""Put files into a ZIP archive that has the same bytes every time."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: The earliest time that a ZIP archive can hold.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_archive(path: Path, members: Iterable[tuple[str, bytes]]) -> None:
    """Write an archive of these names and contents, in their order, without the time of the run."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
