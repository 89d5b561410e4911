"""Compile the land of China's neighbours near its borders, for sheets of small units there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from quyu_build.coverage import CRS, read_units
from quyu_build.layers import write_layer
from quyu_build.shorelines import land

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Shapes = npt.NDArray[np.object_]

#: Degrees round China's land and coast within which neighbours come in detail.
NEAR = 2.6
#: Least area in square degrees of land of China that counts in this.
LARGE = 0.5
#: Tolerance in degrees (about 200 m), and the grid of stored coordinates.
FINE, GRID = 0.002, 0.0005
#: Least area of an island in square degrees (about 100 km²).
LEAST = 0.01
#: How far land reaches beneath China's own, so that no sea shows between two sources.
BENEATH = 0.02
#: A gap between the coarse and the fine source belongs to a neighbour within this distance.
GAP = 0.6
#: An island counts as a neighbour's if so much of it lies in the coarse shape of that country.
SURE = 0.5


def build(_tables: Path, out: Path) -> None:
    """Write ``boundaries/shores.fgb``; reads the units and countries of the steps before."""
    china = shapely.union_all(read_units(out, "province", name="units_light").geometry.to_numpy())
    coarse = gpd.read_file(out / "boundaries" / "countries.fgb", engine="pyogrio")
    coarse = coarse[~coarse["id"].isin(["", "CN"])].reset_index(drop=True)
    # Reefs and islets are no reason to come near to another country.
    large = [part for part in shapely.get_parts(china) if part.area >= LARGE]
    zone = shapely.union_all(large).simplify(0.2).buffer(NEAR, quad_segs=2)
    near = coarse[coarse.intersects(zone)].reset_index(drop=True)
    ids, countries = near["id"].to_numpy(), near.geometry.to_numpy()
    inner = shapely.buffer(china.simplify(BENEATH / 4), -BENEATH, quad_segs=1)
    pieces: dict[str, list[shapely.Geometry]] = {str(code): [] for code in ids}
    shapely.prepare(zone)
    west, south, east, north = zone.bounds
    for ground in land((west, south, east, north)):
        if ground.area < LEAST or not zone.intersects(ground):
            continue
        foreign = shapely.difference(shapely.intersection(ground, zone), inner)
        for code, part in _owned(foreign, ids, countries):
            pieces[code].append(part)
    shapes = [_thin(shapely.union_all(pieces[str(code)])) for code in ids]
    table = gpd.GeoDataFrame({"id": ids}, geometry=shapes, crs=CRS)
    write_layer(out / "boundaries" / "shores.fgb", table[~table.geometry.is_empty])


def _owned(
    foreign: shapely.Geometry, ids: Shapes, countries: Shapes
) -> list[tuple[str, shapely.Geometry]]:
    """
    Share land out among the countries.

    An island that the coarse source does not know as a neighbour's is nobody's here: those
    off China's coast are China's, and drawn with it.
    """
    cores = shapely.intersection(countries, foreign)
    if shapely.area(cores).sum() < SURE * min(shapely.area(foreign), 1.0):
        return []
    out = [(str(code), core) for code, core in zip(ids, cores, strict=True) if not core.is_empty]
    rest = shapely.get_parts(shapely.difference(foreign, shapely.union_all(countries)))
    touched = shapely.union_all([core for _, core in out])
    for part in rest:
        if part.area and shapely.dwithin(part, touched, GRID):
            index = int(np.argmin(shapely.distance(countries, part.representative_point())))
            if shapely.distance(countries[index], part.representative_point()) < GAP:
                out.append((str(ids[index]), part))
    return out


def _thin(shape: shapely.Geometry) -> shapely.Geometry:
    thin = shapely.set_precision(shapely.simplify(shape, FINE), GRID)
    polygons = [part for part in shapely.get_parts(thin) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(polygons)
