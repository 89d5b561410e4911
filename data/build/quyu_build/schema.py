"""Compile the table of fields of GIS files: its bundled copy, a JSON Schema, and a page."""

from __future__ import annotations

import csv
import json
import shutil
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Row = dict[str, str]
Json = dict[str, Any]

#: Geometry types that each layer may have (`quyu_geo.features.GEOMETRY`).
GEOMETRY = {
    "link": ["LineString", "MultiLineString", "Point", "MultiPoint"],
    "corridor": ["LineString", "MultiLineString", "Point", "MultiPoint"],
    "zone": ["Point", "MultiPoint"],
    "region": ["Polygon", "MultiPolygon"],
}
#: How deep the arrays of coordinates of each geometry type lie around a position.
DEPTH = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
POSITION = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "items": False,
    "minItems": 2,
}


def build(tables: Path, out: Path) -> None:
    """Write ``schema/fields.tsv`` and ``schema/features.schema.json``."""
    folder = out / "schema"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(tables / "fields.tsv", folder / "fields.tsv")
    vocabulary = tomllib.loads((out / "vocabulary.toml").read_text(encoding="utf-8"))
    schema = json_schema(fields(tables / "fields.tsv"), vocabulary)
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    (folder / "features.schema.json").write_text(text, encoding="utf-8")


def fields(path: Path) -> list[Row]:
    """Read the table of fields."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def json_schema(rows: Iterable[Row], vocabulary: Json) -> Json:
    """
    Give the JSON Schema (draft 2020-12) of the GeoJSON that quyu writes.

    Parameters
    ----------
    rows
        The table of fields.
    vocabulary
        ``vocabulary.toml``: gives ids of layers, types, statuses, precisions and topics.
    """
    rows = list(rows)
    properties = {
        "type": "object",
        "properties": {r["name"]: _field(r, vocabulary) for r in rows if r["name"] != "id"},
        "required": [r["name"] for r in rows if r["required"] == "1" and r["name"] != "id"],
        "additionalProperties": False,
    }
    identity = next(_field(r, vocabulary) for r in rows if r["name"] == "id")
    feature = {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": identity,
            "properties": properties,
            "geometry": {"$ref": "#/$defs/geometry"},
        },
        "required": ["type", "id", "properties", "geometry"],
        "additionalProperties": False,
        "allOf": [_layer(layer, vocabulary) for layer in vocabulary["layers"]],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "quyu features",
        "description": "GeoJSON (RFC 7946) as written by quyu; coordinates are (lon, lat).",
        "type": "object",
        "properties": {
            "type": {"const": "FeatureCollection"},
            "name": {"type": "string"},
            "datum": {"const": "GCJ-02"},
            "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
            "features": {"type": "array", "items": {"$ref": "#/$defs/feature"}},
        },
        "required": ["type", "features"],
        "$defs": {
            "feature": feature,
            "geometry": {
                "type": "object",
                "properties": {"type": {"enum": list(DEPTH)}, "coordinates": {"type": "array"}},
                "required": ["type", "coordinates"],
                "additionalProperties": False,
                "allOf": [_coordinates(name) for name in DEPTH],
            },
            "position": POSITION,
        },
    }


def _field(row: Row, vocabulary: Json) -> Json:
    words = {"title": row["alias"], "description": row["meaning"]}
    value: Json = {"type": {"text": "string", "list": "string"}.get(row["type"], row["type"])}
    allowed = _allowed(row["values"], vocabulary)
    if allowed:
        value["enum"] = allowed
    if row["values"] == "unit":
        value |= {"minimum": 0, "maximum": 1}
    if row["pattern"]:
        value["pattern"] = row["pattern"]
    if row["type"] == "list":
        return {**words, "type": "array", "items": value}
    return {**words, **value}


def _allowed(values: str, vocabulary: Json) -> list[str]:
    if values == "datum":
        return ["GCJ-02"]
    if values == "types":
        return sorted({key for types in vocabulary["types"].values() for key in types})
    if values == "ties":
        return ["", *vocabulary["ties"]]  # none where no other unit takes part
    return list(vocabulary.get(values, ()))


def _layer(layer: str, vocabulary: Json) -> Json:
    """Tie the types of a layer and its geometry types to its name."""
    return {
        "if": {"properties": {"properties": {"properties": {"layer": {"const": layer}}}}},
        "then": {
            "properties": {
                "properties": {"properties": {"type": {"enum": list(vocabulary["types"][layer])}}},
                "geometry": {"properties": {"type": {"enum": GEOMETRY[layer]}}},
            }
        },
    }


def _coordinates(name: str) -> Json:
    """Tie the depth of the coordinates to the geometry type; cheaper to check than ``oneOf``."""
    coordinates: Json = {"$ref": "#/$defs/position"}
    for _ in range(DEPTH[name]):
        coordinates = {"type": "array", "items": coordinates, "minItems": 1}
    return {
        "if": {"properties": {"type": {"const": name}}},
        "then": {"properties": {"coordinates": coordinates}},
    }


def page(rows: Iterable[Row]) -> str:
    """Give the table of fields as a page in Markdown, ``docs/fields.md``."""
    head = [
        "# Fields of the GIS files",
        "",
        "Compiled from `data/tables/fields.tsv` by `quyu_build.schema`; every format has the same",
        "fields. Lists are arrays in GeoJSON, GeoParquet and PostGIS; elsewhere their parts are",
        "joined by `|`. The JSON Schema of the GeoJSON is",
        "`data/quyu_data/schema/features.schema.json`.",
        "",
        "| field | type | Chinese alias | in Shapefile | meaning | 含义 |",
        "|---|---|---|---|---|---|",
    ]
    lines = [
        f"| `{r['name']}`{'' if r['required'] == '1' else ' (optional)'} | {r['type']} "
        f"| {r['alias']} | `{r['short']}` | {r['meaning']} | {r['meaning_zh']} |"
        for r in rows
    ]
    return "\n".join([*head, *lines]) + "\n"
