"""Find all that is dirty in a text: kept in it, left out of recognition, and reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from quyu_geo.reading.document import Blemish
from quyu_geo.reading.lexicon import either, hygiene, pattern
from quyu_geo.reading.lines import lines_of
from quyu_geo.reading.pages import joins, page_marks, running_heads
from quyu_geo.reading.spam import hijacks, spam

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.reading.document import Document
    from quyu_geo.reading.lines import Line

#: What is said of each kind of blemish.
MEANING = {
    "spam": "web spam, no part of the plan",
    "hijack": "the name of an office was overwritten; read who issues it elsewhere",
    "mask": "names blotted out; their places cannot be read",
    "page_number": "page numbers or counters among the text",
    "running_head": "lines repeated on the pages of a PDF",
    "join": "a sentence runs on over a line break",
    "navigation": "navigation of a web page",
    "caption": "captions of pictures or tables",
    "byline": "lines on the source and the makers of the copy",
    "markup": "HTML left in the text",
    "ocr": "characters that look like faults of text recognition",
    "broken": "characters that were broken before or while decoding (U+FFFD)",
    "nul": "control characters among the text",
}


@dataclass(frozen=True, slots=True)
class _LineRule:
    kind: str
    left_out: bool
    longest: int
    shape: re.Pattern[str]


def blemishes(document: Document) -> tuple[Blemish, ...]:
    """
    Find what is no plain sentence of the plan.

    Parameters
    ----------
    document
        A document as read.

    Returns
    -------
    blemishes
        Sorted by place, without those inside one that is left out as a whole.
    """
    folded = document.folded
    lines = lines_of(folded)
    whole = furniture(lines, paged=document.form == "pdf")
    found = [
        *whole,
        *_inside(folded),
        *page_marks(lines),
        *joins(lines, whole),
        *spam(folded, lines),
        *hijacks(folded, lines, pattern("issuer", "bodies")),
    ]
    return tuple(_outermost(found))


def furniture(lines: Sequence[Line], *, paged: bool) -> list[Blemish]:
    """
    Find the whole lines that are no part of the text.

    Parameters
    ----------
    lines
        The lines of a text that hold words.
    paged
        Whether it comes from pages with running heads, as a PDF does.
    """
    heads = running_heads(lines) if paged else []
    return [*_whole_lines(lines), *_link_lists(lines), *heads]


def left_out(found: Sequence[Blemish]) -> tuple[tuple[int, int], ...]:
    """Give the ranges that recognition passes over, merged and in order."""
    merged: list[tuple[int, int]] = []
    for each in found:
        if not each.left_out:
            continue
        if merged and each.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(each.end, merged[-1][1]))
        else:
            merged.append((each.start, each.end))
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class Finding:
    """
    What a report says of one kind of blemish.

    Attributes
    ----------
    kind
        As of `Blemish`.
    lines
        Numbers of its lines, from 1, each once.
    count
        How many blemishes.
    message
        One line in words.
    left_out, person
        As of `Blemish`.
    """

    kind: str
    lines: tuple[int, ...]
    count: int
    message: str
    left_out: bool
    person: bool


def findings(document: Document, found: Sequence[Blemish]) -> tuple[Finding, ...]:
    """Sum blemishes up by kind, in the order in which the kinds first appear."""
    order = list(dict.fromkeys(each.kind for each in found))
    grouped = groupby(sorted(found, key=lambda e: order.index(e.kind)), key=lambda e: e.kind)
    return tuple(_summed(document, kind, list(group)) for kind, group in grouped)


def _summed(document: Document, kind: str, group: list[Blemish]) -> Finding:
    texts = (document.text[each.start : each.end] for each in group)
    inset = (len(text) - len(text.lstrip()) for text in texts)  # the line break before a number
    numbers = sorted({document.line(e.start + n) for e, n in zip(group, inset, strict=True)})
    return Finding(
        kind,
        tuple(numbers),
        len(group),
        MEANING[kind],
        any(each.left_out for each in group),
        any(each.person for each in group),
    )


def _whole_lines(lines: Sequence[Line]) -> Iterator[Blemish]:
    for line in lines:
        for rule in _line_rules():
            if len(line) <= rule.longest and rule.shape.fullmatch(line.words):
                yield Blemish(line.start, line.end, rule.kind, left_out=rule.left_out)
                break


def _link_lists(lines: Sequence[Line]) -> Iterator[Blemish]:
    """Find the lists of links to other pages: a heading and the short lines after it."""
    shapes = [(rule["kind"], either(rule["patterns"])) for rule in hygiene()["opening"]]
    inside = ""
    for line in lines:
        opened = next((kind for kind, shape in shapes if shape.fullmatch(line.words)), "")
        inside = opened or (inside if "。" not in line.words and len(line) < _LINK else "")
        if inside:
            yield Blemish(line.start, line.end, inside, left_out=True)


_LINK = 70  # code points of the title of another page


def _inside(folded: str) -> Iterator[Blemish]:
    for rule in hygiene()["inline"]:
        if not any(sign in folded for sign in rule.get("signs", folded[:1])):
            continue
        spared = {
            offset
            for shape in rule.get("spared", ())
            for match in re.finditer(shape, folded, re.MULTILINE)
            for offset in range(*match.span())
        }
        for match in _shape(tuple(rule["patterns"])).finditer(folded):
            if match.start() not in spared:
                yield Blemish(
                    *match.span(),
                    rule["kind"],
                    rule.get("left_out", False),
                    rule.get("person", False),
                )


@cache
def _line_rules() -> tuple[_LineRule, ...]:
    return tuple(
        _LineRule(row["kind"], row["left_out"], row["longest"], either(row["patterns"]))
        for row in hygiene()["line"]
    )


@cache
def _shape(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.MULTILINE)


def _outermost(found: list[Blemish]) -> Iterator[Blemish]:
    """Give blemishes in order, without those inside one that is left out as a whole."""
    reach = -1
    for each in sorted(found, key=lambda e: (e.start, -e.end, not e.left_out)):
        if each.end > reach:
            yield each
            reach = max(reach, each.end) if each.left_out and each.kind != "join" else reach
