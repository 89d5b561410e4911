"""Find the places that a document names, past its dirt and over its broken lines."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Resolution
    from quyu_geo.reading.examine import Examined


def places_in(examined: Examined, gazetteer: Gazetteer) -> tuple[Resolution, ...]:
    """
    Find and resolve the place names of a document.

    What is left out gives no names. A line break inside a sentence is passed over, so that
    a name may run over it; its surface then holds the break.

    Parameters
    ----------
    examined
        The document with its blemishes and who speaks.
    gazetteer
        All places.

    Returns
    -------
    resolutions
        With offsets into the text of record.
    """
    text, head = examined.document.text, examined.head
    plain, cuts = _plain(examined)
    starts = [start for start, _ in cuts]

    def back(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        return offset + cuts[index][1] if index >= 0 else offset

    found = find_places(plain, subject=head.subject, date=head.date, gazetteer=gazetteer)
    if not cuts:
        return found
    spans = ((each, back(each.start), back(each.end - 1) + 1) for each in found)
    return tuple(
        each._replace(start=start, end=end, surface=text[start:end]) for each, start, end in spans
    )


def _plain(examined: Examined) -> tuple[str, list[tuple[int, int]]]:
    """
    Give the text to recognise in, and how its offsets lead back.

    Returns
    -------
    plain
        With spaces for what is left out, and nothing for joins.
    cuts
        Offset in `plain` after a join, and how many code points are missing before it.
    """
    text, parts, cuts = examined.document.text, [], []
    at = missing = 0
    for each in examined.blemishes:
        if not each.left_out or each.end <= at:
            continue
        start = max(each.start, at)
        parts.append(text[at:start])
        if each.kind == "join":
            missing += each.end - start
            cuts.append((each.end - missing, missing))
        else:
            parts.append(" " * (each.end - start))
        at = each.end
    return "".join([*parts, text[at:]]), cuts
