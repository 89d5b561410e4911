"""The table of a review: what stands in it, row by row, for people to correct."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from quyu_geo.reviews.cells import (
    candidates_cell,
    flag_cell,
    list_cell,
    places_cell,
    word_cell,
)
from quyu_geo.reviews.document import entry_record, place_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reviews.model import Entry, Name, Reviewed

#: Kinds of rows.
PLAN, INITIATIVE, NAME = "规划", "事项", "地名"
#: Version of the table's form.
VERSION = 1
#: A longer clause is cut; spreadsheets hold 32,767 characters a cell.
LONGEST = 30_000


class Column(NamedTuple):
    """
    A column.

    Attributes
    ----------
    id
        Its name in programs; may head the column as well.
    heading
        Its name for people.
    editable
        Whether what people write there counts.
    """

    id: str
    heading: str
    editable: bool


COLUMNS = (
    Column("kind", "种类", editable=True),
    Column("ref", "编号", editable=True),
    Column("keep", "保留", editable=True),
    Column("name", "名称", editable=True),
    Column("layer", "图层", editable=True),
    Column("type", "类型", editable=True),
    Column("members", "成员", editable=True),
    Column("partners", "伙伴", editable=True),
    Column("directed", "有方向", editable=True),
    Column("status", "状态", editable=True),
    Column("topics", "领域", editable=True),
    Column("core", "重点", editable=True),
    Column("quote", "原文", editable=True),
    Column("choice", "选定地点", editable=True),
    Column("candidates", "候选地点", editable=False),
    Column("note", "备注", editable=True),
    Column("section", "条目", editable=False),
    Column("responsible", "责任单位", editable=False),
    Column("horizon", "期限", editable=False),
    Column("basis", "识别依据", editable=False),
    Column("confidence", "置信度", editable=False),
    Column("reviewed", "已审核", editable=False),
    Column("found", "识别记录", editable=False),
)
HEADINGS = {column.id: column.heading for column in COLUMNS}

Row = dict[str, str]


def rows_of(reviewed: Reviewed, gazetteer: Gazetteer) -> list[Row]:
    """
    Give the rows of a review, cells by id of column; what a kind does not use is left out.

    Parameters
    ----------
    reviewed
        The plan as it is now.
    gazetteer
        Knows all places, those of the plan's own too.

    Returns
    -------
    rows
        First the plan's, then its initiatives by ref (dropped ones with 否 under 保留), then
        the unresolved names. The column ``found`` holds as ASCII JSON what a row stands for,
        so that a table alone is enough to go on from, and edits are told from what was read.
    """
    return [
        _plan_row(reviewed, gazetteer),
        *_initiative_rows(reviewed, gazetteer),
        *(_name_row(each, number, gazetteer) for number, each in enumerate(reviewed.names, 1)),
    ]


def written(column: str, value: Any, layer: str, gazetteer: Gazetteer) -> str:  # noqa: ANN401
    """Write an attribute of an initiative for its cell."""
    writers: dict[str, Callable[[Any], str]] = {
        "members": lambda ids: places_cell(ids, gazetteer),
        "partners": lambda ids: places_cell(ids, gazetteer),
        "directed": flag_cell,
        "core": flag_cell,
        "topics": list_cell,
        "layer": lambda key: word_cell("layer", key),
        "type": lambda key: word_cell("type", key, layer),
        "status": lambda key: word_cell("status", key),
    }
    writer = writers.get(column)
    return writer(value) if writer else str(value)


def _plan_row(reviewed: Reviewed, gazetteer: Gazetteer) -> Row:
    plan = reviewed.plan
    found = {
        "version": VERSION,
        "plan": asdict(plan),
        "source": reviewed.source,
        "refs": _ranges([int(each.initiative.ref.partition("#")[2]) for each in reviewed.every]),
        "names": len(reviewed.names),
    }
    facts = (plan.issuer, plan.document_number, plan.date, reviewed.source)
    return {
        "kind": PLAN,
        "ref": plan.key,
        "name": plan.title,
        "members": places_cell([plan.subject], gazetteer),
        "note": " · ".join(fact for fact in facts if fact),
        "found": _json(found),
    }


def _initiative_rows(reviewed: Reviewed, gazetteer: Gazetteer) -> Iterator[Row]:
    kept = {each.initiative.ref for each in reviewed.entries}
    for each in reviewed.every:
        row, layer = each.initiative, each.initiative.layer
        cells = {
            column.id: written(column.id, getattr(row, column.id), layer, gazetteer)
            for column in COLUMNS
            if hasattr(row, column.id)
        }
        yield {
            "kind": INITIATIVE,
            **cells,
            "keep": flag_cell(row.ref in kept),
            "quote": each.quote[:LONGEST],
            "responsible": list_cell(each.responsible),
            "horizon": each.horizon,
            "basis": each.basis,
            "confidence": f"{each.confidence:g}",
            "reviewed": flag_cell(each.reviewed),
            "found": _json(found_of(each, reviewed)),
        }


def found_of(entry: Entry, reviewed: Reviewed) -> dict[str, Any]:
    """Give what the hidden column says of an entry: its record, and the places it brings along."""
    record = entry_record(entry)
    record.pop("quote")
    waiting, places = set(entry.places), {}
    while waiting:
        key = waiting.pop()
        if key in reviewed.places and key not in places:
            places[key] = place_record(reviewed.places[key])
            held = "|".join(places[key][name] for name in ("parent", "county", "members"))
            waiting |= {*held.split("|")}
    return {**record, **({"places": [places[key] for key in sorted(places)]} if places else {})}


def _name_row(each: Name, number: int, gazetteer: Gazetteer) -> Row:
    return {
        "kind": NAME,
        "ref": f"n{number:03}",
        "name": each.surface,
        "quote": each.context[:LONGEST],
        "choice": places_cell(each.choice, gazetteer),
        "candidates": candidates_cell(each.candidates, gazetteer),
        "found": _json(asdict(each)),
    }


def _ranges(numbers: list[int]) -> list[list[int]]:
    """Give sorted numbers as [first, last] runs."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _json(value: Any) -> str:  # noqa: ANN401 - any record
    """Write in ASCII, which no spreadsheet and no encoding harms."""
    return json.dumps(value, separators=(",", ":"))
