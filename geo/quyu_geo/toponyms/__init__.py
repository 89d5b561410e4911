"""From folded text to resolved mentions: every place that a plan names, and which one it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyu_geo.fold import fold
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.toponyms.load import lexicon_of
from quyu_geo.toponyms.recognise import recognise
from quyu_geo.toponyms.resolve import resolve

if TYPE_CHECKING:
    from quyu_geo.model import Resolution

__all__ = ["find_places"]


def find_places(
    text: str, *, subject: str = "", date: str = "", gazetteer: Gazetteer | None = None
) -> tuple[Resolution, ...]:
    """
    Find every place name of a text and say which place it means.

    Parameters
    ----------
    text
        Of record; in any script and width. Offsets of the result refer to it.
    subject
        Id of the place that speaks (``220000``), or empty.
    date
        Of the document, ``YYYY`` or longer, or empty: units set up later are less likely.
    gazetteer
        The bundled one unless given.

    Returns
    -------
    resolutions
        From left to right; one that could not be decided has no places, but candidates.
    """
    known = Gazetteer.bundled() if gazetteer is None else gazetteer
    province = f"{subject[:2]}0000" if subject[:6].isdigit() else ""
    lexicon = replace(lexicon_of(known, province), memo={})
    folded = fold(text)
    hits = recognise(folded, lexicon)
    return tuple(resolve(folded, text, hits, lexicon, date))
