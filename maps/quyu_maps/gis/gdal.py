"""Write frames through GDAL, with its failures as one line."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyogrio

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd


def write_frame(  # noqa: PLR0913 - what GDAL has to know
    path: Path,
    frame: pd.DataFrame,
    *,
    driver: str,
    layer: str,
    geometry: str | None = None,
    append: bool = False,
    counted: bool = True,
    **options: Any,  # noqa: ANN401 - as pyogrio takes them
) -> None:
    """
    Write a frame as one layer of a file and look whether all of it is there.

    Parameters
    ----------
    path
        The file.
    frame
        With geometry or, for a table, without.
    driver
        GDAL's name of the format.
    layer
        Name of the layer.
    geometry
        Geometry type of the layer, for instance ``MultiPolygon``.
    append
        Whether the file is there already and gets one more layer.
    counted
        Whether to look; false where the caller does, since some drivers read all for it.
    options
        Further options of `pyogrio.write_dataframe`.

    Raises
    ------
    OSError
        With GDAL's reason, for instance a full disk.
    """
    with reported():
        pyogrio.write_dataframe(
            frame,
            path,
            driver=driver,
            layer=layer,
            geometry_type=geometry,
            append=append,
            **options,
        )
        if not counted:
            return
        # GDAL does not report everything that goes wrong while a file is closed.
        found = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
    if found != len(frame):
        raise OSError(f"{found} of {len(frame)} features arrived")


@contextmanager
def as_draft(day: str) -> Iterator[None]:
    """
    Let GDAL write a database that counts only when it is whole.

    Parameters
    ----------
    day
        Stands where GDAL would write the time of the run, as ``YYYY-MM-DD``: the same content
        then gives the same bytes.

    Notes
    -----
    SQLite neither waits for the disk nor keeps a journal meanwhile. Both would guard a
    half-written file, and that is thrown away.
    """
    options = {
        "OGR_CURRENT_DATE": f"{day}T00:00:00.000Z",
        "OGR_SQLITE_SYNCHRONOUS": "OFF",
        "OGR_SQLITE_JOURNAL": "OFF",
    }
    pyogrio.set_gdal_config_options(options)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(options))


@contextmanager
def reported() -> Iterator[None]:
    """Report GDAL's failures, DataSourceError and its like, as failures to write."""
    try:
        yield
    except RuntimeError as error:
        raise OSError(re.sub(r"\s+", " ", str(error))) from error
