"""Part records into layers of one geometry type each, for formats that ask for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import shapely

from quyu_geo.vocabulary import Vocabulary
from quyu_maps.gis.fields import SEPARATOR, bundled_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

    from quyu_maps.gis.records import Records

#: The geometry type of each layer.
GEOMETRY = {
    "link": "MultiLineString",
    "corridor": "MultiLineString",
    "zone": "MultiPoint",
    "region": "MultiPolygon",
}
#: By the number that GEOS gives to points, lines and polygons.
_MULTIPLE: Mapping[int, Callable[..., NDArray[Any]]] = {
    0: shapely.multipoints,
    1: shapely.multilinestrings,
    3: shapely.multipolygons,
}
_DIMENSIONS = {"MultiPoint": 0, "MultiLineString": 1, "MultiPolygon": 2}


@dataclass(frozen=True)
class Layer:
    """
    Features of one kind and one geometry type.

    Attributes
    ----------
    name
        ``link``, ``corridor``, ``zone`` or ``region``; ``link_point`` and ``corridor_point``
        for those of which only points are known.
    kind
        The value of the field ``layer``.
    title
        Chinese name.
    geometry
        ``MultiPoint``, ``MultiLineString`` or ``MultiPolygon``.
    features
        The rows, geometries made multiple.
    """

    name: str
    kind: str
    title: str
    geometry: str
    features: gpd.GeoDataFrame


def layers(source: Records) -> list[Layer]:
    """
    Give the layers of records.

    All that were asked for are there in their fixed order, also without a feature, so that a
    project made for one file opens with the next; layers of points only where there are some.
    """
    words = Vocabulary.bundled().layers
    out = []
    for kind in source.kinds:
        geometry = GEOMETRY[kind]
        rows = source.features[source.features["layer"] == kind]
        lowest = shapely.get_dimensions(rows.geometry.to_numpy()) == _DIMENSIONS[geometry]
        title = words[kind]["zh"]
        out.append(Layer(kind, kind, title, geometry, _multiple(rows[lowest])))
        if not lowest.all():
            points = _multiple(rows[~lowest])
            out.append(Layer(f"{kind}_point", kind, f"{title}（点）", "MultiPoint", points))
    return out


def flat(features: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Give the same rows with lists joined by `SEPARATOR`, for formats without lists."""
    lists = [f.name for f in bundled_fields() if f.type == "list"]
    joined = {name: list(map(SEPARATOR.join, features[name])) for name in lists}
    # As objects: pandas' own type of text would be made here only to be unmade by a writer.
    return features.assign(
        **{name: pd.Series(texts, features.index, dtype="object") for name, texts in joined.items()}
    )


def _multiple(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return rows.set_geometry(multiple(rows.geometry.to_numpy()), crs=rows.crs).reset_index(
        drop=True
    )


def multiple(shapes: NDArray[Any]) -> NDArray[Any]:
    """Make every geometry a multiple one of its kind."""
    out = np.array(shapes, dtype=object)
    kinds = shapely.get_type_id(out)
    for kind, make in _MULTIPLE.items():
        chosen = kinds == kind
        if chosen.any():
            out[chosen] = make(out[chosen], indices=np.arange(chosen.sum()))
    return out
