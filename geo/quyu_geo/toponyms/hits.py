"""What recognition finds before anything is resolved: hits and readings put together by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quyu_geo.toponyms.lexicon import Entry


class Reading(NamedTuple):
    """
    What a span put together by rule stands for.

    Attributes
    ----------
    places
        Ids in written order; of a line or facility its ends or its host, maybe none.
    kind
        ``abbr``, or the kind of place that the whole name is.
    name
        The whole name of a line or facility, else empty.
    confidence
        Between 0 and 1.
    """

    places: tuple[str, ...]
    kind: str
    name: str
    confidence: float


@dataclass(slots=True)
class Hit:
    """
    A span that may be a name.

    Attributes
    ----------
    start, end
        Of the name in the text.
    entry
        The pattern, or none where `reading` was put together by rule.
    reading
        Members of a compound or a name made by rule.
    sure
        Whether it needs no further evidence.
    linked
        Whether it stands in one enumeration or chain with the hit before.
    compound
        Of a form that is a compound and a name, too, whether it is read as the compound.
    """

    start: int
    end: int
    entry: Entry | None
    reading: Reading | None = None
    sure: bool = True
    linked: bool = False
    compound: bool = True
