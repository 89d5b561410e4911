"""Turn the feature table into the payload that the scripts of a page draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely

from quyu_geo.vocabulary import Vocabulary
from quyu_maps.base import base_map, subject_box, window
from quyu_maps.encode import encode_area, encode_steps, steps
from quyu_maps.margin import Review, margin_lines
from quyu_maps.regions import region_shape
from quyu_maps.sources import sources
from quyu_maps.style import bundled_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

    from quyu_geo.courses import Path
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place, Plan

#: Tolerance in degrees to which the course of a line without stops is simplified.
COURSE = 0.004
#: Box of China (west, south, east, north) that national views show.
CHINA = (73.4, 17.8, 135.2, 53.7)
#: Ranks of places by kind, after the capital (0): prefecture seat, county seat, town or site.
RANKS = {"prefecture": 1, "county": 2, "township": 3, "village": 3}
SITES = (
    *("port", "border_crossing", "airport", "station", "site", "zone", "settlement"),
    *("island", "lake", "mountain"),
)
SITE_RANK, OTHER_RANK = 3, 4


@dataclass(frozen=True)
class Content:
    """
    What a page is made of.

    Attributes
    ----------
    features
        The feature table of `quyu_geo.features`, with the rows to be drawn.
    plans
        By key; those that the rows name must be there.
    gazetteer
        Knows every place that the rows name.
    review
        Review number and producer.
    """

    features: gpd.GeoDataFrame
    plans: Mapping[str, Plan]
    gazetteer: Gazetteer
    review: Review = field(default_factory=Review)


def province_payload(content: Content, subject: Place) -> dict[str, Any]:
    """
    Build the payload of the sheet of one province.

    Parameters
    ----------
    content
        Rows, plans, gazetteer.
    subject
        The province.

    Returns
    -------
    payload
        What the scripts read; see the head of ``assets/js/engine/engine.js``.
    """
    box = subject_box(subject.kind, subject.id)
    about = {
        "id": subject.id,
        "name": subject.name,
        "short": subject.short,
        "en": subject.name_en,
        "bbox": [round(value, 3) for value in box],
        "national": False,
    }
    title = {
        "zh": f"{subject.name}区域合作空间总图",
        "en": f"Regional cooperation of {subject.name_en}",
    }
    base = base_map(content.gazetteer, (subject.kind, subject.id), window(box))
    return _payload(content, about, title, base)


def national_payload(content: Content) -> dict[str, Any]:
    """Build the payload of the national map, with the same keys as that of a province."""
    about = {
        "id": "CN",
        "name": "中国",
        "short": "中国",
        "en": "China",
        "bbox": list(CHINA),
        "national": True,
    }
    title = {"zh": "区域合作图集", "en": "Atlas of regional cooperation"}
    return _payload(content, about, title, base_map(content.gazetteer, None, None))


def _payload(
    content: Content, about: dict[str, Any], title: dict[str, str], base: dict[str, Any]
) -> dict[str, Any]:
    words = Vocabulary.bundled()
    features = [_feature(row) for row in _rows(content.features)]
    return {
        "subject": about,
        "title": title,
        "lines": margin_lines(content.review),
        "plans": _plans(content, about["id"]),
        "vocabulary": {
            "layers": words.layers,
            "types": words.types,
            "status": words.status,
            "precision": words.precision,
            "topics": words.topics,
        },
        "style": bundled_style(),
        "sources": sources(),
        "places": _places(features, content.gazetteer, about),
        "features": features,
        "base": base,
    }


def _rows(features: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    columns = [features[name].tolist() for name in features.columns]
    return [dict(zip(features.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _plans(content: Content, subject: str) -> list[dict[str, str]]:
    """List the plans of the rows: the subject's own first, then newer before older."""
    named = {str(key) for key in content.features["plan"]}
    chosen = [content.plans[key] for key in sorted(named)]
    chosen.sort(key=lambda plan: plan.date, reverse=True)
    look = content.gazetteer
    chosen.sort(key=lambda plan: look.province_of(look.place(plan.subject)) != subject)
    return [_plan(plan, look.place(plan.subject)) for plan in chosen]


def _plan(plan: Plan, subject: Place) -> dict[str, str]:
    return {
        "key": plan.key,
        "title": plan.title,
        "title_en": plan.title_en,
        "issuer": plan.issuer,
        "date": plan.date,
        "number": plan.document_number,
        "subject": plan.subject,
        "subject_short": subject.short,
        "subject_en": subject.name_en,
    }


def _feature(row: Mapping[str, Any]) -> dict[str, Any]:
    """Write one row: what the card says, and the geometry in the form of its layer."""
    texts = ("id", "ref", "name", "layer", "type", "status", "plan", "section", "precision")
    return {
        **{name: row[name] for name in texts},
        "en": row["name_en"],
        "core": bool(row["core"]),
        "directed": bool(row["directed"]),
        **{name: list(row[name]) for name in ("topics", "members", "partners")},
        **{name: row[name] for name in ("quote", "note") if row[name]},
        **_geometry(row),
    }


def _geometry(row: Mapping[str, Any]) -> dict[str, Any]:
    at = [[round(x, 3), round(y, 3)] for x, y in row["at"]]
    if row["layer"] == "zone":
        return {"at": at, "hosts": [row["site"]] if row["site"] else list(row["members"])}
    if row["layer"] == "region":
        return {"rings": encode_area(region_shape(row["geometry"], row["type"]))}
    known = {"at": at} if at else {}
    if row["layer"] == "link":
        return {"arcs": [list(arc) for arc in row["arcs"]], **known}
    paths = [written for path in row["paths"] if (written := _path(path))]
    return {"paths": paths, "closed": bool(row["closed"]), **known}


def _path(path: Path) -> dict[str, Any] | None:
    """Write a line with the places that it passes, at their positions in the written line."""
    points: list[tuple[float, ...]] = list(path.line)
    if not path.nodes and len(points) > 2:  # noqa: PLR2004 - two points are simple enough
        points = shapely.LineString(points).simplify(COURSE).coords[:]
    line = steps(points)
    if len(line) < 2:  # noqa: PLR2004 - both ends fell on one step
        return None
    # Repeated steps are dropped, so a place may stand at an earlier position than before.
    nodes = {len(steps(points[: index + 1])) - 1: place for index, place in path.nodes}
    return {"nodes": list(nodes.values()), "at": list(nodes), "line": encode_steps(line)}


def _places(
    features: Iterable[Mapping[str, Any]], gazetteer: Gazetteer, about: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Describe every place that the features name, the subject's units and all provinces."""
    units = gazetteer.of_kinds(("province", "prefecture", "county"))
    wanted = {place.id for place in units if _shown(place, gazetteer, about)}
    for feature in features:
        wanted |= _named(feature)
    capitals = _capitals(units)
    known = sorted(place_id for place_id in wanted if place_id in gazetteer)
    return {i: _place(gazetteer.place(i), gazetteer, about, capitals) for i in known}


def _named(feature: Mapping[str, Any]) -> set[str]:
    out = {*feature["members"], *feature["partners"], *feature.get("hosts", ())}
    for arc in feature.get("arcs", ()):
        out |= {*arc}
    for path in feature.get("paths", ()):
        out |= {node for node in path["nodes"] if node}
    return out


def _shown(unit: Place, gazetteer: Gazetteer, about: Mapping[str, Any]) -> bool:
    """Tell whether a unit is on every sheet (provinces) or on its own province's."""
    return unit.kind == "province" or gazetteer.province_of(unit) == about["id"]


def _capitals(units: Sequence[Place]) -> frozenset[str]:
    """Give the ids of the prefectures that share the seat of their province."""
    seats = {(unit.lon, unit.lat) for unit in units if unit.kind == "province"}
    return frozenset(
        unit.id for unit in units if unit.kind == "prefecture" and (unit.lon, unit.lat) in seats
    )


def _place(
    place: Place, gazetteer: Gazetteer, about: Mapping[str, Any], capitals: frozenset[str]
) -> dict[str, Any]:
    province = gazetteer.province_of(place)
    rank = 0 if place.id in capitals else RANKS.get(place.kind, OTHER_RANK)
    out = {
        "n": place.name,
        "s": place.short,
        "e": place.name_en,
        "k": place.kind,
        "x": round(place.lon, 3),
        "y": round(place.lat, 3),
        "p": province or place.country,
        "r": SITE_RANK if place.kind in SITES else rank,
    }
    return out | ({"in": 1} if about["national"] or province == about["id"] else {})
