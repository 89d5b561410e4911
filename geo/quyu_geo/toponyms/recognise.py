"""Find the spans of a folded text that are names of places, in one scan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.toponyms.facilities import (
    grow_harbour,
    merge_facilities,
    part_ports,
    share_heads,
)
from quyu_geo.toponyms.grown import grow_units, lettered_lines, read_behind
from quyu_geo.toponyms.hits import Hit, Reading
from quyu_geo.toponyms.letters import read_brackets
from quyu_geo.toponyms.lines import add_branches, add_stretches
from quyu_geo.toponyms.listed import list_lines
from quyu_geo.toponyms.nature import add_nature
from quyu_geo.toponyms.scan import Scan
from quyu_geo.toponyms.support import keep_supported
from quyu_geo.toponyms.townships import far_townships

if TYPE_CHECKING:
    from quyu_geo.toponyms.lexicon import Lexicon

_SURROGATES = re.compile("[\ud800-\udfff]")
#: Last characters of units of other countries.
_ABROAD = frozenset("州省邦府")
#: Longest connector between two names.
_CONNECTOR = 2


def recognise(text: str, lexicon: Lexicon) -> list[Hit]:
    """
    Give the hits of a folded text from left to right, none overlapping another.

    Parameters
    ----------
    text
        Folded by `quyu_geo.fold.fold`.
    lexicon
        For the province of the document's subject.
    """
    scan = Scan(text, lexicon)
    try:
        hits = scan.run()
    except UnicodeEncodeError:  # lone surrogates, which the automaton cannot take
        scan = Scan(_SURROGATES.sub("\ufffd", text), lexicon)
        hits = scan.run()
    found = read_brackets(text, lexicon) if "(" in text else []
    if found:
        hits = _with_brackets(found, hits)
    merge_facilities(text, hits)
    _link(text, lexicon, hits)
    _grow_abroad(text, hits, lexicon)
    grow_units(text, hits, lexicon)
    hits = read_behind(text, lettered_lines(text, hits, lexicon), lexicon)
    share_heads(text, hits, lexicon)
    part_ports(text, hits, lexicon)
    add_branches(text, hits)
    hits = list_lines(text, add_stretches(text, hits, lexicon), lexicon)
    kept = [
        hit for hit in keep_supported(scan, hits) if not hit.start or text[hit.start - 1] != "*"
    ]
    kept = add_nature(text, lexicon, kept)
    towns = far_townships(text, lexicon, kept)
    return sorted([*kept, *towns], key=lambda hit: hit.start) if towns else kept


def _with_brackets(found: list[tuple[int, int, Reading]], hits: list[Hit]) -> list[Hit]:
    """Put compounds with inner brackets (长(春)白(山)) in the place of the hits inside them."""
    kept: list[Hit] = []
    spans = iter(found)
    span = next(spans, None)
    for hit in hits:
        while span is not None and span[1] <= hit.start:
            kept.append(Hit(span[0], span[1], None, span[2]))
            span = next(spans, None)
        if span is None or hit.end <= span[0]:
            kept.append(hit)
    while span is not None:
        kept.append(Hit(span[0], span[1], None, span[2]))
        span = next(spans, None)
    return kept


def _link(text: str, lexicon: Lexicon, hits: list[Hit]) -> None:
    """Mark the hits that stand in one enumeration or chain with the one before."""
    connectors = lexicon.cues.connectors
    last = -9
    for hit in hits:
        gap = hit.start - last
        if gap <= _CONNECTOR and (not gap or text[last : hit.start] in connectors):
            hit.linked = True
        last = hit.end
        if text[last : last + 1] == "港":
            grow_harbour(text, hit, lexicon.cues)
            last = hit.end


def _grow_abroad(text: str, hits: list[Hit], lexicon: Lexicon) -> None:
    """Let the name of a foreign city grow to that of its province (明斯克州)."""
    for hit in hits:
        candidates = hit.entry.candidates if hit.entry is not None else ()
        if not candidates or candidates[0].kind != "settlement" or hit.reading is not None:
            continue
        if text[hit.end : hit.end + 1] in _ABROAD and text[hit.end - 1] not in _ABROAD:
            hit.end += text[hit.end : hit.end + 2] not in lexicon.pairs
