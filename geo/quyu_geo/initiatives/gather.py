"""Gather places and initiatives of a document, past its dirt and over its broken lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.initiatives.extract import extract
from quyu_geo.model import Span
from quyu_geo.reading.places import places_back, plain_of
from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.initiatives.model import Extracted
    from quyu_geo.model import Resolution
    from quyu_geo.reading.examine import Examined
    from quyu_geo.reading.places import Plain


class Gathered(NamedTuple):
    """Places and initiatives of a document, with offsets into its text of record."""

    places: tuple[Resolution, ...]
    initiatives: tuple[Extracted, ...]


def gather(
    examined: Examined,
    gazetteer: Gazetteer,
    choices: Mapping[tuple[int, int], tuple[str, ...]] | None = None,
) -> Gathered:
    """
    Find the places and the initiatives of a document.

    Parameters
    ----------
    examined
        The document with its blemishes and who speaks.
    gazetteer
        All places.
    choices
        Places that a person chose for ambiguous names, by their span in the text of record.
    """
    head, plain = examined.head, plain_of(examined)
    subject, date = head.subject, head.date
    places = find_places(plain.text, subject=subject, date=date, gazetteer=gazetteer)
    if choices:
        places = tuple(_chosen(each, plain, choices) for each in places)
    found = extract(plain.text, places, subject=subject, date=date, gazetteer=gazetteer)
    if not plain.cuts:
        return Gathered(places, found)
    back = tuple(
        replace(each, span=Span(*plain.span_back(each.span.start, each.span.end))) for each in found
    )
    return Gathered(places_back(places, plain, examined.document.text), back)


def _chosen(
    each: Resolution, plain: Plain, choices: Mapping[tuple[int, int], tuple[str, ...]]
) -> Resolution:
    """Give a name the places that a person chose for it, if one did."""
    ids = choices.get(plain.span_back(each.start, each.end), ())
    return each._replace(places=ids, basis="review", confidence=1.0) if ids else each
