"""Cut a text into sentences, headings and articles, each with the path of headings above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quyu_geo.fold import fold
from quyu_geo.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMERAL = "[一二三四五六七八九十百零〇]{1,5}"
#: Levels of GB/T 9704-2012 (一、 (一) 1. (1)), below the chapters and articles of regulations.
_SHAPES = (
    (1, rf"第{_NUMERAL}[编篇部]分?(?=\s)"),
    (2, rf"第{_NUMERAL}章"),
    (3, rf"第{_NUMERAL}节"),
    (4, rf"{_NUMERAL}、"),
    (5, rf"\({_NUMERAL}\)、?"),
    (6, r"\d{1,3}\s*[.、](?!\d)"),
    (7, r"\(\d{1,3}\)、?"),
    (8, "[①-⑳]"),
    (6, rf"第{_NUMERAL}条"),
)
_MARK = re.compile("|".join(f"(?P<s{n}>{shape})" for n, (_, shape) in enumerate(_SHAPES)))
#: Where a heading may begin: at the head of a line, or after a sentence in run-on copies,
#: and a sign that a number begins with follows. Each pattern begins with a set of signs, which is
#: what `re` looks for quickest.
_BEGINS = "第(\\d①-⑳一二三四五六七八九十百零〇"
_PLACE = re.compile(rf"[\n。;!?)〗】\0][ \t\u3000\r]*(?=[{_BEGINS}])")
_HEAD_OF_TEXT = re.compile(r"[ \t\u3000\r]*")
_RUN_ON = re.compile(r"\d{1,2}(?= ?\.[一-鿿])")
_STOP = re.compile(r"[。!?;\n]|(?=\d{1,2} ?\.[一-鿿])")
#: In copies that run headings on, a numeral may have lost its 、; these words go on otherwise.
_BARE = re.compile(
    rf"{_NUMERAL}(?=[一-鿿]{{4}})(?![是要来则个种体项批次大条线类轮带路方省市县区年月地国级期])"
)
_SENTENCE = re.compile(r"[^。!?\n]*(?:[。!?]+[”’)〕》\"']*|(?=\n)|$)")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LONGEST = 60  # code points of a heading's words


@dataclass(frozen=True, slots=True)
class Heading:
    """
    A numbered heading.

    Attributes
    ----------
    span
        From its number to the end of its words.
    level
        1 for 编, 2 for 章, 3 for 节, 4 for 一、, 5 for (一), 6 for 1. and 条, 7 for (1), 8 for ①.
    number
        As written, folded: ``(五)``, ``1.``.
    title
        Its words, as written.
    """

    span: Span
    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """
    The text from one heading to the next.

    Attributes
    ----------
    span
        With its own heading.
    path
        Headings from the top down to its own; empty before the first.
    """

    span: Span
    path: tuple[Heading, ...]

    @property
    def section(self) -> str:
        """The numbers of the path, run together: ``四、(十六)``."""
        return "".join(heading.number for heading in self.path)


@dataclass(frozen=True)
class Segments:
    """
    A text cut up.

    Attributes
    ----------
    headings
        In order.
    articles
        They cover the text without gap or overlap.
    sentences
        Without white space about them; they never cross a heading's start, but do run over
        the breaks they were cut with for.
    """

    headings: tuple[Heading, ...]
    articles: tuple[Article, ...]
    sentences: tuple[Span, ...]

    def article(self, offset: int) -> Article:
        """Give the article that holds a code point."""
        starts = [article.span.start for article in self.articles]
        return self.articles[max(0, bisect_right(starts, offset) - 1)]


def segment(text: str, gaps: Sequence[tuple[int, int]] = (), folded: str | None = None) -> Segments:
    """
    Cut a text into headings, articles and sentences.

    Parameters
    ----------
    text
        Of record, in any script.
    gaps
        Ranges to read over as if they were not there, such as page numbers and the joins of
        broken lines (`quyu_geo.reading.hygiene.left_out`).
    folded
        The text folded, if that has been done.
    """
    folded = _blanked(fold(text) if folded is None else folded, gaps)
    headings = tuple(_headings(folded, text))
    return Segments(headings, tuple(_articles(headings, len(text))), _sentences(folded, headings))


def articles_of(text: str, folded: str) -> tuple[Article, ...]:
    """Cut a text, given with its folded form, into articles alone."""
    return tuple(_articles(tuple(_headings(folded, text)), len(text)))


def opens_heading(words: str) -> bool:
    """Tell whether a folded line begins with the number of a heading or a list dash."""
    return bool(_MARK.match(words)) or words.startswith(("——", "--"))


def _blanked(folded: str, gaps: Sequence[tuple[int, int]]) -> str:
    """Replace gaps by signs that no rule knows, so that offsets stay."""
    parts, at = [], 0
    for start, end in gaps:
        parts += [folded[at:start], "\0" * (end - start)]
        at = end
    return "".join([*parts, folded[at:]])


def _headings(folded: str, text: str) -> Iterator[Heading]:
    last: dict[int, int] = {}
    run_on = False
    for place, own_line in _places(folded):
        bare = None if own_line or not run_on else _BARE.match(folded, place)
        mark = _MARK.match(folded, place) or bare
        if not mark:
            continue
        level = _SHAPES[int(mark.lastgroup[1:])][0] if mark.lastgroup else _BARE_LEVEL
        count, before = _value(mark[0]), last.get(level, 0)
        # Inside a line only the next numbers of a level count: others are enumerations. A few
        # may be missing, misread or lost in the copy.
        close = before < count <= before + _NEAR or (count == 1 and mark is not bare)
        end = _end(folded, mark.end())
        if end == mark.end() or not (own_line or close):
            continue
        run_on = run_on or (level == _BARE_LEVEL and not own_line)
        last[level] = count  # numbers may run on under the next heading above
        span = Span(mark.start(), end)
        yield Heading(span, level, mark[0].strip(), _words(folded, text, mark.end(), end))


_BARE_LEVEL, _NEAR = 4, 3


def _places(folded: str) -> list[tuple[int, bool]]:
    """Give where a heading may begin, and whether that is at the head of a line."""
    blank = _HEAD_OF_TEXT.match(folded)
    found = {blank.end() if blank else 0: True}
    for place in _PLACE.finditer(folded):
        found[place.end()] = folded[place.start()] == "\n"
    for place in _RUN_ON.finditer(folded):
        at = place.start()
        if at and "一" <= folded[at - 1] <= "鿿":
            found[at] = False
    return sorted(found.items())


def _words(folded: str, text: str, start: int, end: int) -> str:
    """Give the words of a stretch as written, without its gaps."""
    return "".join(text[at] for at in range(start, end) if folded[at] != "\0").strip()


def _end(folded: str, start: int) -> int:
    """Find where the words of a heading end: at a stop, at the line's end or at a length."""
    stop = _STOP.search(folded, start, start + _LONGEST)
    return stop.start() if stop else min(start + _LONGEST, len(folded))


def _value(mark: str) -> int:
    """Read the number of a heading, in figures or Chinese numerals below a hundred and one."""
    figures = re.search(r"\d+", mark)
    if figures:
        return int(figures[0])
    numeral = re.search(_NUMERAL, mark)
    if not numeral:
        return ord(mark[0]) - ord("①") + 1
    return numeral_value(numeral[0])


def numeral_value(numeral: str) -> int:
    """Read a Chinese numeral below a thousand: 二十三 is 23."""
    total = digit = 0
    for sign in numeral:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[sign]
    return total + digit


def _articles(headings: Sequence[Heading], length: int) -> Iterator[Article]:
    starts = [0, *(heading.span.start for heading in headings)]
    path: tuple[Heading, ...] = ()
    for (start, end), heading in zip(pairwise([*starts, length]), [None, *headings], strict=True):
        if heading is not None:
            path = (*(above for above in path if above.level < heading.level), heading)
        if start < end or heading is not None:
            yield Article(Span(start, end), path)


def _sentences(folded: str, headings: Sequence[Heading]) -> tuple[Span, ...]:
    cuts = [0, *(heading.span.start for heading in headings), len(folded)]
    found = []
    for start, end in pairwise(cuts):
        for match in _SENTENCE.finditer(folded, start, end):
            words = match[0].strip(" \t\r\n\u3000\0")
            if words:
                first = match.start() + match[0].index(words)
                found.append(Span(first, first + len(words)))
    return tuple(found)
