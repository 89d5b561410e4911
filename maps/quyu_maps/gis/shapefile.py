"""Write Shapefiles: one a layer, in UTF-8, with short field names and texts that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.gdal import write_frame
from quyu_maps.gis.layers import flat, layers

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records

#: Bytes that a text may have in the table of a Shapefile (dBASE III).
WIDTH = 254


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
    cut: dict[str, int] = {}
    for layer in layers(source):
        frame = _short(_fitting(flat(layer.features), cut))
        name = f"{path.stem}_{layer.name}"
        write_frame(
            path.with_name(f"{name}.shp"),
            frame,
            driver="ESRI Shapefile",
            layer=name,
            geometry=layer.geometry,
            encoding="UTF-8",
            layer_options={"DBF_DATE_LAST_UPDATE": source.newest, "RESIZE": "YES"},
        )
        progress(len(layer.features))
    return [
        f"{count} texts of {name} are cut to {WIDTH} bytes, the most a Shapefile holds"
        for name, count in cut.items()
    ]


def _fitting(frame: gpd.GeoDataFrame, cut: dict[str, int]) -> gpd.GeoDataFrame:
    """Cut long texts and count them by field in `cut`."""
    texts = [f.name for f in bundled_fields() if f.type in ("text", "list") and f.name in frame]
    fitting: dict[str, pd.Series[str]] = {}
    for name in texts:
        fitting[name] = frame[name].map(fit)
        long = int((fitting[name] != frame[name]).sum())
        if long:
            cut[name] = cut.get(name, 0) + long
    return frame.assign(**fitting)


def fit(text: str) -> str:
    """Give as much of a text as fits, whole characters only."""
    if len(text) * 4 <= WIDTH:
        return text
    return text.encode("utf-8")[:WIDTH].decode("utf-8", "ignore")


def _short(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    booleans = {f.name: "int16" for f in bundled_fields() if f.type == "boolean"}
    return frame.astype(booleans).rename(columns={f.name: f.short for f in bundled_fields()})
