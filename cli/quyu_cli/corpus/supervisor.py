"""Keep one worker at work: give it parts, kill it when it hangs, and replace it when it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

from quyu_cli.corpus.worker import MEMORY, READY
from quyu_geo.corpus.frames import pack, read
from quyu_geo.corpus.model import Failed
from quyu_geo.corpus.parts import unpack_part

if TYPE_CHECKING:
    from quyu_geo.corpus.model import Kind

#: How often a document may be tried: a process may also be killed for no fault of the document.
TRIES: dict[Kind, int] = {"timeout": 1, "memory": 2, "crash": 3}
#: Seconds that loading may take, and writing the rows of a part.
_LOADING = 300.0
#: -P: a folder that quyu is started in must not put its own modules before ours.
WORKER = (sys.executable, "-P", "-m", "quyu_cli.corpus.worker")
#: One thread each: the processes are many.
_ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class WorkerError(Exception):
    """Workers cannot work at all; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What one document may take.

    Attributes
    ----------
    seconds
        From its opening to its rows.
    megabytes
        Of memory, with all that a worker has loaded.
    """

    seconds: float
    megabytes: int


class _End(NamedTuple):
    """How a worker ended, and at which position of the part."""

    position: int
    kind: Kind


class Supervisor:
    """
    Gives parts to a worker of its own.

    Parameters
    ----------
    limits
        Of every document.
    command
        That starts a worker; the memory it may take is its last argument.
    """

    def __init__(self, limits: Limits, command: tuple[str, ...] = WORKER) -> None:
        self._limits = limits
        self._command = command
        self._worker: subprocess.Popen[bytes] | None = None
        self._closed = False

    def do(self, job: bytes) -> bytes:
        """
        Have a part done.

        Parameters
        ----------
        job
            As of `quyu_geo.corpus.parts.pack_part`.

        Returns
        -------
        made
            As of `pack_made`. A document that hangs, dies or takes too much memory is among
            those that failed; the others are there.

        Raises
        ------
        WorkerError
            If no worker can be started, or it refuses the work.
        """
        part, _ = unpack_part(job)
        given_up: dict[int, Failed] = {}
        tries: Counter[tuple[int, Kind]] = Counter()
        while True:
            found = self._attempt(job, len(part.items), given_up)
            if isinstance(found, bytes):
                return found
            tries[found] += 1
            if tries[found] < TRIES[found.kind]:
                continue
            if not 0 <= found.position < len(part.items):
                raise WorkerError("a worker ended before its first or after its last document")
            item = part.items[found.position]
            reason = f"{item.source}: {self._reason(found.kind)}"
            given_up[found.position] = Failed(item.id, item.source, found.kind, reason)

    def close(self) -> None:
        """Kill the worker; a part that it has in hand raises `WorkerError`."""
        self._closed = True
        self._kill()

    def _reason(self, kind: Kind) -> str:
        if kind == "timeout":
            return f"takes longer than {self._limits.seconds:g} seconds"
        if kind == "memory":
            return f"takes more than {self._limits.megabytes} MB of memory"
        return f"ends the process that reads it, {TRIES['crash']} times"

    def _attempt(self, job: bytes, count: int, given_up: dict[int, Failed]) -> bytes | _End:
        worker, position = self._started(), READY
        rows = {str(key): asdict(each) for key, each in given_up.items()}
        alarm = _Alarm(worker, _LOADING)
        try:
            if worker.stdin is None or worker.stdout is None:
                raise WorkerError("a worker without pipes")
            worker.stdin.write(pack({"given_up": rows}, [job]))
            worker.stdin.flush()
            while (message := read(worker.stdout)) is not None:
                head, blocks = message
                if "made" in head:
                    return blocks[0]
                if "refused" in head:
                    raise WorkerError(head["refused"])
                position = head["begin"]
                alarm.set(self._limits.seconds if 0 <= position < count else _LOADING)
        except (BrokenPipeError, ValueError, ConnectionError):
            pass  # it died while it was spoken to; how, is asked below
        finally:
            alarm.cancel()
        self._kill()
        if self._closed:
            raise WorkerError("interrupted")
        if alarm.rang:
            return _End(position, "timeout")
        return _End(position, "memory" if worker.returncode == MEMORY else "crash")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise WorkerError("interrupted")
        if self._worker is None or self._worker.poll() is not None:
            self._worker = subprocess.Popen(  # noqa: S603 - our own module
                [*self._command, str(self._limits.megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **_ALONE},
            )
        return self._worker

    def _kill(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was not sent need not be
                        pipe.close()


class _Alarm:
    """Kills a worker that does not report in time."""

    def __init__(self, worker: subprocess.Popen[bytes], seconds: float) -> None:
        self._worker = worker
        self._timer: threading.Timer | None = None
        self.rang = False
        self.set(seconds)

    def set(self, seconds: float) -> None:
        """Wait anew, for so long."""
        self.cancel()
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        self._worker.kill()
