"""Find towns of other provinces: only in full, and only shortly after their county."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_geo.fold import fold
from quyu_geo.toponyms.hits import Hit
from quyu_geo.toponyms.lexicon import Candidate, Entry, Lexicon, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How far behind the county a town may stand, in characters.
_REACH = 40
_TOWN = re.compile(r"[\u4e00-\u9fff]{2,}?(?<![城乡集小村])(?:镇|乡|苏木|街道)")


def far_townships(text: str, lexicon: Lexicon, hits: list[Hit]) -> list[Hit]:
    """Give the hits of towns that lie in a county named before, outside the subject's province."""
    towns: dict[str, dict[str, Entry]] = {}
    found: list[Hit] = []
    for index, hit in enumerate(hits):
        entry = hit.entry
        if entry is None or len(entry.candidates) != 1 or entry.candidates[0].kind != "county":
            continue
        one = entry.candidates[0]
        if one.province == lexicon.province or hit.reading is not None:
            continue
        if entry.form[-1] not in "县区市旗":
            continue
        county = one.id
        end = min(hit.end + _REACH, len(text))
        if not _TOWN.search(text, hit.end, end):
            continue
        if county not in towns:
            towns[county] = dict(_entries(county, lexicon))
        taken = [(h.start, h.end) for h in hits[index : index + 20]]
        for name, entry in towns[county].items():
            at = text.find(name, hit.end, end)
            last = at + len(name)
            if at >= 0 and not any(a < last and at < b for a, b in taken):
                found.append(Hit(at, last, entry))
    return found


def _entries(county: str, lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    for row in lexicon.gazetteer.townships(county):
        name = fold(row[2])
        one = Candidate(row[0], "township", f"{county[:2]}0000", county, 20.0, full=True)
        yield name, Entry(name, Role.PLACE, (one,))
