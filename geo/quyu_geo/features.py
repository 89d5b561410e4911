"""The feature table: initiatives with geometry, one contract for sheets and GIS files alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd

from quyu_geo import network
from quyu_geo.courses import Ground
from quyu_geo.crs import GEOGRAPHIC
from quyu_geo.errors import TableError
from quyu_geo.geometry import Drawing, draw
from quyu_geo.model import feature_id
from quyu_geo.shapes import parts, shapes
from quyu_geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Initiative, Place, Plan

#: Columns of the feature table, in order. Texts are str, lists are tuples of str, `directed`,
#: `core` and `closed` are bool; `arcs`, `paths` and `at` are as in `quyu_geo.geometry.Drawing`.
COLUMNS = [
    "id",
    "ref",
    "name",
    "name_en",
    "layer",
    "type",
    "members",
    "partners",
    "directed",
    "section",
    "topics",
    "status",
    "core",
    "plan",
    "course",
    "site",
    "note",
    "quote",
    "precision",
    "arcs",
    "paths",
    "closed",
    "at",
    "geometry",
]

#: Geometry types that each layer may have; a corridor or link without a known course is points.
GEOMETRY = {
    "link": {"LineString", "MultiLineString", "Point", "MultiPoint"},
    "corridor": {"LineString", "MultiLineString", "Point", "MultiPoint"},
    "zone": {"Point", "MultiPoint"},
    "region": {"Polygon", "MultiPolygon"},
}

#: Regions that take in more whole provinces than this are drawn from simplified polygons.
WHOLE_PROVINCES = 2


def feature_table(
    initiatives: Sequence[Initiative],
    plans: Mapping[str, Plan],
    gazetteer: Gazetteer,
    quotes: Mapping[str, str] | None = None,
) -> gpd.GeoDataFrame:
    """
    Draw initiatives into the feature table.

    Parameters
    ----------
    initiatives
        In any order.
    plans
        By key; give each initiative the province that speaks.
    gazetteer
        Knows every place that the initiatives name.
    quotes
        Clause by ref, where the text is at hand.

    Returns
    -------
    table
        Columns as in `COLUMNS`, EPSG:4326, (lon, lat), sorted by ``id``.

    Raises
    ------
    UnknownPlaceError
        If an initiative names a place that the gazetteer lacks.
    """
    rows = sorted(initiatives, key=lambda row: row.ref)
    homes = {
        key: gazetteer.province_of(gazetteer.place(plan.subject)) for key, plan in plans.items()
    }
    fine, light = _grounds(rows, homes.values(), gazetteer)
    drawings = [
        draw(row, homes[row.plan], light if _large(row, gazetteer) else fine) for row in rows
    ]
    records = [
        _record(row, drawing, (quotes or {}).get(row.ref, ""))
        for row, drawing in zip(rows, drawings, strict=True)
    ]
    # Plain objects: what pandas would take for text depends on whether pyarrow is installed,
    # and pyarrow refuses lone surrogates, which a hostile text may hold.
    columns = {
        name: pd.Series([record[name] for record in records], dtype=object)
        for name in COLUMNS
        if name != "geometry"
    } | {"geometry": [record["geometry"] for record in records]}
    return check(gpd.GeoDataFrame(columns, geometry="geometry", crs=GEOGRAPHIC))


def check(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Hold a table against the contract and give it back.

    Raises
    ------
    TableError
        Naming every breach.
    """
    breaches = []
    if list(table.columns) != COLUMNS:
        breaches.append(f"columns are {list(table.columns)}")
    elif len(table):
        breaches += _breaches(table)
    if breaches:
        raise TableError(f"feature table: {'; '.join(breaches)}")
    return table


def _breaches(table: gpd.GeoDataFrame) -> list[str]:
    out = []
    if table.crs is None or table.crs.to_epsg() != 4326:  # noqa: PLR2004 - the code of GEOGRAPHIC
        out.append(f"CRS is {table.crs}")
    if not table["id"].is_unique or not table["id"].is_monotonic_increasing:
        out.append("ids are not unique and sorted")
    for ref, layer, shape in zip(table["ref"], table["layer"], table.geometry, strict=True):
        if shape is None or shape.is_empty or shape.geom_type not in GEOMETRY[layer]:
            out.append(f"{ref} has a wrong geometry for a {layer}")
        elif not shape.is_valid:
            out.append(f"{ref} has an invalid geometry")
    return out


def _record(row: Initiative, drawing: Drawing, quote: str) -> dict[str, object]:
    return {
        "id": feature_id(row.ref),
        **{name: getattr(row, name) for name in COLUMNS[1:17]},
        "quote": quote,
        **{name: getattr(drawing, name) for name in COLUMNS[18:]},
    }


def _named(rows: Iterable[Initiative], homes: Iterable[str], gazetteer: Gazetteer) -> list[Place]:
    ids = {i for row in rows for i in (*row.members, *row.partners, *row.course)} | {*homes}
    return parts((gazetteer.place(i) for i in sorted(ids) if i), gazetteer)


def _grounds(
    rows: Sequence[Initiative], homes: Iterable[str], gazetteer: Gazetteer
) -> tuple[Ground, Ground]:
    words = Vocabulary.bundled().course_words
    large = [row for row in rows if _large(row, gazetteer)]
    rest = [row for row in rows if not _large(row, gazetteer)]
    homes = sorted({*homes})

    def ground(chosen: Sequence[Initiative], *, light: bool) -> Ground:
        return Ground(
            gazetteer,
            network.bundled(),
            shapes(
                _named(chosen, homes if chosen else (), gazetteer),
                gazetteer.boundaries,
                light=light,
            ),
            words["whole_river"],
            words["loop"],
        )

    return ground(rest, light=False), ground(large, light=True)


def _large(row: Initiative, gazetteer: Gazetteer) -> bool:
    if row.layer != "region":
        return row.layer == "link"
    members = parts((gazetteer.place(i) for i in row.members), gazetteer)
    return sum(place.kind in ("province", "country") for place in members) > WHOLE_PROVINCES
