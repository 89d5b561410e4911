"""Hold the parts of a reviewed plan against their contract, and say all that is wrong."""

from __future__ import annotations

import math
import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from quyu_geo.lookup_tables import COLUMNS
from quyu_geo.lookup_user import KINDS
from quyu_geo.model import Plan
from quyu_geo.reviews.model import EDITABLE, Name
from quyu_geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from quyu_geo.gazetteer import Gazetteer

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_REF = re.compile(r"[a-z0-9-]+#[0-9]+")
_DATE = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*")
_PARTS = {"plan": dict, "source": str, "initiatives": list, "dropped": list, "names": list,
          "places": list}  # fmt: skip
_TEXTS = ("ref", "name", "name_en", "layer", "type", "section", "status", "clause_sha256",
          "site", "note", "quote", "horizon", "basis")  # fmt: skip
_LISTS = ("members", "partners", "topics", "course", "responsible")
_FLAGS = ("directed", "core", "reviewed")
_NUMBERS = ("start", "end")
#: Two parties make a link.
_PAIR = 2


def shape_faults(document: Any, form: str, version: int) -> list[str]:  # noqa: ANN401 - any file
    """Tell whether a file of JSON has the parts of a reviewed plan."""
    if not isinstance(document, dict) or document.get("format") != form:
        return [f"no reviewed plan: format is not {form}"]
    if document.get("version") != version:
        return [f"version {document.get('version')!r} is none that this quyu reads ({version})"]
    return [
        f"{name}: missing or of the wrong kind"
        for name, kind in _PARTS.items()
        if not isinstance(document.get(name), kind)
    ]


def plan_faults(record: Mapping[str, Any], gazetteer: Gazetteer) -> list[str]:
    """Tell what is wrong with the head of a plan."""
    faults = []
    for each in fields(Plan):
        kind: type = int if each.name == "characters" else str
        if not isinstance(record.get(each.name), kind):
            faults.append(f"plan, {each.name}: missing or of the wrong kind")
    if unknown := set(record) - {each.name for each in fields(Plan)}:
        faults.append(f"plan, {min(unknown)}: unknown")
    if faults:
        return faults
    if not _KEY.fullmatch(record["key"]):
        faults.append("plan, key: small letters, figures and - only")
    if not _DATE.fullmatch(record["date"]):
        faults.append("plan, date: no date like 2020, 2020-03 or 2020-03-08")
    if record["subject"] not in gazetteer:
        faults.append(f"plan, subject: {record['subject']} is no place of the gazetteer")
    return faults


def places_faults(records: Any, gazetteer: Gazetteer) -> list[str]:  # noqa: ANN401 - of any file
    """Tell what is wrong with the places that a plan brings along."""
    faults = [
        f"places {number}, {fault}"
        for number, record in enumerate(records, start=1)
        for fault in _place_faults(record)
    ]
    return faults or list(_reference_faults({each["id"]: each for each in records}, gazetteer))


def _reference_faults(
    brought: Mapping[str, Mapping[str, str]], gazetteer: Gazetteer
) -> Iterator[str]:
    """Tell which places lie in unknown ones or in themselves; who walks up would never arrive."""
    for key, record in brought.items():
        for name in ("parent", "county", "members"):
            for other in filter(None, record[name].split("|")):
                if other not in gazetteer and other not in brought:
                    yield f"places, {key}, {name}: {other} is no place that is known"
        above = key
        for _ in range(len(brought) + 1):
            above = brought[above]["parent"] if above in brought else ""
        if above:
            yield f"places, {key}, parent: lies in itself"
        if any(
            other in brought and brought[other]["members"] for other in record["members"].split("|")
        ):
            yield f"places, {key}, members: a member with members of its own"


def _place_faults(record: Any) -> Iterator[str]:  # noqa: ANN401 - of any file
    texts = isinstance(record, dict) and set(record) == set(COLUMNS)
    if not texts or not all(isinstance(value, str) for value in record.values()):
        yield "not the columns of a gazetteer"
        return
    if not _ID.fullmatch(record["id"]):
        yield "id: letters, figures and -_.: only"
    if any(re.search(r"[\t\r\n]", value) for value in record.values()):
        yield "a tab or a line break in a cell"
    if record["kind"] not in KINDS:
        yield f"kind: {record['kind']} is none of {', '.join(KINDS)}"
    for name, limit in (("lon", 180), ("lat", 90)):
        try:
            sound = abs(float(record[name])) <= limit
        except ValueError:
            sound = False
        if not sound:
            yield f"{name}: no number of degrees up to {limit}"


def faults_of(record: Any, gazetteer: Gazetteer, brought: Collection[str]) -> list[str]:  # noqa: ANN401
    """Tell what is wrong with an initiative; `brought` are ids that its plan brings along."""
    if not isinstance(record, dict):
        return ["no object"]
    faults = list(_kind_faults(record))
    return faults or list(_value_faults(record, gazetteer, brought))


def _kind_faults(record: Mapping[str, Any]) -> Iterator[str]:
    for names, kind in ((_TEXTS, str), (_FLAGS, bool), (_NUMBERS, int)):
        for name in names:
            if not isinstance(record.get(name), kind):
                yield f"{name}: missing or of the wrong kind"
    for name in _LISTS:
        if not _texts(record.get(name)):
            yield f"{name}: missing or no list of texts"
    if not _share(record.get("confidence")):
        yield "confidence: no number from 0 to 1"
    origin = record.get("origin")
    if not isinstance(origin, dict) or not set(origin) <= set(EDITABLE):
        yield "origin: missing or of the wrong kind"
        return
    for name, value in origin.items():
        flag, many = name in _FLAGS and isinstance(value, bool), name in _LISTS and _texts(value)
        if not (flag or many or (name in _TEXTS and isinstance(value, str))):
            yield f"origin, {name}: of the wrong kind"


def _value_faults(
    record: Mapping[str, Any], gazetteer: Gazetteer, brought: Collection[str]
) -> Iterator[str]:
    if not _REF.fullmatch(record["ref"]):
        yield "ref: not PLAN#NUMBER"
    if not 0 <= record["start"] <= record["end"]:
        yield "start, end: no span of a text"
    named = {name: record[name] for name in ("members", "partners", "course")}
    for name, ids in named.items():
        for key in ids:
            if key not in gazetteer and key not in brought:
                yield f"{name}: {key} is no place that is known"
    if record["site"] and record["site"] not in gazetteer and record["site"] not in brought:
        yield f"site: {record['site']} is no place that is known"
    yield from (f"{name}: {reason}" for name, reason in word_faults(record))


def word_faults(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give attribute and reason of each word that is none of ``vocabulary.toml``."""
    words = Vocabulary.bundled()
    if not record["name"].strip():
        yield "name", "empty"
    if record["layer"] not in words.layers:
        yield "layer", f"{record['layer']} is none of {', '.join(words.layers)}"
    elif record["type"] not in words.types[record["layer"]]:
        allowed = ", ".join(words.types[record["layer"]])
        yield "type", f"{record['type']} is no type of {record['layer']} ({allowed})"
    if record["status"] not in words.status:
        yield "status", f"{record['status']} is none of {', '.join(words.status)}"
    for topic in record["topics"]:
        if topic not in words.topics:
            yield "topics", f"{topic} is none of {'|'.join(words.topics)}"


def party_faults(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give attribute and reason of what a person should not make of the parties."""
    parties = {*record["members"], *record["partners"]}
    if not parties:
        yield "members", "empty"
    elif record["layer"] == "region" and not record["members"]:
        yield "members", "empty: a region has members"
    if record["directed"] and record["layer"] != "link":
        yield "directed", "only a link has a giver and receivers"
    elif record["directed"] and len(record["members"]) < _PAIR:
        yield "members", "a giver and a receiver at least"


def names_faults(records: Any) -> Iterator[str]:  # noqa: ANN401 - of any file
    """Tell what is wrong with unresolved names."""
    for number, record in enumerate(records, start=1):
        sound = (
            isinstance(record, dict)
            and set(record) == {each.name for each in fields(Name)}
            and all(isinstance(record[name], int) for name in _NUMBERS)
            and all(isinstance(record[name], str) for name in ("surface", "context"))
            and all(_texts(record[name]) for name in ("candidates", "choice"))
        )
        if not sound:
            yield f"names {number}: not the parts of a name"


def _texts(value: Any) -> bool:  # noqa: ANN401 - of any file
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _share(value: Any) -> bool:  # noqa: ANN401 - of any file
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and 0 <= value <= 1
