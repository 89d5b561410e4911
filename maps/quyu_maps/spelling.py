"""Give the scripts what a search by pinyin, initials and Traditional script needs."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HAN = re.compile("[\u3400-\u9fff]")


def spelling(texts: Iterable[str]) -> dict[str, Any]:
    """
    Tell how the characters of some texts are read and else written.

    Parameters
    ----------
    texts
        Names that can be searched for.

    Returns
    -------
    spelling
        ``read``: by syllable without tone (ü as v) the characters that may be read so;
        ``fold``: variants and what each stands for, one after the other. Both hold only
        the characters of the texts.
    """
    used = {sign for text in texts for sign in text if _HAN.match(sign)}
    read = {
        said: "".join(sign for sign in signs if sign in used) for said, signs in _read().items()
    }
    return {
        "read": {said: signs for said, signs in read.items() if signs},
        "fold": "".join(variant + folded for variant, folded in _fold().items() if folded in used),
    }


@cache
def _read() -> Mapping[str, str]:
    return {row[0]: row[1] for row in _table("pinyin.tsv")}


@cache
def _fold() -> Mapping[str, str]:
    rows = (row[:2] for row in _table("fold.tsv"))
    return {variant: folded for variant, folded in rows if _HAN.match(variant)}


def _table(name: str) -> list[list[str]]:
    rows = resource(name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [row.split("\t") for row in rows[1:]]
