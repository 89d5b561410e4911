"""Write Shapefiles: one a layer, in UTF-8, with short field names and texts that fit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from operator import ne
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyproj.enums import WktVersion

from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.gdal import reported, write_frame
from quyu_maps.gis.layers import flat, layers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pyproj import CRS

    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records

DRIVER = "ESRI Shapefile"
#: Bytes that a text may have in the table of a Shapefile (dBASE III).
WIDTH = 254

#: Types of the columns that hold no text; true and false are 1 and 0.
_KINDS: Mapping[str, Literal["int16", "float64"]] = {"boolean": "int16", "number": "float64"}


def shapefile(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write ``NAME_link.shp`` and so on beside `path` (``NAME.shp``), one a layer.

    Fields have the short names of the table of fields, true and false are 1 and 0, lists are
    joined. Texts longer than `WIDTH` bytes are cut between two characters.

    Parameters
    ----------
    source
        The records.
    path
        Gives the folder and the first part of the names; no file of this very name is made.
    progress
        Told how many features were written.

    Returns
    -------
    notes
        One line a field whose texts were cut, for the user.
    """
    cut: Counter[str] = Counter()
    for layer in layers(source):
        columns = _columns(flat(layer.features), cut)
        file = path.with_name(f"{path.stem}_{layer.name}.shp")
        _lay_out(file, layer.geometry, columns, source.crs)
        frame = gpd.GeoDataFrame(
            {column.short: column.rows for column in columns},
            geometry=layer.features.geometry.to_numpy(),
            crs=source.crs,
        )
        write_frame(
            file,
            frame,
            driver=DRIVER,
            layer=file.stem,
            geometry=layer.geometry,
            append=True,
            encoding="UTF-8",
        )
        _date(file.with_suffix(".dbf"), date.fromisoformat(source.newest))
        progress(len(layer.features))
    return [
        f"{count} texts of {name} are cut to {WIDTH} bytes, the most a Shapefile holds"
        for name, count in cut.items()
    ]


class _Column(NamedTuple):
    """A column as it goes into the table: short name, type with width, and rows."""

    short: str
    kind: str
    rows: pd.Series[Any]


def _columns(frame: gpd.GeoDataFrame, cut: Counter[str]) -> list[_Column]:
    """Give the columns, long texts cut and counted by field in `cut`."""
    out = []
    for field in bundled_fields():
        if field.name not in frame:
            continue
        if field.type in _KINDS:
            kind: str = _KINDS[field.type]
            rows = frame[field.name].astype(_KINDS[field.type])
        else:
            texts = frame[field.name].to_list()
            width = max((len(text.encode()) for text in texts), default=0)
            if width > WIDTH:
                fitting = list(map(fit, texts))
                cut[field.name] += sum(map(ne, texts, fitting))
                texts = fitting
            kind = f"<U{min(max(width, 1), WIDTH)}"
            rows = pd.Series(texts, dtype="object")
        out.append(_Column(field.short, kind, rows))
    return out


def fit(text: str) -> str:
    """Give as much of a text as fits, whole characters only."""
    if len(text) * 4 <= WIDTH:
        return text
    return text.encode("utf-8")[:WIDTH].decode("utf-8", "ignore")


def _lay_out(file: Path, geometry: str, columns: Sequence[_Column], crs: CRS) -> None:
    """
    Make the files without rows, each column as wide as its longest text.

    GDAL would make them 80 bytes wide, and afterwards writes the table anew for each that it
    narrows. It learns the widths from arrays of texts of one length, here without any.
    """
    code = crs.to_epsg()
    with reported():
        pyogrio.raw.write(
            file,
            np.array([], dtype=object),
            [np.array([], dtype=column.kind) for column in columns],
            [column.short for column in columns],
            geometry_type=geometry,
            crs=f"EPSG:{code}" if code else crs.to_wkt(WktVersion.WKT1_GDAL),
            driver=DRIVER,
            encoding="UTF-8",
        )


def _date(table: Path, day: date) -> None:
    """Write the date of the content into a table, which GDAL dates by the clock when it adds."""
    with table.open("r+b") as file:
        file.seek(1)
        file.write(bytes((day.year - 1900, day.month, day.day)))
