"""Shape regions for the sheet: dissolved members become calm rings that do not coincide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from quyu_geo.crs import buffer_km
from quyu_maps.style import bundled_style

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Kilometres a degree of latitude, to read the insets of the style table.
KM = 111.2
#: Radius in kilometres of the opening that takes off spurs narrower than twice as much.
OPENING = 5.5
#: Simplification in degrees before the corners are cut, and of plates, which keep boundaries.
CALM, PLATE = 0.024, 0.014
#: Before anything else the union's boundary is thinned by this, in degrees.
ROUGH = 0.016
#: Width in degrees from which on a region is seen from afar and simplified in proportion.
WIDE = 6.0
#: Parts below this share of the largest are dropped where more than one is left.
CRUMB = 0.002
#: How often the corners of a ring are cut.
CUTS = 1


def region_shape(area: BaseGeometry, kind: str) -> BaseGeometry:
    """
    Give the outline under which a region is drawn.

    Smooth rings read as planning figures, jagged ones as boundaries. Each type is
    drawn in by its own distance, so that two regions of the same members show both.

    Parameters
    ----------
    area
        Union of the members' polygons, degrees (lon, lat).
    kind
        Type of region, an id of the vocabulary.

    Returns
    -------
    outline
        Polygons in degrees; for plates the simplified union itself.
    """
    look = bundled_style()["types"].get(f"region/{kind}", {})
    west, _, east, _ = area.bounds
    share = max(1.0, (east - west) / WIDE)
    if look.get("form") == "plate":
        return _main(area.simplify(PLATE * share))
    area = area.simplify(ROUGH * share)
    inset = float(look.get("inset", 0.0)) * KM
    opened = buffer_km(buffer_km(area, -inset - OPENING), OPENING)
    calm = _main((area if opened.is_empty else opened).simplify(CALM * share))
    return shapely.MultiPolygon([_cut(part) for part in shapely.get_parts(calm)])


def _main(area: BaseGeometry) -> shapely.MultiPolygon:
    parts = [p for p in shapely.get_parts(area) if p.geom_type == "Polygon" and not p.is_empty]
    largest = max((part.area for part in parts), default=0.0)
    return shapely.MultiPolygon([part for part in parts if part.area >= CRUMB * largest])


def _cut(polygon: shapely.Polygon) -> shapely.Polygon:
    """Cut the corners of the rings of a polygon after Chaikin (1974)."""
    rings = [np.asarray(ring.coords)[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    for _ in range(CUTS):
        rings = [_cut_once(ring) for ring in rings]
    return shapely.Polygon(rings[0], rings[1:])


def _cut_once(ring: np.ndarray) -> np.ndarray:
    following = np.roll(ring, -1, axis=0)
    early, late = 0.75 * ring + 0.25 * following, 0.25 * ring + 0.75 * following
    return np.stack([early, late], axis=1).reshape(-1, 2)
