"""Give the initiatives of a dataset for GIS files: piece by piece where the format allows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from quyu_geo.across import Across
from quyu_geo.corpus.dataset import Dataset
from quyu_geo.gazetteer import Gazetteer
from quyu_maps.geojson import sequence
from quyu_maps.gis.plain import delimited
from quyu_maps.gis.records import records
from quyu_maps.gis.reference import reproject, shift

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quyu_geo.corpus.dataset import Piece
    from quyu_maps.gis.formats import Format
    from quyu_maps.gis.records import Records

#: Comparing every plan with every other is beyond a file: each initiative stands for itself.
_ALONE = Across({}, {})


@dataclass(frozen=True, slots=True)
class Selection:
    """
    What of a dataset shall be written.

    Attributes
    ----------
    dataset
        Its folder.
    name
        Of a province; empty for everything.
    kinds
        Layers, or none for all.
    crs, datum
        EPSG code and ``GCJ-02``, or empty.
    """

    dataset: Path
    name: str
    kinds: tuple[str, ...]
    crs: str
    datum: str

    def parts(self) -> Iterator[Records]:
        """
        Give the records of each part of the dataset that has any.

        Raises
        ------
        TableError
            If there is no dataset.
        UnknownPlaceError
            If no province bears the name.
        """
        known = Gazetteer.bundled()
        province = known.province(self.name).id if self.name else ""
        for piece in Dataset.open(self.dataset).pieces(known, province):
            found = self._as_wished(_records(piece))
            if len(found.features):
                yield found

    def records(self) -> Records:
        """Give the records of all parts together."""
        found = [*self.parts()] or [self._as_wished(_records(_nothing()))]
        features = pd.concat([each.features for each in found], ignore_index=True)
        plans = {key: plan for each in found for key, plan in each.plans.items()}
        made = {
            place: each.gazetteer.line(place)
            for each in found
            for name in ("members", "partners")
            for ids in each.features[name]
            for place in ids
            if place not in Gazetteer.bundled()
        }
        known = Gazetteer.bundled().with_places(made) if made else Gazetteer.bundled()
        return replace(found[0], features=features, plans=plans, gazetteer=known)

    def text(self, form: Format) -> Iterator[str]:
        """Give the text of a format that may be streamed, piece by piece, as it is read."""
        if form.name == "geojson":
            yield from _collection(self.parts())
            return
        begun = False
        for each in self.parts():
            if form.name == "csv":
                # The head stands once, before the first part.
                yield from islice(delimited(each), begun, None)
            else:
                yield from sequence(each)
            begun = True
        if not begun and form.name == "csv":
            yield from delimited(self.records())

    def _as_wished(self, found: Records) -> Records:
        if self.kinds:
            found = found.of_layers(self.kinds)
        if self.crs:
            return reproject(found, self.crs)
        return shift(found) if self.datum else found


def _collection(parts: Iterator[Records]) -> Iterator[str]:
    lead = '{"type":"FeatureCollection","name":"quyu","features":[\n'
    for each in parts:
        for lines in sequence(each):
            yield lead + lines.rstrip("\n").replace("\n", ",\n")
            lead = ",\n"
    yield ("" if lead == ",\n" else lead) + "\n]}\n"


def _records(piece: Piece) -> Records:
    return records(piece.table, piece.plans, piece.gazetteer, piece.confidence, _ALONE)


def _nothing() -> Piece:
    from quyu_geo.corpus.dataset import Piece  # noqa: PLC0415 - seldom
    from quyu_geo.features import feature_table  # noqa: PLC0415 - as above

    return Piece(feature_table([], {}, Gazetteer.bundled()), {}, Gazetteer.bundled(), {})
