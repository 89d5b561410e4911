"""Measure how fast places and initiatives are read together, and how long one plan takes.

The corpus is that of `places.py`: 10 MB of the annotated plans (the folder that QUYU_GOLD
names), each round with the names of prefectures and counties exchanged.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

from places import PLANS, corpus, measure
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.initiatives import extract
from quyu_geo.toponyms import find_places

SUBJECT, DATE = "220000", "2019"
ROOT = Path(__file__).resolve().parents[1]
PACKAGES = os.pathsep.join(str(ROOT / folder) for folder in ("geo", "data", "maps", "cli"))
RUNS = 3  # of each plan, after one to warm the disk


def process(plan: Path) -> tuple[float, float, float]:
    """Run `quyu extract` on a plan; give its seconds, those of the processor, and megabytes."""
    started = time.perf_counter()
    running = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "quyu_cli", "extract", str(plan), "-o", os.devnull],
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": PACKAGES},
    )
    _, _, usage = os.wait4(running.pid, 0)
    seconds = time.perf_counter() - started
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def one_plan(folder: Path) -> str:
    """Give the row of one plan as a whole process: medians over the plans, and the most memory."""
    measured = []
    for name in PLANS:
        plan = folder / f"{name}.txt"
        process(plan)
        measured += [process(plan) for _ in range(RUNS)]
    seconds, busy, memory = zip(*measured, strict=True)
    said = f"{statistics.median(seconds):.2f} s ({statistics.median(busy):.2f} s of the processor)"
    return f"| `quyu extract` of one plan, whole process, {max(memory):.0f} MB | {said} |"


def main() -> None:
    """Measure recognition alone and extraction as a whole, and print both."""
    folder = os.environ.get("QUYU_GOLD")
    if not folder:
        sys.exit("QUYU_GOLD must name the folder of the annotated plans")
    texts = corpus(Path(folder))
    gazetteer = Gazetteer.bundled()
    count = sum(map(len, texts))

    def places() -> None:
        for text in texts:
            find_places(text, subject=SUBJECT, date=DATE, gazetteer=gazetteer)

    def whole() -> None:
        for text in texts:
            found = find_places(text, subject=SUBJECT, date=DATE, gazetteer=gazetteer)
            extract(text, found, subject=SUBJECT, date=DATE, gazetteer=gazetteer)

    whole()  # reads the tables once
    lines = [
        f"{platform.machine()}, Python {platform.python_version()}, {count} characters",
        "",
        "| work | |",
        "|---|---:|",
        f"| places | {count / measure(places):,.0f} characters/s |",
        f"| places and initiatives | {count / measure(whole):,.0f} characters/s |",
        one_plan(Path(folder)),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
