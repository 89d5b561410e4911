"""References of the annotation to places, and which predicted places they mean."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

UNITS = frozenset({"province", "prefecture", "county"})
_SETTLED = UNITS | {"country", "township", "village"}
#: Kilometres within which a place of the same name, of a like name, or of any name is meant.
_SAME, _LIKE, _ANY = 60.0, 25.0, 3.0
_EARTH = 12742.0  # kilometres, its mean diameter
_NAMES = 40  # forms of a place that are looked at
#: First digits of codes whose townships are not numbered as elsewhere: Taiwan, Hong Kong, Macau.
_APART = frozenset({"71", "81", "82"})
_PREFECTURE = 4  # digits of a code that name the prefecture
_SHORTEST = 2  # characters that must remain of a name

_MARKS = re.compile(r"[\s“”\"'‘’·()（）]")
#: Endings that tell what a place is; two names that differ in no more are the same.
_ENDINGS = (
    *("流域", "河流域", "库区", "地区", "区域", "市", "县", "区", "镇", "乡", "街道", "港", "机场"),
    *("口岸", "站", "湖", "江", "河", "山脉", "山", "铁路", "线", "高速公路", "高速", "国道", "省"),
)
#: Of these two different ones tell different places: a river is no lake of the same name.
_GENERIC = (
    *("江", "河", "湖", "海", "水库", "山", "平原", "港", "机场", "口岸", "车站", "站", "铁路"),
    *("高速公路", "高速", "公路"),
)
_ALIKE = ({"站", "车站"}, {"高速", "高速公路"}, {"公路", "高速公路"})


class Reference(NamedTuple):
    """
    A place as the annotation names it.

    Attributes
    ----------
    text
        As written: ``220184``, ``C:RU``, ``T:220184/范家屯镇``, ``P:龙嘉机场@44.0,125.69``.
    sort
        ``unit``, or the letter before the colon: C country, T township or village, N natural
        feature, R region, P point facility, L line, F foreign place.
    code
        Today's six-digit code of a unit, or of the county of a township; else empty.
    name
        Of all but units and countries; the ISO 3166-1 code of a country.
    point
        Longitude and latitude, or none.
    """

    text: str
    sort: str
    code: str
    name: str
    point: tuple[float, float] | None

    @property
    def key(self) -> str:
        """What tells it from other references of a document."""
        return self.code if self.sort == "unit" else self.text


class Predicted(NamedTuple):
    """A place of a prediction, as `quyu_geo.report` writes it."""

    id: str
    name: str
    kind: str
    code: str
    country: str
    county: str
    names: tuple[str, ...]
    point: tuple[float, float] | None


def reference(text: str, today: Callable[[str], str]) -> Reference:
    """
    Read a reference.

    Parameters
    ----------
    text
        As annotated.
    today
        Gives today's code for one of any time.

    Raises
    ------
    ValueError
        If it is no reference.
    """
    if re.fullmatch(r"\d{6}", text):
        return Reference(text, "unit", today(text), "", None)
    sort, colon, rest = text.partition(":")
    if not colon or sort not in set("CTNRPLF") or not rest:
        raise ValueError(f"{text!r} is no reference to a place")
    if sort == "T":
        code, _, name = rest.partition("/")
        return Reference(text, sort, today(code), name, None)
    name, _, at = rest.partition("@")
    if not at:
        return Reference(text, sort, "", name, None)
    lat, lon = (float(part) for part in at.split(","))
    return Reference(text, sort, "", name, (lon, lat))


def predicted(key: str, cells: Mapping[str, Any], today: Callable[[str], str]) -> Predicted:
    """Read a place of a prediction; a place that it does not describe has nothing but its id."""
    lon, lat = cells.get("lon"), cells.get("lat")
    names = [cells.get("name"), *(cells.get("names") or [])[:_NAMES]]
    return Predicted(
        id=key,
        name=cells.get("name") or "",
        kind=cells.get("kind") or "",
        code=today(str(cells.get("adcode") or "")[:6]),
        country=cells.get("country") or "",
        county=str(cells.get("county") or "")[:6],
        names=tuple(name for name in names if name),
        point=(lon, lat) if lon is not None and lat is not None else None,
    )


def means(ref: Reference, place: Predicted) -> bool:
    """
    Tell whether a predicted place is the one that is meant.

    Units are compared by today's code, countries by ISO code, townships by name within the
    prefecture, all others by name; where a point was annotated, by name and distance.
    """
    if ref.sort == "unit":
        return place.code == ref.code and place.kind in UNITS
    if ref.sort == "C":
        return place.kind == "country" and place.country == ref.name
    same = any(alike(name, ref.name) for name in place.names)
    if ref.sort == "T":
        return same and _is_township(ref, place)
    if place.kind in _SETTLED and ref.sort in "NRLP":
        return False
    if ref.sort == "F" and place.country == "CN":
        return False
    return same if ref.point is None else _is_there(ref, place, same=same)


def _is_township(ref: Reference, place: Predicted) -> bool:
    """Tell whether a place lies where a township must, and may be one."""
    apart = ref.code[:2] in _APART
    if place.kind in _SETTLED - {"township", "village"} and not apart:
        return False
    digits = 2 if apart else _PREFECTURE
    return ref.code[:digits] in {place.code[:digits], place.county[:digits]}


def _is_there(ref: Reference, place: Predicted, *, same: bool) -> bool:
    if ref.point is None or place.point is None:
        return False
    away = kilometres(ref.point, place.point)
    if away <= _ANY or (same and away <= _SAME):
        return True
    core = core_of(ref.name)
    return away <= _LIKE and any(core in name or core_of(name) in ref.name for name in place.names)


def borders_on(ref: Reference, place: Predicted) -> bool:
    """Tell whether a predicted place holds the one that is meant, or lies in it."""
    one, other = (_significant(code) for code in (ref.code, place.code or place.county))
    shorter = min(len(one), len(other))
    return shorter >= _PREFECTURE and one[:shorter] == other[:shorter]


def _significant(code: str) -> str:
    while code.endswith("00"):
        code = code[:-2]
    return code


def are_meant(refs: Iterable[Reference], places: Sequence[Predicted]) -> bool:
    """Tell whether the predicted places are those that are meant, one for one."""
    left = list(places)
    for ref in refs:
        hit = next((place for place in left if means(ref, place)), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


def alike(one: str, other: str) -> bool:
    """Tell whether two names differ in nothing but how far they say what the place is."""
    if core_of(one) != core_of(other):
        return False
    first, second = (_ending(name, _GENERIC) for name in (one, other))
    return not (first and second) or first == second or {first, second} in _ALIKE


def core_of(name: str) -> str:
    """Give a name without marks and without the ending that says what the place is."""
    bare = _MARKS.sub("", name)
    core = bare.removesuffix(_ending(bare, _ENDINGS))
    return core if len(core) >= _SHORTEST else bare


def _ending(name: str, endings: Iterable[str]) -> str:
    """Give the longest of some endings that a name has, or an empty string."""
    return max((ending for ending in endings if name.endswith(ending)), key=len, default="")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Measure the great circle between two points in degrees (lon, lat), by the haversine."""
    (west, south), (east, north) = one, other
    half_lat = math.radians(north - south) / 2
    half_lon = math.radians(east - west) / 2
    across = math.cos(math.radians(south)) * math.cos(math.radians(north))
    chord = math.sin(half_lat) ** 2 + across * math.sin(half_lon) ** 2
    return _EARTH * math.asin(min(1.0, math.sqrt(chord)))
