"""Step: compile the parts of provinces and the further sites that plans name."""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING

from pypinyin import lazy_pinyin

from quyu_build.tables import degrees, read_table, write_table

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]


def build(tables: Path, out: Path) -> None:
    """
    Write ``gazetteer/more.tsv`` from ``regions_more.tsv`` and ``facilities_more.tsv``.

    Raises
    ------
    ValueError
        If a member's name is not the one that the reviewed table reads.
    """
    units = {row["id"]: row for row in read_table(out / "gazetteer" / "units.tsv")}
    regions, facilities, lines = (
        read_table(out / "gazetteer" / f"{name}.tsv") for name in ("regions", "facilities", "lines")
    )
    rows = [
        _region(row, units)
        for row in read_table(tables / "regions_more.tsv")
        if not any(_same(row, region) for region in regions)
    ]
    rows += [
        _site(row, units)
        for row in read_table(tables / "facilities_more.tsv")
        if not any(_same(row, held) for held in (*facilities, *lines))
    ]
    write_table(out / "gazetteer" / "more.tsv", rows)


def _region(row: Row, units: dict[str, Row]) -> Row:
    members = [units[key] for key in row["members"].split("|") if key]
    reads = [name for name in row["reads"].split("|") if name]
    if [member["short"] for member in members] != reads:
        msg = f"regions_more.tsv: {row['id']} reads {reads}"
        raise ValueError(msg)
    anchors = members or [units[row["parent"]]]
    return {
        "id": row["id"],
        "kind": "region",
        "name": row["name"],
        "short": row["name"],
        "aliases": row["aliases"],
        "name_en": _pinyin(row["name"]),
        "parent": row["parent"],
        "country": "CN",
        "lon": degrees(mean(float(unit["lon"]) for unit in anchors)),
        "lat": degrees(mean(float(unit["lat"]) for unit in anchors)),
        "precision": "anchor",
        "members": row["members"],
        "source": "compiled",
        "note": "usual meaning; mean of the members' seats",
    }


def _same(row: Row, held: Row) -> bool:
    """Tell whether the reviewed table has a place already, by id or by name."""
    forms = {held["name"], held["short"], *held["aliases"].split("|")}
    return row["id"] == held["id"] or row["name"] in forms


def _site(row: Row, units: dict[str, Row]) -> Row:
    """Give the row of a place; one without a point lies at the seat of its unit, approximately."""
    host, placed = units[row["county"]], bool(row["lon"])
    return {
        "id": row["id"],
        "kind": row["kind"],
        "name": row["name"],
        "short": row["name"],
        "aliases": row["aliases"],
        "name_en": _pinyin(row["name"]),
        "parent": host["id"],
        "country": "CN",
        "county": host["id"] if host["kind"] == "county" else "",
        "lon": row["lon"] if placed else host["lon"],
        "lat": row["lat"] if placed else host["lat"],
        "precision": "site" if placed else "approximate",
        "source": "compiled",
        "note": row["note"],
    }


def _pinyin(name: str) -> str:
    return "".join(lazy_pinyin(name)).capitalize()
