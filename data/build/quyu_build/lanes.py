"""Step: compile the sea lanes that shipping lines are laid over."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from quyu_build.packages import package

if TYPE_CHECKING:
    from pathlib import Path

Spot = tuple[float, float]
Graph = dict[Spot, dict[Spot, dict[str, str | float]]]

#: Passages that no regular line takes: the way north of Canada is frozen most of the year.
SHUT = ("northwest",)


def build(tables: Path, out: Path) -> None:
    """
    Write ``boundaries/lanes.tsv`` from the sea lanes of the package searoute.

    A line for each crossing of lanes, by longitude and latitude: its point in degrees,
    and the crossings that a lane leads to, each as the number of its line from 0 on and the
    way in kilometres (``17:264.6``), joined by spaces.
    """
    del tables
    graph = _graph()
    spots = sorted(graph)
    number = {spot: at for at, spot in enumerate(spots)}
    lines = ["lon\tlat\tlanes"]
    for spot in spots:
        lanes = sorted(
            (number[other], lane["weight"])
            for other, lane in graph[spot].items()
            if lane.get("passage") not in SHUT
        )
        led = " ".join(f"{other}:{km}" for other, km in lanes)
        lines.append(f"{spot[0]}\t{spot[1]}\t{led}")
    path = out / "boundaries" / "lanes.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _graph() -> Graph:
    """Read the network, which the package holds as Python literals and both ways round."""
    path = next(package("searoute").rglob("marnet_dict.py"))
    text = path.read_text(encoding="utf-8").split("edge_list=", 1)[1]
    graph: Graph = ast.literal_eval(text.strip())
    return graph
