"""Former names and codes of units, and which of them were in force on a date."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from quyu_data import resource
from quyu_geo.errors import TableError

#: Columns of the table of former names.
COLUMNS = ["name", "adcode_then", "id_now", "valid_from", "valid_to", "event", "source"]

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Day(NamedTuple):
    """A date of three precisions (2014, 2014-05, 2014-05-02) as its first and last day."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Former:
    """
    A name and code that a unit bore.

    Attributes
    ----------
    name
        Official name then.
    adcode_then
        Code then; empty where only the name is known.
    id_now
        Unit of today that continues the unit or took it up.
    valid_from, valid_to
        ``YYYY-MM`` or ``YYYY-MM-DD``; empty where unknown. `valid_to` is the first date on
        which it held no longer. Months from the revisions of GB/T 2260 may lag behind the
        change by up to a year or so.
    event
        What ended it.
    source
        Key of ``sources.toml``, or ``compiled``.
    """

    name: str
    adcode_then: str
    id_now: str
    valid_from: str
    valid_to: str
    event: str
    source: str


def day_of(text: str) -> Day:
    """
    Read a date.

    Raises
    ------
    ValueError
        If it is none of ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, or no day of the calendar.
    """
    if not _DATE.fullmatch(text):
        raise ValueError(f"{text}: not a date like 2014, 2014-05 or 2014-05-02")
    first = text + "-01-01"[len(text) - 4 :] if len(text) < len("2014-05-02") else text
    try:
        dt.date.fromisoformat(first)
    except ValueError as error:
        raise ValueError(f"{text}: no day of the calendar ({error})") from error
    return Day(first, text + "-12-31"[len(text) - 4 :])


def in_force(valid_from: str, valid_to: str, day: Day) -> bool:
    """
    Tell whether what holds between two dates held on some day of a third.

    Parameters
    ----------
    valid_from, valid_to
        Dates of any of the three precisions, or empty where open; the month or year of a
        vague `valid_to` is counted in full.
    day
        When.
    """
    begun = not valid_from or day_of(valid_from).first <= day.last
    vague = len(valid_to) < len(day.first)
    ended = valid_to and (day_of(valid_to).last < day.first if vague else valid_to <= day.first)
    return begun and not ended


@cache
def bundled_formers() -> dict[str, tuple[Former, ...]]:
    """
    Read the bundled table of former names, by the unit of today; once a process.

    Raises
    ------
    TableError
        If the table has other columns.
    """
    path = resource("gazetteer/history.tsv")
    head, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    if head.split("\t") != COLUMNS:
        raise TableError(f"{path}: the columns are not those of the table of former names")
    found: dict[str, list[Former]] = {}
    for row in rows:
        former = Former(*row.split("\t"))
        found.setdefault(former.id_now, []).append(former)
    return {unit: tuple(formers) for unit, formers in found.items()}
