"""Hold every row of the known initiatives to be found by its names, with members that exist."""

from __future__ import annotations

import pytest

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.initiatives import extract
from quyu_geo.toponyms import find_places
from quyu_geo.word_tables import table

#: Subject that the tests speak for: a province that is a party of few rows.
SUBJECT = "430000"
ROWS = [row for row in table("known_initiatives") if row[2] != "party"]


def ids_of(cell: str) -> tuple[str, ...]:
    """Give the members of a row."""
    if cell.startswith("="):
        return Gazetteer.bundled().place(cell[1:]).members
    return tuple(SUBJECT if part == "@" else part for part in cell.split("|"))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_row_is_found_by_its_name(row: list[str]) -> None:
    name, _, layer, kind, members, _, basis = row
    text = f"扎实推进{name}各项工作。"
    found = extract(text, find_places(text, subject=SUBJECT), subject=SUBJECT)
    said = {(each.layer, each.type, each.members) for each in found}
    assert (layer, kind, ids_of(members)) in said, sorted(said)
    assert basis


def test_members_exist_and_names_are_no_doubles() -> None:
    known = Gazetteer.bundled()
    seen: set[str] = set()
    for name, aliases, _, _, members, party, _ in table("known_initiatives"):
        for cell in (members, party):
            cells = cell.removeprefix("=").split("|")
            assert all(part in known for part in cells if part not in {"", "@"}), name
        forms = [name, *(alias for alias in aliases.split("|") if alias)]
        assert not seen & set(forms), seen & set(forms)
        seen |= set(forms)


def test_every_province_has_rows() -> None:
    units = {i[:2] for row in ROWS for i in ids_of(row[4]) if i[:1].isdigit()}
    assert len(units - {"71", "81", "82"}) == 31
