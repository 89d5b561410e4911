"""Measure how fast places are read, beside cpca with its script conversion; print a Markdown table.

The corpus is 10 MB of the annotated plans (the folder that QUYU_GOLD names), each round with the
names of prefectures and counties exchanged, so that lines differ. cpca is no dependency of quyu:
``pip install cpca==0.5.5`` beside it, or leave it out.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import sys
import time
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import opencc

from quyu_geo.fold import fold
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from quyu_geo.model import Place

PLANS = ("jiangsu-2020", "jilin-2019", "jilin-hachang-2016", "neimenggu-2020", "panjin-2020")
SIZE = 10_000_000


def corpus(folder: Path, size: int = SIZE) -> list[str]:
    """
    Give documents of 10 MB in all: the plans, each round with other names in them.

    In every round each prefecture and each county has the name of another one of its kind and
    province, as a plan of that province might name it.
    """
    texts = [(folder / f"{name}.txt").read_text(encoding="utf-8") for name in PLANS]
    known = Gazetteer.bundled()
    units = known.of_kinds(("prefecture", "county"))
    grouped = groupby(sorted(units, key=_ring), key=_ring)
    rings = [[u.name if u.kind == "county" else u.short for u in group] for _, group in grouped]
    every = sorted({name for ring in rings for name in ring}, key=len, reverse=True)
    any_name = re.compile("|".join(every))
    documents: list[str] = []
    turn = held = 0
    while held < size:
        documents += (any_name.sub(_exchange(rings, turn), text) for text in texts)
        held = sum(len(text.encode("utf-8")) for text in documents)
        turn += 1
    return documents


def _ring(unit: Place) -> tuple[str, str]:
    """Give what units have in common that exchange their names."""
    return unit.id[:2], unit.kind


def _exchange(rings: list[list[str]], turn: int) -> Callable[[re.Match[str]], str]:
    """Give what puts the name so many places further on its ring in the place of a name."""
    others = {name: ring[(at + turn) % len(ring)] for ring in rings for at, name in enumerate(ring)}
    return lambda found: others[found[0]]


def measure(work: Callable[[], object]) -> float:
    """Give the seconds of processor time, the better of two runs."""
    seconds = []
    for _ in range(2):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def main() -> int:
    """Run both side by side on one corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subject", default="220000", help="place id of the subject")
    options = parser.parse_args()
    folder = os.environ.get("QUYU_GOLD", "")
    if not folder:
        sys.stderr.write("QUYU_GOLD names no folder with the annotated plans\n")
        return 1
    documents = corpus(Path(folder))
    characters = sum(map(len, documents))
    find_places("", subject=options.subject)
    ours = measure(lambda: _read(documents, options.subject))
    rows = [("quyu: fold, recognise, resolve", ours), *_peer(documents)]
    rows.append(("of which folding", measure(lambda: [fold(text) for text in documents])))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{characters:,} characters, Python {platform.python_version()}, one core, ")
    sys.stdout.write(f"peak {peak:.0f} MB with both loaded\n\n")
    sys.stdout.write("| work | seconds | million characters/s | beside quyu |\n|---|---|---|---|\n")
    for name, seconds in rows:
        rate = characters / seconds / 1e6
        sys.stdout.write(f"| {name} | {seconds:.2f} | {rate:.2f} | {seconds / ours:.2f} |\n")
    return 0


def _read(documents: list[str], subject: str) -> None:
    """Read one document after another and keep none, as the peer does."""
    for text in documents:
        find_places(text, subject=subject)


def _peer(documents: list[str]) -> list[tuple[str, float]]:
    try:
        cpca = import_module("cpca")
    except ImportError:
        sys.stderr.write("cpca is not installed: measured without it\n")
        return []
    convert = opencc.OpenCC("t2s").convert

    def work() -> None:
        for text in documents:
            cpca.transform_text_with_addrs(convert(text))

    return [("cpca 0.5.5 after OpenCC", measure(work))]


if __name__ == "__main__":
    sys.exit(main())
