"""Read a dataset part by part: initiatives of a province, as rows or as a feature table."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely

from quyu_geo.crs import GEOGRAPHIC
from quyu_geo.errors import TableError
from quyu_geo.model import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from quyu_geo.gazetteer import Gazetteer

_LISTS = ("members", "partners", "topics")
#: Columns of the feature table that come as they are.
_COPIED = (
    *("id", "ref", "name", "layer", "type", "directed", "section", "status", "core", "plan"),
    *("quote", "precision"),
)


@dataclass(frozen=True)
class Piece:
    """
    Initiatives of one part of a dataset.

    Attributes
    ----------
    table
        Those columns of the feature table that files are written from, EPSG:4326.
    plans
        By key.
    gazetteer
        Knows also the places that only these documents name.
    confidence
        By ref, from 0 to 1.
    """

    table: gpd.GeoDataFrame
    plans: Mapping[str, Plan]
    gazetteer: Gazetteer
    confidence: Mapping[str, float]


@dataclass(frozen=True)
class Dataset:
    """
    A dataset that `quyu corpus` wrote.

    Attributes
    ----------
    folder
        Where it lies.
    """

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> Dataset:
        """
        Take a folder for a dataset.

        Raises
        ------
        TableError
            If it is none, or its run has not come to its end.
        """
        if not (folder / "dataset.json").is_file():
            begun = (folder / "parts").is_dir()
            why = "not finished; quyu corpus … --resume goes on" if begun else "no dataset"
            raise TableError(f"{folder}: {why}")
        return cls(folder)

    def totals(self) -> dict[str, Any]:
        """Give what the dataset says of itself."""
        found: dict[str, Any] = json.loads((self.folder / "dataset.json").read_bytes())
        return found

    def rows(self, columns: Sequence[str], province: str = "") -> Iterator[list[dict[str, Any]]]:
        """
        Give the initiatives of each part, in order.

        Parameters
        ----------
        columns
            That are wanted.
        province
            Id of one that takes part in them; all if empty.
        """
        for table in self._tables([*dict.fromkeys([*columns, "provinces"])], province):
            yield table.select(list(columns)).to_pylist()

    def pieces(self, gazetteer: Gazetteer, province: str = "") -> Iterator[Piece]:
        """Give the initiatives of each part that has any, ready to be written."""
        for table in self._tables(None, province):
            if table.num_rows:
                yield _piece(table, gazetteer)

    def _tables(self, columns: list[str] | None, province: str) -> Iterator[pa.Table]:
        for path in sorted((self.folder / "initiatives").glob("part-*.parquet")):
            try:
                table = pq.read_table(path, columns=columns, use_threads=False)
            except (pa.ArrowInvalid, OSError) as error:
                reason = " ".join(str(error).split())[:120]
                raise TableError(f"{path}: cannot be read: {reason}") from error
            yield table.filter(pa.array(_taking_part(table, province))) if province else table


def _taking_part(table: pa.Table, province: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    lists = table["provinces"].combine_chunks()
    inside = pc.equal(pc.list_flatten(lists), province).to_numpy(zero_copy_only=False)
    found = np.zeros(table.num_rows, dtype=bool)
    found[pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)[inside]] = True
    return found


def _piece(table: pa.Table, gazetteer: Gazetteer) -> Piece:
    columns = {name: table[name].to_pylist() for name in table.column_names}
    made = {row.partition("\t")[0]: row for rows in columns["made"] for row in rows}
    count = table.num_rows
    frame = {name: columns[name] for name in _COPIED}
    frame |= {name: [tuple(value) for value in columns[name]] for name in _LISTS}
    empty = {"name_en": "", "note": "", "site": "", "course": ()}
    frame |= {name: [value] * count for name, value in empty.items()}
    series = {name: pd.Series(values, dtype=object) for name, values in frame.items()}
    shapes = shapely.from_wkb(np.array(columns["geometry"], dtype=object))
    return Piece(
        gpd.GeoDataFrame(series, geometry=shapes, crs=GEOGRAPHIC),
        _plans(columns),
        gazetteer.with_places(made) if made else gazetteer,
        dict(zip(columns["ref"], columns["confidence"], strict=True)),
    )


def _plans(columns: Mapping[str, list[Any]]) -> dict[str, Plan]:
    names = ("plan", "plan_title", "plan_issuer", "plan_number", "subject", "plan_date")
    return {
        key: Plan(key, title, "", issuer, number, subject, date, sha256="", characters=0)
        for key, title, issuer, number, subject, date in zip(
            *(columns[name] for name in names), strict=True
        )
    }
