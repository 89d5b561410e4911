"""Fold text to one script and one width, code point for code point, so that offsets hold."""

from __future__ import annotations

from functools import cache

from quyu_data import resource


def fold(text: str) -> str:
    """
    Fold Traditional, variant and full-width characters one for one.

    The result has the length of `text`, so a span found in it is the same span of the
    original. Characters that a conversion by words would change wrongly in names keep
    their form on both sides (乾 stays 乾: 乾安 is a county, 干安 is none).
    """
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    rows = resource("fold.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    pairs = (row.split("\t") for row in rows[1:])
    return {ord(variant): folded for variant, folded, _ in pairs}
