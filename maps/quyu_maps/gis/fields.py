"""The fields that every GIS file has, as the bundled table of fields lists them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from quyu_data import resource

FieldType = Literal["text", "list", "boolean", "number"]

#: What joins the parts of a list in formats without lists.
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field.

    Attributes
    ----------
    name
        In every format but Shapefile.
    type
        ``text``, ``list`` (of texts), ``boolean`` or ``number``.
    short
        Name in a Shapefile: at most ten ASCII characters.
    alias
        Chinese name, for headers and legends.
    required
        False for what is there only on demand: ``quote`` and ``datum``.
    meaning, meaning_zh
        One phrase each.
    """

    name: str
    type: FieldType
    short: str
    alias: str
    required: bool
    meaning: str
    meaning_zh: str


@cache
def bundled_fields() -> tuple[Field, ...]:
    """Give the fields in their order; read once a process."""
    with resource("schema/fields.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Field(
            row["name"],
            cast("FieldType", row["type"]),
            row["short"],
            row["alias"],
            row["required"] == "1",
            row["meaning"],
            row["meaning_zh"],
        )
        for row in rows
    )
