"""Write a layer of geometries so that the same rows always give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

#: Grid of the stored coordinates in degrees, about a metre.
GRID = 0.00001


def write_layer(path: Path, table: gpd.GeoDataFrame, key: str = "id") -> None:
    """
    Write a FlatGeobuf file.

    Parameters
    ----------
    path
        Where to; an older file is replaced.
    table
        Rows with geometry, EPSG:4326 in (lon, lat).
    key
        Column to sort by; rows that are equal in it keep their order. The file keeps
        this order because no spatial index is written (it would reorder the rows).

    Raises
    ------
    ValueError
        If the table is not in EPSG:4326.
    """
    if table.crs is None or table.crs.to_epsg() != 4326:  # noqa: PLR2004 - the code says itself
        msg = f"{path.name}: not in EPSG:4326 but {table.crs}"
        raise ValueError(msg)
    ordered = table.sort_values(key, kind="stable", ignore_index=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    ordered.to_file(
        path,
        driver="FlatGeobuf",
        engine="pyogrio",
        layer=path.stem,
        SPATIAL_INDEX="NO",
        promote_to_multi=None,
    )


def read_layer(path: Path) -> gpd.GeoDataFrame:
    """Read a FlatGeobuf file in the order it was written."""
    return gpd.read_file(path, engine="pyogrio")


def on_grid(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Round the coordinates of an array of geometries to `GRID`, keeping them valid."""
    return shapely.set_precision(shapes, GRID)
