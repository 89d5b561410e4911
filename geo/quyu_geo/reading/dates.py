"""Read dates in figures and in Chinese numerals."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from quyu_geo.reading.lexicon import issuer
from quyu_geo.reading.segment import numeral_value

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = str.maketrans("〇○零0Oo一二三四五六七八九", "000000123456789")
_MONTHS, _DAYS = 12, 31


def dates_in(words: str) -> Iterator[tuple[int, int, str]]:
    """
    Find the dates of folded words.

    Yields
    ------
    start, end, date
        Range in the words, and ``YYYY-MM-DD`` or ``YYYY-MM`` as far as it is written.
    """
    found = []
    for shape in _shapes():
        found += [(m.start(), m.end(), _iso(m)) for m in shape.finditer(words)]
    return (each for each in sorted(found) if each[2])


def date_alone(words: str) -> str:
    """Give the date that words consist of, but for brackets and 印发 (printed), or nothing."""
    for start, end, date in dates_in(words):
        if not words[:start].strip("( ") and re.fullmatch(r"\s*(?:印发)?[\s)]*", words[end:]):
            return date
    return ""


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape) for shape in issuer()["date"].values())


def _iso(match: re.Match[str]) -> str:
    year = match["y"].translate(_DIGITS)
    month, day = _number(match["m"]), _number(match["d"])
    if not 1 <= month <= _MONTHS or not 0 <= day <= _DAYS:
        return ""
    return f"{year}-{month:02d}-{day:02d}" if day else f"{year}-{month:02d}"


def _number(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isascii() and written.isdigit() else numeral_value(written)
