"""The three tables of the dataset: their columns, and how rows become the bytes of Parquet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TEXT, _TEXTS = pa.string(), pa.list_(pa.string())
_COUNT, _SHARE, _FLAG = pa.int32(), pa.float64(), pa.bool_()

#: One row a document. `subject` is the id of the place that speaks, `province` the one it lies
#: in; `sha256` is of `text` in UTF-8, which all offsets refer to, in code points; `made` are
#: places that stand in no gazetteer, as rows of one.
DOCUMENTS = pa.schema(
    [
        ("id", _TEXT),
        ("key", _TEXT),
        ("source", _TEXT),
        ("format", _TEXT),
        ("encoding", _TEXT),
        ("title", _TEXT),
        ("issuer", _TEXT),
        ("issuer_basis", _TEXT),
        ("subject", _TEXT),
        ("subject_basis", _TEXT),
        ("subject_is_guess", _FLAG),
        ("province", _TEXT),
        ("date", _TEXT),
        ("document_number", _TEXT),
        ("sections", _COUNT),
        ("characters", _COUNT),
        ("sha256", _TEXT),
        ("warnings", _TEXTS),
        ("mentions", _COUNT),
        ("unresolved", _COUNT),
        ("initiatives", _COUNT),
        ("made", _TEXTS),
        ("text", _TEXT),
    ]
)

#: One row a place name, in the order of the text; without `places` it stayed unresolved.
MENTIONS = pa.schema(
    [
        ("document", _TEXT),
        ("start", _COUNT),
        ("end", _COUNT),
        ("surface", _TEXT),
        ("kind", _TEXT),
        ("places", _TEXTS),
        ("basis", _TEXT),
        ("confidence", _SHARE),
        ("candidates", _TEXTS),
    ]
)

#: One row an initiative, in the order of the text. `provinces` take part in it or speak;
#: `plan_*` repeat what the document says of itself; `made` is as in the documents.
INITIATIVES = pa.schema(
    [
        ("id", _TEXT),
        ("ref", _TEXT),
        ("document", _TEXT),
        ("plan", _TEXT),
        ("name", _TEXT),
        ("layer", _TEXT),
        ("type", _TEXT),
        ("members", _TEXTS),
        ("partners", _TEXTS),
        ("directed", _FLAG),
        ("section", _TEXT),
        ("topics", _TEXTS),
        ("status", _TEXT),
        ("responsible", _TEXTS),
        ("horizon", _TEXT),
        ("core", _FLAG),
        ("basis", _TEXT),
        ("confidence", _SHARE),
        ("start", _COUNT),
        ("end", _COUNT),
        ("quote", _TEXT),
        ("provinces", _TEXTS),
        ("subject", _TEXT),
        ("plan_title", _TEXT),
        ("plan_issuer", _TEXT),
        ("plan_number", _TEXT),
        ("plan_date", _TEXT),
        ("made", _TEXTS),
        ("precision", _TEXT),
        ("geometry", pa.binary()),
    ],
    # GeoParquet 1.1: WKB, and without a CRS named, longitude and latitude on WGS 84.
    metadata={
        "geo": json.dumps(
            {
                "version": "1.1.0",
                "primary_column": "geometry",
                "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
            }
        )
    },
)

#: By the name of the folder of the dataset.
TABLES = {"documents": DOCUMENTS, "mentions": MENTIONS, "initiatives": INITIATIVES}


def parquet(name: str, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """
    Write rows of a table as a Parquet file; the same rows give the same bytes.

    Parameters
    ----------
    name
        Of the table.
    rows
        With a value for every column.
    """
    schema = TABLES[name]
    columns = [pa.array([row[field.name] for row in rows], type=field.type) for field in schema]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue())
