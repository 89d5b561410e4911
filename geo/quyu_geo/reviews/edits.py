"""Read one row of a corrected table: what a person changed of an initiative, or added."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quyu_geo.model import Initiative, Span
from quyu_geo.reviews.cells import CellError, flag_of, list_of, places_of, same, word_of, words_of
from quyu_geo.reviews.check import party_faults
from quyu_geo.reviews.model import ADDED, EDITABLE, Entry, digest
from quyu_geo.reviews.table import written

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan
    from quyu_geo.reviews.table import Row

#: Column and reason.
Faults = list[tuple[str, str]]

#: Two parties make a link.
_PAIR = 2
_NEEDED = frozenset({"name", "layer", "type", "members"})
_CHOSEN = ("layer", "type", "status")


def edited(
    entry: Entry, row: Row, gazetteer: Gazetteer, plan: Plan, *, narrow: bool = False
) -> tuple[Entry, Faults]:
    """
    Take over what a row says otherwise than it was written.

    Parameters
    ----------
    entry
        As it was when the row was written.
    row
        Cells by id of column.
    gazetteer, plan
        All places, and who speaks: of several places of one name the one in that province.
    narrow
        As of `quyu_geo.reviews.cells.same`.

    Returns
    -------
    entry, faults
        What the machine had read of each changed attribute stays in ``origin``.
    """
    now = entry.initiative
    values: dict[str, Any] = {}
    faults: Faults = []
    for name in EDITABLE:
        shown = written(name, getattr(now, name), now.layer, gazetteer)
        if same(row[name], shown, narrow=narrow):
            continue
        try:
            values[name] = _value(name, row, values.get("layer", now.layer), gazetteer, plan)
        except CellError as error:
            faults.append((name, str(error)))
    layer = values.get("layer", now.layer)
    if "layer" in values and "type" not in values and now.type not in words_of("type", layer):
        allowed = "、".join(words_of("type", layer).values())
        faults.append(("type", f"{row['type']} is no type of {row['layer']}: one of {allowed}"))
    changed = replace(now, **values)
    faults += _party_faults(changed, values, faults)
    if faults or not values:
        return entry, faults
    origin = {name: entry.read(name) for name in EDITABLE}
    origin = {name: old for name, old in origin.items() if old != getattr(changed, name)}
    if entry.basis == ADDED:
        origin = {}
    return replace(entry, initiative=changed, origin=origin), faults


def added(ref: str, row: Row, gazetteer: Gazetteer, plan: Plan) -> tuple[Entry, Faults]:
    """
    Give the entry of a row that a person added.

    Parameters
    ----------
    ref
        Its name from now on.
    row
        Cells by id of column; name, layer, type and members are needed.
    gazetteer, plan
        As of `edited`.
    """
    values: dict[str, Any] = {"name": "", "layer": "zone", "type": "park", "status": "build"}
    values |= dict.fromkeys(("members", "partners", "topics"), ())
    values |= {"directed": False, "core": True, "note": ""}
    faults: Faults = []
    for name in EDITABLE:
        if not row[name].strip():
            faults += [(name, "empty")] if name in _NEEDED else []
            continue
        try:
            values[name] = _value(name, row, values["layer"], gazetteer, plan)
        except CellError as error:
            faults.append((name, str(error)))
    quote = row["quote"].strip()
    made = Initiative(
        ref=ref,
        name_en="",
        section=row["section"].strip(),
        plan=plan.key,
        span=Span(0, 0),
        clause_sha256=digest(quote),
        **values,
    )
    faults += _party_faults(made, values, faults)
    return Entry(made, quote, basis=ADDED, reviewed=True), faults


def _value(name: str, row: Row, layer: str, gazetteer: Gazetteer, plan: Plan) -> Any:  # noqa: ANN401
    """Read the cell of an attribute."""
    cell = row[name].strip()
    if name in _CHOSEN:
        return word_of(name, cell, layer if name == "type" else "")
    if name in {"members", "partners"}:
        province = gazetteer.province_of(gazetteer.place(plan.subject))
        return places_of(cell, gazetteer, province)
    if name == "topics":
        return tuple(dict.fromkeys(word_of("topics", item) for item in list_of(cell)))
    if name in {"directed", "core"}:
        return flag_of(cell)
    if name == "name" and not cell:
        raise CellError("empty")
    return cell


def _party_faults(row: Initiative, values: dict[str, Any], faults: Faults) -> Faults:
    """Tell what is wrong with parties, where a person had a hand in them and they can be read."""
    parts = {"members", "partners", "layer", "directed"}
    if not parts & set(values) or parts & {name for name, _ in faults}:
        return []
    record = {name: getattr(row, name) for name in sorted(parts)}
    found = list(party_faults(record))
    if not found and row.layer == "link" and len({*row.members, *row.partners}) < _PAIR:
        found = [("members", "a link has two parties at least")]
    return found
