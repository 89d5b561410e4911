"""Write initiatives for the scripts: one entry for what two plans say of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from quyu_maps.encode import encode_area, encode_steps, steps
from quyu_maps.regions import region_shape
from quyu_maps.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    import geopandas as gpd

    from quyu_geo.courses import Path
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan

    Row = Mapping[str, Any]

#: Tolerance in degrees to which the course of a line without stops is simplified.
COURSE = 0.004
#: From this number of parties on, equal parties in two plans are no chance. Two parties may
#: have many links; a ring or a line through the same places is the same ring or line.
ENOUGH = {"link": 3, "corridor": 2, "region": 2}
#: What each of the plans says for itself.
_OWN = ("id", "ref", "name", "plan", "section", "status", "precision")


def entries(
    features: gpd.GeoDataFrame, plans: Mapping[str, Plan], gazetteer: Gazetteer
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

    Returns
    -------
    entries
        One for each initiative. What different plans say of the same initiative (equal
        name, layer and type, or equal parties; see `ENOUGH`) is one entry: that of the newest
        plan, with what the others say under ``also``. ``tie`` is as of `Ties.of`.
    """
    rows = _rows(features)
    ties = Ties.between(rows, plans, gazetteer)
    return [_entry(group, ties) for group in _groups(rows, plans)]


def _rows(features: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    columns = [features[name].tolist() for name in features.columns]
    return [dict(zip(features.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _groups(rows: Sequence[Row], plans: Mapping[str, Plan]) -> list[list[Row]]:
    """Bring together what different plans say of one thing, the newest plan first."""
    groups: list[list[Row]] = []
    known: dict[Hashable, list[list[Row]]] = {}
    for row in rows:
        keys = _keys(row)
        group = next((g for key in keys for g in known.get(key, ()) if _joins(row, g)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(row)
        for key in keys:
            if group not in known.setdefault(key, []):
                known[key].append(group)
    for group in groups:
        group.sort(key=lambda row: plans[row["plan"]].date, reverse=True)
    return groups


def _joins(row: Row, group: Sequence[Row]) -> bool:
    """Tell whether the plan of a row has nothing in a group yet: within a plan all are distinct."""
    return all(row["plan"] != other["plan"] for other in group)


def _keys(row: Row) -> list[Hashable]:
    """Give the keys, one of which two rows about the same initiative share."""
    keys: list[Hashable] = [(row["layer"], row["type"], row["name"])]
    parties = (*row["members"], *row["partners"])
    if len(set(parties)) >= ENOUGH.get(row["layer"], len(parties) + 1):
        # A line is the same line only in the same order.
        same = tuple(parties) if row["layer"] == "corridor" else frozenset(parties)
        keys.append((row["layer"], row["type"], row["directed"], same))
    return keys


def _entry(group: Sequence[Row], ties: Ties) -> dict[str, Any]:
    main, *others = group
    tie = ties.of(group)
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
    """Write what another plan says; its parties only where they are others."""
    differ = any(set(row[name]) != set(main[name]) for name in ("members", "partners"))
    parties = {"members": [*row["members"], *row["partners"]]} if differ else {}
    return _said(row) | parties


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
