"""Find page numbers and line breaks that stand inside sentences."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from quyu_geo.reading.document import Blemish
from quyu_geo.reading.segment import opens_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.reading.lines import Line

_NUMBER = re.compile(r"(\d{1,4})\s*[、.]?\s*")
_GOES_ON = re.compile("[\u3400-\u9fff\\d“《(,、]")
_LONG = 40  # code points: a line of running text, no heading
_WRAPPED = 16  # code points: the narrowest column that text is set in
_FEWEST = 4  # lines before a habit of a copy is taken for one


def page_marks(lines: Sequence[Line]) -> list[Blemish]:
    """
    Find the numbers that a paged copy puts at the head of each page.

    Such a copy has one line a page, numbered from one without a gap, and breaks its
    sentences: at least a third of the long lines stop without a mark. A numbered list
    keeps its sentences whole and is left alone.

    Parameters
    ----------
    lines
        The lines of a text that hold words.
    """
    numbered = [
        (index, head)
        for index, line in enumerate(lines)
        if (head := _NUMBER.match(line.words)) and len(line) >= _LONG
    ]
    counted = [int(head[1]) for _, head in numbered]
    if len(numbered) < _FEWEST or counted != list(range(counted[0], counted[0] + len(counted))):
        return []
    broken = sum(not lines[index].finished for index, _ in numbered[:-1])
    if len(numbered) * 2 < len(lines) or broken * 3 < len(numbered):
        return []
    return [_page_mark(lines, index, head) for index, head in numbered]


def _page_mark(lines: Sequence[Line], index: int, head: re.Match[str]) -> Blemish:
    """Give the number with the line break before it, where that breaks a sentence."""
    line = lines[index]
    breaks = index > 0 and not lines[index - 1].finished
    start = lines[index - 1].end if breaks else line.start
    return Blemish(start, line.start + head.end(), "page_number", left_out=True)


def joins(lines: Sequence[Line], furniture: Sequence[Blemish]) -> list[Blemish]:
    """
    Find the breaks over which a sentence runs on: at a page's end, or in text set in lines.

    Parameters
    ----------
    lines
        The lines of a text that hold words.
    furniture
        Page numbers and the like, that a sentence may run over.
    """
    covered = {mark.start for mark in furniture}
    places = [index for index, line in enumerate(lines) if line.start not in covered]
    width = _width([lines[index] for index in places])
    found = []
    for index, following in pairwise(places):
        before, after = lines[index], lines[following]
        between = following > index + 1
        full = width and abs(len(before) - width) <= width // 8 + 1
        if ((between and len(before) >= _LONG) or full) and _runs_on(before, after):
            found.append(Blemish(before.end, after.start, "join", left_out=True))
    return found


def _runs_on(before: Line, after: Line) -> bool:
    return (
        not before.finished and bool(_GOES_ON.match(after.words)) and not opens_heading(after.words)
    )


def _width(lines: Sequence[Line]) -> int:
    """Give the width in which a text is set, or 0 where each paragraph is one line."""
    open_ended = list(_open_ended(lines))
    if len(open_ended) < _FEWEST or len(open_ended) * 2 < len(lines):
        return 0
    width = int(median(open_ended))
    alike = sum(abs(length - width) <= width // 8 + 1 for length in open_ended)
    return width if width >= _WRAPPED and alike * 3 >= len(open_ended) * 2 else 0


def _open_ended(lines: Sequence[Line]) -> Iterator[int]:
    for before, after in pairwise(lines):
        if _runs_on(before, after) and len(before) >= _WRAPPED:
            yield len(before)
