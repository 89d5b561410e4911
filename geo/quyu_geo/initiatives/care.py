"""Find the care of rivers, lakes, mountains and other nature: 甲江流域综合治理, 乙湖生态保护."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.initiatives.hosts import NATURE
from quyu_geo.initiatives.model import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.initiatives.model import Clause, Setting

#: Words after a river that make its care an initiative along it.
_CARE = re.compile(
    r"(?:上下游|干流|流域|源头|沿线|两岸|主要支流|等|重点|大江大河|支流|跨省|跨界|跨区域|跨地区|横向|协同|共同|"
    r"保护和|水质|水资源|水环境|水生态|生态|环境|系统|水|全流域|的|探索|岸线|国土空间|山水林田湖草沙?冰?|一体化|"
    r"河流|湖泊|高原|[两三四五六七八九十]大|源区|水源地|饮用水|湿地|沿岸|库区|河道|河湖|消落区|滩区|全域|湖体|流经区|地区|区域|生态系统|自然){0,6}"
    r"(?:综合治理|治理保护|保护治理|生态保护|环境治理|治理工程|生态补偿|保护补偿|补偿|治理|修复|生态产品价值实现|污染防治|水土保持"
    r"|水资源保护|保护|整治|防沙治沙|联防联治|联防联控|共保联治|防护|防洪)"
)
#: Care that is an initiative of its own for each water of a list.
_ACROSS = re.compile("补偿|流域|跨|联防|共保")


def find_care(clause: Clause, used: set[int], setting: Setting) -> Iterator[Found]:
    """Give the waters and other nature that a clause cares for; `used` learns their names."""
    for at, token in enumerate(clause.tokens):
        if token.kind in NATURE and token.word.known is None:
            care = _care_of(clause, at, setting)
            if care is not None:
                used.add(token.start)
                yield care


def _care_of(clause: Clause, at: int, setting: Setting) -> Found | None:
    """Read 甲江、乙河流域水环境综合治理 as one initiative along each water."""
    tokens, text = clause.tokens, setting.text
    last = at
    while (
        last + 2 < len(tokens)
        and tokens[last + 1].word.joint in {"and", "with"}
        and (tokens[last + 2].kind in NATURE)
        and _CARE.match(text, tokens[last].end, tokens[last + 1].start) is None
    ):
        last += 2
    match = _CARE.match(text, tokens[last].end, clause.end)
    token = tokens[at]
    if match is None or (token.word.head is not None and last > at):
        return None
    kind = setting.place(token.places[0]).kind
    if kind == "region" and "生态" not in match[0]:
        return None
    river = kind in {"river", "canal"}
    name = text[token.start : token.end] + match[0].removeprefix("等")
    return Found(
        name,
        "corridor" if river else "zone",
        "ecology" if river else "scenic_eco",
        token.places,
        token.start,
        match.end(),
        "water care",
        core=last == at or _ACROSS.search(match[0]) is not None,
        confidence=0.6,
    )
