"""Turn the feature table into the payload that the scripts of a page draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quyu_geo.model import feature_id
from quyu_geo.vocabulary import Vocabulary
from quyu_maps.base import base_map, window
from quyu_maps.initiatives import entries
from quyu_maps.margin import Review, margin_lines
from quyu_maps.places import places
from quyu_maps.sources import sources
from quyu_maps.spelling import spelling
from quyu_maps.style import bundled_style
from quyu_maps.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import geopandas as gpd

    from quyu_geo.across import Across
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place, Plan


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
    compared
        What all plans at hand say of one another; of these rows alone if left out.
    unreviewed
        Refs of the rows that were read by machine and that no person has reviewed.
    """

    features: gpd.GeoDataFrame
    plans: Mapping[str, Plan]
    gazetteer: Gazetteer
    review: Review = field(default_factory=Review)
    compared: Across | None = None
    unreviewed: Collection[str] = ()


def payload_of(content: Content, subject: Subject) -> dict[str, Any]:
    """
    Build the payload of a sheet.

    Parameters
    ----------
    content
        Rows, plans, gazetteer.
    subject
        A unit of any rank, several, or all China.

    Returns
    -------
    payload
        What the scripts read; see the head of ``assets/js/engine/engine.js``.
    """
    box = window(subject.box) if subject.units else None
    base = base_map(content.gazetteer, subject.areas, box)
    return _payload(content, subject.about(content.gazetteer), subject.title(), base)


def province_payload(content: Content, subject: Place) -> dict[str, Any]:
    """Build the payload of the sheet of one unit; as `payload_of`."""
    return payload_of(content, Subject((subject,)))


def national_payload(content: Content) -> dict[str, Any]:
    """Build the payload of the national map, with the same keys as that of a province."""
    title = {"zh": "区域合作图集", "en": "Atlas of regional cooperation"}
    return payload_of(content, Subject()) | {"title": title}


def _payload(
    content: Content, about: dict[str, Any], title: dict[str, str], base: dict[str, Any]
) -> dict[str, Any]:
    words = Vocabulary.bundled()
    features = entries(content.features, content.plans, content.gazetteer, content.compared)
    payload = {
        "subject": about,
        "title": title,
        "lines": margin_lines(content.review),
        "plans": _plans(content, frozenset(about["units"])),
        "vocabulary": {
            "layers": words.layers,
            "types": words.types,
            "status": words.status,
            "precision": words.precision,
            "topics": words.topics,
            "ties": words.ties,
        },
        "style": bundled_style(),
        "sources": sources(),
        "places": places(features, content.gazetteer, about),
        "features": features,
        "base": base,
    }
    if content.unreviewed:
        drawn = {str(ref) for ref in content.features["ref"]}
        payload["unreviewed"] = sorted(map(feature_id, drawn.intersection(content.unreviewed)))
    return payload | {"spelling": spelling(_searched(payload))}


def _plans(content: Content, own: frozenset[str]) -> list[dict[str, str]]:
    """List the plans of the rows: the subject's own first, then newer before older."""
    named = {str(key) for key in content.features["plan"]}
    chosen = [content.plans[key] for key in sorted(named)]
    chosen.sort(key=lambda plan: plan.date, reverse=True)
    look = content.gazetteer
    chosen.sort(key=lambda plan: own.isdisjoint(look.units_of(look.place(plan.subject))))
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


def _searched(payload: Mapping[str, Any]) -> Iterator[str]:
    """Give the names that a search looks through."""
    for entry in payload["features"]:
        yield from (said["name"] for said in (entry, *entry.get("also", ())))
    for place in payload["places"].values():
        yield from (place["n"], place["s"])
    for plan in payload["plans"]:
        yield from (plan["title"], plan["issuer"], plan["subject_short"])
