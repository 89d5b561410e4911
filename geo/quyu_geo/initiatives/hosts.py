"""Sort the places of a name into hosts and partners, and find a host where the name has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quyu_geo.initiatives.model import Clause, Setting, Token

#: Words after which a place in a name is whom it looks to, not where it lies.
TOWARD = frozenset({"面向", "对接", "连接", "辐射", "服务", "联通", "链接", "融入", "通往"})
UNITS = frozenset({"province", "prefecture", "county", "township", "village"})
FACILITIES = frozenset({"airport", "station", "border_crossing", "port"})
_WATERWORKS = ("电站", "水库", "枢纽")
_SITES = frozenset({"zone", "site", "lake"})
WATERS = frozenset({"river", "lake", "sea", "canal"})
#: What is cared for as it is by nature.
NATURE = WATERS | {"mountain", "plain", "island", "region"}
_PAIR = 2


def code(place_id: str, setting: Setting) -> str:
    """Give the administrative code of a place without its empty levels, or an empty string."""
    found = setting.codes.get(place_id)
    if found is None:
        setting.codes[place_id] = found = _code(place_id, setting)
    return found


def _code(place_id: str, setting: Setting) -> str:
    digits = place_id
    if not digits[:6].isdigit():
        place = setting.place(place_id)
        digits = place.county or place.adcode or place.parent
        if not digits[:6].isdigit():
            return ""
    if len(digits) == 6:  # noqa: PLR2004
        digits = digits[:4] if digits.endswith("00") else digits
        digits = digits[:2] if digits.endswith("00") else digits
    return digits


def inside(place_id: str, other: str, setting: Setting) -> bool:
    """Tell whether a place lies in another and is not the same."""
    mine, its = code(place_id, setting), code(other, setting)
    return bool(its) and mine != its and mine.startswith(its) and other[:6].isdigit()


def innermost(ids: Iterable[str], setting: Setting) -> tuple[str, ...]:
    """Leave out units that hold another of the places (吉林省 beside 长春市)."""
    listed = tuple(dict.fromkeys(ids))
    if len(listed) < _PAIR:
        return listed
    return tuple(i for i in listed if not any(inside(o, i, setting) for o in listed if o != i))


def foreign(place_id: str, setting: Setting) -> bool:
    """Tell whether a place lies outside China: a country, a foreign town, a group of countries."""
    place = setting.place(place_id)
    if place.kind == "country":
        return place_id != "CN"
    if place.country:
        return place.country != "CN"
    if place.kind == "region":
        return not any(member[:1].isdigit() for member in place.members)
    return False


def sort_parties(
    names: Sequence[Token], setting: Setting
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """
    Sort the places of one name.

    Returns
    -------
    hosts, partners
        Units at the most specific level that the name gives; then foreign parties and
        compounds of provinces that the host is none of.
    """
    hosts: list[str] = []
    partners: list[str] = []
    loose: list[str] = []
    text = setting.text
    for name in names:
        toward = text[name.start - 2 : name.start] in TOWARD
        for place_id in name.places:
            if place_id == "CN":
                continue
            abroad = foreign(place_id, setting)
            if toward or (abroad and setting.place(place_id).kind in {"country", "region"}):
                partners.append(place_id)
            elif not abroad and _has_host(place_id, name, setting):
                hosts.append(unit_of(place_id, setting))
            elif len(name.places) >= _PAIR and place_id.endswith("0000"):
                loose.append(place_id)
            else:
                hosts.append(place_id)
    if loose and not hosts:
        hosts = [] if setting.subject else loose
    partners += [i for i in loose if i not in hosts and i != setting.subject]
    return innermost(hosts, setting), tuple(dict.fromkeys(partners))


def _has_host(place_id: str, name: Token, setting: Setting) -> bool:
    """Tell whether a place is a facility, or a site whose name is that of the zone itself."""
    place = setting.place(place_id)
    site = name.word.head is not None or place.name.endswith(_WATERWORKS)
    return place.kind in FACILITIES or (place.kind in _SITES and site)


def host_before(clause: Clause, first: int, setting: Setting) -> tuple[str, ...]:
    """Give the units that the clause names before a name: 支持甲市打造…, 在甲市、乙市建设…."""
    names: list[str] = []
    for token in clause.tokens[:first]:
        if token.kind in UNITS and not token.word.joint and token.word.known is None:
            names += [i for i in token.places if i != "CN"]
        elif token.word.head is not None and token.word.head.layer == "region":
            continue  # 支持甲都市圈建设…: its city
        elif token.word.head is not None or token.word.known is not None:
            names = []
        elif token.word.joint == "with" and token.word.form != "和":
            return innermost((), setting)
    return innermost(names, setting)


def unit_of(place_id: str, setting: Setting) -> str:
    """Give the unit that a facility lies in: the prefecture where it bears its name."""
    place = setting.place(place_id)
    county = place.county or place.adcode or (place.parent if place.parent.isdigit() else "")
    if not county or county[:6] not in setting.gazetteer:
        return place_id
    above = setting.place(county).parent
    if above and above[:6].isdigit() and place.name.startswith(setting.place(above).short):
        return above
    if place.kind == "airport":
        return _namesake(place.name, county, setting) or county
    return county


def _namesake(name: str, county: str, setting: Setting) -> str:
    """Give the prefecture of the same province whose name an airport bears, if there is one."""
    codes = (f"{county[:2]}{number:02d}00" for number in range(1, 100))
    units = (setting.place(code) for code in codes if code in setting.gazetteer)
    return next((unit.id for unit in units if name.startswith(unit.short)), "")


def spread(place_id: str, setting: Setting) -> tuple[str, ...]:
    """
    Give the members of a region, the region itself where they are not known.

    Parts of a province beside whole provinces count as their province (蒙东 in 东北).
    """
    place = setting.place(place_id)
    if place.kind != "region" or not place.members:
        return (place_id,)
    whole = sum(member.endswith("0000") for member in place.members)
    if whole < _PAIR:
        return place.members
    return tuple(dict.fromkeys(m if not m[:1].isdigit() else f"{m[:2]}0000" for m in place.members))
