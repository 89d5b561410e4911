"""The land abroad and the border to it: coarse far away, in detail in a close window."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import shapely

from quyu_maps.encode import encode_area, encode_line
from quyu_maps.layers import layer

if TYPE_CHECKING:
    import numpy as np

    from quyu_geo.gazetteer import Gazetteer
    from quyu_maps.layers import Box

#: Tolerance of simplification in degrees beyond the window.
FAR = 0.03
#: In a window narrower than this, in degrees, neighbours come in detail too.
CLOSE = 7.0


def abroad(gazetteer: Gazetteer, box: Box | None) -> list[dict[str, Any]]:
    """
    Give the countries with their names and rings.

    Parameters
    ----------
    gazetteer
        Gives the names.
    box
        (west, south, east, north) in degrees; where it is close, land and coasts inside it
        come in detail, because the coarse ones differ from our own borders by kilometres.
    """
    rows = _countries(gazetteer)
    if box is None or not close(box):
        return rows
    near = layer("shores").within(box)
    fine = dict(zip(near.columns["id"].tolist(), near.shapes, strict=True))
    frame = shapely.box(*box)
    coarse = layer("countries").where(layer("countries").columns["id"] != "CN")
    shapes = dict(zip(coarse.columns["id"].tolist(), coarse.shapes, strict=True))
    detailed = {
        key: shapely.union(
            shapely.difference(shapely.simplify(shapes[key], FAR), frame),
            shapely.intersection(fine[key], frame),
        )
        for key in sorted(fine)
    }
    return [
        row | ({"rings": encode_area(detailed[row["id"]])} if row["id"] in detailed else {})
        for row in rows
    ]


def close(box: Box) -> bool:
    """Tell whether a window is narrow enough for neighbours in detail."""
    return box[2] - box[0] <= CLOSE


@cache
def _countries(gazetteer: Gazetteer) -> list[dict[str, Any]]:
    rows = layer("countries")
    # The land of China is drawn province by province.
    rows = rows.where(rows.columns["id"] != "CN")
    shapes = shapely.coverage_simplify(rows.shapes, FAR, simplify_boundary=True)
    return [
        {**named(gazetteer, str(code)), "rings": encode_area(shape)}
        for code, shape in zip(rows.columns["id"].tolist(), shapes, strict=True)
    ]


def national(box: Box | None) -> list[dict[str, Any]]:
    """Give the land border of the country, in full within a close window."""
    light = _national_border("borders_light")
    shapes = [light]
    if box is not None and close(box):
        frame = shapely.box(*box)
        full = _national_border("borders")
        shapes = [shapely.difference(light, frame), shapely.intersection(full, frame)]
    return [
        {"rank": "national", "own": False, "line": line}
        for shape in shapes
        for line in lines(shapely.get_parts(shape))
    ]


@cache
def _national_border(name: str) -> shapely.Geometry:
    rows = layer(name)
    return shapely.union_all(rows.where(rows.columns["rank"] == "national").shapes)


def named(gazetteer: Gazetteer, place_id: str) -> dict[str, Any]:
    """Describe a province or country: id, names, and its point if the gazetteer has it."""
    if place_id not in gazetteer:
        return {"id": place_id, "name": "", "en": ""}
    place = gazetteer.place(place_id)
    return {
        "id": place_id,
        "name": place.name if place.kind == "province" else place.short,
        "en": place.name_en,
        "x": round(place.lon, 3),
        "y": round(place.lat, 3),
    }


def lines(shapes: np.ndarray) -> list[str]:
    """Join lines where they meet and encode them."""
    merged = shapely.line_merge(shapely.union_all(shapes))
    return [text for part in shapely.get_parts(merged) if (text := encode_line(part))]
