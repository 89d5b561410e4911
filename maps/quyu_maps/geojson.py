"""Write the feature table as GeoJSON after RFC 7946, with the ids and properties of the sheets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    import geopandas as gpd

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan

#: Columns that are written as they are.
PLAIN = [
    *("ref", "name", "name_en", "layer", "type", "status", "core", "directed", "precision"),
    *("topics", "plan", "section", "note"),
]


def geojson(table: gpd.GeoDataFrame, plans: Mapping[str, Plan], gazetteer: Gazetteer) -> str:
    """
    Write features as a GeoJSON text.

    Parameters
    ----------
    table
        The feature table, EPSG:4326 (`quyu_geo.features.feature_table`).
    plans
        By key; title, issuer and date of each go into the properties.
    gazetteer
        Gives members and partners their names.

    Returns
    -------
    text
        A FeatureCollection with one feature a line, coordinates (lon, lat) in degrees with
        at most five decimals (about a metre), outer rings anticlockwise, and a final newline.
        The same table gives the same text.
    """
    shapes = shapely.to_geojson(
        shapely.orient_polygons(shapely.transform(table.geometry.to_numpy(), lambda c: c.round(5)))
    )
    features = [
        _feature(row, shape, plans[row["plan"]], gazetteer)
        for row, shape in zip(table.to_dict("records"), shapes, strict=True)
    ]
    head = {"type": "FeatureCollection", "name": "quyu", "bbox": _bbox(table)}
    if not features:
        head.pop("bbox")
    opening = _text(head)[:-1]
    return f'{opening},"features":[\n' + ",\n".join(features) + "\n]}\n"


def _bbox(table: gpd.GeoDataFrame) -> list[float]:
    return [round(float(edge), 5) for edge in table.total_bounds]


def _feature(row: dict[Hashable, Any], shape: str, plan: Plan, gazetteer: Gazetteer) -> str:
    properties = {
        **{name: row[name] for name in PLAIN},
        **_parties("member", row["members"], gazetteer),
        **_parties("partner", row["partners"], gazetteer),
        "plan_title": plan.title,
        "plan_issuer": plan.issuer,
        "plan_date": plan.date,
    }
    if row["quote"]:
        properties["quote"] = row["quote"]
    return (
        f'{{"type":"Feature","id":{_text(row["id"])},'
        f'"properties":{_text(properties)},"geometry":{shape}}}'
    )


def _parties(role: str, ids: Iterable[str], gazetteer: Gazetteer) -> dict[str, list[str]]:
    places = [gazetteer.place(i) for i in ids]
    return {f"{role}s": [p.id for p in places], f"{role}_names": [p.name for p in places]}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
