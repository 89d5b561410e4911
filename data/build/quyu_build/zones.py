"""Complete the reviewed tables of zones: points, hosts, and what kind of zone each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_build.tables import degrees, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from quyu_build.compiled import Ground

Row = dict[str, str]

#: Columns of the table beside ``zones.tsv`` that says what a zone is.
FACTS = ("id", "category", "partner", "status")

#: Categories of zones, with their usual names.
CATEGORIES = {
    "national_new_area": "国家级新区",
    "ftz": "自由贸易试验区",
    "ftz_area": "自由贸易试验区的片区",
    "border_pilot": "沿边重点开发开放试验区",
    "border_coop": "边境经济合作区",
    "cross_border": "跨境经济合作区",
    "bonded": "综合保税区 and other bonded zones",
    "high_tech": "国家高新技术产业开发区",
    "etdz": "国家级经济技术开发区",
    "innovation": "国家自主创新示范区",
    "marine": "海洋经济发展示范区",
    "airport_economy": "临空经济示范区",
    "cooperation": "合作区, 合作园区, also abroad",
    "logistics": "国家物流枢纽, 陆港",
    "reform": "综合改革试验区",
    "other": "other zones and new districts that plans name",
}

#: The note of a zone whose site is not known.
AT_HOST = "site not known, at the point of its host"


def national_zones(tables: Path, known: Mapping[str, Row], ground: Ground) -> list[Row]:
    """
    Complete the zones of national rank.

    Parameters
    ----------
    tables
        Folder of the reviewed tables.
    known
        Units and countries by id, to find hosts and members.
    ground
        Counties, to find the one that holds a known site.

    Raises
    ------
    ValueError
        If a host, a member or a category is not known.
    """
    return [_zone(row, known, ground) for row in read_table(tables / "zones_national.tsv")]


def write_facts(tables: Path, out: Path) -> None:
    """Write ``zone_facts.tsv``: category, partners and certainty of each zone."""
    rows = []
    for name in ("zones", "zones_national"):
        for row in read_table(tables / f"{name}.tsv"):
            if row["category"] not in CATEGORIES:
                raise ValueError(f"{row['id']}: no such category: {row['category']}")
            facts = {key: row[key] for key in ("id", "category", "partner")}
            rows.append({**facts, "status": row.get("status", "verified")})
    write_table(out / "gazetteer" / "zone_facts.tsv", rows, FACTS)


def _zone(row: Row, known: Mapping[str, Row], ground: Ground) -> Row:
    for place in (row["parent"], *filter(None, row["members"].split("|"))):
        if place not in known:
            raise ValueError(f"{row['id']}: no place {place}")
    host = known[row["parent"]]
    lon, lat = (float(row[key] or host[key]) for key in ("lon", "lat"))
    county = host["id"] if host["kind"] == "county" else ""
    if row["lon"] and row["country"] == "CN":
        county = county or ground.county(lon, lat)
    remarks = (
        row["note"] or "general knowledge",
        "" if row["lon"] else AT_HOST,
        "unverified" if row["status"] == "unverified" else "",
    )
    return {
        **{key: row[key] for key in ("id", "kind", "name", "aliases", "name_en", "parent")},
        **{key: row[key] for key in ("country", "members", "valid_from")},
        "short": row["short"] or row["name"],
        "county": county,
        "lon": degrees(lon),
        "lat": degrees(lat),
        "precision": row["precision"] or "approximate",
        "source": "compiled",
        "note": "; ".join(remark for remark in remarks if remark),
    }
