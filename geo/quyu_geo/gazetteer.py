"""Look places up by id and by name in the bundled gazetteer, or in one that is passed in."""

from __future__ import annotations

import difflib
from functools import cache, cached_property
from typing import TYPE_CHECKING

from quyu_data import resource
from quyu_geo.errors import TableError, UnknownPlaceError
from quyu_geo.fold import fold
from quyu_geo.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

#: Columns of every gazetteer table, in order; `quyu_geo.model.Place` says what they hold.
COLUMNS = [
    "id",
    "kind",
    "name",
    "short",
    "aliases",
    "name_en",
    "adcode",
    "parent",
    "country",
    "county",
    "lon",
    "lat",
    "precision",
    "members",
    "valid_from",
    "valid_to",
    "source",
    "note",
]

#: The tables that make up the bundled gazetteer.
TABLES = (
    *("units", "countries", "nature", "facilities", "lines", "regions", "zones", "foreign"),
    "townships",
)

#: Kinds in the order in which a bare name is most often meant.
KIND_RANK = {
    kind: rank
    for rank, kind in enumerate(
        [
            "province",
            "prefecture",
            "county",
            "country",
            "region",
            "river",
            "lake",
            "township",
            "settlement",
        ]
    )
}
_LISTS = ("aliases", "members")
_NUMBERS = ("lon", "lat")


class Gazetteer:
    """
    Places by id and by name.

    Rows stay text until they are asked for, because a sheet needs some hundred of the
    forty-odd thousand.

    Parameters
    ----------
    lines
        One tab-separated row for each place, in the order of `COLUMNS`, by place id.
    """

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = dict(lines)
        self._parsed: dict[str, Place] = {}

    @classmethod
    def bundled(cls) -> Gazetteer:
        """Give the gazetteer that comes with quyu; read once a process."""
        return _bundled()

    @classmethod
    def from_files(cls, paths: Iterable[Path]) -> Gazetteer:
        """
        Read gazetteer tables.

        Raises
        ------
        TableError
            If a table has other columns, or an id stands in two rows.
        """
        lines: dict[str, str] = {}
        for path in paths:
            for key, line in _rows(path):
                if key in lines:
                    raise TableError(f"{path}: the id {key} stands twice")
                lines[key] = line
        return cls(lines)

    def __len__(self) -> int:
        """Count the places."""
        return len(self._lines)

    def __contains__(self, place_id: object) -> bool:
        """Tell whether a place has this id."""
        return place_id in self._lines

    def __iter__(self) -> Iterator[Place]:
        """Go through all places, in the order of the tables."""
        return map(self.place, self._lines)

    def place(self, place_id: str) -> Place:
        """
        Give the place with this id.

        Raises
        ------
        UnknownPlaceError
            If there is none.
        """
        found = self._parsed.get(place_id)
        if found is None:
            line = self._lines.get(place_id)
            if line is None:
                raise UnknownPlaceError(place_id, what="place id")
            found = self._parsed[place_id] = _parse(line)
        return found

    def find(self, name: str) -> list[Place]:
        """
        Find all places that bear a name, likeliest first.

        A name may be an official, short or other form in any script, an English name,
        an adcode or an id. Units come before other kinds, larger before smaller, and
        a place whose own name it is before one that only lists it as another form.
        """
        key = fold(name.strip()).casefold()
        if name.strip() in self._lines:
            return [self.place(name.strip())]
        return sorted((self.place(i) for i in self._by_name.get(key, ())), key=_likelihood(key))

    def nearest(self, name: str, count: int = 3, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give the known names that look most like an unknown one, best first."""
        key = fold(name.strip()).casefold()
        known: dict[str, str] = {}
        for place in self.of_kinds(kinds) if kinds else self:
            for form in _forms(place):
                known.setdefault(form, place.name)  # units stand first, townships last
        close = difflib.get_close_matches(key, known, n=4 * count, cutoff=0.3)
        return tuple(dict.fromkeys(known[form] for form in close))[:count]

    def province(self, name: str) -> Place:
        """
        Give the province that a user means by 吉林, 吉林省, jilin or 220000.

        Raises
        ------
        UnknownPlaceError
            If no province bears the name; carries the nearest names.
        """
        key = fold(name.strip()).casefold()
        for place in self.provinces():  # not `find`, which would read all the forty thousand
            if key in _forms(place):
                return place
        raise UnknownPlaceError(name, self.nearest(name, kinds=("province",)), "province")

    def provinces(self) -> list[Place]:
        """Give all provinces of China in the order of their codes."""
        return sorted(self.of_kinds(("province",)), key=lambda place: place.id)

    def province_of(self, place: Place) -> str:
        """Give the id of the province that holds a place, or an empty string."""
        code = place.adcode or place.county or (place.id if place.id[:6].isdigit() else "")
        while not code and place.parent:
            place = self.place(place.parent)
            code = place.adcode or place.county
        return f"{code[:2]}0000" if code else ""

    def of_kinds(self, kinds: tuple[str, ...]) -> list[Place]:
        """Give all places of these kinds, in the order of the tables."""
        return [self.place(key) for key, kind in self._kinds.items() if kind in kinds]

    @cached_property
    def _kinds(self) -> dict[str, str]:
        return {key: line.split("\t", 2)[1] for key, line in self._lines.items()}

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        index: dict[str, list[str]] = {}
        for place in self:
            for form in _forms(place):
                index.setdefault(form, []).append(place.id)
        return index


def _forms(place: Place) -> set[str]:
    forms = {place.name, place.short, place.name_en, place.adcode, *place.aliases}
    return {fold(form).casefold() for form in forms if form}


def _likelihood(key: str) -> Callable[[Place], tuple[int, bool, str]]:
    def rank(place: Place) -> tuple[int, bool, str]:
        own = fold(place.name).casefold() == key or fold(place.short).casefold() == key
        return KIND_RANK.get(place.kind, len(KIND_RANK)), not own, place.id

    return rank


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    head, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    if head.split("\t") != COLUMNS:
        raise TableError(f"{path}: the columns are not those of a gazetteer table")
    for row in rows:
        yield row.partition("\t")[0], row


def _parse(line: str) -> Place:
    fields: dict[str, object] = dict(zip(COLUMNS, line.split("\t"), strict=True))
    for column in _LISTS:
        fields[column] = tuple(part for part in str(fields[column]).split("|") if part)
    for column in _NUMBERS:
        fields[column] = float(str(fields[column]))
    return Place(**fields)  # type: ignore[arg-type]


@cache
def _bundled() -> Gazetteer:
    return Gazetteer.from_files(resource(f"gazetteer/{name}.tsv") for name in TABLES)
