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
    listed = list(patterns)
    told = "|".join(f"(?:{each})" for each in listed)
    signs = [_begins(each) for each in listed]
    # One look at the first sign rules most places out without trying pattern after pattern.
    ahead = f"(?=[{''.join(signs)}])(?:{told})" if all(signs) else told
    return re.compile(ahead, re.IGNORECASE)


def _begins(shape: str) -> str:
    """Give the signs that a pattern may begin with, for a set; empty where it is not plain."""
    group = _GROUP.match(shape)
    if group:
        starts = group[1].split("|")
    elif "|" in _INNER.sub("", shape):
        starts = shape.split("|") if "(" not in shape else [""]
    else:
        starts = [shape]
    firsts = [_FIRST.match(start) for start in starts]
    return "".join(first[1] or first[2] for first in firsts if first) if all(firsts) else ""


#: A pattern that begins with a choice of words, what stands in brackets in one, and its first sign.
_GROUP = re.compile(r"\(\?:([^()]*)\)(?![?*]|{[0,])")
_INNER = re.compile(r"\([^()]*\)")
_FIRST = re.compile(r"(?:(\\d|[\u4e00-\u9fffA-Za-z])|\[([^\]\\^][^\]\\]*)\])(?![?*]|{[0,])")


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"lexicon/{name}.toml").read_text(encoding="utf-8"))
