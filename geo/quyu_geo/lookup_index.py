"""The index of all names: which places bear a form, what begins with it, what is near it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from quyu_data import resource
from quyu_geo.fold import fold
from quyu_geo.lookup_tables import COLUMNS, lines_from, seek

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quyu_geo.lookup_near import NearNames

_HAN = re.compile("[\u3400-\u9fff]")
_NAME, _SHORT, _ALIASES, _ENGLISH = (
    COLUMNS.index(column) for column in ("name", "short", "aliases", "name_en")
)


class Bearer(NamedTuple):
    """
    A place that bears a form.

    Attributes
    ----------
    way
        ``n`` official name, ``s`` short name, ``a`` other form in use, ``e`` English name,
        ``p`` pinyin, ``f`` former name or code.
    id
        Of the place.
    """

    way: str
    id: str


def key_of(text: str) -> str:
    """
    Reduce a name to the form in which the index holds it.

    Chinese names are folded to one script and width and lose their spaces; others are
    reduced to the letters and digits without accents: ``Xi'an`` and ``xian`` are one.
    """
    folded = fold(text).casefold()
    if _HAN.search(folded):
        return "".join(folded.split())
    plain = unicodedata.normalize("NFD", folded)
    return "".join(sign for sign in plain if sign.isalnum())


class NameIndex:
    """
    Names and the places that bear them.

    Parameters
    ----------
    body
        Gives sorted lines: key, tab, bearers joined by spaces, each a way and an id
        (``吉林<TAB>a220200 s220000``).
    readings
        Gives the syllable of each character, to tell near names that sound the same.
    """

    def __init__(
        self, body: Callable[[], bytes], readings: Callable[[], Mapping[str, str]]
    ) -> None:
        self._read = body
        self._readings = readings

    @classmethod
    def bundled(cls) -> NameIndex:
        """Give the index of the bundled gazetteer, read when first asked for something."""
        return cls(resource("gazetteer/names.txt").read_bytes, bundled_readings)

    @classmethod
    def of_lines(cls, lines: Iterable[str]) -> NameIndex:
        """Index the lines of gazetteer tables: name, short name, other forms, English name."""
        found: dict[str, set[str]] = {}
        for line in lines:
            cells = line.split("\t")
            forms = [("n", cells[_NAME]), ("s", cells[_SHORT]), ("e", cells[_ENGLISH])]
            forms += [("a", form) for form in cells[_ALIASES].split("|")]
            for way, form in forms:
                if key := key_of(form):
                    found.setdefault(key, set()).add(way + cells[0])
        text = "".join(f"{key}\t{' '.join(sorted(found[key]))}\n" for key in sorted(found))
        return cls(text.encode, bundled_readings)

    def bearers(self, key: str) -> list[Bearer]:
        """Give the places that bear a form, given as `key_of` makes it."""
        found, bearers = next(self._lines(key), ("", []))
        return bearers if found == key else []

    def starting(self, key: str, count: int) -> list[tuple[str, list[Bearer]]]:
        """Give the first longer forms that begin with a key, in the order of the index."""
        found: list[tuple[str, list[Bearer]]] = []
        for form, bearers in self._lines(key):
            if not form.startswith(key) or len(found) == count:
                break
            if form != key:
                found.append((form, bearers))
        return found

    def near(self, key: str) -> list[tuple[str, float]]:
        """Give the forms within a few typing errors, nearest first, with the number of errors."""
        return self._near.near(key)

    def __iter__(self) -> Iterator[tuple[str, list[Bearer]]]:
        """Go through all forms in the order of the index."""
        return self._lines("")

    def _lines(self, key: str) -> Iterator[tuple[str, list[Bearer]]]:
        for line in lines_from(self._body, seek(self._body, key.encode(errors="replace"))):
            form, _, cell = line.partition("\t")
            yield form, [Bearer(part[0], part[1:]) for part in cell.split(" ")]

    @cached_property
    def _body(self) -> bytes:
        return self._read()

    @cached_property
    def _near(self) -> NearNames:
        from quyu_geo.lookup_near import NearNames  # noqa: PLC0415 - numpy only for near names

        keys = re.findall(r"(?m)^[^\t\n]+", self._body.decode("utf-8"))
        return NearNames(keys, self._readings())


class JoinedIndex:
    """
    The names of a user's places beside those of the gazetteer.

    Parameters
    ----------
    under, over
        Indexes of the gazetteer and of the user's places.
    hidden
        Ids of the gazetteer that the user's places replace.
    """

    def __init__(self, under: Index, over: NameIndex, hidden: frozenset[str]) -> None:
        self._under, self._over, self._hidden = under, over, hidden

    def bearers(self, key: str) -> list[Bearer]:
        """Give the places that bear a form, given as `key_of` makes it."""
        return self._kept(self._under.bearers(key)) + self._over.bearers(key)

    def starting(self, key: str, count: int) -> list[tuple[str, list[Bearer]]]:
        """Give the first longer forms that begin with a key, the user's first."""
        under = ((form, self._kept(held)) for form, held in self._under.starting(key, count))
        return [*self._over.starting(key, count), *under][:count]

    def near(self, key: str) -> list[tuple[str, float]]:
        """Give the forms within a few typing errors, nearest first, with the number of errors."""
        found = {*self._over.near(key), *self._under.near(key)}
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def _kept(self, bearers: list[Bearer]) -> list[Bearer]:
        return [bearer for bearer in bearers if bearer.id not in self._hidden]


Index = NameIndex | JoinedIndex


@cache
def bundled_readings() -> dict[str, str]:
    """Read the syllable of each character that names are written with; once a process."""
    rows = resource("gazetteer/readings.txt").read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows)
    return {sign: syllable for syllable, signs in pairs for sign in signs}
