"""Make the portal and the sheets of a corpus: what many plans say alike, drawn once and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quyu_geo.corpus.summary import KEY, LAYERS
from quyu_geo.features import feature_table
from quyu_geo.vocabulary import Vocabulary
from quyu_maps.document import document
from quyu_maps.lint import hold_rules
from quyu_maps.listing import listing
from quyu_maps.payload import Content, national_payload
from quyu_maps.sheet import file_name, sheet
from quyu_maps.subject import CHINA

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas as gpd

    from quyu_geo.corpus.summary import Group, Summary
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place
    from quyu_maps.margin import Review

#: Groups that a map shows of each layer, the most named first; lists have all.
ON_PORTAL = {"link": 150, "corridor": 80, "zone": 120, "region": 30}
ON_SHEET = {"link": 80, "corridor": 80, "zone": 120, "region": 20}


def digest_portal(
    summary: Summary, gazetteer: Gazetteer, sheets: Mapping[str, str], review: Review
) -> str:
    """
    Make the portal of a corpus: links between provinces, each once, and figures of all plans.

    Parameters
    ----------
    summary
        Of the whole country.
    gazetteer
        All places.
    sheets
        File name of a province's sheet in the same folder, by province id.
    review
        Review number and producer.
    """
    known = gazetteer.with_places(summary.made) if summary.made else gazetteer
    plan = summary.plan()
    content = Content(_drawn(summary, known, ON_PORTAL), {KEY: plan}, known, review)
    figures = {
        "totals": {layer: summary.totals[layer] for layer in LAYERS},
        "plans": {KEY: summary.totals.total()},
        "provinces": [_province(p, summary, sheets.get(p.id, "")) for p in known.provinces()],
        "matrix": _matrix(summary),
    }
    payload = national_payload(content) | {"portal": figures}
    hold_rules(payload)
    west, south, east, north = CHINA
    middle = ((west + east) / 2, (south + north) / 2)
    return document("portal", payload["title"]["zh"], payload, middle)


def digest_sheet(summary: Summary, gazetteer: Gazetteer, review: Review, home: str) -> str:
    """Make the sheet of a province of a corpus, with what most plans name."""
    known = gazetteer.with_places(summary.made) if summary.made else gazetteer
    plans = {KEY: summary.plan()}
    features = _drawn(summary, known, ON_SHEET)
    return sheet(features, known.place(summary.province), plans, known, review, home=home)


def digest_list(summary: Summary, gazetteer: Gazetteer, home: str) -> str:
    """Make the list of a province of a corpus, with everything."""
    known = gazetteer.with_places(summary.made) if summary.made else gazetteer
    words, place = Vocabulary.bundled(), known.place(summary.province)
    rows = [_row(group, known, words) for group in summary.groups]
    layers = {layer: words.layers[layer]["zh"] for layer in LAYERS}
    title = f"{place.name}：{summary.plans}份规划，{len(rows)}项"
    return listing(title, rows, layers, {"图 Map": file_name(place), "首页 Index": home})


def list_name(place: Place) -> str:
    """Give the file name of the list of a province."""
    return file_name(place).replace(".html", "-list.html")


def _drawn(summary: Summary, known: Gazetteer, most: Mapping[str, int]) -> gpd.GeoDataFrame:
    return feature_table(summary.initiatives(most), {KEY: summary.plan()}, known)


def _row(group: Group, known: Gazetteer, words: Vocabulary) -> list[Any]:
    row = group.row
    parties = "、".join(known.place(i).short for i in (*group.members, *group.partners))
    kind = words.types[row["layer"]][row["type"]]["zh"]
    return [row["layer"], group.name, kind, parties, group.plans, group.titles]


def _province(place: Place, summary: Summary, file: str) -> dict[str, Any]:
    layers = [summary.shares[place.id, layer] for layer in LAYERS]
    outward = {other for (one, other) in summary.matrix if one == place.id}
    inward = {one for (one, other) in summary.matrix if other == place.id}
    return {
        "id": place.id,
        "short": place.short,
        "en": place.name_en,
        "file": file,
        "list": list_name(place) if file else "",
        "count": sum(layers),
        "layers": layers,
        "partners": len((outward | inward) - {place.id, ""}),
    }


def _matrix(summary: Summary) -> dict[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = {}
    for (issuer, other), count in sorted(summary.matrix.items()):
        if issuer:
            out.setdefault(issuer, {})[other] = count
    return out
