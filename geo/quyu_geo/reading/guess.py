"""Offer the unit that a text most probably speaks for, where it does not say so, with grounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from quyu_data import resource
from quyu_geo.fold import fold
from quyu_geo.lookup_tables import COLUMNS
from quyu_geo.reading.lexicon import issuer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reading.bodies import Unit, Units

#: Weights of the evidence, found by reason and not by fitting: what lies in one place only
#: says more than a line that ends there, and that more than one letter of a name.
_SITE, _LINE, _LETTER, _PROVINCE, _OWN, _INSIDE = 3.0, 2.0, 1.5, 4.0, 6.0, 2.0
_READ = 200_000  # code points that are looked at
_OFFERED = 3
_NAME, _ALIASES, _MEMBERS = map(COLUMNS.index, ("name", "aliases", "members"))
_COUNTY, _PARENT = map(COLUMNS.index, ("county", "parent"))
_LEAST = 1.5  # a score below says nothing
_MOST_NAMED = 0.5  # share of the named units, for a text that does not say at which level it speaks
_CLEAR = 2.0  # by how much the first has to lead the second to be offered: more than one letter
_SITES = ("site", "port", "border_crossing", "airport", "station", "lake", "zone")
_LINES = ("railway", "road")
_SHORTEST_SITE = 3  # code points: shorter names of sites and counties are too often common words
#: A text, and all that stand side by side in it.
Told = tuple[str, set[str]]
_COMPOUND = re.compile(
    r"(?P<run>[一-鿿]{2,4})(?=[”\"]?(?:铁路|客专|客运专线|高铁|高速|城际|班列|国际货运班列))|[“”\"](?P<quoted>[一-鿿]{2,4})[”\"](?=[^。]{0,8}班列|[“”\"][^。]{0,12}班列)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A unit that a text may speak for.

    Attributes
    ----------
    id, name
        Of the unit.
    score
        Sum of the weights of its evidence; compare only within one text.
    grounds
        What speaks for it, one line each.
    """

    id: str
    name: str
    score: float
    grounds: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    score: float = 0.0
    grounds: list[str] = field(default_factory=list)

    def add(self, weight: float, ground: str) -> None:
        if ground not in self.grounds:
            self.score += weight
            self.grounds.append(ground)


def level_of(folded: str) -> str:
    """Give the level at which a text speaks (我省, 我市; else *市政府), or an empty string."""
    return _level(folded, issuer()["own"]) or _level(folded, issuer()["masked"])


def _level(folded: str, own: Mapping[str, str]) -> str:
    counts = {level: len(re.findall(own[level], folded[:_READ])) for level in own}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] else ""


def guesses(
    folded: str, units: Units, gazetteer: Gazetteer, *, masked: bool, among: Iterable[str] = ()
) -> tuple[Candidate, ...]:
    """
    Rank the units that a text may speak for.

    Evidence, each kind general: sites, ports and stations that lie in one unit only; lines
    that lead there; its letter in names of lines and trains; the province that most named
    units belong to; its own name. Where names are masked the unit's own name is blotted
    out too, so that a unit that is spelled out is another.

    Parameters
    ----------
    folded
        The folded text.
    units, gazetteer
        What is known.
    masked
        Whether names are blotted out in the text.
    among
        Ids to choose from; all units of the level at which the text speaks if empty, and
        the provinces where it does not say.

    Returns
    -------
    candidates
        At most three, best first; empty where nothing speaks for any.
    """
    text = folded[:_READ]
    level = level_of(text)
    chosen = set(among) or {p.id for p in units.all if p.kind == (level or "province")}
    pairs = set(map(str.__add__, text, text[1:]))
    named = {unit.id: text.count(form) for unit, form in _spelled(units, text, pairs)}
    tallies = {key: _Tally() for key in chosen}
    for key, weight, ground in _evidence((text, pairs), units, gazetteer, named, masked=masked):
        for target in _raised(key, chosen, units):
            tallies[target].add(weight, ground)
    if not level and not among:
        chosen = {key for key in chosen if _share(named, key, units) >= _MOST_NAMED}
    scored = (
        Candidate(key, units.by_id[key].name, round(t.score, 2), tuple(t.grounds))
        for key, t in tallies.items()
        if key in chosen and not (masked and key in named and units.by_id[key].kind != "province")
    )
    ranked = sorted((c for c in scored if c.score >= _LEAST), key=lambda c: (-c.score, c.id))
    return tuple(ranked[:_OFFERED])


def _share(named: dict[str, int], key: str, units: Units) -> float:
    """Give the share of the named units that lie in the province of a unit."""
    inside = sum(n for other, n in named.items() if units.province(other) == units.province(key))
    return inside / max(1, sum(named.values()))


def clear(ranked: Sequence[Candidate]) -> bool:
    """Tell whether the first candidate is so far ahead that it can be offered."""
    return bool(ranked) and (len(ranked) == 1 or ranked[0].score - ranked[1].score >= _CLEAR)


def _spelled(units: Units, text: str, pairs: set[str]) -> Iterator[tuple[Unit, str]]:
    """Give the units whose folded name is in the text; of counties only the name in full."""
    forms = (unit.name if unit.kind == "county" else unit.short for unit in units.all)
    for unit, form in zip(units.all, fold("\n".join(forms)).split("\n"), strict=True):
        enough = len(form) + (unit.kind != "county") >= _SHORTEST_SITE
        if enough and form[:2] in pairs and form in text:
            yield unit, form


def _raised(key: str, chosen: set[str], units: Units) -> Iterator[str]:
    """Give the chosen unit that a unit is or lies in; for a province, the chosen in it."""
    if key.endswith("0000"):
        yield from (each for each in chosen if units.province(each) == key)
        return
    while key:
        if key in chosen:
            yield key
            return
        key = units.by_id[key].parent if key in units.by_id else ""


def _evidence(
    told: Told, units: Units, gazetteer: Gazetteer, named: dict[str, int], *, masked: bool
) -> Iterator[tuple[str, float, str]]:
    text, _ = told
    yield from _from_sites(told, gazetteer)
    yield from _from_lines(told, units, gazetteer)
    yield from _from_letters(text, units)
    total = sum(named.values())
    by_province: dict[str, int] = {}
    for key, count in named.items():
        by_province[units.province(key)] = by_province.get(units.province(key), 0) + count
        if not masked:
            share = count / total
            yield key, _OWN * share, f"{units.by_id[key].name} is named {count} times"
    for key, count in by_province.items():
        ground = f"{count} of {total} named units lie in {units.by_id[key].name}"
        yield key, _PROVINCE * count / total, ground
    for key in named:
        if re.search(rf"{re.escape(fold(units.by_id[key].short))}市?等?(?:省内|我省)", text):
            province = units.by_id[units.province(key)]
            yield (
                province.id,
                _INSIDE,
                f"{units.by_id[key].name} is said to lie in the same province",
            )


def _from_sites(told: Told, gazetteer: Gazetteer) -> Iterator[tuple[str, float, str]]:
    for row, forms in _longer(gazetteer, _SITES):
        host = row[_COUNTY] or row[_PARENT]
        if host and _stands(forms, told):
            yield host, _SITE, f"{row[_NAME]} lies there"


def _from_lines(told: Told, units: Units, gazetteer: Gazetteer) -> Iterator[tuple[str, float, str]]:
    for row, forms in _longer(gazetteer, _LINES):
        if _stands(forms, told):
            stations = row[_MEMBERS].split("|")
            for end in dict.fromkeys((stations[0], stations[-1])):
                if end in units.by_id:
                    yield end, _LINE, f"{row[_NAME]} leads there"


@lru_cache(maxsize=4)
def _longer(
    gazetteer: Gazetteer, kinds: tuple[str, ...]
) -> tuple[tuple[list[str], tuple[str, ...]], ...]:
    """Give the rows of some kinds with their longer names, folded at one go."""
    rows = list(gazetteer.rows(kinds))
    told = fold("\n".join(f"{row[_NAME]}|{row[_ALIASES]}" for row in rows)).split("\n")
    split = (tuple(f for f in line.split("|") if len(f) >= _SHORTEST_SITE) for line in told)
    return tuple(zip(rows, split, strict=False))


def _stands(forms: tuple[str, ...], told: Told) -> bool:
    """Tell whether one of some names is in a text; its pairs of characters rule most out."""
    text, pairs = told
    return any(form[:2] in pairs and form in text for form in forms)


def _from_letters(text: str, units: Units) -> Iterator[tuple[str, float, str]]:
    senses: dict[str, list[str]] = {}
    rows = resource("lexicon/letters.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for letter, place, *_ in (row.split("\t") for row in rows):
        senses.setdefault(letter, []).append(place)
    for match in _COMPOUND.finditer(text):
        run = _letters_of(match["run"] or match["quoted"], senses)
        for letter in run:
            for key in senses[letter]:
                if key in units.by_id and not key.endswith("0000"):
                    yield key, _LETTER, f"{letter} in {run}"


def _letters_of(run: str, senses: Mapping[str, list[str]]) -> str:
    """Give the longest end of a run that consists of letters of places: 推动阜盘 has 阜盘."""
    starts = (at for at in range(len(run) - 1) if all(sign in senses for sign in run[at:]))
    return run[next(starts, len(run)) :]
