"""The supervisor of a worker: documents that hang, die or want too much are given up alone."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from quyu_cli.corpus.supervisor import Limits, Supervisor, WorkerError
from quyu_geo.corpus.model import Failed, Item, Part, Settings
from quyu_geo.corpus.parts import pack_part, unpack_made
from running import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: A worker that does what its documents say.
WORKER = """
import os, sys, time
from pathlib import Path
from quyu_geo.corpus.frames import pack, read
from quyu_geo.corpus.model import Failed, Made
from quyu_geo.corpus.parts import pack_made, unpack_part

def say(head, *blocks):
    sys.stdout.buffer.write(pack(head, blocks))
    sys.stdout.buffer.flush()

def die_once(mark):
    if not mark.exists():
        mark.touch()
        os._exit(1)

say({"begin": -1})
while True:
    head, (job,) = read(sys.stdin.buffer)
    part, _ = unpack_part(job)
    given_up = {int(key): Failed(**each) for key, each in head["given_up"].items()}
    for position, item in enumerate(part.items):
        if position in given_up:
            continue
        say({"begin": position})
        word, _, rest = item.data.decode().partition(" ")
        if word == "hang": time.sleep(600)
        if word == "die": os._exit(1)
        if word == "want": os._exit(17)
        if word == "break": os._exit(os.write(1, b"nonsense") * 0)
        if word == "once": die_once(Path(rest))
        if word == "refuse": say({"refused": "another version"})
    say({"begin": len(part.items)})
    good = [item.id for n, item in enumerate(part.items) if n not in given_up]
    say({"made": 1}, pack_made(Made({"good": good}, {}, tuple(given_up.values()))))
"""


@pytest.fixture
def supervise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Supervisor]]:
    """Give what makes supervisors of such workers."""
    (tmp_path / "worker.py").write_text(WORKER, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
    made: list[Supervisor] = []

    def make(seconds: float = 60) -> Supervisor:
        command = (sys.executable, str(tmp_path / "worker.py"))
        made.append(Supervisor(Limits(seconds, 900), command))
        return made[-1]

    yield make
    for each in made:
        each.close()


def part(*words: str) -> bytes:
    """Give a job of documents that say what happens to them."""
    items = tuple(Item(f"{n}", f"{n}.txt", word.encode()) for n, word in enumerate(words))
    return pack_part(Part(0, items), Settings("1"))


def outcome(made: bytes) -> tuple[Any, tuple[Failed, ...]]:
    """Give the ids of the documents that were done, and those that failed."""
    found = unpack_made(made)
    return found.counts["good"], found.failed


def test_documents_that_end_the_worker_are_given_up(supervise: Callable[..., Supervisor]) -> None:
    """Each with its reason, and the others are done, by a worker that took over."""
    good, failed = outcome(supervise().do(part("x", "die", "want", "break", "x")))
    assert good == ["0", "4"]
    assert [(each.kind, each.reason) for each in failed] == [
        ("crash", "1.txt: ends the process that reads it, 3 times"),
        ("memory", "2.txt: takes more than 900 MB of memory"),
        ("crash", "3.txt: ends the process that reads it, 3 times"),
    ]


def test_a_document_that_hangs_is_given_up(supervise: Callable[..., Supervisor]) -> None:
    """After its time the worker is killed; it is not waited for twice."""
    begun = time.monotonic()
    good, failed = outcome(supervise(2).do(part("x", "hang", "x")))
    assert time.monotonic() - begun < 60
    assert good == ["0", "2"]
    assert [each.reason for each in failed] == ["1.txt: takes longer than 2 seconds"]


def test_a_worker_that_was_killed_costs_no_document(
    supervise: Callable[..., Supervisor], tmp_path: Path
) -> None:
    """Somebody may kill a worker for no fault of the document: that one is tried again."""
    good, failed = outcome(supervise().do(part("x", f"once {tmp_path / 'mark'}", "x")))
    assert good == ["0", "1", "2"]
    assert failed == ()


def test_a_worker_stays_from_part_to_part(supervise: Callable[..., Supervisor]) -> None:
    """Loading takes long, so it is done once."""
    one = supervise()
    one.do(part("x"))
    worker = one._worker  # noqa: SLF001 - what is tested
    one.do(part("x"))
    assert one._worker is worker is not None  # noqa: SLF001 - as above


def test_a_worker_that_refuses_or_never_starts(
    supervise: Callable[..., Supervisor], tmp_path: Path
) -> None:
    """That is no fault of a document, and ends the run."""
    with pytest.raises(WorkerError, match="another version"):
        supervise().do(part("refuse"))
    (tmp_path / "worker.py").write_text("raise SystemExit(1)", encoding="utf-8")
    with pytest.raises(WorkerError, match="before its first"):
        supervise().do(part("x"))


def test_an_interruption_ends_the_wait(supervise: Callable[..., Supervisor]) -> None:
    """Closed while a document is read, it neither waits nor starts anew."""
    one = supervise()
    threading.Timer(2, one.close).start()
    with pytest.raises(WorkerError, match="interrupted"):
        one.do(part("hang"))
    with pytest.raises(WorkerError, match="interrupted"):
        one.do(part("x"))


def test_the_system_holds_the_limit_of_memory() -> None:
    """What is beyond it is refused, as a MemoryError."""
    code = (
        "import sys; from quyu_cli.corpus import worker; worker._limit(300)\n"
        "try: bytearray(400 << 20)\n"
        "except MemoryError: sys.exit(worker.MEMORY)"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], env=environment(), check=False
    )
    assert done.returncode == 17
