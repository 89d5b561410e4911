"""Write the formats of one layer: FlatGeobuf, GeoParquet, and CSV with WKT."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from quyu_maps.gis.errors import missing
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.gdal import write_frame
from quyu_maps.gis.layers import flat
from quyu_maps.gis.progress import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records


def flatgeobuf(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write FlatGeobuf with its spatial index.

    Rows lie in the order of the index, which is not that of the ids. Lists are joined.
    """
    write_frame(
        path,
        flat(source.features),
        driver="FlatGeobuf",
        layer=path.stem,
        geometry="Unknown",
        layer_options={"SPATIAL_INDEX": "YES", "TITLE": source.title},
    )
    progress(len(source.features))
    return []


def geoparquet(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write GeoParquet 1.1 with a bounding box a row; lists stay lists.

    Raises
    ------
    ExportError
        If pyarrow is not installed.
    """
    if not find_spec("pyarrow"):
        raise missing("pyarrow", "gis", "GeoParquet")
    lists = [f.name for f in bundled_fields() if f.type == "list"]
    frame = source.features.assign(**{name: _typed(source.features[name]) for name in lists})
    frame.to_parquet(path, index=False, schema_version="1.1.0", write_covering_bbox=True)
    progress(len(source.features))
    return []


def _typed(lists: Iterable[tuple[str, ...]]) -> pd.Series[Any]:
    """Let Arrow know that these are lists of texts, also where all of them are empty."""
    empty = np.empty(0, dtype=np.str_)
    return pd.Series([texts or empty for texts in lists], dtype="object")


def delimited(source: Records) -> Iterator[str]:
    """
    Write CSV (RFC 4180) with the geometry as WKT in the last column, some rows at a time.

    A byte order mark opens it: without one Excel takes Chinese text for another encoding.
    Lists are joined, true and false are words.
    """
    yield "\ufeff" + ",".join([*source.fields, "wkt"]) + "\r\n"
    booleans = [f.name for f in bundled_fields() if f.type == "boolean"]
    words = {True: "true", False: "false"}
    for start in range(0, len(source.features), CHUNK):
        frame = flat(source.features.iloc[start : start + CHUNK])
        wkt = shapely.to_wkt(frame.geometry.to_numpy(), rounding_precision=-1)
        table = pd.DataFrame(frame.drop(columns="geometry")).assign(
            **{name: frame[name].map(words) for name in booleans}, wkt=wkt
        )
        yield table.to_csv(index=False, header=False, lineterminator="\r\n")
