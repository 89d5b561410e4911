"""Measure what quyu must reach, side by side with plain Folium, and print a Markdown table."""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import opening

ROOT = Path(__file__).resolve().parents[1]
QUYU = (sys.executable, "-m", "quyu_cli")
PEER = (sys.executable, str(ROOT / "benchmarks" / "peer.py"))
PACKAGES = os.pathsep.join(str(ROOT / folder) for folder in ("geo", "data", "maps", "cli"))


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a command took.

    Attributes
    ----------
    seconds
        Of the whole process, the median of its runs.
    megabytes
        Largest resident memory of its runs, without its child processes.
    """

    seconds: float
    megabytes: float


def cost(command: tuple[str, ...], runs: int) -> Cost:
    """Run a command once to warm the disk, then `runs` times, and measure."""
    measured = [_once(command) for _ in range(runs + 1)][1:]
    return Cost(
        statistics.median(seconds for seconds, _ in measured),
        max(memory for _, memory in measured),
    )


def _once(command: tuple[str, ...]) -> tuple[float, float]:
    start = time.perf_counter()
    running = subprocess.Popen(  # noqa: S603 - our own commands
        command, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": PACKAGES}
    )
    _, status, usage = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{' '.join(command)} ended with exit code {running.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure(folder: Path, province: str, runs: int) -> list[tuple[str, str, str]]:
    """Give the rows of the table: what, with quyu, with plain Folium."""
    sheet, features, plain = (folder / name for name in ("s.html", "s.geojson", "p.html"))
    drawing = cost((*QUYU, "map", province, "-o", str(sheet)), runs)
    export = cost((*QUYU, "export", province, "-o", str(features)), runs)
    peer = cost((*PEER, str(features), str(plain)), runs)
    atlas = cost((*QUYU, "atlas", "-o", str(folder / "atlas")), 1)
    pages = sorted((folder / "atlas").glob("*.html"))
    rows = [
        (f"`quyu map {province}`, whole process", _time(drawing), _time(peer) + " ¹"),
        ("… memory at its peak", _memory(drawing), _memory(peer)),
        (f"`quyu export {province}`, whole process", _time(export), "–"),
        (f"`quyu atlas`, {len(pages) - 1} sheets and the index", _time(atlas), "–"),
        ("the sheet", _size(sheet), _size(plain)),
        ("the largest page of the atlas", _size(max(pages, key=_bytes)), "–"),
        ("its GeoJSON", _size(features), "–"),
    ]
    if opening.available():
        ours, theirs = (opening.drawn(page, runs) for page in (sheet, plain))
        rows.append(("the sheet, opened and drawn", f"{ours:.2f} s", f"{theirs:.2f} s"))
        index = opening.drawn(folder / "atlas" / "index.html", runs)
        rows.append(("`index.html`, opened and drawn", f"{index:.2f} s", "–"))
    return rows


def _time(of: Cost) -> str:
    return f"{of.seconds:.2f} s"


def _memory(of: Cost) -> str:
    return f"{of.megabytes:.0f} MB"


def _bytes(path: Path) -> int:
    return path.stat().st_size


def _size(path: Path) -> str:
    packed = len(gzip.compress(path.read_bytes(), mtime=0))
    return f"{_bytes(path) / 1e6:.2f} MB ({packed / 1e6:.2f} gzipped)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--province", default="吉林", help="whose sheet (default: 吉林)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default: 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), options.province, options.runs)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} processors"
    lines = [f"| {machine} | quyu | plain Folium |", "|---|---|---|"]
    sys.stdout.write("\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)]) + "\n")


if __name__ == "__main__":
    main()
