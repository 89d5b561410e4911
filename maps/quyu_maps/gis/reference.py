"""Put records into another coordinate reference system, or into GCJ-02."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from quyu_geo.crs import GEOGRAPHIC
from quyu_maps.gis.datum import GCJ02_WKT, to_gcj02
from quyu_maps.gis.errors import ExportError, RefusedError
from quyu_maps.gis.formats import GCJ02
from quyu_maps.gis.records import DECIMALS, Records

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Decimals of projected coordinates: a centimetre, for metres.
PROJECTED_DECIMALS = 2


def crs_of(code: str) -> CRS:
    """
    Read what a user gives as CRS: ``EPSG:4490``, ``4490``.

    Raises
    ------
    RefusedError
        If there is no such CRS, or it is not one of positions on the ground.
    """
    try:
        crs = CRS.from_user_input(int(code) if code.isdigit() else code)
    except CRSError as error:
        raise RefusedError(
            f"{code}: no such CRS; give an EPSG code, for instance EPSG:4490"
        ) from error
    if not (crs.is_geographic or crs.is_projected) or len(crs.axis_info) != 2:  # noqa: PLR2004 - flat
        raise RefusedError(f"{code}: {crs.name} is no CRS for a map")
    return crs


def reproject(source: Records, code: str) -> Records:
    """
    Give records in another CRS, coordinates as (east, north) whatever order the CRS names.

    Parameters
    ----------
    source
        In EPSG:4326.
    code
        As for `crs_of`. From WGS 84 to CGCS2000 (EPSG:4490) nothing moves.

    Raises
    ------
    RefusedError
        If there is no such CRS.
    ExportError
        If a feature lies where the CRS does not reach.
    """
    crs = crs_of(code)
    if crs == CRS(GEOGRAPHIC):
        return source
    transformer = Transformer.from_crs(GEOGRAPHIC, crs, always_xy=True)
    decimals = DECIMALS if crs.is_geographic else PROJECTED_DECIMALS

    def moved(rows: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(transformer.transform(rows[:, 0], rows[:, 1])).round(decimals)

    shapes = shapely.transform(source.features.geometry.to_numpy(), moved)
    coordinates, owners = shapely.get_coordinates(shapes, return_index=True)
    lost = np.unique(owners[~np.isfinite(coordinates).all(axis=1)])
    if len(lost):
        first = source.features["id"].iloc[lost[0]]
        rest = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        raise ExportError(f"{code}: {crs.name} does not reach all of {first}{rest}")
    return replace(source, features=source.features.set_geometry(shapes, crs=crs))


def shift(source: Records) -> Records:
    """Give records in GCJ-02, with the field ``datum`` in every row and no code as CRS."""
    shapes = shapely.transform(
        source.features.geometry.to_numpy(), lambda rows: to_gcj02(rows).round(DECIMALS)
    )
    features = source.features.assign(datum=GCJ02).set_geometry(shapes, crs=CRS.from_wkt(GCJ02_WKT))
    columns = [name for name in features.columns if name != "geometry"]
    return replace(source, features=features[[*columns, "geometry"]], datum=GCJ02)
