"""Hold the reviewed atlas to its rules, and to the annotation where the real plans are at hand."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from quyu_data import resource

Row = dict[str, str]

COLUMNS = [
    "ref",
    "name",
    "name_en",
    "layer",
    "type",
    "members",
    "partners",
    "directed",
    "section",
    "topics",
    "status",
    "core",
    "plan",
    "start",
    "end",
    "clause_sha256",
    "course",
    "site",
    "note",
]
RECORD = [
    "title",
    "title_en",
    "issuer",
    "document_number",
    "subject",
    "date",
    "sha256",
    "characters",
]
TABLES = ("units", "townships", "countries", "nature", "facilities", "lines", "regions")
#: A run of a plan's text of this length is a quotation, shorter ones are names and terms.
QUOTATION = 24
#: How far, in kilometres, a gazetteer point may lie from the annotator's own.
NEAR = 60


@cache
def atlas() -> tuple[Row, ...]:
    """Read the table of initiatives."""
    with resource("atlas/initiatives.tsv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        assert table.fieldnames == COLUMNS
        return tuple(table)


@cache
def plans() -> dict[str, dict[str, Any]]:
    """Read the table of plans."""
    return tomllib.loads(resource("atlas/plans.toml").read_text(encoding="utf-8"))


@cache
def vocabulary() -> dict[str, Any]:
    """Read the lists of layers, types, statuses and topics."""
    return tomllib.loads(resource("vocabulary.toml").read_text(encoding="utf-8"))


@cache
def gazetteer() -> dict[str, Row]:
    """Read all bundled tables of places by id."""
    found: dict[str, Row] = {}
    for name in (*TABLES, "foreign", "zones"):
        with resource(f"gazetteer/{name}.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                found[row["id"]] = row
    return found


def split(cell: str) -> list[str]:
    """Take a list cell apart."""
    return [part for part in cell.split("|") if part]


def solid(text: str) -> str:
    """Drop all white space, so that a line break does not hide a quotation."""
    return re.sub(r"\s", "", text)


def test_holds_every_initiative_once_in_order() -> None:
    """Five plans give 533 initiatives, 394 of them core, sorted by unique refs."""
    refs = [row["ref"] for row in atlas()]
    assert len(refs) == len(set(refs)) == 533
    assert sum(row["core"] == "1" for row in atlas()) == 394
    assert refs == sorted(refs)
    for row in atlas():
        assert re.fullmatch(re.escape(row["plan"]) + r"#\d{3}", row["ref"])
    assert {row["plan"] for row in atlas()} == set(plans())


def test_plans_carry_their_record() -> None:
    """Each plan has the fields of a record, a subject in the gazetteer and a full hash."""
    for key, plan in plans().items():
        assert list(plan) == RECORD, key
        assert plan["subject"] in gazetteer(), key
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", plan["date"]), key
        assert re.fullmatch(r"[0-9a-f]{64}", plan["sha256"]), key


@pytest.mark.parametrize("column", ["members", "partners", "course", "site"])
def test_every_reference_resolves(column: str) -> None:
    """No initiative names a place that the gazetteer lacks, and none names one twice."""
    for row in atlas():
        ids = split(row[column])
        missing = [i for i in ids if i not in gazetteer()]
        assert not missing, (row["ref"], missing)
        assert column == "course" or len(ids) == len(set(ids)), row["ref"]
    assert all(row["members"] for row in atlas())


def test_words_are_those_of_the_vocabulary() -> None:
    """Layer, type, status and topics are known ids, flags are 1 or 0."""
    words = vocabulary()
    for row in atlas():
        assert row["type"] in words["types"][row["layer"]], row["ref"]
        assert row["status"] in words["status"], row["ref"]
        assert set(split(row["topics"])) <= set(words["topics"]), row["ref"]
        assert {row["directed"], row["core"]} <= {"0", "1"}, row["ref"]


def test_directed_links_have_a_receiver() -> None:
    """Only a link between two or more members has a direction."""
    for row in atlas():
        if row["directed"] == "1":
            assert row["layer"] == "link", row["ref"]
            assert len(split(row["members"])) >= 2, row["ref"]


def test_spans_lie_inside_their_plan() -> None:
    """Offsets are a half-open range of code points of the plan's text."""
    for row in atlas():
        start, end = int(row["start"]), int(row["end"])
        assert 0 <= start < end <= plans()[row["plan"]]["characters"], row["ref"]
        assert re.fullmatch(r"[0-9a-f]{64}", row["clause_sha256"]), row["ref"]


def test_names_are_given_in_both_languages() -> None:
    """No name is masked, empty or left in Chinese; different names stay different."""
    for row in atlas():
        assert row["name"], row["ref"]
        assert "*" not in row["name"], row["ref"]
        assert row["name_en"], row["ref"]
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", row["name_en"]), row["ref"]
    for key in plans():
        own = {(row["name"], row["name_en"]) for row in atlas() if row["plan"] == key}
        assert len(own) == len({zh for zh, _ in own}) == len({en for _, en in own}), key


def test_a_course_has_an_extent() -> None:
    """A course is one line or water, or two points or more; a site belongs to a zone."""
    bearing = {"river", "canal", "lake", "railway", "road", "pipeline"}
    for row in atlas():
        kinds = [gazetteer()[i]["kind"] for i in split(row["course"])]
        assert not kinds or len(kinds) > 1 or bearing.intersection(kinds), row["ref"]
        assert not row["site"] or row["layer"] == "zone", row["ref"]


@dataclass(frozen=True)
class Gold:
    """The annotation by ref and the plans' texts by key."""

    rows: dict[str, dict[str, Any]]
    texts: dict[str, str]


@pytest.fixture(scope="module")
def gold() -> Gold:
    """Read the real plans with their annotation, or skip."""
    folder = os.environ.get("QUYU_GOLD", "")
    files = sorted(Path(folder).glob("*.initiatives.jsonl")) if folder else []
    if not files:
        pytest.skip("QUYU_GOLD names no folder with the annotated plans")
    lines = chain.from_iterable(file.read_text(encoding="utf-8").splitlines() for file in files)
    rows = [json.loads(line) for line in lines]
    texts = {key: (Path(folder) / f"{key}.txt").read_bytes().decode("utf-8") for key in plans()}
    return Gold({row["ref"]: row for row in rows}, texts)


def test_agrees_with_the_annotation(gold: Gold) -> None:
    """The same refs, and layer, type, status, core, topics and direction of each."""
    assert {row["ref"] for row in atlas()} == set(gold.rows)
    for row in atlas():
        marked = gold.rows[row["ref"]]
        for column in ("layer", "type", "status", "section"):
            assert row[column] == marked[column], (row["ref"], column)
        for column in ("core", "directed"):
            assert row[column] == str(int(marked[column])), (row["ref"], column)
        assert split(row["topics"]) == marked["topics"], row["ref"]


def test_clauses_stand_where_the_atlas_says(gold: Gold) -> None:
    """Offsets cut out the annotated clause, on its line, with the recorded hash."""
    for row in atlas():
        text, marked = gold.texts[row["plan"]], gold.rows[row["ref"]]
        start, end = int(row["start"]), int(row["end"])
        clause = text[start:end]
        assert clause == marked["evidence"], row["ref"]
        assert text.count("\n", 0, start) + 1 == marked["line"], row["ref"]
        assert hashlib.sha256(clause.encode()).hexdigest() == row["clause_sha256"], row["ref"]


def test_plans_describe_the_texts(gold: Gold) -> None:
    """Hash and length are those of the files."""
    for key, plan in plans().items():
        text = gold.texts[key]
        assert plan["sha256"] == hashlib.sha256(text.encode()).hexdigest(), key
        assert plan["characters"] == len(text), key


def test_parties_are_those_of_the_annotation(gold: Gold) -> None:
    """Every annotated reference meets the place at the same position of the atlas."""
    wrong = []
    for row in atlas():
        for column in ("members", "partners"):
            ids, refs = split(row[column]), gold.rows[row["ref"]][column]
            assert len(ids) == len(refs), (row["ref"], column)
            pairs = zip(refs, ids, strict=True)
            wrong += [(row["ref"], ref, i) for ref, i in pairs if not meant(ref, gazetteer()[i])]
    assert not wrong


def test_no_cell_quotes_a_plan(gold: Gold) -> None:
    """No cell shares a run of 24 characters with a plan, white space aside."""
    texts = [solid(text) for text in gold.texts.values()]
    cells = [(row["ref"], solid(cell)) for row in atlas() for cell in row.values()]
    cells += [(key, solid(str(cell))) for key, plan in plans().items() for cell in plan.values()]
    for ref, cell in cells:
        for start in range(len(cell) - QUOTATION + 1):
            run = cell[start : start + QUOTATION]
            assert not any(run in text for text in texts), (ref, run)


def meant(ref: str, place: Row) -> bool:
    """Tell whether an annotated reference and a place of the gazetteer are the same thing."""
    if ref.isdigit():
        return place["id"] == place["adcode"] == ref
    mark, rest = ref.split(":", 1)
    if mark == "C":
        return place["id"] == rest and place["kind"] == "country"
    if mark == "T":
        county, name = rest.split("/")
        return _within(county, place) and _alike(name, place)
    name, _, point = rest.partition("@")
    return _alike(name, place) and (not point or _distance(point, place) < NEAR)


def _within(county: str, place: Row) -> bool:
    # Development zones have statistical codes of their own, so the city has to do.
    stem = county.removesuffix("0000")[:4]
    codes = (place["id"], place["county"], place["parent"])
    return any(code.startswith(stem) for code in codes)


def _alike(name: str, place: Row) -> bool:
    forms = [place["name"], place["short"], *split(place["aliases"])]
    return any(name in form or (form in name and 2 * len(form) >= len(name)) for form in forms)


def _distance(point: str, place: Row) -> float:
    """Give the kilometres between ``lat,lon`` and a place, on a plane good for short ways."""
    lat, lon = map(float, point.split(","))
    dx = (float(place["lon"]) - lon) * math.cos(math.radians(lat))
    return 111.2 * math.hypot(dx, float(place["lat"]) - lat)
