"""Find works on single facilities and waters: phases of airports, 引甲济乙."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import WATERS, unit_of
from quyu_geo.initiatives.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.model import Clause, Setting

#: What follows an airport that is to grow by a whole phase.
_PHASE = re.compile("(?:[一二三四五]期|新航站楼|迁建)")
#: Between the waters, or the water and the unit, of a diversion.
_INTO = re.compile("[入济补]")


def find_works(clause: Clause, setting: Setting) -> Iterator[Found]:
    """Give the airports that grow by a phase, and the diversions named by their ends."""
    text, tokens = setting.text, clause.tokens
    for at, token in enumerate(tokens):
        if token.kind == "airport":
            phase = _PHASE.match(text, token.end)
            if phase is not None:
                hosts = (unit_of(token.places[0], setting),)
                name = text[token.start : phase.end()]
                yield Found(name, "zone", "hub", hosts, token.start, phase.end(), "phase")
        elif token.kind in WATERS and text[token.start - 1] == "引" and at + 1 < len(tokens):
            after = tokens[at + 1]
            between = text[token.end : after.start]
            if after.places and _INTO.fullmatch(between):
                start = token.start - 1
                ends = (token.places[0], after.places[0])
                name = text[start : after.end]
                yield Found(name, "corridor", "energy_water", ends, start, after.end, "diversion")
