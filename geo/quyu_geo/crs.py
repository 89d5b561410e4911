"""The coordinate reference systems in use, each named once, and measures on the ellipsoid."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Transformer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Coordinates = NDArray[np.float64]

#: All geometry in files and tables: degrees, (lon, lat). CGCS2000 agrees within a metre.
GEOGRAPHIC = "EPSG:4326"

#: Albers equal-area conic for China, metres; standard parallels 25° and 47°, meridian 105°,
#: as on the national maps of the Ministry of Natural Resources.
EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80 +units=m +no_defs"

Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Give the geodesic distance of two (lon, lat) points in kilometres."""
    return float(_geod().inv(a[0], a[1], b[0], b[1])[2]) / 1000


def length_km(line: Sequence[Point]) -> float:
    """Give the geodesic length of a line of (lon, lat) points in kilometres."""
    return sum(distance_km(a, b) for a, b in pairwise(line))


def buffer_km(shape: BaseGeometry, radius: float) -> BaseGeometry:
    """Grow a shape in degrees by kilometres, through the equal-area CRS."""
    grown = shapely.transform(shape, _by_columns(_transformer(GEOGRAPHIC, EQUAL_AREA)))
    grown = grown.buffer(radius * 1000, quad_segs=6)
    return shapely.transform(grown, _by_columns(_transformer(EQUAL_AREA, GEOGRAPHIC)))


@cache
def _transformer(source: str, target: str) -> Transformer:
    """Give a transformer, which takes 12 ms to make; made once a process."""
    return Transformer.from_crs(source, target, always_xy=True)


def _by_columns(transformer: Transformer) -> Callable[[Coordinates], Coordinates]:
    return lambda rows: np.column_stack(transformer.transform(rows[:, 0], rows[:, 1]))


@cache
def _geod() -> Geod:
    return Geod(ellps="GRS80")
