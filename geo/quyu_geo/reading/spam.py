"""Find what web spam has added to a plan, and the names of offices that it overwrote."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from quyu_geo.reading.document import Blemish
from quyu_geo.reading.lexicon import hygiene, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.reading.lines import Line

_CHUNK = re.compile(r"[^。!?\n]+[。!?]?")
_PROSE = re.compile("[,。;、]")
_FRAGMENTS = 8  # pieces between spaces of a line of link texts
_DENSITY = 0.05  # share of the characters of a spam line that its trade words take
_STRONG, _MIXED = 2, 3  # distinct words that condemn a piece
_HEAD = 1200  # code points in which a plan names who issues it
_TITLE = re.compile(
    r"(?P<who>[^\s,。;:《》“”\"()\d]{2,14}?)\s*关于\s*(?:印发|转发|批转|公布|下达|发布|[^。;]{2,60}?的)"
)
_DATE = re.compile(r"[〇○零一二三四五六七八九十\d]{4}年[一二三四五六七八九十\d]{1,3}月")


def spam(folded: str, lines: Sequence[Line]) -> list[Blemish]:
    """
    Find spam: pieces that are made of the trade's words and are no sentences.

    A piece is a sentence, a line, or a run of lines without a finished one. It is spam with
    two distinct words of the trade that hardly stand elsewhere, or with one and two weaker
    ones, if they are dense in it, and if no word says that the trade is being fought; a row
    of eight link texts without a comma needs one strong word or two weak ones.

    Parameters
    ----------
    folded
        The folded text.
    lines
        Its lines that hold words.
    """
    told = [match.start() for match in pattern("hygiene", "spam.strong").finditer(folded)]
    rows = [(line.start, line.end) for line in lines if len(line.words.split()) >= _FRAGMENTS]
    pieces = [*_blocks(lines, told), *(m.span() for m in _CHUNK.finditer(folded))]
    suspect = [piece for piece in pieces if _holds(told, *piece)] if told else []
    spans = [span for span in [*suspect, *rows] if _is_spam(folded[slice(*span)])]
    found = [(_first_word(folded, *span), span[1]) for span in spans]
    return [Blemish(*span, "spam", left_out=True, person=True) for span in _merged(found, folded)]


def hijacks(folded: str, lines: Sequence[Line], bodies: re.Pattern[str]) -> list[Blemish]:
    """
    Find names of offices that were overwritten.

    Either by a known brand of gambling sites, or by anything that is no public body though
    it stands where one must: before 关于 (on) in the title, and again above the date.

    Parameters
    ----------
    folded, lines
        The folded text and its lines that hold words.
    bodies
        Finds the end of the name of a public body.
    """
    signs = hygiene()["spam"]["site_signs"]
    keys = ("spam.brands", "spam.sites") if any(s in folded for s in signs) else ("spam.brands",)
    found = {match.span() for match in pattern("hygiene", *keys).finditer(folded)}
    for line in lines:
        title = _TITLE.match(line.words) if line.start < _HEAD else None
        if title and not bodies.search(title["who"]):
            who = title["who"]
            signed = _signatures(lines, who)
            if signed:
                found |= {(line.start, line.start + len(who)), *signed}
    return [Blemish(*span, "hijack", left_out=True, person=True) for span in sorted(found)]


def _signatures(lines: Sequence[Line], who: str) -> set[tuple[int, int]]:
    return {
        (line.start, line.end)
        for line, below in pairwise(lines)
        if line.words == who and _DATE.match(below.words)
    }


def _holds(told: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(told, start)
    return at < len(told) and told[at] < end


def _blocks(lines: Sequence[Line], trade: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the runs of lines that have neither a finished sentence nor a comma."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.finished and not _PROSE.search(line.words):
            run.append(line)
            continue
        if any(_holds(trade, each.start, each.end) for each in run):
            told = [each for each in run if _trade().search(each.words)]
            yield told[0].start, (run[-1] if line is None else told[-1]).end
        run = []


def _first_word(folded: str, start: int, end: int) -> int:
    """Find where spam begins that stands after a space in the plan's last line."""
    word = _trade().search(folded, start, end)
    blank = max(folded.rfind(sign, start, word.start()) for sign in " \t\u3000") if word else -1
    return max(start, blank + 1)


def _trade() -> re.Pattern[str]:
    return pattern("hygiene", "spam.strong", "spam.weak")


def _is_spam(piece: str) -> bool:
    strong, weight = _words("spam.strong", piece)
    weak, more = _words("spam.weak", piece)
    if (not strong and not weak) or pattern("hygiene", "spam.exempt").search(piece):
        return False
    row = len(piece.split()) >= _FRAGMENTS and not _PROSE.search(piece)
    if row and (strong or len(weak) > 1):
        return True
    enough = len(strong) >= _STRONG or (strong and len(strong) + len(weak) >= _MIXED)
    return bool(enough) and weight + more >= _DENSITY * len(piece)


def _words(key: str, piece: str) -> tuple[set[str], int]:
    words = [match[0].lower() for match in pattern("hygiene", key).finditer(piece)]
    return set(words), sum(map(len, words))


def _merged(spans: list[tuple[int, int]], folded: str) -> list[tuple[int, int]]:
    """Join spans that touch or have only white space between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and not folded[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
