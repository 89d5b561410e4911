"""The file of a reviewed plan: read back as written, refused with every fault."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quyu_geo.errors import ReviewError
from quyu_geo.reviews.document import is_reviewed, read_reviewed, write_reviewed
from reviewed import WORLD, plan, seen

DOCUMENT: dict[str, Any] = json.loads(write_reviewed(seen(plan())))


def read(document: object) -> object:
    return read_reviewed(json.dumps(document).encode(), "r.json", WORLD)


def test_it_is_read_as_it_is_written() -> None:
    made = plan()
    first, *others = made.entries
    first = replace(first, origin={"members": ("410100",), "core": False, "name": "旧名"})
    made = replace(made, entries=(first, *others[:-1]), dropped=tuple(others[-1:]))
    text = write_reviewed(made)
    assert read_reviewed(text.encode(), "r.json", WORLD) == made
    assert write_reviewed(made) == text


def test_it_is_known_by_its_beginning() -> None:
    assert is_reviewed(write_reviewed(plan()).encode())
    assert is_reviewed(b"\xef\xbb\xbf" + write_reviewed(plan()).encode())
    assert not is_reviewed(b'{"type": "FeatureCollection"}')
    assert not is_reviewed("关于 quyu-reviewed-plan 的意见".encode())


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("format",), "else", "format is not quyu-reviewed-plan"),
        (("version",), 2, "version 2 is none"),
        (("initiatives",), {}, "initiatives: missing"),
        (("plan", "key"), "Ä", "small letters"),
        (("plan", "date"), "最近", "no date"),
        (("plan", "subject"), "999999", "no place"),
        (("plan", "title"), None, "title: missing"),
        (("initiatives", 0, "members"), ["999999"], "initiatives 1 (jiashan-2021-0badcafe#001)"),
        (("initiatives", 0, "members"), "410100", "members: missing or no list"),
        (("initiatives", 0, "layer"), "line", "line is none of"),
        (("initiatives", 0, "type"), "park", "park is no type of link"),
        (("initiatives", 0, "status"), "none", "none is none of"),
        (("initiatives", 0, "topics"), ["玄学"], "玄学"),
        (("initiatives", 0, "start"), 99, "no span"),
        (("initiatives", 0, "confidence"), 7, "from 0 to 1"),
        (("initiatives", 0, "origin"), {"ref": "x"}, "origin"),
        (("initiatives", 0, "name"), " ", "name: empty"),
        (("initiatives", 1, "ref"), "jiashan-2021-0badcafe#001", "stands twice"),
        (("initiatives", 0), 7, "no object"),
        (("places", 0, "lon"), "east", "lon: no number"),
        (("places", 0, "lat"), "nan", "lat: no number"),
        (("places", 0, "note"), "a\tb", "a tab"),
        (("places", 0), {}, "not the columns"),
        (("places", 0, "kind"), "dragon", "dragon is none of"),
        (("places", 0, "parent"), "railway-own", "lies in itself"),
        (("places", 0, "members"), "railway-own", "members of its own"),
        (("places", 0, "county"), "999999", "no place that is known"),
        (("names", 0, "choice"), [7], "not the parts of a name"),
    ],
)  # fmt: skip
def test_what_breaks_it_is_said(path: tuple[Any, ...], value: object, said: str) -> None:
    document = copy.deepcopy(DOCUMENT)
    held: Any = document
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value
    with pytest.raises(ReviewError) as error:
        read(document)
    assert any(said in fault for fault in error.value.faults)
    assert all(fault.startswith("r.json: ") and "\n" not in fault for fault in error.value.faults)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"7", b"\xff\xfe", b"[" * 200_000, b'{"a":1e999}']
)
def test_no_reviewed_plan(data: bytes) -> None:
    with pytest.raises(ReviewError) as error:
        read_reviewed(data, "r.json", WORLD)
    (fault,) = error.value.faults
    assert "no reviewed plan" in fault


def test_places_of_the_gazetteer_are_its_own() -> None:
    """A file cannot move a place that everybody knows."""
    document = copy.deepcopy(DOCUMENT)
    document["places"].append({**DOCUMENT["places"][0], "id": "410100", "lon": "0", "lat": "0"})
    assert set(read(document).places) == {"railway-own"}  # type: ignore[attr-defined]


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Give the path to every part of a document."""
    steps = (
        list(value)
        if isinstance(value, dict)
        else range(len(value))
        if isinstance(value, list)
        else []
    )
    return [path, *(found for step in steps for found in paths(value[step], (*path, step)))]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(paths(DOCUMENT)[1:]), junk)
def test_junk_anywhere_is_refused_or_sound(path: tuple[Any, ...], value: object) -> None:
    document = copy.deepcopy(DOCUMENT)
    held: Any = document
    for step in path[:-1]:
        held = held[step]
    held[path[-1]] = value
    with suppress(ReviewError):
        read(document)
