"""Parts: the same for the same input, sound on the way, and ids that stand once."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyu_geo.corpus import parts as module
from quyu_geo.corpus.frames import pack, unpack
from quyu_geo.corpus.model import Failed, Item, Made, Part, Settings
from quyu_geo.corpus.parts import pack_made, pack_part, parts, unpack_made, unpack_part

SETTINGS = Settings("1", "220000", "2020")


def item(name: str, data: bytes = b"x") -> Item:
    """Give a document."""
    return Item(name, name, data)


def test_parts_are_closed_by_number_or_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many small documents nor a few large ones make a part large."""
    monkeypatch.setattr(module, "BYTES", 10)
    found = parts([item(str(n), b"x" * (9 if n == 2 else 1)) for n in range(7)], 3)
    assert [[i.id for i in part.items] for part in found] == [
        ["0", "1", "2"],
        ["3", "4", "5"],
        ["6"],
    ]
    found = parts([item(str(n), b"x" * 6) for n in range(5)], 3)
    assert [len(part.items) for part in found] == [2, 2, 1]


def test_documents_are_taken_only_as_they_are_needed() -> None:
    """Nothing is read ahead of the part that is asked for."""
    taken = []

    def endless() -> object:
        n = 0
        while True:
            taken.append(n)
            yield item(str(n))
            n += 1

    list(islice(parts(endless(), 5), 2))  # type: ignore[arg-type]
    assert len(taken) == 10


def test_an_id_that_stands_twice_counts_once() -> None:
    """The first one counts, in the same part and in a later one; the others are said."""
    found = list(parts([item(name) for name in ("a", "b", "a", "c", "b", "d", "a")], 3))
    assert [[i.id for i in part.items] for part in found] == [["a", "b"], ["c", "d"], []]
    assert [[f.id for f in part.failed] for part in found] == [["a"], ["b"], ["a"]]
    assert {f.kind for part in found for f in part.failed} == {"duplicate"}


@given(st.lists(st.integers(0, 60), max_size=200), st.integers(1, 7))
def test_ids_are_remembered_over_many_parts(numbers: list[int], size: int) -> None:
    """Each id is kept the first time it comes, however the parts fall."""
    found = [i.id for part in parts([item(str(n)) for n in numbers], size) for i in part.items]
    assert found == [str(n) for n in dict.fromkeys(numbers)]


@given(st.lists(st.tuples(st.text(max_size=5), st.binary(max_size=20)), max_size=5))
def test_a_part_travels_as_it_is(rows: list[tuple[str, bytes]]) -> None:
    """Another process gets the very same part, whatever its bytes and names."""
    part = Part(
        3, tuple(Item(name, name, data) for name, data in rows), (Failed("f", "f", "input", "r"),)
    )
    assert unpack_part(pack_part(part, SETTINGS)) == (part, SETTINGS)


def test_what_was_made_travels_as_it_is() -> None:
    """So does the result."""
    made = Made({"documents": 1}, {"a": b"\n\0", "b": b""}, (Failed("f", "f", "input", "r"),))
    assert unpack_made(pack_made(made)) == made


@pytest.mark.parametrize("message", [b"", b"x", b"{}\n", pack({"a": 1}, [b"123"])[:-1]])
def test_a_message_that_is_none_is_refused(message: bytes) -> None:
    """A worker that was killed while it spoke is noticed."""
    with pytest.raises((ValueError, KeyError)):
        unpack(message)


def test_the_digest_tells_what_matters() -> None:
    """Another text, id or setting is another part; the progress is none of it."""
    base = Part(0, (item("a"),)).digest(SETTINGS)
    assert base == Part(9, (Item("a", "a", b"x", spent=7),)).digest(SETTINGS)
    assert base != Part(0, (item("a", b"y"),)).digest(SETTINGS)
    assert base != Part(0, (item("b"),)).digest(SETTINGS)
    assert base != Part(0, (item("a"),)).digest(Settings("2", "220000", "2020"))
