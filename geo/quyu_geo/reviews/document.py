"""Write a reviewed plan as a JSON file, and read one back with every fault named."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from quyu_geo.errors import ReviewError
from quyu_geo.lookup_tables import COLUMNS
from quyu_geo.model import Initiative, Plan, Span
from quyu_geo.reviews.check import (
    faults_of,
    names_faults,
    places_faults,
    plan_faults,
    shape_faults,
)
from quyu_geo.reviews.model import Entry, Name, Reviewed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_geo.gazetteer import Gazetteer

#: What the file says it is, in its first line, and the version of its form.
FORMAT, VERSION = "quyu-reviewed-plan", 1
#: A plan's own facts are some hundred kilobytes.
LARGEST = 64 << 20

_LISTS = ("members", "partners", "topics", "course")
_OWN = tuple(
    each.name for each in fields(Initiative) if each.name not in {"plan", "span"}
)  # fmt: skip


def is_reviewed(data: bytes) -> bool:
    """Tell whether a file is a reviewed plan, as far as its beginning says so."""
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"{") and f'"{FORMAT}"'.encode() in head


def write_reviewed(reviewed: Reviewed) -> str:
    """Give the text of a reviewed plan's file; ``docs/reviewed-plan.md`` explains it."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "plan": asdict(reviewed.plan),
        "source": reviewed.source,
        "initiatives": [entry_record(each) for each in reviewed.entries],
        "dropped": [entry_record(each) for each in reviewed.dropped],
        "names": [asdict(each) for each in reviewed.names],
        "places": [place_record(line) for _, line in sorted(reviewed.places.items())],
    }
    # A lone surrogate, which a hostile text may hold, is written as an escape.
    return _encodable(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def read_reviewed(
    data: bytes, source: str, gazetteer: Gazetteer, base: Gazetteer | None = None
) -> Reviewed:
    """
    Read a reviewed plan.

    Parameters
    ----------
    data
        All bytes of its file.
    source
        Its name, for messages.
    gazetteer
        Knows every place but those that the file brings along.
    base
        What whoever reads the plan later has, if that is less.

    Raises
    ------
    ReviewError
        With everything that is wrong; nothing is taken over then.
    """
    if len(data) > LARGEST:
        raise ReviewError((f"{source}: larger than {LARGEST >> 20} MB",))
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReviewError((f"{source}: no reviewed plan: {error}",)) from error
    faults = _faults(document, gazetteer)
    if faults:
        raise ReviewError(tuple(f"{source}: {fault}" for fault in faults))
    return _reviewed(document, gazetteer if base is None else base)


def entry_record(entry: Entry) -> dict[str, Any]:
    """Give an entry as an object of JSON."""
    row = entry.initiative
    record = {name: getattr(row, name) for name in _OWN}
    record |= {"start": row.span.start, "end": row.span.end}
    rest = ("quote", "responsible", "horizon", "basis", "confidence", "reviewed")
    record |= {name: getattr(entry, name) for name in rest}
    return record | {"origin": dict(entry.origin)}


def entry_of(record: Mapping[str, Any], plan: str) -> Entry:
    """Give the entry of an object that `quyu_geo.reviews.check` found sound."""
    own: dict[str, Any] = {
        name: tuple(record[name]) if name in _LISTS else record[name] for name in _OWN
    }
    row = Initiative(**own, plan=plan, span=Span(record["start"], record["end"]))
    origin = {
        name: tuple(value) if name in _LISTS else value for name, value in record["origin"].items()
    }
    return Entry(
        row,
        record["quote"],
        tuple(record["responsible"]),
        record["horizon"],
        record["basis"],
        float(record["confidence"]),
        origin,
        record["reviewed"],
    )


def place_record(line: str) -> dict[str, str]:
    """Give a row of a gazetteer table as an object of JSON."""
    return dict(zip(COLUMNS, line.split("\t"), strict=True))


def place_line(record: Mapping[str, str]) -> str:
    """Give the row of a gazetteer table of an object of JSON."""
    return "\t".join(record[name] for name in COLUMNS)


def _faults(document: Any, gazetteer: Gazetteer) -> list[str]:  # noqa: ANN401 - of any file
    faults = shape_faults(document, FORMAT, VERSION)
    if faults:
        return faults
    faults = [
        *plan_faults(document["plan"], gazetteer),
        *places_faults(document["places"], gazetteer),
    ]
    faults += names_faults(document["names"])
    known = {record["id"] for record in document["places"]} if not faults else set()
    seen: set[str] = set()
    for part in ("initiatives", "dropped"):
        for number, record in enumerate(document[part], start=1):
            found = faults_of(record, gazetteer, known)
            ref = record.get("ref") if isinstance(record, dict) else ""
            where = f"{part} {number}" + (f" ({ref})" if isinstance(ref, str) and ref else "")
            if isinstance(ref, str) and ref in seen:
                found = [*found, "ref: stands twice"]
            seen.add(str(ref))
            faults += [f"{where}, {fault}" for fault in found]
    return faults


def _reviewed(document: dict[str, Any], base: Gazetteer) -> Reviewed:
    plan = Plan(**document["plan"])
    entries, dropped = (
        tuple(sorted((entry_of(each, plan.key) for each in document[part]), key=_ref))
        for part in ("initiatives", "dropped")
    )
    names = tuple(
        Name(**{**each, "candidates": tuple(each["candidates"]), "choice": tuple(each["choice"])})
        for each in document["names"]
    )
    places = {each["id"]: place_line(each) for each in document["places"]}
    return Reviewed(
        plan,
        document["source"],
        entries,
        dropped,
        names,
        {key: line for key, line in places.items() if key not in base},
    )


def _ref(entry: Entry) -> str:
    return entry.initiative.ref


def _encodable(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
