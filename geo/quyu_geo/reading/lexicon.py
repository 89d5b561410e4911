"""The patterns of reading, from the bundled lexicons, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Iterable


@cache
def hygiene() -> dict[str, Any]:
    """Give the patterns of dirt: `quyu_data/lexicon/hygiene.toml`."""
    return _table("hygiene")


@cache
def issuer() -> dict[str, Any]:
    """Give the patterns of issuers, dates and numbers: `quyu_data/lexicon/issuer.toml`."""
    return _table("issuer")


@cache
def pattern(table: str, *keys: str) -> re.Pattern[str]:
    """
    Give the lists of patterns under dotted keys of a lexicon as one alternative.

    Patterns are written for folded text: Simplified script, half-width punctuation.
    """
    patterns: list[str] = []
    for key in keys:
        value: Any = hygiene() if table == "hygiene" else issuer()
        for part in key.split("."):
            value = value[part]
        patterns += value
    return either(patterns)


def either(patterns: Iterable[str]) -> re.Pattern[str]:
    """Compile alternatives, longest first as written, ignoring the case of Latin letters."""
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"lexicon/{name}.toml").read_text(encoding="utf-8"))
