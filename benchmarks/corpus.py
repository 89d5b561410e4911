"""Measure `quyu corpus`: processes, a Dask cluster, memory, start-up, and cpca beside it.

Prints a Markdown table. The corpus is the annotated plans (the folder that QUYU_GOLD names) with
the names of units exchanged from round to round, for speed, and short texts of our own for
memory. cpca is no dependency of quyu: ``pip install cpca==0.5.5`` beside it, or leave it out.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import corpora
from measure import PACKAGES, QUYU

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Documents whose time is start-up and little else.
FEW = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a run took.

    Attributes
    ----------
    seconds
        On the clock.
    processor
        Seconds of processor time of all processes; not known of a cluster.
    worker, first
        Largest resident memory of a process that reads, and of the one that hands out, MB.
    """

    seconds: float
    processor: float
    worker: float
    first: float


class Watch(threading.Thread):
    """Looks at the memory of a process and of all below it until it has ended."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.peaks: dict[int, float] = {}
        self.ended = threading.Event()

    def run(self) -> None:
        """Look five times a second."""
        while not self.ended.wait(0.2):
            for pid in _family(self._pid):
                self.peaks[pid] = max(self.peaks.get(pid, 0.0), _peak(pid))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))
    except OSError:  # it has just ended
        return


def _peak(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024 if "VmHWM" in lines else 0.0


def run(corpus: Path, *options: str) -> Cost:
    """Run `quyu corpus` over a file into a fresh folder."""
    with tempfile.TemporaryDirectory(dir=corpus.parent) as folder:
        command = [*QUYU, "corpus", str(corpus), "-o", f"{folder}/out", "--quiet", *options]
        start = time.perf_counter()
        running = subprocess.Popen(command, env=_environment())  # noqa: S603 - our own command
        watch = Watch(running.pid)
        watch.start()
        _, status, usage = os.wait4(running.pid, 0)  # with all that it waited for itself
        code = running.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        watch.ended.set()
        watch.join()
        if code:
            raise SystemExit(f"{' '.join(command)} ended with exit code {code}")
    first = watch.peaks.pop(running.pid, 0.0)
    used = usage.ru_utime + usage.ru_stime
    return Cost(seconds, used, max(watch.peaks.values(), default=0.0), first)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": PACKAGES}


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """Start a scheduler and so many workers of Dask on the loopback; give the address."""
    address = "tcp://127.0.0.1:18786"
    everyone = [_dask("scheduler", "--host", "127.0.0.1", "--port", "18786")]
    time.sleep(3)
    everyone += [_dask("worker", address, "--nthreads", "1", "--no-nanny") for _ in range(workers)]
    time.sleep(5)
    try:
        yield address
    finally:
        for process in reversed(everyone):
            process.terminate()
            process.wait()


def _dask(part: str, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own cluster
        [sys.executable, "-m", f"distributed.cli.dask_{part}", *options, "--no-dashboard"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def best(corpus: Path, rounds: int, *options: str) -> Cost:
    """Give the median of several runs, with their largest memory."""
    costs = [run(corpus, *options) for _ in range(rounds)]
    return Cost(
        median(each.seconds for each in costs),
        median(each.processor for each in costs),
        max(each.worker for each in costs),
        max(each.first for each in costs),
    )


def speed(folder: Path, gold: Path | None, number: int, rounds: int) -> Iterator[str]:
    """Measure throughput and efficiency."""
    corpus = folder / "plans.jsonl"
    characters = corpora.write(corpus, number, gold)
    few = folder / "few.jsonl"
    corpora.write(few, FEW, gold)
    start = best(few, rounds, "--jobs", "1")
    one, two = (best(corpus, rounds, "--jobs", jobs) for jobs in ("1", "2"))
    yield f"{number:,} documents of {characters / number:,.0f} characters, median of {rounds} runs"
    yield ""
    heads = ("documents/s", "characters/s", "efficiency", "processor s", "by it")
    yield f"| | seconds | {' | '.join(heads)} | MB a process | MB, first |"
    yield "|---|---|---|---|---|---|---|---|---|"

    yield _row("1 process", one, number, characters)
    yield _row("2 processes", two, number, characters, one)
    with cluster(2) as address:
        far = best(corpus, rounds, "--scheduler", address)
    far = replace(far, processor=0, worker=0)
    yield _row("Dask, 2 workers on the loopback", far, number, characters, one)
    yield _row(f"start-up: {FEW} documents", start, FEW, 0)
    if peer := cpca(corpus):
        yield _row("cpca 0.5.5 after OpenCC, 1 process", Cost(peer, 0, 0, 0), number, characters)


def _row(name: str, cost: Cost, number: int, characters: int, one: Cost | None = None) -> str:
    cells = [f"{cost.seconds:.1f}", f"{number / cost.seconds:.1f}"]
    cells += [f"{characters / cost.seconds:,.0f}" if characters else ""]
    cells += [f"{one.seconds / cost.seconds / 2:.2f}" if one else ""]
    cells += [f"{cost.processor:.1f}" if cost.processor else ""]
    # The same work in as much processor time: what is lost to waiting for other programs is not
    # counted here, what is lost to handing work out is.
    cells += [f"{one.processor / cost.processor:.2f}" if one and cost.processor else ""]
    cells += [f"{mb:.0f}" if mb else "" for mb in (cost.worker, cost.first)]
    return f"| {' | '.join([name, *cells])} |"


def cpca(corpus: Path) -> float:
    """Time cpca over the same corpus in a process of its own, or give nothing without it."""
    code = (
        "import sys, json, time, cpca, opencc\n"
        "convert = opencc.OpenCC('t2s').convert\n"
        "start = time.perf_counter()\n"
        "for line in open(sys.argv[1], encoding='utf-8'):\n"
        "    try: cpca.transform_text_with_addrs(convert(json.loads(line)['text']))\n"
        "    except KeyError: pass\n"  # a text without places
        "print(time.perf_counter() - start)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(corpus)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write("cpca is not installed: measured without it\n")
        return 0.0
    return float(done.stdout)


def memory(folder: Path, sizes: list[int]) -> Iterator[str]:
    """Measure peak memory over corpora of growing size, of short texts of our own."""
    yield ""
    yield "| short documents, 2 processes | seconds | documents/s | MB a process | MB, first |"
    yield "|---|---|---|---|---|"
    for number in sizes:
        corpus = folder / f"short-{number}.jsonl"
        corpora.write(corpus, number, None)
        cost = run(corpus, "--jobs", "2")
        cells = [cost.seconds, number / cost.seconds, cost.worker, cost.first]
        yield f"| {number:,} | {' | '.join(f'{cell:.0f}' for cell in cells)} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000, help="for speed (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument("--sizes", default="1000,20000", help="for memory (default: 1000,20000)")
    options = parser.parse_args()
    gold = os.environ.get("QUYU_GOLD", "")
    sys.stdout.write(f"Python {platform.python_version()}, {os.cpu_count()} processors\n\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for line in speed(folder, Path(gold) if gold else None, options.documents, options.rounds):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
        for line in memory(folder, [int(size) for size in options.sizes.split(",") if size]):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
