"""Turn a corrected table into a reviewed plan: all of it, or nothing with every fault named."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

from quyu_geo.errors import ReviewError
from quyu_geo.model import Plan
from quyu_geo.reviews.cells import CellError, flag_of, places_of
from quyu_geo.reviews.check import faults_of, names_faults, places_faults, plan_faults
from quyu_geo.reviews.document import entry_of, place_line
from quyu_geo.reviews.edits import added, edited
from quyu_geo.reviews.files import ROWS
from quyu_geo.reviews.model import Name, Reviewed, brought, digest
from quyu_geo.reviews.table import HEADINGS, INITIATIVE, NAME, PLAN, VERSION

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reviews.files import Table
    from quyu_geo.reviews.model import Entry
    from quyu_geo.reviews.table import Row

_KINDS = {PLAN: PLAN, "plan": PLAN, INITIATIVE: INITIATIVE, "initiative": INITIATIVE,
          NAME: NAME, "name": NAME, "": INITIATIVE}  # fmt: skip
_DAMAGED = "damaged; take it from the table as it was written"


@dataclass
class _Reading:
    """What is gathered while the rows are gone through; used by `apply` alone."""

    source: str
    gazetteer: Gazetteer
    narrow: bool
    places: dict[str, str] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, row: int, column: str, reason: str) -> None:
        where = f"{self.source}, row {row}"
        heading = HEADINGS.get(column, column)
        self.faults.append((row, f"{where}, column {heading}: {' '.join(reason.split())}"))

    def record(self, number: int, row: Row) -> dict[str, Any] | None:
        """Read the hidden column of a row."""
        try:
            found = json.loads(row["found"])
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self.fault(number, "found", _DAMAGED)
            return None
        return found


def apply(
    table: Table, source: str, gazetteer: Gazetteer, base: Gazetteer | None = None
) -> Reviewed:
    """
    Give the plan that a corrected table stands for.

    Parameters
    ----------
    table
        As `quyu_geo.reviews.files.read_table` gives it.
    source
        Its name, for messages.
    gazetteer
        Knows every place that people may name.
    base
        What whoever reads the plan later has, if that is less.

    Returns
    -------
    reviewed
        With each entry reviewed. An unedited table gives the plan that it was made from.

    Raises
    ------
    ReviewError
        With every bad cell, each with its row and column.
    """
    reading = _Reading(source, gazetteer, table.narrow)
    parts: dict[str, list[tuple[int, Row]]] = {PLAN: [], INITIATIVE: [], NAME: []}
    for number, row in table.rows:
        kind = _KINDS.get(row["kind"].strip().lower())
        if kind is None:
            reading.fault(number, "kind", f"{row['kind']}: one of {PLAN}、{INITIATIVE}、{NAME}")
        else:
            parts[kind].append((number, row))
    head = _head(parts[PLAN], reading)
    records = _records(parts[INITIATIVE], reading)
    if reading.places:
        reading.gazetteer = gazetteer.with_places(reading.places)
    if head is None:
        raise _failure(reading)
    plan = Plan(**head["plan"])
    kept, dropped = _entries(parts[INITIATIVE], records, plan, reading)
    names = _names(parts[NAME], plan, reading)
    _hold_whole(head, [*kept, *dropped], names, reading)
    if reading.faults:
        raise _failure(reading)
    places = brought([*kept, *dropped], reading.gazetteer, gazetteer if base is None else base)
    return Reviewed(plan, head["source"], tuple(kept), tuple(dropped), tuple(names), places)


def _failure(reading: _Reading) -> ReviewError:
    return ReviewError(tuple(fault for _, fault in sorted(reading.faults, key=lambda f: f[0])))


def _head(rows: list[tuple[int, Row]], reading: _Reading) -> dict[str, Any] | None:
    """Read the row of the plan, of which there is one."""
    if not rows:
        reading.faults.append((1, f"{reading.source}: the row of the plan ({PLAN}) is missing"))
        return None
    for number, _ in rows[1:]:
        reading.fault(number, "kind", "a second plan; each has a table of its own")
    number, row = rows[0]
    found = reading.record(number, row)
    if found is None:
        return None
    if found.get("version") != VERSION:
        reading.fault(number, "found", "a table of another version of quyu")
        return None
    plan = found.get("plan")
    sound = (
        isinstance(plan, dict)
        and not plan_faults(plan, reading.gazetteer)
        and set(plan) == {each.name for each in fields(Plan)}
        and isinstance(found.get("source"), str)
        and isinstance(found.get("names"), int)
        and _is_runs(found.get("refs"))
    )
    if not sound:
        reading.fault(number, "found", _DAMAGED)
        return None
    return found


def _is_runs(value: Any) -> bool:  # noqa: ANN401 - of any file
    """Tell whether runs of numbers are some, and not more than a table can have rows."""
    if not isinstance(value, list):
        return False
    total = 0
    for run in value:
        match run:
            case [int(first), int(last)] if 0 <= first <= last:
                total += last - first + 1
            case _:
                return False
    return total <= ROWS


def _records(rows: list[tuple[int, Row]], reading: _Reading) -> dict[int, dict[str, Any]]:
    """Read what the rows stand for, and the places that they bring along."""
    records: dict[int, dict[str, Any]] = {}
    for number, row in rows:
        if not row["ref"].strip() and not row["found"].strip():
            continue
        record = reading.record(number, row)
        if record is None:
            continue
        brought = record.pop("places", [])
        if not isinstance(brought, list) or places_faults(brought, reading.gazetteer):
            reading.fault(number, "found", _DAMAGED)
            continue
        lines = {place["id"]: place_line(place) for place in brought}
        known = reading.gazetteer
        reading.places |= {key: line for key, line in lines.items() if key not in known}
        faults = faults_of({**record, "quote": ""}, known, lines)
        if faults or record["ref"] != row["ref"].strip():
            column = "found" if faults else "ref"
            reason = _DAMAGED if faults else f"{row['ref']} is not the row's own ({record['ref']})"
            reading.fault(number, column, reason)
            continue
        records[number] = {**record, "quote": ""}
    return records


def _entries(
    rows: list[tuple[int, Row]],
    records: dict[int, dict[str, Any]],
    plan: Plan,
    reading: _Reading,
) -> tuple[list[Entry], list[Entry]]:
    """Give what is kept and what is left out, each by ref."""
    last = max((int(r["ref"].partition("#")[2]) for r in records.values()), default=0)
    kept: list[Entry] = []
    dropped: list[Entry] = []
    for number, row in rows:
        if number in records:
            entry = entry_of(records[number], plan.key)
            if digest(row["quote"]) == entry.initiative.clause_sha256:
                entry = replace(entry, quote=row["quote"])
            entry, faults = edited(entry, row, reading.gazetteer, plan, narrow=reading.narrow)
        elif not row["ref"].strip() and not row["found"].strip():
            last += 1
            entry, faults = added(f"{plan.key}#{last:03d}", row, reading.gazetteer, plan)
        else:
            continue  # its hidden column is damaged, and said to be
        for column, reason in faults:
            reading.fault(number, column, reason)
        keep = _keep(number, row, reading)
        (kept if keep else dropped).append(replace(entry, reviewed=True))
    return sorted(kept, key=_ref), sorted(dropped, key=_ref)


def _keep(number: int, row: Row, reading: _Reading) -> bool:
    cell = row["keep"].strip()
    if not cell:
        if row["ref"].strip():
            reading.fault(number, "keep", "empty: 是 or 否")
        return True
    try:
        return flag_of(cell)
    except CellError as error:
        reading.fault(number, "keep", str(error))
    return True


def _names(rows: list[tuple[int, Row]], plan: Plan, reading: _Reading) -> list[Name]:
    found: list[Name] = []
    province = reading.gazetteer.province_of(reading.gazetteer.place(plan.subject))
    for number, row in rows:
        record = reading.record(number, row)
        if record is None:
            continue
        if any(names_faults([record])):
            reading.fault(number, "found", _DAMAGED)
            continue
        try:
            choice = places_of(row["choice"], reading.gazetteer, province)
        except CellError as error:
            reading.fault(number, "choice", str(error))
            continue
        parts = {**record, "candidates": tuple(record["candidates"]), "choice": choice}
        found.append(Name(**parts))
    return sorted(found, key=lambda name: (name.start, name.end))


def _hold_whole(
    head: dict[str, Any], entries: list[Entry], names: list[Name], reading: _Reading
) -> None:
    """Hold that no row is gone and none stands twice; 否 under 保留 leaves an initiative out."""
    if reading.faults:
        return  # rows that could not be read are not gone
    key = head["plan"]["key"]
    refs = Counter(each.initiative.ref for each in entries)
    wanted = [f"{key}#{n:03d}" for first, last in head["refs"] for n in range(first, last + 1)]
    gone, twice = set(wanted) - set(refs), {ref for ref, count in refs.items() if count > 1}
    for ref in sorted(twice):
        text = f"{ref} stands twice; a new row has no {HEADINGS['ref']}"
        reading.faults.append((1, f"{reading.source}: {text}"))
    for ref in sorted(gone):
        text = f"the row of {ref} is gone; to leave it out write 否 under {HEADINGS['keep']}"
        reading.faults.append((1, f"{reading.source}: {text}"))
    if len(names) != head["names"]:
        text = f"{head['names']} rows of names were written, {len(names)} are there"
        reading.faults.append((1, f"{reading.source}: {text}"))


def _ref(entry: Entry) -> str:
    return entry.initiative.ref
