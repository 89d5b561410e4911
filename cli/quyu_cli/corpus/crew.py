"""Those who do the parts, always the same work: processes of this machine, or a Dask cluster."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quyu_cli.corpus.supervisor import Limits, Supervisor
from quyu_cli.failures import Failure, UsageFailure

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

#: Seconds to wait for a scheduler.
_PATIENCE = 20


@dataclass(frozen=True, slots=True)
class Crew:
    """
    Whoever does the parts.

    Attributes
    ----------
    executor
        Takes jobs.
    work
        What it is to do with a job: bytes to bytes.
    size
        How many it does at once.
    """

    executor: Executor
    work: Callable[[bytes], bytes]
    size: int


@contextmanager
def local(processes: int, limits: Limits) -> Generator[Crew]:
    """Give a crew of processes on this machine, each with a thread that watches over it."""
    everyone = [Supervisor(limits) for _ in range(processes)]
    idle: queue.SimpleQueue[Supervisor] = queue.SimpleQueue()
    for each in everyone:
        idle.put(each)

    def work(job: bytes) -> bytes:
        supervisor = idle.get()
        try:
            return supervisor.do(job)
        finally:
            idle.put(supervisor)

    with ThreadPoolExecutor(processes) as executor:
        try:
            yield Crew(executor, work, processes)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
            for each in everyone:
                each.close()


@contextmanager
def dask(address: str, limits: Limits) -> Generator[Crew]:
    """
    Give the workers of a Dask cluster as a crew.

    Parameters
    ----------
    address
        Of its scheduler: ``tcp://host:8786`` or ``tls://…``.
    limits
        Of every document.

    Raises
    ------
    Failure
        If Dask is not installed, or nobody answers.
    """
    if "://" not in address:
        raise UsageFailure(f"{address}: no address of a scheduler, such as tcp://host:8786")
    try:
        from distributed import Client  # noqa: PLC0415 - an optional dependency
    except ImportError as error:
        raise Failure("--scheduler needs Dask: pip install 'quyu[dask]'") from error
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise Failure(f"{address}: no scheduler answers there") from error
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise Failure(f"{address}: the scheduler has no workers")
        executor = client.get_executor(pure=False)
        yield Crew(executor, _Far(limits), threads)
        client.run(dismiss)
    finally:
        client.close()


@dataclass(frozen=True, slots=True)
class _Far:
    """The work of a thread of a Dask worker: the same, with a supervisor that it keeps."""

    limits: Limits

    def __call__(self, job: bytes) -> bytes:
        """Have a part done."""
        key = (threading.get_ident(), self.limits)
        supervisor = _KEPT.get(key)
        if supervisor is None:
            supervisor = _KEPT[key] = Supervisor(self.limits)
        return supervisor.do(job)


#: Supervisors of the threads of this process, where it is a Dask worker: it keeps nothing else
#: from one part to the next, and loading takes longer than a part may.
_KEPT: dict[tuple[int, Limits], Supervisor] = {}


def dismiss() -> None:
    """Kill the processes that this process supervises."""
    while _KEPT:
        _KEPT.popitem()[1].close()
