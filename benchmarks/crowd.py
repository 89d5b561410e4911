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
    from quyu_geo.model import Initiative

JILIN = "220000"
#: What must be reached, in milliseconds.
GOALS = {"drawn": 800, "redrawn": 60, "filtered": 80}
#: Moves and filters, timed in the page: everything on, as many marks as there can be.
TIMED = """const page = quyu.page, moves = [], filters = [], rounds = arguments[0];
page.state.types = new Set(quyu.allKinds(page.data)); page.state.core = false; page.update();
const timed = (out, act) => {
  const began = performance.now(); act(); out.push(performance.now() - began);
};
const all = Object.keys(page.data.vocabulary.status);
for (let i = 0; i < rounds; i += 1) {
  page.map.panBy([(i % 2 ? -1 : 1) * 40, 0], {animate: false});
  timed(moves, () => page.engine.redraw());
  timed(filters, () => {
    quyu.toggle(page.state.filters.status, all[i % all.length]);
    page.update();
  });
  page.state.filters.status.clear();
}
return [page.data.features.length, moves, filters];"""


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


def measure(page: Path, rounds: int) -> dict[str, list[float]]:
    """Time moves and filters of a page, in milliseconds."""
    browser = opening.browser()
    try:
        browser.get(page.resolve().as_uri())
        opening.wait(browser)
        browser.set_script_timeout(120)
        number, moves, filters = browser.execute_script(TIMED, rounds)
    finally:
        browser.quit()
    sys.stderr.write(f"{number} initiatives\n")
    return {"redrawn": moves, "filtered": filters}


def main() -> None:
    """Draw, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--count", type=int, default=600, help="initiatives (default: 600)")
    parser.add_argument("--rounds", type=int, default=21, help="moves and filters (default: 21)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "crowd.html"
        page.write_text(crowd(options.count), encoding="utf-8")
        times = {"drawn": [opening.drawn(page, 1) * 1000 for _ in range(5)]}
        times |= measure(page, options.rounds)
        size = page.stat().st_size / 1e6
    lines = [f"| {options.count} initiatives, {size:.2f} MB | median | best | must reach |"]
    lines += ["|---|---|---|---|"]
    lines += [
        f"| {name} | {statistics.median(each):.0f} ms | {min(each):.0f} ms | {GOALS[name]} ms |"
        for name, each in times.items()
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
