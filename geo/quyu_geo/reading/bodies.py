"""Read the names of public bodies: which unit they belong to, and their name in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quyu_data import resource
from quyu_geo.fold import fold
from quyu_geo.lookup_tables import COLUMNS

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer

_SEPARATOR = re.compile(r"[、,\s和及与]*")
_PARTY = re.compile(r"(?:中共|中国共产党)")
_CENTRE = re.compile(r"(?:中共中央|党中央|国务院|国家|中央)(?:办公厅)?")
_COMMITTEE = re.compile(r"(?P<word>党委|委员会|委)(?P<office>办公[厅室])?")
_STATE = re.compile(r"(?P<word>人民政府|政府|行政公署)(?P<office>办公[厅室])?")
_BOARD = re.compile(
    r"[一-鿿]{0,18}?(?:[厅局署]|委员会|发展改革委|办公室|领导小组|指挥部|管委会|人民代表大会(?:常务委员会)?)"
)
_LEVEL = re.compile(r"自治区|自治州|自治县|省|市|县|区|州|盟|旗")
_SUFFIXES = tuple("省市县区州盟旗")
_CHINA = "CN"


@dataclass(frozen=True, slots=True)
class Body:
    """
    A public body.

    Attributes
    ----------
    name
        In full, in Simplified script: 中共吉林省委.
    units
        Ids of the units that it may belong to, best first; one where the name is clear.
    end
        Offset after it in the words that it was read from.
    """

    name: str
    units: tuple[str, ...]
    end: int


class Unit(NamedTuple):
    """A province, prefecture or county: the cells of its row that reading needs, as they are."""

    id: str
    kind: str
    name: str
    short: str
    aliases: str
    parent: str


_CELLS = [COLUMNS.index(column) for column in Unit._fields]


class Units:
    """
    The units of China by full name.

    Parameters
    ----------
    gazetteer
        Where they come from.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        rows = gazetteer.rows(("province", "prefecture", "county"))  # quicker than places
        self.all = [Unit._make(row[cell] for cell in _CELLS) for row in rows]
        self.by_id = {unit.id: unit for unit in self.all}
        self._by_name: dict[str, list[str]] = {}
        names = fold("\n".join(f"{unit.name}|{unit.aliases}" for unit in self.all)).split("\n")
        for unit, forms in zip(self.all, names, strict=True):
            for form in dict.fromkeys(forms.split("|")):
                if form.endswith(_SUFFIXES):
                    self._by_name.setdefault(form, []).append(unit.id)
        self._longest = max(map(len, self._by_name), default=0)

    def chain(self, words: str, at: int = 0) -> tuple[tuple[str, ...], int]:
        """
        Read a unit's full name, with the units above it if they are named first.

        Returns
        -------
        ids
            That the name may mean; empty where no name stands there.
        end
            Offset after the name.
        """
        ids, end = self._longest_name(words, at)
        while ids:
            inner, after = self._longest_name(words, end)
            held = tuple(key for key in inner if any(self.holds(above, key) for above in ids))
            if not held:
                break
            ids, end = held, after
        return ids, end

    def holds(self, above: str, key: str) -> bool:
        """Tell whether a unit lies in another."""
        while key in self.by_id:
            key = self.by_id[key].parent
            if key == above:
                return True
        return False

    def province(self, key: str) -> str:
        """Give the id of the province of a unit."""
        return f"{key[:2]}0000" if key[:2].isdigit() else key

    def _longest_name(self, words: str, at: int) -> tuple[tuple[str, ...], int]:
        for length in range(min(self._longest, len(words) - at), 1, -1):
            name = words[at : at + length]
            ids = self._by_name.get(name) or self._former.get(name)
            if ids:
                return tuple(ids), at + length
        return (), at

    @cached_property
    def _former(self) -> dict[str, list[str]]:
        """Give today's units by names no longer in use; read when the first is asked for."""
        rows = resource("gazetteer/history.tsv").read_text(encoding="utf-8").splitlines()
        columns = rows[0].split("\t")
        name, now = columns.index("name"), columns.index("id_now")
        found: dict[str, list[str]] = {}
        for row in rows[1:]:
            fields = row.split("\t")
            ids = found.setdefault(fold(fields[name]), [])
            if fields[now] in self.by_id and fields[now] not in ids:
                ids.append(fields[now])
        return found


@lru_cache(maxsize=2)
def units_of(gazetteer: Gazetteer) -> Units:
    """Give the units of a gazetteer; made once, because they are many."""
    return Units(gazetteer)


def bodies_in(words: str, units: Units) -> list[Body]:
    """
    Read the bodies that words begin with: 吉林省委省政府 names two.

    A second body may leave its unit out (省政府 after 吉林省委) and takes that of the first.

    Parameters
    ----------
    words
        Folded.
    units
        The units of China.
    """
    found: list[Body] = []
    at = 0
    while at < len(words):
        gap = _SEPARATOR.match(words, at)
        at = gap.end() if gap else at
        body = _body(words, at, units, found[-1].units if found else ())
        if body is None:
            break
        found.append(body)
        at = body.end
    return found


def unit_named(words: str, units: Units) -> tuple[str, ...]:
    """Give the ids of the unit that words begin with, or nothing."""
    if _CENTRE.match(words):
        return (_CHINA,)
    return units.chain(words)[0]


def _body(words: str, at: int, units: Units, before: tuple[str, ...]) -> Body | None:
    centre = _CENTRE.match(words, at)
    if centre:
        board = _BOARD.match(words, centre.end())
        end = board.end() if board else centre.end()
        return Body(words[at:end], (_CHINA,), end)
    party = _PARTY.match(words, at)
    start = party.end() if party else at
    ids, end = units.chain(words, start)
    if not ids and before:
        level = _LEVEL.match(words, start)
        ids, end = (before, level.end()) if level else ((), start)
    if not ids:
        return None
    named = words[start:end] if units.chain(words, start)[0] else fold(units.by_id[ids[0]].name)
    return _office(words, end, named, ids)


def _office(words: str, end: int, name: str, ids: tuple[str, ...]) -> Body | None:
    """Read the office of a unit that has been read up to `end`."""
    committee = _COMMITTEE.match(words, end)
    if committee:
        office = committee["office"] or ""
        word = committee["word"]
        full = f"{name}党委{office}" if word == "党委" else f"中共{name}委{office}"
        return Body(full, ids, committee.end())
    state = _STATE.match(words, end)
    if state:
        word = "人民政府" if state["word"] == "政府" else state["word"]
        return Body(f"{name}{word}{state['office'] or ''}", ids, state.end())
    board = _BOARD.match(words, end)
    return Body(name + board[0], ids, board.end()) if board else None
