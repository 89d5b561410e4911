"""Find works on single facilities and waters: airports that are built or grow, 引甲济乙."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import WATERS, unit_of
from quyu_geo.initiatives.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.model import Clause, Setting, Token

#: What follows an airport, or the last of a list of airports, that is built or grows.
_WORK = re.compile(
    "(?:等|国际)?(?:[一二三四五]期|新?航站楼|[TＴ]\\d|第?[二三四]跑道|迁建|改扩建|扩建|新建|改造|建设|建成|前期|开工|通航|投运|投用|项目|工程)"
)
#: Works that are part of a name: 甲机场三期.
_PHASE = re.compile("[期迁]|[改扩]建|航站楼|跑道")
#: Verbs of building right before an airport or a list of airports.
_BUILDS = re.compile("(?:建设|新建|迁建|建成|开工|扩建|筹建|推进|加快|实施|规划|布局)$")
#: Between the waters, or the water and the unit, of a diversion.
_INTO = re.compile("[入济补]")


def _worked(clause: Clause, at: int, text: str) -> int:
    """Tell whether an airport is built or grows, by where the words of it end; else -1."""
    tokens = clause.tokens
    token = tokens[at]
    own = _WORK.match(text, token.end)
    if own is not None:
        return own.end() if _PHASE.search(own[0]) else token.end
    first = last = at
    while (
        last + 2 < len(tokens) and _listed(tokens, last + 1) and tokens[last + 2].kind == token.kind
    ):
        last += 2
    while first >= 2 and _listed(tokens, first - 1) and tokens[first - 2].kind == token.kind:  # noqa: PLR2004
        first -= 2
    if _WORK.match(text, tokens[last].end):
        return token.end
    ends = text[tokens[last].end : tokens[last].end + 1] in {
        "",
        ",",
        "。",
        ";",
        "、",
        "和",
        "等",
        "\n",
    }
    if ends and _BUILDS.search(text, clause.start, tokens[first].start):
        return token.end
    return -1


def _listed(tokens: list[Token], at: int) -> bool:
    return tokens[at].word.joint in {"and", "with"}


def find_works(clause: Clause, setting: Setting) -> Iterator[Found]:
    """Give the airports that grow by a phase, and the diversions named by their ends."""
    text, tokens = setting.text, clause.tokens
    for at, token in enumerate(tokens):
        if token.kind in {"airport", "station"}:
            end = _worked(clause, at, text)
            if end > token.start:
                hosts = (unit_of(token.places[0], setting),)
                name = text[token.start : end]
                yield Found(name, "zone", "hub", hosts, token.start, end, token.kind)
        elif token.kind in WATERS and text[token.start - 1] == "引" and at + 1 < len(tokens):
            after = tokens[at + 1]
            between = text[token.end : after.start]
            if after.places and _INTO.fullmatch(between):
                start = token.start - 1
                ends = (token.places[0], after.places[0])
                name = text[start : after.end]
                yield Found(name, "corridor", "energy_water", ends, start, after.end, "diversion")
