"""
Shift coordinates to GCJ-02, the datum of AMap, for those who must lay features on its tiles.

GCJ-02 (火星坐标, "Mars coordinates") moves every point of mainland China by some hundred
metres. It is no datum in the sense of geodesy: nothing is published, and what is in use
everywhere is one reverse-engineered formula. The packages that carry it have had no release
for years, so it is written down here, over whole arrays, and held against published pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: The Krassowsky ellipsoid, which the formula uses: semi-major axis in metres, eccentricity².
_AXIS = 6378245.0
_ECCENTRICITY = 0.00669342162296594323

#: Where the shift applies, in degrees: west, south, east, north.
BOX = (72.004, 0.8293, 137.8347, 55.8271)
#: The formula counts from here.
_ORIGIN = (105.0, 35.0)

#: Told to readers that ask for a CRS. The name says what no code can: EPSG has none for it.
GCJ02_WKT = (
    'GEOGCS["GCJ-02 (AMap, shifted; not WGS 84)",'
    'DATUM["GCJ-02",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)


def to_gcj02(coordinates: Array) -> Array:
    """
    Shift points from WGS 84 to GCJ-02.

    Parameters
    ----------
    coordinates
        Shape (n, 2): longitude and latitude in degrees, WGS 84.

    Returns
    -------
    shifted
        The same shape, GCJ-02. Points outside `BOX` stay where they are.
    """
    lon, lat = coordinates[:, 0], coordinates[:, 1]
    x, y = lon - _ORIGIN[0], lat - _ORIGIN[1]
    phi = np.radians(lat)
    root = np.sqrt(1 - _ECCENTRICITY * np.sin(phi) ** 2)
    meridian = _AXIS * (1 - _ECCENTRICITY) / root**3
    parallel = _AXIS / root * np.cos(phi)
    shift = np.column_stack(
        (np.degrees(_eastward(x, y) / parallel), np.degrees(_northward(x, y) / meridian))
    )
    west, south, east, north = BOX
    inside = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return np.where(inside[:, None], coordinates + shift, coordinates)


def _northward(x: Array, y: Array) -> Array:
    """Give the shift to the north in metres."""
    bend = 0.2 * np.sqrt(np.abs(x))
    plane = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + bend
    return plane + _ripple(x) + _waves(y, ((20, 1), (40, 1 / 3), (160, 1 / 12), (320, 1 / 30)))


def _eastward(x: Array, y: Array) -> Array:
    """Give the shift to the east in metres."""
    bend = 0.1 * np.sqrt(np.abs(x))
    plane = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + bend
    return plane + _ripple(x) + _waves(x, ((20, 1), (40, 1 / 3), (150, 1 / 12), (300, 1 / 30)))


def _ripple(x: Array) -> Array:
    """Give the short waves that both directions share, in metres."""
    return _waves(x, ((20, 6), (20, 2)))


def _waves(along: Array, terms: tuple[tuple[float, float], ...]) -> Array:
    """Add up sine waves: amplitudes in metres (two thirds of each), frequencies in half turns."""
    total = np.zeros_like(along)
    for amplitude, frequency in terms:
        total += amplitude * 2 / 3 * np.sin(frequency * np.pi * along)
    return total
