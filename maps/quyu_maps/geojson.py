"""Write the feature table as GeoJSON after RFC 7946, with the ids and properties of the sheets."""

from __future__ import annotations

import json
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import shapely

from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.formats import WGS84
from quyu_maps.gis.progress import CHUNK
from quyu_maps.gis.records import Records, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import geopandas as gpd

    from quyu_geo.across import Across
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan


def geojson(
    table: gpd.GeoDataFrame,
    plans: Mapping[str, Plan],
    gazetteer: Gazetteer,
    compared: Across | None = None,
) -> str:
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
    compared
        As of `quyu_maps.gis.records.records`.

    Returns
    -------
    text
        As of `collection`; the same table gives the same text.
    """
    return "".join(collection(records(table, plans, gazetteer, compared=compared)))


def collection(source: Records) -> Iterator[str]:
    """
    Write a FeatureCollection, some features at a time.

    Parameters
    ----------
    source
        Records in degrees.

    Yields
    ------
    text
        Pieces of some `CHUNK` features: together a FeatureCollection with one feature a line,
        coordinates (lon, lat) in degrees with at most five decimals (about a metre), outer
        rings anticlockwise, and a final newline.
    """
    head: dict[str, object] = {"type": "FeatureCollection", "name": "quyu"}
    if source.datum != WGS84:
        head["datum"] = source.datum
    if len(source.features):
        head["bbox"] = [round(float(edge), 5) for edge in source.features.total_bounds]
    yield f'{_text(head)[:-1]},"features":[\n'
    for number, part in enumerate(_parts(source)):
        text = _features(part, before=",\n")
        yield text if number else text[2:]
    yield "\n]}\n"


def sequence(source: Records) -> Iterator[str]:
    """
    Write GeoJSONSeq: one feature a line, nothing around them, some features at a time.

    Yields
    ------
    text
        Whole lines, the same features as of `collection`.
    """
    for part in _parts(source):
        yield _features(part, after="\n")


def _parts(source: Records) -> Iterator[gpd.GeoDataFrame]:
    for start in range(0, len(source.features), CHUNK):
        yield source.features.iloc[start : start + CHUNK]


def _features(features: gpd.GeoDataFrame, before: str = "", after: str = "") -> str:
    """
    Write features column by column: most fields have few values, written once each.

    The columns meet in one go, since the geometries are long and each copy of them costs.
    """
    lead = before + '{"type":"Feature","id":'
    columns: list[Iterable[str]] = [_written(lead, features["id"].to_list(), ',"properties":{')]
    comma = ""
    for field in bundled_fields()[1:]:  # without the id
        if field.required:
            lead = f'{comma}"{field.name}":'
            columns.append(_written(lead, features[field.name].to_list()))
            comma = ","
        elif field.name in features:
            values = features[field.name].to_list()
            columns.append([f',"{field.name}":{_text(v)}' if v else "" for v in values])
    shapes = shapely.to_geojson(features.geometry.to_numpy()).tolist()
    columns += (repeat('},"geometry":'), map(_short, shapes), repeat("}" + after))
    return "".join(chain.from_iterable(zip(*columns, strict=False)))


def _short(shape: str) -> str:
    """Write 32.280029999999996 as 32.28003: GEOS does not always give the shortest form."""
    for run in _RUNS:
        at = shape.find(run)
        pieces: list[str] = []
        done = 0
        while at >= 0:
            start = max(shape.rfind("[", 0, at), shape.rfind(",", 0, at)) + 1
            end = min(shape.find("]", at) % len(shape), shape.find(",", at) % len(shape))
            pieces += shape[done:start], repr(float(shape[start:end]))
            at, done = shape.find(run, end), end
        if pieces:
            shape = "".join((*pieces, shape[done:]))
    return shape


def _written(lead: str, values: Sequence[Any], tail: str = "") -> list[str]:
    known = {value: f"{lead}{_text(value)}{tail}" for value in dict.fromkeys(values)}
    return [known[value] for value in values]


#: What a number of at most five decimals has only where it is not written in its shortest form.
#: Looked for like this, as a pattern for numbers would read each of them.
_RUNS = ("9999999", "0000000")

#: Made once: `json.dumps` with options makes an encoder a call.
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
