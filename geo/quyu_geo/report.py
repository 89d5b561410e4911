"""Write what was found in a document as the JSON object that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quyu_geo.initiatives import Extracted
    from quyu_geo.model import Place, Resolution, Weighed


def report_places(
    resolutions: Iterable[Resolution],
    gazetteer: Gazetteer | None = None,
    *,
    explained: bool = False,
) -> dict[str, Any]:
    """
    Give the parts ``places``, ``mentions`` and ``unresolved`` of the report on a document.

    Parameters
    ----------
    resolutions
        From left to right.
    gazetteer
        Where their ids are looked up; the bundled one unless given.
    explained
        Whether to say under ``weighed`` what speaks for each candidate
        (`quyu_geo.model.Weighed`).
    """
    known = Gazetteer.bundled() if gazetteer is None else gazetteer
    places: dict[str, dict[str, Any]] = {}
    mentions: list[dict[str, Any]] = []
    unresolved: list[dict[str, Any]] = []
    for found in resolutions:
        span = {"start": found.start, "end": found.end, "surface": found.surface}
        why = {"weighed": [_weighed(each, known) for each in found.weighed]} if explained else {}
        if not found.places:
            reason = "several places bear the name"
            candidates = list(found.candidates)
            unresolved.append({**span, "reason": reason, "candidates": candidates, **why})
            continue
        made = {place.id: place for place in found.made}
        listed = [made.get(key) or known.place(key) for key in found.places]
        for place in listed:
            if place.id not in places:
                places[place.id] = _place(place)
        kinds = {place.kind for place in listed}
        mentions.append(
            {
                **span,
                "kind": kinds.pop() if len(kinds) == 1 and len(listed) == 1 else "compound",
                "places": list(found.places),
                "basis": found.basis,
                "confidence": found.confidence,
                "candidates": list(found.candidates),
                **why,
            }
        )
    return {
        "places": dict(sorted(places.items())),
        "mentions": mentions,
        "unresolved": unresolved,
    }


def report_initiatives(
    initiatives: Iterable[Extracted], places: dict[str, Any], gazetteer: Gazetteer
) -> list[dict[str, Any]]:
    """
    Give the part ``initiatives`` of the report on a document.

    Parameters
    ----------
    initiatives
        In the order of the document.
    places
        The part ``places``; what only initiatives name is added.
    gazetteer
        Where ids are looked up that `places` lacks.
    """
    rows = []
    for number, each in enumerate(initiatives, 1):
        for key in (*each.members, *each.partners):
            if key not in places:
                places[key] = _place(gazetteer.place(key))
        rows.append(
            {
                "id": f"i{number:03d}",
                "name": each.name,
                "layer": each.layer,
                "type": each.type,
                "members": list(each.members),
                "partners": list(each.partners),
                "directed": each.directed,
                "section": each.section,
                "start": each.span.start,
                "end": each.span.end,
                "topics": list(each.topics),
                "status": each.status,
                "responsible": list(each.responsible),
                "horizon": each.horizon,
                "core": each.core,
                "basis": each.basis,
                "confidence": each.confidence,
            }
        )
    return rows


def _weighed(each: Weighed, known: Gazetteer) -> dict[str, Any]:
    """Give a candidate so that a person knows it: by name, kind and what it lies in."""
    place = known.place(each.id)
    return {
        "id": each.id,
        "name": place.name,
        "kind": place.kind,
        "within": known.place(place.parent).name if place.parent in known else "",
        "score": round(each.score, 1),
        "grounds": {ground: round(points, 1) for ground, points in each.grounds},
    }


def _place(place: Place) -> dict[str, Any]:
    names = dict.fromkeys(name for name in (place.name, place.short, *place.aliases) if name)
    return {
        "name": _used_name(place),
        "kind": place.kind,
        "adcode": place.adcode,
        "country": place.country,
        "county": place.county,
        "lon": place.lon,
        "lat": place.lat,
        "names": list(names),
    }


def _used_name(place: Place) -> str:
    """Give a region by its contraction where one is in use (长三角 for 长江三角洲)."""
    contracted = place.kind == "region" and place.short not in place.name
    return place.short if contracted else place.name
