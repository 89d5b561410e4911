"""Write initiatives for the scripts: one entry for what two plans say of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from quyu_geo.across import Stated, across
from quyu_maps.encode import encode_area, encode_steps, steps
from quyu_maps.regions import region_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd

    from quyu_geo.across import Across
    from quyu_geo.courses import Path
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan

    Row = Mapping[str, Any]

#: Tolerance in degrees to which the course of a line without stops is simplified.
COURSE = 0.004
#: What each of the plans says for itself.
_OWN = ("id", "ref", "name", "plan", "section", "status", "precision")


def entries(
    features: gpd.GeoDataFrame,
    plans: Mapping[str, Plan],
    gazetteer: Gazetteer,
    compared: Across | None = None,
) -> list[dict[str, Any]]:
    """
    Write the initiatives of a page, in the order of the table.

    Parameters
    ----------
    features
        The feature table, EPSG:4326.
    plans
        By key.
    gazetteer
        Knows every place that the rows name.
    compared
        What all plans at hand say of one another (`quyu_geo.across.across`); of the rows of
        the page if left out.

    Returns
    -------
    entries
        One for each initiative. What different plans say of the same one is one entry: that
        of the newest plan, with what the others say under ``also``. ``tie`` is one of
        `quyu_geo.across.TIES`.
    """
    rows = _rows(features)
    known = compared or across(map(_stated, rows), plans, gazetteer)
    return [_entry(group, known) for group in _groups(rows, known)]


def _rows(features: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    columns = [features[name].tolist() for name in features.columns]
    return [dict(zip(features.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _stated(row: Row) -> Stated:
    return Stated(**{name: row[name] for name in Stated._fields})


def _groups(rows: Sequence[Row], known: Across) -> list[list[Row]]:
    """Bring together what different plans say of one thing, the newest plan first."""
    here = {row["ref"]: row for row in rows}
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(known.shown(row["ref"]), []).append(row)
    return [
        [here[ref] for ref in known.groups.get(lead, (lead,)) if ref in here]
        if len(group) > 1
        else group
        for lead, group in groups.items()
    ]


def _entry(group: Sequence[Row], known: Across) -> dict[str, Any]:
    main, *others = group
    tie = known.tie(main["ref"])
    return {
        **_said(main),
        "layer": main["layer"],
        "type": main["type"],
        "directed": bool(main["directed"]),
        **{name: list(main[name]) for name in ("members", "partners")},
        **({"tie": tie} if tie else {}),
        **({"also": [_other(row, main) for row in others]} if others else {}),
        **_geometry(main),
    }


def _said(row: Row) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _OWN},
        "en": row["name_en"],
        "core": bool(row["core"]),
        "topics": list(row["topics"]),
        **{name: row[name] for name in ("quote", "note") if row[name]},
    }


def _other(row: Row, main: Row) -> dict[str, Any]:
    """Write what another plan says; its kind and its parties only where they are others."""
    kind = {name: row[name] for name in ("layer", "type")}
    if all(row[name] == main[name] for name in kind):
        kind = {}
    differ = any(set(row[name]) != set(main[name]) for name in ("members", "partners"))
    parties = {"members": [*row["members"], *row["partners"]]} if differ else {}
    return _said(row) | kind | parties


def _geometry(row: Row) -> dict[str, Any]:
    at = [[round(x, 3), round(y, 3)] for x, y in row["at"]]
    if row["layer"] == "zone":
        return {"at": at, "hosts": [row["site"]] if row["site"] else list(row["members"])}
    if row["layer"] == "region":
        return {"rings": encode_area(region_shape(row["geometry"], row["type"]))}
    known = {"at": at} if at else {}
    if row["layer"] == "link":
        return {"arcs": [list(arc) for arc in row["arcs"]], **known}
    paths = [written for path in row["paths"] if (written := _path(path))]
    return {"paths": paths, "closed": bool(row["closed"]), **known}


def _path(path: Path) -> dict[str, Any] | None:
    """Write a line with the places that it passes, at their positions in the written line."""
    points: list[tuple[float, ...]] = list(path.line)
    if not path.nodes and len(points) > 2:  # noqa: PLR2004 - two points are simple enough
        points = shapely.LineString(points).simplify(COURSE).coords[:]
    line = steps(points)
    if len(line) < 2:  # noqa: PLR2004 - both ends fell on one step
        return None
    # Repeated steps are dropped, so a place may stand at an earlier position than before.
    nodes = {len(steps(points[: index + 1])) - 1: place for index, place in path.nodes}
    return {"nodes": list(nodes.values()), "at": list(nodes), "line": encode_steps(line)}


def places_named(entry: Mapping[str, Any]) -> set[str]:
    """Give the ids of all places that an entry names."""
    out = {*entry["members"], *entry["partners"], *entry.get("hosts", ())}
    for other in entry.get("also", ()):
        out |= {*other.get("members", ())}
    for arc in entry.get("arcs", ()):
        out |= {*arc}
    for path in entry.get("paths", ()):
        out |= {node for node in path["nodes"] if node}
    return out


def refs(entries_: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the refs of entries and of what other plans say with them."""
    return [said["ref"] for entry in entries_ for said in (entry, *entry.get("also", ()))]
