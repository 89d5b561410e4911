"""Measure the gazetteer: size, loading, exact and near look-ups, and print a Markdown table."""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data" / "quyu_data"
PACKAGES = os.pathsep.join(str(ROOT / folder) for folder in ("geo", "data", "maps", "cli"))

#: Run in a fresh process: seconds to the first look-up, then the resident memory in MB.
LOAD = """
import resource, time
from quyu_geo.gazetteer import Gazetteer
start = time.perf_counter()
Gazetteer.bundled().index.bearers("长春")
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
#: The same up to the first near name, which lays all names out.
NEAR = LOAD.replace('.bearers("长春")', '.near("牧丹江")')


def fresh(code: str, runs: int) -> tuple[float, float]:
    """Give the median of seconds and the most of megabytes over fresh processes."""
    environment = {**os.environ, "PYTHONPATH": PACKAGES}
    found = []
    for _ in range(runs):
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        seconds, megabytes = map(float, done.stdout.split())
        found.append((seconds, megabytes))
    return statistics.median(pair[0] for pair in found), max(pair[1] for pair in found)


def typos(names: list[str], count: int) -> list[str]:
    """Exchange one character of names by one of another name, the same ones each time."""
    dice = random.Random(1)  # noqa: S311 - a sample, no secret
    found = []
    for name in dice.sample(names, count):
        at = dice.randrange(len(name))
        found.append(name[:at] + dice.choice(dice.choice(names)) + name[at + 1 :])
    return found


def warm(count: int) -> tuple[list[float], list[float]]:
    """Give the milliseconds of exact and of near look-ups, each measured warm."""
    sys.path[:0] = [str(ROOT / "geo"), str(ROOT / "data")]
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - the path is set above

    known = Gazetteer.bundled()
    names = [cells[2] for cells in known.rows(("county", "prefecture"))]
    names += [cells[2] for cells in known.townships("2")]
    exact = _timed(lambda name: known.look_up(name, near=False), names[:: len(names) // count])
    near = _timed(lambda name: known.look_up(name, near=True), typos(names, count))
    return exact, near


def _timed(ask: object, words: list[str]) -> list[float]:
    found = []
    for word in words:
        ask(word)  # type: ignore[operator]
        start = time.perf_counter()
        ask(word)  # type: ignore[operator]
        found.append(1000 * (time.perf_counter() - start))
    return sorted(found)


def sizes() -> tuple[float, float]:
    """Give the megabytes of the bundled data, unpacked and packed as a wheel packs them."""
    files = [path for path in sorted(DATA.rglob("*")) if path.is_file()]
    files = [path for path in files if "__pycache__" not in path.parts]
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for path in files:
            bundle.write(path, path.relative_to(DATA))
    return sum(path.stat().st_size for path in files) / 1e6, packed.tell() / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="fresh processes (default: 5)")
    parser.add_argument("--names", type=int, default=300, help="look-ups of each (default: 300)")
    options = parser.parse_args()
    whole, packed = sizes()
    load, load_memory = fresh(LOAD, options.runs)
    first, first_memory = fresh(NEAR, options.runs)
    exact, near = warm(options.names)
    high = -len(near) // 20  # the 95th of a hundred
    rows = [
        ("data in the wheel", f"{packed:.1f} MB ({whole:.1f} MB unpacked)", "at most 30 MB"),
        ("name index loaded, first exact look-up", f"{1000 * load:.0f} ms", "at most 150 ms"),
        ("… memory of the process", f"{load_memory:.0f} MB", "at most 200 MB"),
        ("first near look-up, all names laid out", f"{1000 * first:.0f} ms", "–"),
        ("… memory of the process", f"{first_memory:.0f} MB", "at most 200 MB"),
        ("exact look-up, warm, median / 95 %", _pair(exact, high), "–"),
        ("near look-up, warm, median / 95 %", _pair(near, high), "under 20 ms"),
    ]
    lines = ["| | measured | must reach |", "|---|---|---|"]
    sys.stdout.write("\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n")


def _pair(found: list[float], high: int) -> str:
    return f"{statistics.median(found):.1f} / {found[high]:.1f} ms"


if __name__ == "__main__":
    main()
