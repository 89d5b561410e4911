"""Examine a file as a whole: its text, what is dirty in it, who speaks, and how it is cut up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quyu_geo.reading.formats import read_document
from quyu_geo.reading.hygiene import Finding, blemishes, findings, left_out
from quyu_geo.reading.issuer import head_of
from quyu_geo.reading.segment import segment

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reading.document import Blemish, Document
    from quyu_geo.reading.issuer import Head
    from quyu_geo.reading.segment import Segments


@dataclass(frozen=True)
class Examined:
    """
    A document and all that reading finds in it.

    Attributes
    ----------
    document
        With the text of record.
    blemishes
        What is no plain sentence of it.
    head
        Who speaks, when, under which title and number.
    segments
        Headings, articles and sentences.
    """

    document: Document
    blemishes: tuple[Blemish, ...]
    head: Head
    segments: Segments

    def findings(self) -> tuple[Finding, ...]:
        """Sum up what a reader of the result should know, by kind, with lines."""
        remarks = tuple(
            Finding("reading", (), 1, remark, left_out=False, person=False)
            for remark in self.document.remarks
        )
        return (*remarks, *findings(self.document, self.blemishes), *_of_head(self.head))


def examine(
    data: bytes, source: str, gazetteer: Gazetteer, *, subject: str = "", date: str = ""
) -> Examined:
    """
    Read a file and examine it.

    Parameters
    ----------
    data
        All its bytes.
    source
        Its name, for messages and by its suffix.
    gazetteer
        All places.
    subject
        Id of the unit that speaks, if known.
    date
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, if known.

    Raises
    ------
    DocumentError
        If the file holds no text that can be read.
    """
    return examine_document(read_document(data, source), gazetteer, subject=subject, date=date)


def examine_document(
    document: Document, gazetteer: Gazetteer, *, subject: str = "", date: str = ""
) -> Examined:
    """Examine a document that has been read already; as `examine`."""
    found = blemishes(document)
    head = head_of(document, found, gazetteer, subject=subject, date=date)
    return Examined(document, found, head, segment(document.text, left_out(found), document.folded))


def document_report(examined: Examined) -> dict[str, Any]:
    """Give the part ``document`` of the report, ready for JSON."""
    document, head = examined.document, examined.head
    return {
        "source": document.source,
        "format": document.form,
        "title": head.title,
        "issuer": head.issuer,
        "issuer_basis": head.issuer_basis,
        "subject": [head.subject, *head.others] if head.subject else [],
        "subject_basis": head.subject_basis,
        "subject_is_guess": head.guessed,
        "subject_candidates": [
            {"id": c.id, "name": c.name, "score": c.score, "grounds": list(c.grounds)}
            for c in head.candidates
        ],
        "date": head.date,
        "date_basis": head.date_basis,
        "document_number": head.number,
        "section_count": len(examined.segments.headings),
        "encoding": document.encoding,
        "characters": len(document.text),
        "warnings": [
            {
                "kind": found.kind,
                "message": found.message,
                "lines": list(found.lines),
                "count": found.count,
                "left_out": found.left_out,
                "needs_person": found.person,
            }
            for found in examined.findings()
        ],
    }


def _of_head(head: Head) -> tuple[Finding, ...]:
    """Say what a person has to settle about the one who speaks, or should know."""
    if head.others:
        message = f"issued together with {', '.join(head.others)}: {head.subject} is taken to speak"
        return (Finding("subject", (), 1, message, left_out=False, person=False),)
    if head.subject and not head.guessed:
        return ()
    offered = "; ".join(f"{c.name} ({', '.join(c.grounds)})" for c in head.candidates[:2])
    if head.guessed:
        message = f"the subject is a guess: {offered}"
    else:
        message = f"no subject found{': ' + offered if offered else ''}"
    return (Finding("subject", (), 1, message, left_out=False, person=True),)
