"""Find the places that a document names, past its dirt and over its broken lines."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Resolution
    from quyu_geo.reading.examine import Examined


class Plain(NamedTuple):
    """
    The text that names are recognised in.

    Attributes
    ----------
    text
        With spaces for what is left out, and nothing for joins.
    cuts
        Offset in `text` after a join, and how many code points are missing before it.
    """

    text: str
    cuts: tuple[tuple[int, int], ...]

    def back(self, offset: int) -> int:
        """Give the offset in the text of record of one in this text."""
        index = bisect_right(self.cuts, offset, key=lambda cut: cut[0]) - 1
        return offset + self.cuts[index][1] if index >= 0 else offset

    def span_back(self, start: int, end: int) -> tuple[int, int]:
        """Give the span in the text of record of one that is not empty in this text."""
        return self.back(start), self.back(end - 1) + 1


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
    head, plain = examined.head, plain_of(examined)
    found = find_places(plain.text, subject=head.subject, date=head.date, gazetteer=gazetteer)
    return places_back(found, plain, examined.document.text)


def places_back(found: Sequence[Resolution], plain: Plain, record: str) -> tuple[Resolution, ...]:
    """Lead resolutions found in a plain text back to the text of record."""
    if not plain.cuts:
        return tuple(found)
    spans = ((each, *plain.span_back(each.start, each.end)) for each in found)
    return tuple(
        each._replace(start=start, end=end, surface=record[start:end]) for each, start, end in spans
    )


def plain_of(examined: Examined) -> Plain:
    """Give the text of a document to recognise names in, and how its offsets lead back."""
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
    return Plain("".join([*parts, text[at:]]), tuple(cuts))
