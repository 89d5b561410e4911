"""Write records in any format to a file, whole or not at all, or piece by piece as a stream."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_maps.geojson import collection, sequence
from quyu_maps.gis.edges import write_network
from quyu_maps.gis.formats import GCJ02
from quyu_maps.gis.geopackage import geopackage
from quyu_maps.gis.kml import kml, kmz
from quyu_maps.gis.plain import delimited, flatgeobuf, geoparquet
from quyu_maps.gis.progress import CHUNK, silent
from quyu_maps.gis.shapefile import shapefile
from quyu_maps.gis.staging import staged
from quyu_maps.gis.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from quyu_maps.gis.formats import Format
    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records

#: Formats that are texts, written in pieces of some `CHUNK` features.
_PIECES: Mapping[str, Callable[[Records], Iterator[str]]] = {
    "geojson": collection,
    "geojsonseq": sequence,
    "csv": delimited,
}
#: The others; each gives notes for the user.
_WRITERS: Mapping[str, Callable[[Records, Path, Progress], list[str]]] = {
    "gpkg": geopackage,
    "shapefile": shapefile,
    "flatgeobuf": flatgeobuf,
    "geoparquet": geoparquet,
    "kml": kml,
    "kmz": kmz,
    "xlsx": workbook,
    "edges": write_network,
}
_COMPANIONS = {".cpg", ".dbf", ".prj", ".shx"}
_IN_NAMES = GCJ02.replace("-", "").lower()


@dataclass(frozen=True, slots=True)
class Written:
    """
    What was written.

    Attributes
    ----------
    files
        Those that readers open: of a Shapefile without its companions.
    notes
        Lines for the user, for instance on texts that were cut.
    """

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


def write(source: Records, path: Path, form: Format, progress: Progress = silent) -> Written:
    """
    Write records to a file.

    Parameters
    ----------
    source
        In a CRS and datum that the format can be in (`quyu_maps.gis.formats.check_reference`).
    path
        The file. In GCJ-02 its name says so: ``jilin.gpkg`` becomes ``jilin.gcj02.gpkg``.
    form
        The format, whatever the suffix.
    progress
        Told how many features were written.

    Raises
    ------
    OSError
        With one line that names the file and the reason; nothing is left behind.
    ExportError
        If an optional dependency is missing.
    """
    path = target(path, source.datum)
    with staged(path) as draft:
        if form.name in _PIECES:
            _write_pieces(source, draft, form, progress)
            notes = []
        else:
            notes = _WRITERS[form.name](source, draft, progress)
        names = sorted(file.name for file in draft.parent.iterdir())
    files = (path.with_name(name) for name in names)
    return Written(tuple(f for f in files if f.suffix not in _COMPANIONS), tuple(notes))


def pieces(source: Records, form: Format) -> Iterator[str]:
    """Give the text of a format that may be streamed, piece by piece."""
    return _PIECES[form.name](source)


def target(path: Path, datum: str) -> Path:
    """Give the path that is written: in GCJ-02 the name of the datum is in that of the file."""
    if datum != GCJ02 or _IN_NAMES in path.name.lower():
        return path
    return path.with_name(f"{path.stem}.{_IN_NAMES}{path.suffix}")


def _write_pieces(source: Records, draft: Path, form: Format, progress: Progress) -> None:
    left = len(source.features)
    with draft.open("wb") as file:
        for piece in pieces(source, form):
            file.write(piece.encode("utf-8"))
            progress(min(CHUNK, left))
            left -= min(CHUNK, left)
