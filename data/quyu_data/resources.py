"""Find the files that come with this package, wherever it is installed."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def resource(path: str) -> Path:
    """
    Give the path of a bundled file.

    Parameters
    ----------
    path
        Relative to this package, with forward slashes, e.g. ``gazetteer/units.tsv``.

    Returns
    -------
    location
        An existing file on disk. Wheels are installed unpacked, and GDAL and
        Leaflet's reader need real paths, so a zipped import is not supported.

    Raises
    ------
    FileNotFoundError
        If this installation lacks the file.
    """
    location = _HERE / path
    if not location.is_file():
        raise FileNotFoundError(f"{path}: not among the bundled data of this installation")
    return location
