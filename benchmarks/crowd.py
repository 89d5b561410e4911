"""
Measure a sheet of 600 initiatives in Chromium: opened, redrawn after a move, filtered.

The atlas has no plan as full as that, so the initiatives of Jilin are taken once more, under
other names and with parties next to their own in the list of units, until there are enough.

    python benchmarks/crowd.py [--count 600] [--rounds 21]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import opening
from quyu_geo.atlas import Atlas
from quyu_geo.features import feature_table
from quyu_geo.gazetteer import Gazetteer
from quyu_maps.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium import webdriver

    from quyu_geo.model import Initiative

JILIN = "220000"
#: What must be reached, in milliseconds.
GOALS = {"drawn": 800, "redrawn": 60, "filtered": 80}
#: Everything on: as many marks as there can be.
ALL = """const page = quyu.page;
page.state.types = new Set(quyu.allKinds(page.data)); page.state.core = false; page.update();
return page.data.features.length;"""
#: One move and one filter, each with the layout that the browser does after it.
ACTS = {
    "redrawn": """const page = quyu.page;
        page.map.panBy([arguments[0] % 2 ? -40 : 40, 0], {animate: false});
        document.body.offsetWidth;
        return timed(() => page.engine.redraw());""",
    "filtered": """const page = quyu.page, all = Object.keys(page.data.vocabulary.status);
        const set = page.state.filters.status, one = all[arguments[0] % all.length];
        set.clear(); set.add(one);
        return timed(() => page.update());""",
}
TIMED = """const timed = (act) => {
  const began = performance.now(); act(); document.body.offsetWidth;
  return performance.now() - began;
};
"""


def crowd(count: int) -> str:
    """Draw the sheet of Jilin with this many initiatives."""
    atlas, known = Atlas.bundled(), Gazetteer.bundled()
    own = list(atlas.concerning(JILIN, known))
    units = [place.id for place in known.units_in(JILIN)]
    rows = [*own]
    while len(rows) < count:
        rows += [_again(row, len(rows) // len(own), units) for row in own[: count - len(rows)]]
    table = feature_table(rows, atlas.plans, known)
    return sheet(table, known.place(JILIN), atlas.plans, known)


def _again(row: Initiative, turn: int, units: list[str]) -> Initiative:
    """Give an initiative under another name, its own units each replaced by their neighbour."""
    after = dict(zip(units, units[1:] + units[:1], strict=True))
    members = tuple(after.get(each, each) for each in row.members)
    plan, _, number = row.ref.partition("#")
    return replace(
        row, ref=f"{plan}#{turn}{number}", name=f"{row.name}·{turn}", members=members, course=()
    )


def measure(page: Path, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Time moves and filters of a page: milliseconds by the clock, and of the processor."""
    browser = opening.browser()
    try:
        browser.get(page.resolve().as_uri())
        opening.wait(browser)
        sys.stderr.write(f"{browser.execute_script(ALL)} initiatives are drawn\n")
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in ACTS}
        for turn in range(rounds):
            for name, act in ACTS.items():
                before = _busy(browser)
                clock = float(browser.execute_script(TIMED + act, turn))
                times[name].append((clock, _busy(browser) - before))
    finally:
        browser.quit()
    return times


def _busy(browser: webdriver.Chrome) -> float:
    """Give the milliseconds that pages have kept a processor busy; 0 where nobody counts them."""
    total = 0
    for task in _below(browser.service.process.pid):
        if b"--type=renderer" in Path(f"/proc/{task}/cmdline").read_bytes():
            total += int(Path(f"/proc/{task}/task/{task}/schedstat").read_text().split()[0])
    return total / 1e6


def _below(process: int) -> Iterator[int]:
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            yield child
            yield from _below(child)


def main() -> None:
    """Draw, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--count", type=int, default=600, help="initiatives (default: 600)")
    parser.add_argument("--rounds", type=int, default=21, help="moves and filters (default: 21)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "crowd.html"
        page.write_text(crowd(options.count), encoding="utf-8")
        drawn = [opening.drawn(page, 1) * 1000 for _ in range(5)]
        times = measure(page, options.rounds)
        size = page.stat().st_size / 1e6
    lines = [f"| {options.count} initiatives, {size:.2f} MB | median | processor | must reach |"]
    lines += ["|---|---|---|---|"]
    lines += [f"| drawn | {statistics.median(drawn):.0f} ms | | {GOALS['drawn']} ms |"]
    for name, pairs in times.items():
        clock, busy = (statistics.median(each) for each in zip(*pairs, strict=True))
        lines.append(f"| {name} | {clock:.0f} ms | {busy:.0f} ms | {GOALS[name]} ms |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
