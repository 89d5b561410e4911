"""Report what a new edition of the sources changes: units renamed, split, moved; rows affected."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely

from quyu_build.coverage import read_units
from quyu_build.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Row = dict[str, str]

#: A point that moves by less than this (kilometres) is not reported.
STILL = 1.0
#: Lines of one table that are printed; the rest is counted.
SHOWN = 40
#: Columns whose cells are ids of places, in the reviewed and the compiled tables.
REFERENCES = (
    *("parent", "county", "members", "partners", "partner", "course", "site", "ids", "id_now"),
    *("seat", "place", "subject"),
)


def report(before: Path, after: Path, reviewed: Path) -> list[str]:
    """
    Compare two builds.

    Parameters
    ----------
    before, after
        Folders like ``data/quyu_data``.
    reviewed
        The reviewed tables, whose rows may name a unit that is gone.

    Returns
    -------
    lines
        For people; none if no row of the gazetteer differs.
    """
    lines: list[str] = []
    gone: set[str] = set()
    for path in sorted((after / "gazetteer").glob("*.tsv")):
        old_path = before / "gazetteer" / path.name
        if not old_path.is_file() or old_path.read_bytes() == path.read_bytes():
            continue
        old, new = _by_id(old_path), _by_id(path)
        shapes = _shapes(before) if path.name == "units.tsv" and set(old) - set(new) else {}
        found = list(differences(old, new, shapes))
        gone |= set(old) - set(new)
        lines.append(f"{path.name}: {len(old)} rows before, {len(new)} now")
        lines += [f"  {line}" for line in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"  and {len(found) - SHOWN} more")
    lines += affected(gone, [reviewed, after / "gazetteer", after / "atlas"])
    return lines


def differences(
    old: Mapping[str, Row], new: Mapping[str, Row], shapes: Mapping[str, BaseGeometry]
) -> Iterator[str]:
    """
    Say what became of each row: gone (recoded, split or merged), new, renamed, moved.

    Parameters
    ----------
    old, new
        Rows by id.
    shapes
        Polygons of the old units, to tell what lies where one that is gone was.
    """
    added = {key: row for key, row in new.items() if key not in old}
    for key, row in old.items():
        if key not in new:
            yield f"gone: {key} {row['name']}{_heirs(row, added, shapes.get(key))}"
    for key, row in added.items():
        yield f"new: {key} {row['name']}"
    for key, row in new.items():
        if key in old:
            yield from (
                f"{what}: {key} {row['name']}{how}" for what, how in _changed(old[key], row)
            )


def affected(gone: set[str], folders: list[Path]) -> list[str]:
    """List the rows of all tables that name a place that is gone."""
    lines = []
    for path in [path for folder in folders for path in sorted(folder.glob("*.tsv"))]:
        for row in read_table(path) if gone else ():
            cells = (cell.split("|") for key, cell in row.items() if key in REFERENCES)
            if named := sorted({key for cell in cells for key in cell} & gone):
                first = next(iter(row.values()))
                lines.append(f"affected: {path.name}: {first} names {', '.join(named)}")
    return lines


def _changed(old: Row, new: Row) -> Iterator[tuple[str, str]]:
    """Give each kind of change of a row, with what it was."""
    if old["name"] != new["name"]:
        yield "renamed", f", was {old['name']}"
    if old.get("parent") != new.get("parent"):
        yield "moved", f" to {new['parent'] or 'the top'}, was in {old['parent'] or 'the top'}"
    if "lon" in new and (apart := _kilometres(old, new)) > STILL:
        yield "point", f" {apart:.1f} km off the one before, {new['precision']}"
    rest = {"name", "parent", "lon", "lat"}
    if names := [key for key in new if key not in rest and old.get(key) != new[key]]:
        yield "changed", f": {', '.join(names)}"


def _heirs(row: Row, added: Mapping[str, Row], shape: BaseGeometry | None) -> str:
    """Say which new rows took the place of one that is gone."""
    same = [key for key, other in added.items() if other["name"] == row["name"]]
    if len(same) == 1:
        return f", recoded to {same[0]}"
    inside = [
        key
        for key, other in added.items()
        if shape is not None
        and other.get("kind") == row.get("kind")
        and shapely.contains_xy(shape, float(other["lon"]), float(other["lat"]))
    ]
    if not inside:
        return ", merged or no longer listed"
    return f", {'split into' if len(inside) > 1 else 'now'} {', '.join(inside)}"


def _kilometres(one: Row, other: Row) -> float:
    lat = math.radians(float(one["lat"]))
    east = (float(one["lon"]) - float(other["lon"])) * 111.32 * math.cos(lat)
    return math.hypot(east, (float(one["lat"]) - float(other["lat"])) * 110.57)


def _shapes(folder: Path) -> dict[str, BaseGeometry]:
    table = read_units(folder, "county")
    return dict(zip(table["id"], table.geometry, strict=True))


def _by_id(path: Path) -> dict[str, Row]:
    """Read a table by its id, or by all that tells its rows apart."""
    rows = read_table(path)
    if rows and "id" not in rows[0]:
        return {" ".join([*row.values()][:3]): row for row in rows}
    return {row["id"]: row for row in rows}
