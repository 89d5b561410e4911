"""Read the bundled boundary layers once, whole or within a window."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pyogrio
import shapely

from quyu_data import resource

if TYPE_CHECKING:
    import numpy as np
    from shapely import Geometry

Box = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False)
class Layer:
    """
    Rows of a boundary layer.

    Attributes
    ----------
    columns
        Texts or numbers of each row, by column name.
    shapes
        The geometry of each row, EPSG:4326, (lon, lat).
    """

    columns: dict[str, np.ndarray]
    shapes: np.ndarray

    def where(self, keep: np.ndarray) -> Layer:
        """Give the rows that a mask or an index picks."""
        return Layer(
            {name: values[keep] for name, values in self.columns.items()}, self.shapes[keep]
        )

    def within(self, box: Box) -> Layer:
        """Give the rows whose box meets a box (west, south, east, north) in degrees."""
        west, south, east, north = box
        bounds = shapely.bounds(self.shapes)
        keep = (
            (bounds[:, 0] <= east)
            & (bounds[:, 2] >= west)
            & (bounds[:, 1] <= north)
            & (bounds[:, 3] >= south)
        )
        return self.where(keep)

    def rows(self) -> list[tuple[dict[str, str | int | float], Geometry]]:
        """Give the rows as pairs of columns and shape."""
        names = list(self.columns)
        values = zip(*(self.columns[name].tolist() for name in names), strict=True)
        return [
            (dict(zip(names, row, strict=True)), shape)
            for row, shape in zip(values, self.shapes, strict=True)
        ]


@cache
def layer(name: str) -> Layer:
    """
    Read a bundled layer; read once a process.

    Parameters
    ----------
    name
        Of a file in ``boundaries``, without its ending.

    Raises
    ------
    FileNotFoundError
        If this installation lacks the layer.
    """
    return _read(name, "")


@lru_cache(maxsize=4)
def unit(level: str, place_id: str) -> Geometry:
    """
    Give the full polygon of one unit.

    Parameters
    ----------
    level
        ``province``, ``prefecture`` or ``county``.
    place_id
        Six-digit code.

    Raises
    ------
    KeyError
        If there is no such unit.
    """
    # The two values are ids and levels of our own tables; quotes are doubled all the same.
    wanted = place_id.replace("'", "''")
    found = _read("units", f"id = '{wanted}' AND level = '{level}'")
    if not len(found.shapes):
        raise KeyError(place_id)
    shape: Geometry = found.shapes[0]
    return shape


def _read(name: str, where: str) -> Layer:
    meta, _, shapes, values = pyogrio.raw.read(
        resource(f"boundaries/{name}.fgb"), where=where or None
    )
    columns = dict(zip(meta["fields"].tolist(), values, strict=True))
    return Layer(columns, shapely.from_wkb(shapes))
