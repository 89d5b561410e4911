"""Small places, initiatives and grounds for the tests of geo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.courses import Ground
from quyu_geo.gazetteer import COLUMNS, Gazetteer
from quyu_geo.model import Initiative, Place, Span
from quyu_geo.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely.geometry.base import BaseGeometry


def place(place_id: str, kind: str = "prefecture", **fields: object) -> Place:
    """Give a place at 0°, 0° unless told otherwise."""
    values = {
        **dict.fromkeys(COLUMNS, ""),
        "id": place_id,
        "kind": kind,
        "name": place_id,
        "short": place_id,
        "aliases": (),
        "members": (),
        "lon": 0.0,
        "lat": 0.0,
        "country": "CN",
        **({"adcode": place_id} if place_id.isdigit() else {}),
    }
    return Place(**{**values, **fields})  # type: ignore[arg-type]


def line_of(row: Place) -> str:
    """Write a place as a row of a gazetteer table."""
    values = (getattr(row, column) for column in COLUMNS)
    return "\t".join("|".join(v) if isinstance(v, tuple) else str(v) for v in values)


def gazetteer(*places: Place) -> Gazetteer:
    """Give a gazetteer of these places."""
    return Gazetteer({row.id: line_of(row) for row in places})


def initiative(layer: str, kind: str, *members: str, **fields: object) -> Initiative:
    """Give an initiative of the plan ``p``."""
    values: dict[str, object] = {
        "ref": "p#001",
        "name": "名",
        "name_en": "name",
        "layer": layer,
        "type": kind,
        "members": members,
        "partners": (),
        "directed": False,
        "section": "(一)",
        "topics": (),
        "status": "build",
        "core": True,
        "plan": "p",
        "span": Span(0, 1),
        "clause_sha256": "",
    }
    return Initiative(**{**values, **fields})  # type: ignore[arg-type]


def ground(*places: Place, shapes: Mapping[str, BaseGeometry] | None = None) -> Ground:
    """Give a ground with a network of all railways, roads among the places."""
    known = gazetteer(*places)
    lines = known.of_kinds(("railway", "road"))
    return Ground(known, Network.of(lines, known), shapes or {}, ("上下游",), ("环线",))
