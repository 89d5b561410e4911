"""Study one document of a corpus: its rows in the three tables."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import shapely

from quyu_geo.annotated import annotate, line_of
from quyu_geo.atlas import taking_part
from quyu_geo.corpus.drawing import Draughtsman
from quyu_geo.errors import DocumentError
from quyu_geo.model import feature_id
from quyu_geo.reading.document import Document
from quyu_geo.reading.examine import examine_document
from quyu_geo.reading.formats import read_document

if TYPE_CHECKING:
    from quyu_geo.annotated import Annotated
    from quyu_geo.corpus.model import Item, Settings
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Initiative, Place, Resolution
    from quyu_geo.reading.examine import Examined

#: Decimals of degrees: about a metre, as in all files.
_GRID = 5
_UNITS = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Rows:
    """What a document adds to each table."""

    documents: list[dict[str, Any]]
    mentions: list[dict[str, Any]]
    initiatives: list[dict[str, Any]]


class Desk:
    """
    What documents are studied with, made once a process.

    Parameters
    ----------
    gazetteer
        All places.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._draughtsman = Draughtsman(gazetteer)
        self._unit = lru_cache(maxsize=4096)(self._unit_named)

    def read(self, item: Item, settings: Settings) -> Examined:
        """
        Read a document and find out who speaks in it.

        Raises
        ------
        DocumentError
            If it holds no text that can be read, or a subject that nobody knows.
        """
        document = _document(item)
        subject = self._unit(item.subject) if item.subject else settings.subject
        date = item.date or settings.date
        examined = examine_document(document, self._gazetteer, subject=subject, date=date)
        if item.title:
            return replace(examined, head=replace(examined.head, title=item.title))
        return examined

    def study(self, item: Item, examined: Examined) -> Rows:
        """Find the places and initiatives of a document, and draw them."""
        found = annotate(examined, self._gazetteer, item.key)
        quotes = found.quotes
        return Rows(
            [self._document_row(item, found)],
            [_mention(item, each, found.gazetteer) for each in found.resolutions],
            [self._initiative_row(item, row, found, quotes[row.ref]) for row in found.initiatives],
        )

    def _unit_named(self, name: str) -> str:
        """Give the id of the unit that a record calls its subject."""
        found = self._gazetteer.find(name)
        if not found:
            raise DocumentError(f"subject {name}: no such place is known")
        alike = [place.id for place in found if place.kind == found[0].kind]
        if len(alike) > 1:
            offered = "、".join(alike[:8])
            raise DocumentError(f"subject {name}: several places bear the name: {offered}")
        return alike[0]

    def _document_row(self, item: Item, found: Annotated) -> dict[str, Any]:
        read, head = found.examined, found.examined.head
        known = self._gazetteer
        made = {place.id: line_of(place) for each in found.resolutions for place in each.made}
        return {
            "id": item.id,
            "key": item.key,
            "source": item.source,
            "format": read.document.form,
            "encoding": read.document.encoding,
            **{
                name: getattr(head, name)
                for name in ("title", "issuer", "issuer_basis", "subject", "subject_basis", "date")
            },
            "subject_is_guess": head.guessed,
            "province": known.province_of(known.place(head.subject)) if head.subject else "",
            "document_number": head.number,
            "sections": len(read.segments.headings),
            "characters": len(found.text),
            "sha256": hashlib.sha256(found.text.encode("utf-8")).hexdigest(),
            "warnings": [f"{each.kind}: {each.message}" for each in read.findings()],
            "mentions": len(found.resolutions),
            "unresolved": sum(not each.places for each in found.resolutions),
            "initiatives": len(found.initiatives),
            "made": [made[key] for key in sorted(made)],
            "text": found.text,
        }

    def _initiative_row(
        self, item: Item, row: Initiative, found: Annotated, quote: str
    ) -> dict[str, Any]:
        plan = found.plan
        own = [i for i in (*row.members, *row.partners) if i not in self._gazetteer]
        known = found.gazetteer if own else self._gazetteer
        extracted = found.extracted[row.ref]
        drawing = self._draughtsman.draw(row, plan.subject, known)
        provinces = (known.province_of(known.place(i)) for i in taking_part(row, plan, known))
        shape = shapely.transform(drawing.geometry, lambda points: points.round(_GRID))
        copied = ("ref", "plan", "name", "layer", "type", "directed", "section", "status", "core")
        return {
            "id": feature_id(row.ref),
            "document": item.id,
            **{name: getattr(row, name) for name in copied},
            **{name: list(getattr(row, name)) for name in ("members", "partners", "topics")},
            "responsible": list(extracted.responsible),
            "horizon": extracted.horizon,
            "basis": extracted.basis,
            "confidence": extracted.confidence,
            "start": row.span.start,
            "end": row.span.end,
            "quote": quote,
            "provinces": sorted({province for province in provinces if province}),
            "subject": plan.subject,
            "plan_title": plan.title,
            "plan_issuer": plan.issuer,
            "plan_number": plan.document_number,
            "plan_date": plan.date,
            "made": [known.line(key) for key in dict.fromkeys(own)],
            "precision": drawing.precision,
            "geometry": shapely.to_wkb(shape, byte_order=1),
        }


def _document(item: Item) -> Document:
    if not item.plain:
        return read_document(item.data, item.source)
    text = item.data.decode("utf-8")
    if not text.strip():
        raise DocumentError(f"{item.source}: empty")
    return Document(item.source, "txt", text, "utf-8")


def _mention(item: Item, found: Resolution, gazetteer: Gazetteer) -> dict[str, Any]:
    made: dict[str, Place] = {place.id: place for place in found.made}
    kinds = [(made.get(key) or gazetteer.place(key)).kind for key in found.places]
    return {
        "document": item.id,
        "start": found.start,
        "end": found.end,
        "surface": found.surface,
        "kind": kinds[0] if len(kinds) == 1 else "compound" if kinds else "",
        "places": list(found.places),
        "basis": found.basis,
        "confidence": found.confidence,
        "candidates": list(found.candidates),
    }
