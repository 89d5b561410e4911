"""The process that documents are studied in: it may hang or die without harm to anyone."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from contextlib import suppress
from typing import Any, BinaryIO

from quyu_geo.corpus.frames import pack, read
from quyu_geo.corpus.model import Failed, Item, Settings
from quyu_geo.corpus.parts import pack_made, unpack_part
from quyu_geo.corpus.version import fingerprint

Message = tuple[dict[str, Any], list[bytes]]

#: A first document, of our own making.
_FIRST = "南京市与扬州市合作，建设宁扬产业园、宁扬城际铁路和宁镇扬都市圈。"
#: Position that is told when everything is loaded.
READY = -1


def main() -> None:
    """
    Do the parts that come in on standard input until it ends.

    The only argument is the memory in megabytes that this process may take.
    """
    for number in (signal.SIGINT, signal.SIGTERM):  # the first process says when to stop
        signal.signal(number, signal.SIG_IGN)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints
    jobs: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, jobs), daemon=True).start()
    _limit(int(sys.argv[1]))
    try:
        _work(jobs, out)
    except BrokenPipeError:  # nobody waits for the rest
        os._exit(1)


def _listen(stream: BinaryIO, jobs: queue.SimpleQueue[Message]) -> None:
    """Take jobs in while others are done, and end with whoever sends them, however it ended."""
    with suppress(ValueError, OSError):
        while (message := read(stream)) is not None:
            jobs.put(message)
    os._exit(0)


def _limit(megabytes: int) -> None:
    """Let the system refuse more memory than this, where it can."""
    with suppress(ImportError, ValueError, OSError, AttributeError):
        import resource  # noqa: PLC0415 - not on Windows

        most = megabytes << 20
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _work(jobs: queue.SimpleQueue[Message], out: BinaryIO) -> None:
    from quyu_geo.corpus.study import Desk  # noqa: PLC0415 - after the limit is set
    from quyu_geo.corpus.task import do_part  # noqa: PLC0415 - as above
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - as above

    def say(head: dict[str, Any], *blocks: bytes) -> None:
        out.write(pack(head, blocks))
        out.flush()

    desk = Desk(Gazetteer.bundled())
    # What is loaded with the first document must not count against its time.
    first = Item("", "", _FIRST.encode(), plain=True)
    desk.study(first, desk.read(first, Settings("")))
    say({"begin": READY})
    while True:
        head, (job,) = jobs.get()
        part, settings = unpack_part(job)
        if settings.version != fingerprint():
            say({"refused": f"quyu {fingerprint()} works here, not {settings.version}"})
            continue
        given_up = {int(key): Failed(**each) for key, each in head["given_up"].items()}
        begin = lambda position: say({"begin": position})  # noqa: E731 - a line is enough
        try:
            made = do_part(part, settings, desk, begin, given_up)
            say({"made": True}, pack_made(made))
        except MemoryError:
            os._exit(MEMORY)


#: Exit code of a process that was refused more memory.
MEMORY = 17

if __name__ == "__main__":
    main()
