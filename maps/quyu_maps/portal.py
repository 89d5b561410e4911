"""Make the portal of an atlas: the national map with tiles, table and matrix of provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quyu_maps.document import document
from quyu_maps.lint import hold_rules
from quyu_maps.margin import Review
from quyu_maps.payload import Content, national_payload
from quyu_maps.subject import CHINA

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import geopandas as gpd

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place, Plan
    from quyu_maps.tiles import Tiles

LAYERS = ("link", "corridor", "zone", "region")


def portal(  # noqa: PLR0913 - the arguments of a sheet, and what makes an atlas of sheets
    features: gpd.GeoDataFrame,
    plans: Mapping[str, Plan],
    gazetteer: Gazetteer,
    shares: Mapping[str, Collection[str]],
    sheets: Mapping[str, str],
    *,
    review: Review | None = None,
    tiles: Tiles | None = None,
) -> str:
    """
    Make the portal: one HTML file that needs no network and links to sheets beside it.

    Parameters
    ----------
    features
        The feature table of all initiatives, EPSG:4326.
    plans
        By key; those that the rows name must be there.
    gazetteer
        Knows every place that the rows name.
    shares
        Refs of the initiatives in which a province takes part, by province id.
    sheets
        File name of a province's sheet in the same folder, by province id.
    review, tiles
        Review number and producer, and online tiles, as for a sheet.

    Returns
    -------
    html
        A whole document.

    Raises
    ------
    MapRuleError
        If the page would break a rule for public maps.
    """
    content = Content(features, plans, gazetteer, review or Review())
    payload = national_payload(content) | {"portal": _figures(content, shares, sheets)}
    payload |= {"tiles": tiles.payload()} if tiles else {}
    hold_rules(payload)
    west, south, east, north = CHINA
    middle = ((west + east) / 2, (south + north) / 2)
    return document("portal", payload["title"]["zh"], payload, middle)


def _figures(
    content: Content, shares: Mapping[str, Collection[str]], sheets: Mapping[str, str]
) -> dict[str, Any]:
    """Count initiatives by province, layer and plan, and links between provinces."""
    rows = content.features
    layer_of = dict(zip(rows["ref"], rows["layer"], strict=True))
    names = _provinces_named(content)
    regions = _regions_named(content)
    provinces = [
        _province(place, shares.get(place.id, ()), layer_of, names, sheets.get(place.id, ""))
        | _through(place.id, shares.get(place.id, ()), names, regions)
        for place in content.gazetteer.provinces()
    ]
    return {
        "totals": {layer: int((rows["layer"] == layer).sum()) for layer in LAYERS},
        "plans": {str(key): int(count) for key, count in rows["plan"].value_counts().items()},
        "provinces": provinces,
        "matrix": _matrix(content, names),
    }


def _province(
    place: Place,
    refs: Collection[str],
    layer_of: Mapping[str, str],
    names: Mapping[str, frozenset[str]],
    file: str,
) -> dict[str, Any]:
    own = [ref for ref in refs if ref in layer_of]
    partners = {other for ref in own for other in names[ref]} - {place.id}
    return {
        "id": place.id,
        "short": place.short,
        "en": place.name_en,
        "file": file,
        "count": len(own),
        "layers": [sum(layer_of[ref] == layer for ref in own) for layer in LAYERS],
        "partners": len(partners),
    }


def _through(
    province: str,
    refs: Collection[str],
    names: Mapping[str, frozenset[str]],
    regions: Mapping[str, tuple[Place, ...]],
) -> dict[str, Any]:
    """Say through which regions a province takes part that no initiative names itself."""
    own = [ref for ref in refs if ref in names]
    if not own or any(province in names[ref] for ref in own):
        return {}
    ids = dict.fromkeys(ref.replace("#", "-") for ref in own)
    holding = (
        region.name
        for ref in own
        for region in regions[ref]
        if any(member.startswith(province[:2]) for member in region.members)
    )
    return {"via": [*dict.fromkeys(holding)], "ids": [*ids]}


def _regions_named(content: Content) -> dict[str, tuple[Place, ...]]:
    """Give the regions among the parties of each initiative, by ref."""
    look = content.gazetteer
    rows = content.features
    columns = (rows[name] for name in ("ref", "members", "partners"))
    return {
        ref: tuple(
            place for place in map(look.place, (*members, *partners)) if place.kind == "region"
        )
        for ref, members, partners in zip(*columns, strict=True)
    }


def _provinces_named(content: Content) -> dict[str, frozenset[str]]:
    """Give the provinces of the parties of each initiative, by ref."""
    look = content.gazetteer
    rows = content.features
    columns = (rows[name] for name in ("ref", "members", "partners"))
    return {
        ref: frozenset(look.province_of(look.place(i)) for i in (*members, *partners)) - {""}
        for ref, members, partners in zip(*columns, strict=True)
    }


def _matrix(content: Content, names: Mapping[str, frozenset[str]]) -> dict[str, dict[str, int]]:
    """Count the links in which a plan of one province (row) names another (column)."""
    look = content.gazetteer
    rows = content.features
    links = rows[rows["layer"] == "link"]
    out: dict[str, dict[str, int]] = {}
    for ref, key in zip(links["ref"], links["plan"], strict=True):
        issuer = look.province_of(look.place(content.plans[key].subject))
        row = out.setdefault(issuer, {})
        for other in sorted(names[ref] - {issuer}):
            row[other] = row.get(other, 0) + 1
    return dict(sorted(out.items()))
