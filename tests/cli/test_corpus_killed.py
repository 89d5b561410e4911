"""`quyu corpus` killed at any moment, a worker or the whole run: nothing lost, nothing twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

import datasets
from running import COMMAND, environment, quyu

pytest.importorskip("pyarrow", reason="pyarrow is not installed")

CORPUS = ("corpus", "in.jsonl", "--batch", "2", "--quiet")


def below(pid: int) -> list[int]:
    """Give the processes that a process has started, while it lives."""
    try:
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
        return [int(w) for t in tasks for w in (t / "children").read_text("ascii").split()]
    except OSError:
        return []


@pytest.mark.slow
def test_killed_at_random_moments(tmp_path: Path) -> None:
    """
    However often it is killed, the dataset ends as if it never had been.

    The moments are random, parts of the time of an undisturbed run: workers are killed up to
    four times, whole runs up to three.
    """
    chance = random.Random()  # noqa: S311 - no secret
    datasets.write(tmp_path / "in.jsonl", 24, times=25)
    begun = time.monotonic()
    undisturbed = quyu(*CORPUS, "-o", "whole", "--jobs", "2", cwd=tmp_path)
    takes = time.monotonic() - begun
    assert undisturbed.returncode == 0, undisturbed.stderr
    code, kills = 1, {"worker": 0, "run": 0}
    while code:
        running = subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, *CORPUS, "-o", "out", "--jobs", "2", "--resume"],
            cwd=tmp_path,
            env=environment(),
            start_new_session=True,
        )
        for _ in range(2):
            with suppress(subprocess.TimeoutExpired):
                running.wait(timeout=takes * chance.uniform(0.05, 0.25))
            victims = below(running.pid)
            if victims and kills["worker"] < 4:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(victims), signal.SIGKILL)
                    kills["worker"] += 1
        if running.poll() is None and kills["run"] < 3:
            os.killpg(running.pid, signal.SIGKILL)
            kills["run"] += 1
        code = running.wait(timeout=240)
    assert kills["worker"] + kills["run"] >= 3, kills
    assert datasets.content(tmp_path / "out") == datasets.content(tmp_path / "whole")


def test_workers_end_with_the_run_that_started_them(tmp_path: Path) -> None:
    """A run that is killed leaves no process behind that works for nobody."""
    datasets.write(tmp_path / "in.jsonl", 40, times=25)
    running = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, *CORPUS, "-o", "out", "--jobs", "2"], cwd=tmp_path, env=environment()
    )
    workers: list[int] = []
    while len(workers) < 2 and running.poll() is None:
        workers = below(running.pid)
    running.kill()
    running.wait()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline, "a worker lives on"
        time.sleep(0.05)
