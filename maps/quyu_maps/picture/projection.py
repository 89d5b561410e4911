"""Choose the equal-area conic projection of a printed sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quyu_maps.layers import Box

#: Of the conic projection of all China: standard parallels and central meridian in degrees.
CHINA_PARALLELS, CHINA_MERIDIAN = (25.0, 47.0), 105.0
#: The standard parallels stand this share of the height inside the box.
INSIDE = 1 / 6
#: The projection holds within the box grown to this multiple, and at least these degrees.
REACH, LEAST = 3.0, 4.0
#: Parallels nearer than this, in degrees, would make the cone's constant inexact.
APART = 0.2


@dataclass(frozen=True, slots=True)
class Conic:
    """
    An Albers equal-area conic projection on the ellipsoid of CGCS2000 (GRS 80).

    Attributes
    ----------
    parallels
        The two standard parallels, degrees north.
    lon, lat
        Origin: central meridian and the latitude of the middle, degrees.
    reach
        Degrees (lon, lat) from the origin within which the projection is exact.
    """

    parallels: tuple[float, float]
    lon: float
    lat: float
    reach: tuple[float, float]

    @classmethod
    def of_box(cls, box: Box, *, national: bool = False) -> Conic:
        """Choose the projection for a box (west, south, east, north) in degrees."""
        west, south, east, north = box
        lat = round((south + north) / 2, 4)
        half = max((north - south) * (0.5 - INSIDE), APART)
        low, high = round(lat - half, 1), round(lat + half, 1)
        lon = round((west + east) / 2, 1)
        # As wide as high on the ground, because paper is wide where the box may be narrow.
        side = max(east - west, (north - south) / math.cos(math.radians(lat)))
        reach = (
            max(LEAST, REACH * side / 2),
            max(LEAST, REACH * max(north - south, side * 0.5) / 2),
        )
        if national:
            return cls(CHINA_PARALLELS, CHINA_MERIDIAN, lat, reach)
        return cls((low, high), lon, lat, reach)

    def text(self, lang: str) -> str:
        """Name the projection in the margin of a sheet."""
        low, high = (f"{value:g}°N" for value in self.parallels)
        if lang == "en":
            return f"CGCS2000, equal-area conic projection ({low}, {high}; meridian {self.lon:g}°E)"
        return f"CGCS2000 · 双标准纬线等积圆锥投影({low}、{high},中央经线 {self.lon:g}°E)"
