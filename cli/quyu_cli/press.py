"""Run the same work on many jobs in several processes, and give results in the jobs' order."""

from __future__ import annotations

import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from quyu_cli.failures import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

Job = TypeVar("Job")
Result = TypeVar("Result")


def in_order(
    work: Callable[[Job], Result], jobs: Sequence[Job], processes: int
) -> Generator[Result]:
    """
    Give the result of each job, in the order of the jobs.

    Parameters
    ----------
    work
        A function of a module, so that another process can import it.
    jobs
        What to work on; handed out in this order.
    processes
        How many at once; with one, everything happens in this process.

    Raises
    ------
    Failure
        If a process dies, for want of memory for instance.
    """
    count = min(processes, len(jobs))
    if count <= 1:
        yield from map(work, jobs)
        return
    with _pool(count) as pool:
        for waiting in [pool.submit(work, job) for job in jobs]:
            yield waiting.result()


@contextmanager
def _pool(processes: int) -> Generator[ProcessPoolExecutor]:
    # A copy of a process with threads (numpy, GDAL) may lock up, so each one starts afresh.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _start_worker)
    try:
        yield pool
    except BrokenProcessPool as error:
        raise Failure("a drawing process ended before its work was done") from error
    finally:
        # What is being written gets finished; what still waits is dropped.
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker() -> None:
    """Leave interruptions to the first process, which lets each finish what it is writing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
