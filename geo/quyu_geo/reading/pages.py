"""Find page numbers and line breaks that stand inside sentences."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from quyu_geo.reading.document import Blemish
from quyu_geo.reading.lexicon import issuer
from quyu_geo.reading.segment import opens_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.reading.lines import Line

_NUMBER = re.compile(r"(\d{1,4})\s*[、.]?\s*")
_GOES_ON = re.compile("[\u3400-\u9fff\\d“《(,、]")
_LONG = 40  # code points: a line of running text, no heading
_BETWEEN = frozenset({"page_number", "running_head"})
_RUNNING = 20  # code points of a line that may run on over a page number
_WRAPPED = 16  # code points: the narrowest column that text is set in
_FIGURES = re.compile(r"\d+")
_REPEATED = 3  # pages on which a running head stands at least
_FURTHEST = 120  # code points of a running head
_NEARLY = 0.75  # share of the width that a full line takes at least
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


def running_heads(lines: Sequence[Line]) -> list[Blemish]:
    """
    Find the lines that stand on page after page of a PDF, alike but for their figures.

    Parameters
    ----------
    lines
        The lines of a text that hold words.
    """
    shapes = [_FIGURES.sub("0", line.words) for line in lines]
    often = {shape for shape, count in Counter(shapes).items() if count >= _REPEATED}
    return [
        Blemish(line.start, line.end, "running_head", left_out=True)
        for line, shape in zip(lines, shapes, strict=True)
        if shape in often and len(shape) <= _FURTHEST and shape[-1] not in "。;,、"
    ]


def joins(lines: Sequence[Line], furniture: Sequence[Blemish]) -> list[Blemish]:
    """
    Find the breaks over which a sentence runs on: at a page's end, or in text set in lines.

    Parameters
    ----------
    lines
        The lines of a text that hold words.
    furniture
        Whole lines that are no part of the text; a sentence may run over page numbers and
        running heads.
    """
    covered = {mark.start for mark in furniture if mark.kind in _BETWEEN}
    places = [index for index, line in enumerate(lines) if line.start not in covered]
    width = _width([lines[index] for index in places])
    found = []
    for index, following in pairwise(places):
        before, after = lines[index], lines[following]
        between = following > index + 1
        full = 0 < width * _NEARLY <= len(before)
        if ((between and len(before) >= _RUNNING) or full) and _runs_on(before, after):
            found.append(Blemish(before.end, after.start, "join", left_out=True))
    return found


def _runs_on(before: Line, after: Line) -> bool:
    return (
        not before.finished
        and not _titled().search(before.words)
        and bool(_GOES_ON.match(after.words))
        and not opens_heading(after.words)
    )


@cache
def _titled() -> re.Pattern[str]:
    """Find the end of a title, which has no full stop and is followed by something else."""
    return re.compile(f"{issuer()['title']['ends']}$")


def _width(lines: Sequence[Line]) -> int:
    """Give the width in which a text is set, or 0 where each paragraph is one line."""
    lengths = sorted(_open_ended(lines))
    if len(lengths) < _FEWEST or len(lengths) * 3 < len(lines):
        return 0
    width = lengths[len(lengths) * 9 // 10]  # lines with Latin letters hold more signs
    full = sum(width * _NEARLY <= length <= width / _NEARLY for length in lengths)
    return width if width >= _WRAPPED and full * 3 >= len(lengths) * 2 else 0


def _open_ended(lines: Sequence[Line]) -> Iterator[int]:
    for before, after in pairwise(lines):
        if _runs_on(before, after) and len(before) >= _WRAPPED:
            yield len(before)
