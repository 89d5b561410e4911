"""The table of fields, and what is compiled from it: JSON Schema and page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from quyu_build import schema
from quyu_data import resource
from quyu_geo.features import GEOMETRY
from quyu_maps.geojson import collection
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.reference import shift
from running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_maps.gis.records import Records

TABLE = ROOT / "data" / "tables" / "fields.tsv"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """Give the validator of the bundled schema."""
    text = resource("schema/features.schema.json").read_text("utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(text))
    return jsonschema.Draft202012Validator(json.loads(text))


def test_schema_and_page_are_compiled_from_the_table(tmp_path: Path) -> None:
    """A change of the table alone fails here."""
    (tmp_path / "vocabulary.toml").write_bytes(resource("vocabulary.toml").read_bytes())
    schema.build(TABLE.parent, tmp_path)
    for name in ("fields.tsv", "features.schema.json"):
        compiled = (tmp_path / "schema" / name).read_bytes()
        assert compiled == resource(f"schema/{name}").read_bytes()
    page = (ROOT / "docs" / "fields.md").read_text("utf-8")
    assert page == schema.page(schema.fields(TABLE))


def test_the_table_of_fields_is_sound() -> None:
    """Names and short names are distinct, short names fit a Shapefile, and all is explained."""
    fields = bundled_fields()
    assert len({f.name for f in fields}) == len({f.short for f in fields}) == len(fields)
    assert len({f.short.casefold() for f in fields}) == len(fields)
    assert fields[0].name == "id"
    for field in fields:
        assert field.type in {"text", "list", "boolean", "number"}
        assert field.short.isascii()
        assert 0 < len(field.short) <= 10
        assert field.alias
        assert field.meaning
        assert field.meaning_zh


def test_the_geometry_types_are_those_of_the_feature_table() -> None:
    """The schema allows what the feature table does."""
    assert {layer: set(types) for layer, types in schema.GEOMETRY.items()} == GEOMETRY


@pytest.mark.parametrize("gcj02", [False, True])
def test_the_geojson_keeps_the_schema(
    gcj02: bool,  # noqa: FBT001 - a parameter of the test
    validator: jsonschema.Draft202012Validator,
    source: Records,
) -> None:
    """Every feature of the atlas, also shifted."""
    document = json.loads("".join(collection(shift(source) if gcj02 else source)))
    problems = [error.message[:200] for error in validator.iter_errors(document)]
    assert problems == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("properties", "layer"), "links"),
        (("properties", "type"), "new_area"),
        (("properties", "core"), 1),
        (("properties", "members"), "220000"),
        (("properties", "confidence"), 1.5),
        (("properties", "unknown"), "x"),
        (("properties", "datum"), "WGS 84"),
        (("id",), "a b"),
        (("geometry", "type"), "Polygon"),
        (("geometry", "coordinates"), [[181, 0], [0, 0]]),
        (("geometry", "coordinates"), [[0, 0, 5], [0, 0, 5]]),
        (("geometry", "coordinates"), [0, 0]),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    path: tuple[str, ...],
    value: object,
    validator: jsonschema.Draft202012Validator,
    source: Records,
) -> None:
    """A link with one thing wrong is not valid."""
    document = json.loads("".join(collection(source.of_layers(["link"]))))
    feature: dict[str, Any] = next(
        row for row in document["features"] if row["geometry"]["type"] == "LineString"
    )
    document["features"] = [feature]
    assert validator.is_valid(document)
    target = feature
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert not validator.is_valid(document)
