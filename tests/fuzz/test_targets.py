"""The fuzzer's targets as property tests, and every input that was once a defect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import documents
from fuzz.targets import PIECES, TARGETS, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

#: Examples a target: few for what reads a document from end to end.
EXAMPLES = {"recognition": 40, "extraction": 8, "paper": 40}

#: Inputs that were found to break something, by the target; none may come back.
FOUND = [
    # 京津冀 over and over: a run of letters without end took minutes.
    ("recognition", b"\x01" + bytes([179]) * 130),
    # A member of a zip whose name begins with NUL: Python gives it no name at all.
    ("records", documents.archive({"A.txt": b"x"}).replace(b"A.txt", b"\0.txt")),
    # A point whose coordinates are misspelled, and further objects that are none.
    ("places_table", b'\xff{"features":[{"geometry":{"type":"Point","coordinites":[250,43]}}]}'),
    ("places_table", b'\xff{"features":[1]}'),
    ("places_table", b'\xff{"features":{"a":1}}'),
    ("places_table", b'\xff{"features":[{"geometry":[],"properties":"x"}]}'),
    ("places_table", b"\xff" + b"[" * 100_000),
]


@pytest.mark.parametrize("name", list(TARGETS))
def test_any_input_is_read_or_refused(name: str) -> None:
    """Whatever the bytes are: one line, or a sound result."""
    target, seeds = TARGETS[name]

    @settings(
        max_examples=EXAMPLES.get(name, 150),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=True,
    )
    @given(st.one_of(st.binary(max_size=300), _changed(seeds)))
    def check(data: bytes) -> None:
        target(data)

    check()


def _changed(seeds: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """Give sound inputs with a stretch of bytes exchanged."""
    cut = st.tuples(
        st.sampled_from(seeds), st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=12)
    )
    return cut.map(lambda c: c[0][: c[1]] + c[3] + c[0][c[1] + c[2] :])


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_stays_mended(name: str, data: bytes) -> None:
    """Each input that once broke its target."""
    target: Callable[[bytes], None] = TARGETS[name][0]
    target(data)


def test_every_byte_gives_a_piece() -> None:
    """The fuzzer can reach every piece of the texts that it makes."""
    single = {text_of(bytes([n])) for n in range(224)}
    double = {text_of(bytes([n, m])) for n in range(224, 256) for m in range(256)}
    assert single | double >= {*PIECES}
