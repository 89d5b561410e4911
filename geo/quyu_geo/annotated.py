"""Take a document for a plan of its own: what it sets up becomes initiatives like the atlas's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_geo.initiatives.gather import gather
from quyu_geo.lookup_tables import COLUMNS
from quyu_geo.model import Initiative, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.initiatives import Extracted
    from quyu_geo.model import Place, Resolution
    from quyu_geo.reading.examine import Examined

#: Key of the plan that a document becomes.
KEY = "text"
#: Who speaks where nobody could be found.
NOBODY = "CN"


@dataclass(frozen=True)
class Annotated:
    """
    A document with its places and initiatives.

    Attributes
    ----------
    examined
        The document as it was read.
    plan
        What it says of itself; its key is `KEY` unless another was given.
    resolutions
        Place names from left to right.
    extracted
        What it sets up, by the ref of the initiative.
    initiatives
        The same in the form of the atlas.
    gazetteer
        All places, with those that only the document knows.
    """

    examined: Examined
    plan: Plan
    resolutions: tuple[Resolution, ...]
    extracted: Mapping[str, Extracted]
    initiatives: tuple[Initiative, ...]
    gazetteer: Gazetteer

    @property
    def text(self) -> str:
        """The text of record, which all offsets refer to."""
        return self.examined.document.text

    @property
    def quotes(self) -> dict[str, str]:
        """The clause of each initiative, by ref."""
        return {row.ref: self.text[row.span.start : row.span.end] for row in self.initiatives}


def annotate(
    examined: Examined,
    gazetteer: Gazetteer,
    key: str = KEY,
    choices: Mapping[tuple[int, int], tuple[str, ...]] | None = None,
) -> Annotated:
    """
    Find the places and initiatives of a document.

    Parameters
    ----------
    examined
        The document, with who speaks in it and when.
    gazetteer
        All places.
    key
        Of the plan that the document becomes.
    choices
        As of `quyu_geo.initiatives.gather.gather`.

    Returns
    -------
    annotated
        With every initiative that has a party on the ground; a clause without one sets up
        nothing that a map could show.
    """
    resolutions, found = gather(examined, gazetteer, choices)
    made = {place.id: line_of(place) for each in resolutions for place in each.made}
    known = gazetteer.with_places(made) if made else gazetteer
    sited = [each for each in found if (*each.members, *each.partners)]
    extracted = {f"{key}#{number:03d}": each for number, each in enumerate(sited, start=1)}
    text = examined.document.text
    rows = tuple(_initiative(ref, each, text, key) for ref, each in extracted.items())
    return Annotated(examined, _plan(examined, key), resolutions, extracted, rows, known)


def _plan(examined: Examined, key: str) -> Plan:
    head, text = examined.head, examined.document.text
    title = head.title or examined.document.source
    return Plan(
        key=key,
        title=title,
        title_en="",
        issuer=head.issuer,
        document_number=head.number,
        subject=head.subject or NOBODY,
        date=head.date,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        characters=len(text),
    )


def _initiative(ref: str, found: Extracted, text: str, key: str) -> Initiative:
    clause = text[found.span.start : found.span.end]
    return Initiative(
        ref=ref,
        name=found.name,
        name_en="",
        layer=found.layer,
        type=found.type,
        members=found.members,
        partners=found.partners,
        directed=found.directed,
        section=found.section,
        topics=found.topics,
        status=found.status,
        core=found.core,
        plan=key,
        span=found.span,
        clause_sha256=hashlib.sha256(clause.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def line_of(place: Place) -> str:
    """Write a place as a row of a gazetteer table."""
    values = (getattr(place, column) for column in COLUMNS)
    cells = ("|".join(v) if isinstance(v, tuple) else str(v) for v in values)
    return "\t".join(" ".join(cell.split()) for cell in cells)
