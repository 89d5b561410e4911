"""What stands in a cell of a review: written for people, read with tolerance, never a formula."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from quyu_geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place

YES, NO = "是", "否"
#: What joins the items of a list, and what else people use for it.
SEPARATOR = "|"
_SEPARATORS = re.compile(r"[|｜;；、,，\n]+")
_YES = frozenset({"是", "y", "yes", "true", "1", "√", "对", "保留"})
_NO = frozenset({"否", "n", "no", "false", "0", "×", "不", "删", "删除", ""})
#: Beginnings that spreadsheets take for a formula (OWASP: CSV injection), full-width ones too,
#: and the mark that hides one.
_RISKY = tuple("=+-@\t\r＝＋－＠'")
_NAMED = re.compile(r"(?P<name>.*?)\s*[(（\[](?P<id>[A-Za-z0-9][A-Za-z0-9_.:-]*)[)）\]]", re.DOTALL)


#: What XML or UTF-8 cannot hold.
_LOST = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class CellError(ValueError):
    """Why a cell cannot be taken; the message is for the person who filled it in."""


def guarded(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula; `unguarded` gives it back."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(cell: str) -> str:
    """Give back what `guarded` hid; a mark that hides nothing is the writer's own."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def same(cell: str, shown: str, *, narrow: bool = False) -> bool:
    """
    Tell whether a cell still says what was written into it.

    Spaces, line breaks and characters that no file can hold do not count.

    Parameters
    ----------
    cell, shown
        As read, and as written.
    narrow
        Whether the cell comes from an encoding that puts ``?`` for what it lacks.
    """
    one, other = _seen(cell), _seen(shown)
    if narrow and one != other:
        other = other.encode("gbk", "replace").decode("gbk")
    return one == other


def flag_cell(value: bool) -> str:  # noqa: FBT001 - the one value of a cell
    """Write a yes or no."""
    return YES if value else NO


def flag_of(cell: str) -> bool:
    """
    Read a yes or no; an empty cell is a no.

    Raises
    ------
    CellError
        If it is neither.
    """
    word = cell.strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(f"{cell} is neither {YES} nor {NO}")


def words_of(kind: str, layer: str = "") -> Mapping[str, str]:
    """Give the Chinese name of each id of a part of the vocabulary: layer, type, status."""
    return _words(kind, layer)


@cache
def _words(kind: str, layer: str) -> dict[str, str]:
    words = Vocabulary.bundled()
    if kind == "type":
        return {key: names["zh"] for key, names in words.types.get(layer, {}).items()}
    part = {"layer": words.layers, "status": words.status, "topics": words.topics}[kind]
    return {key: names["zh"] for key, names in part.items()}


def word_cell(kind: str, value: str, layer: str = "") -> str:
    """Write an id by its Chinese name."""
    return words_of(kind, layer).get(value, value)


def word_of(kind: str, cell: str, layer: str = "") -> str:
    """
    Read an id from its Chinese name, its English one, or itself.

    Raises
    ------
    CellError
        If nothing bears the name.
    """
    word, known = cell.strip(), words_of(kind, layer)
    found = next((key for key, name in known.items() if word in {key, name}), "")
    if not found:
        allowed = "、".join(known.values())
        raise CellError(f"{word or 'empty'}: one of {allowed}")
    return found


def list_cell(values: Sequence[str]) -> str:
    """Write a list."""
    return SEPARATOR.join(values)


def list_of(cell: str) -> list[str]:
    """Read a list, whatever joins its items."""
    return [item for part in _SEPARATORS.split(cell) if (item := part.strip())]


def places_cell(ids: Sequence[str], gazetteer: Gazetteer) -> str:
    """Write places as names with their ids: 甲市(220100)."""
    return list_cell([place_cell(key, gazetteer) for key in ids])


def place_cell(place_id: str, gazetteer: Gazetteer) -> str:
    """Write a place as its name with its id."""
    return f"{gazetteer.place(place_id).name}({place_id})"


def candidates_cell(ids: Sequence[str], gazetteer: Gazetteer) -> str:
    """Write the places that a name may mean, each with what holds it."""
    return list_cell([_full(gazetteer.place(key), gazetteer) for key in ids if key in gazetteer])


def _full(place: Place, gazetteer: Gazetteer) -> str:
    above = [gazetteer.place(key).name for key in gazetteer.units_of(place)[::-1]]
    return f"{''.join(name for name in above if name != place.name)}{place.name}({place.id})"


def places_of(cell: str, gazetteer: Gazetteer, province: str = "") -> tuple[str, ...]:
    """
    Read places from ids, names, or names with ids.

    Parameters
    ----------
    cell
        Items joined by any of ``| 、 , ;`` or line breaks.
    gazetteer
        All places.
    province
        Where the plan speaks: of several places of one name and rank, the one in it is meant.

    Raises
    ------
    CellError
        If an item names no place, several alike, or another place than its id.
    """
    return tuple(dict.fromkeys(_place_of(item, gazetteer, province) for item in list_of(cell)))


def _place_of(item: str, gazetteer: Gazetteer, province: str) -> str:
    if item in gazetteer:
        return item
    pair = _NAMED.fullmatch(item)
    if pair and (pair["id"] in gazetteer or pair["id"].isascii()):
        return _checked(item, pair["name"], pair["id"], gazetteer)
    found = gazetteer.find(item)
    if not found:
        nearest = "、".join(gazetteer.nearest(item))
        raise CellError(f"{item}: no such place is known; nearest: {nearest or 'none'}")
    alike = [place for place in found if place.kind == found[0].kind]
    inside = [place for place in alike if province and gazetteer.province_of(place) == province]
    chosen = inside if len(inside) == 1 else alike
    if len(chosen) > 1:
        offered = "、".join(_full(place, gazetteer) for place in chosen[:8])
        raise CellError(f"{item}: several places bear the name; give one with its id: {offered}")
    return chosen[0].id


def _checked(item: str, name: str, key: str, gazetteer: Gazetteer) -> str:
    """Hold that a name and an id mean the same place; the name may say what holds it, too."""
    if key not in gazetteer:
        raise CellError(f"{item}: {key} is no place that is known")
    place = gazetteer.place(key)
    forms = {form for form in (place.name, place.short, *place.aliases) if form}
    if name and not any(name.endswith(form) for form in forms):
        raise CellError(f"{item}: {key} is {place.name}; correct the name or the id")
    return key


def plain(value: Any) -> str:  # noqa: ANN401 - of a workbook
    """Give the text of a workbook's cell: whole numbers without point, true and false as words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return flag_cell(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _seen(text: str) -> str:
    return " ".join(_LOST.sub("\ufffd", text).split())


def storable(text: str) -> str:
    """Give a text with U+FFFD for what no file can hold."""
    return _LOST.sub("\ufffd", text)
