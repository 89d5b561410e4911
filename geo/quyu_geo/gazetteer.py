"""Look places up by id and by name in the bundled gazetteer, or in one that is passed in."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from quyu_geo.errors import TableError, UnknownPlaceError
from quyu_geo.lookup_index import JoinedIndex, NameIndex, key_of
from quyu_geo.lookup_tables import (
    COLUMNS,
    LINES,
    TABLES,
    HeldLines,
    LaidOver,
    bundled_lines,
)
from quyu_geo.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from quyu_geo.lookup import Candidate
    from quyu_geo.lookup_dates import Former
    from quyu_geo.lookup_index import Index
    from quyu_geo.lookup_tables import Lines

__all__ = ["COLUMNS", "TABLES", "Gazetteer"]

_LISTS, _NUMBERS = ("aliases", "members"), ("lon", "lat")
_COUNTY, _TOWNSHIP = 6, 9  # lengths of codes, of GB/T 2260 and of the statistics bureau


class Gazetteer:
    """
    Places by id and by name.

    Rows stay text until they are asked for, because a sheet needs some hundred of the
    forty-odd thousand.

    Parameters
    ----------
    lines
        One tab-separated row for each place, in the order of `COLUMNS`, by place id.
    index
        Of the names; made from the lines if left out.
    formers
        Gives the former names of units by the id of today, once asked; none if left out.
    boundaries
        Polygons by place id that take the place of the bundled ones, EPSG:4326.

    Examples
    --------
    >>> known = Gazetteer.bundled()
    >>> known.place("220184").name
    '公主岭市'
    >>> [found.place.id for found in known.look_up("双城市")][:1]
    ['230113']
    """

    def __init__(
        self,
        lines: Mapping[str, str],
        index: Index | None = None,
        formers: Callable[[], Mapping[str, tuple[Former, ...]]] | None = None,
        boundaries: Mapping[str, BaseGeometry] | None = None,
    ) -> None:
        self._lines: Lines = lines if isinstance(lines, LINES) else HeldLines(lines)
        self._parsed: dict[str, Place] = {}
        self._units: dict[str, tuple[str, ...]] = {}
        self._index = index
        self._formers = formers
        self.boundaries: Mapping[str, BaseGeometry] = boundaries or {}

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
        lines = HeldLines()
        for path in paths:
            for key, line in _rows(path):
                if key in lines:
                    raise TableError(f"{path}: the id {key} stands twice")
                lines[key] = line
        return cls(lines)

    def with_places(self, lines: Mapping[str, str]) -> Gazetteer:
        """
        Give a gazetteer with the rows of a user laid over these, by place id.

        `quyu_geo.lookup_user.read_places` reads such rows from a file.
        """
        over = HeldLines(lines)
        index = JoinedIndex(self.index, NameIndex.of_lines(over.values()), frozenset(over))
        laid = LaidOver(self._lines, over)
        return Gazetteer(laid, index, self._formers, self.boundaries)

    def with_boundaries(self, shapes: Mapping[str, BaseGeometry]) -> Gazetteer:
        """Give a gazetteer with polygons of a user (`lookup_user.read_boundaries`) by place id."""
        return Gazetteer(self._lines, self._index, self._formers, {**self.boundaries, **shapes})

    def __len__(self) -> int:
        """Count the places."""
        return len(self._lines)

    def __contains__(self, place_id: object) -> bool:
        """Tell whether a place has this id."""
        return place_id in self._parsed or place_id in self._lines

    def __iter__(self) -> Iterator[Place]:
        """Go through all places, in the order of the tables."""
        return map(self._read, self._lines.lines())

    def place(self, place_id: str) -> Place:
        """
        Give the place with this id.

        Raises
        ------
        UnknownPlaceError
            If there is none.
        """
        return self._parsed.get(place_id) or self._read(self.line(place_id))

    def _read(self, line: str) -> Place:
        key = line.partition("\t")[0]
        if key not in self._parsed:
            self._parsed[key] = _parse(line)
        return self._parsed[key]

    def line(self, place_id: str) -> str:
        """Give the row of a place as text in the order of `COLUMNS`; raises as `place` does."""
        try:
            return self._lines[place_id]
        except KeyError:
            raise UnknownPlaceError(place_id, what="place id") from None

    def look_up(
        self,
        name: str,
        *,
        within: Place | None = None,
        on: str = "",
        kinds: Sequence[str] = (),
        near: bool | None = None,
    ) -> list[Candidate]:
        """
        List the places that a name may mean, likeliest first, each with the reason.

        Exact names come first, then variants (another script, a former name, a missing
        ending), then near names. `quyu_geo.lookup.look_up` says what the parameters mean.

        Raises
        ------
        ValueError
            If `on` is no date.
        """
        from quyu_geo.lookup import look_up  # noqa: PLC0415 - a plan needs none

        return look_up(self, name, within=within, on=on, kinds=kinds, near=near)

    def find(self, name: str) -> list[Place]:
        """
        Find all places that bear a name today, likeliest first.

        A name may be an official, short or other form in any script, an English name,
        an adcode or an id. Units come before other kinds, larger before smaller, and
        a place whose own name it is before one that only lists it as another form.
        """
        if name.strip() in self:
            return [self.place(name.strip())]
        held = {bearer.id for bearer in self.index.bearers(key_of(name)) if bearer.way in "nsae"}
        found = self.look_up(name, near=False)
        return [candidate.place for candidate in found if candidate.place.id in held]

    def nearest(self, name: str, count: int = 3, kinds: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Give the known names that look most like an unknown one, best first."""
        found = self.look_up(name, kinds=kinds, near=True)
        return tuple(dict.fromkeys(candidate.place.name for candidate in found))[:count]

    def province(self, name: str) -> Place:
        """
        Give the province that a user means by 吉林, 吉林省, jilin or 220000.

        Raises
        ------
        UnknownPlaceError
            If no province bears the name; carries the nearest names.
        """
        key = key_of(name)
        for place in self.provinces():  # not `find`, which would read the index of all names
            if key in _forms(place):
                return place
        raise UnknownPlaceError(name, self.nearest(name, kinds=("province",)), "province")

    def provinces(self) -> list[Place]:
        """Give all provinces of China in the order of their codes."""
        return sorted(self.of_kinds(("province",)), key=lambda place: place.id)

    def province_of(self, place: Place) -> str:
        """Give the id of the province that holds a place, or an empty string."""
        code = self._code_of(place)
        return f"{code[:2]}0000" if code else ""

    def units_of(self, place: Place) -> tuple[str, ...]:
        """Give the ids of the county, prefecture and province that hold a place, or that it is."""
        found = self._units.get(place.id)
        if found is None:
            found = self._units[place.id] = tuple(self._above(self._code_of(place)[:6]))
        return found

    def _above(self, code: str) -> Iterator[str]:
        while code in self and self.place(code).adcode:
            yield code
            code = self.place(code).parent

    def _code_of(self, place: Place) -> str:
        """Give the code of the smallest unit that a place is, or is known to lie in."""
        code = place.adcode or place.county or (place.id if place.id[:6].isdigit() else "")
        while not code and place.parent:
            place = self.place(place.parent)
            code = place.adcode or place.county
        return code

    def of_kinds(self, kinds: tuple[str, ...]) -> list[Place]:
        """Give all places of these kinds, in the order of the tables."""
        return [self._read(line) for line in self._lines.of_kinds(kinds)]

    def formers(self, place_id: str) -> tuple[Former, ...]:
        """Give the former names and codes that lead to a unit of today."""
        return self._formers().get(place_id, ()) if self._formers else ()

    def rows(self, kinds: Iterable[str]) -> Iterator[list[str]]:
        """Give the cells of every row of these kinds, in the order of `COLUMNS`."""
        return (line.split("\t") for line in self._lines.of_kinds(tuple(kinds)))

    def units_in(self, place_id: str) -> list[Place]:
        """Give a unit and all units in it above townships, in the order of their codes."""
        stem = place_id.removesuffix("00").removesuffix("00")
        codes = (line.partition("\t")[0] for line in self._lines.below(stem))
        found = [self.place(code) for code in codes if len(code) == _COUNTY and code.isdigit()]
        return [place for place in found if place_id in self.units_of(place)]

    def townships(self, prefix: str) -> Iterator[list[str]]:
        """Give the cells of the townships whose codes begin so, in the order of `COLUMNS`."""
        lines = (line.split("\t") for line in self._lines.below(prefix))
        return (row for row in lines if len(row[0]) == _TOWNSHIP and row[0].isdigit())

    @cached_property
    def index(self) -> Index:
        """The names of all places; made when first asked for if none was given."""
        return self._index or NameIndex.of_lines(self._lines.lines())


def _forms(place: Place) -> set[str]:
    forms = {place.name, place.short, place.name_en, place.adcode, *place.aliases}
    return {key_of(form) for form in forms if form}


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
    def formers() -> Mapping[str, tuple[Former, ...]]:
        from quyu_geo.lookup_dates import bundled_formers  # noqa: PLC0415 - a plan needs none

        return bundled_formers()

    return Gazetteer(bundled_lines(), NameIndex.bundled(), formers)
