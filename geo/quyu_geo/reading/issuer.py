"""Find out who issued a plan, for which place it speaks, its title, date and number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quyu_geo.fold import fold
from quyu_geo.reading.bodies import Body, bodies_in, unit_named, units_of
from quyu_geo.reading.dates import date_alone, dates_in
from quyu_geo.reading.guess import Candidate, clear, guesses
from quyu_geo.reading.hygiene import left_out
from quyu_geo.reading.lexicon import issuer
from quyu_geo.reading.lines import Line, lines_of
from quyu_geo.reading.title import Title, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reading.bodies import Units
    from quyu_geo.reading.document import Blemish, Document

_SIGNED_WITHIN = 3  # lines between the name of the body and its date
_SIGNATURE = 40  # code points of a line that names the signing body
_CONGRESS = re.compile(r"在(?P<value>[一-鿿]{2,20}?)第[一二三四五六七八九十]{1,3}届人民代表大会")


@dataclass(frozen=True, slots=True)
class Head:
    """
    Who speaks in a document.

    Attributes
    ----------
    title
        In Simplified script, without the body before it and the notice about it.
    issuer
        Bodies in full, joined by 、; empty where none is named.
    issuer_basis
        ``label``, ``signature``, ``title``, ``number`` or ``source``: where they stand.
    subject
        Id of the unit that speaks; empty where not even a clear guess can be offered.
    subject_basis
        ``caller``, the basis of the issuer, ``title``, ``congress`` or ``guess``.
    candidates
        Ranked units with their grounds where the subject is a guess, or none is clear.
    date
        ``YYYY-MM-DD`` or ``YYYY-MM``, or as the caller gave it; may be empty.
    date_basis
        ``caller``, ``label``, ``signature``, ``line`` or ``published``.
    number
        文号 (document number) as written, folded: 吉政发〔2016〕38号.
    others
        Ids of the further units whose bodies issued it together with the subject's.
    """

    title: str = ""
    issuer: str = ""
    issuer_basis: str = ""
    subject: str = ""
    subject_basis: str = ""
    candidates: tuple[Candidate, ...] = ()
    date: str = ""
    date_basis: str = ""
    number: str = ""
    others: tuple[str, ...] = ()

    @property
    def guessed(self) -> bool:
        """Whether the subject is a guess that a person has to confirm."""
        return self.subject_basis == "guess"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all questions to a document are put to."""

    lines: tuple[Line, ...]
    title: Title
    running: str
    masked: bool


def head_of(
    document: Document,
    found: Sequence[Blemish],
    gazetteer: Gazetteer,
    *,
    subject: str = "",
    date: str = "",
) -> Head:
    """
    Read who speaks, from the title, the signature, the number and the page about them.

    Where nothing names the body, or its name was blotted out, the most probable unit is
    offered as a guess with its grounds (`quyu_geo.reading.guess`).

    Parameters
    ----------
    document
        As read.
    found
        Its blemishes: what is spam or overwritten says nothing about the issuer.
    gazetteer
        All places.
    subject
        Id of the subject if the caller knows it; nothing is guessed then.
    date
        The date if the caller knows it.
    """
    units = units_of(gazetteer)
    sheet = _sheet(document, found)
    head = Head(title=sheet.title.words, number=_number(sheet.lines))
    bodies, basis = _issuer(sheet, head.number, units)
    head = replace(head, issuer="、".join(body.name for body in bodies), issuer_basis=basis)
    head = _dated(head, sheet, date)
    if subject:
        return replace(head, subject=subject, subject_basis="caller")
    return _subject(head, sheet, bodies, units, gazetteer)


def _sheet(document: Document, found: Sequence[Blemish]) -> _Sheet:
    folded = document.folded
    parts, at = [], 0
    for start, end in left_out(found):
        parts.append(folded[at:start])
        at = end
    running = "".join([*parts, folded[at:]])
    lines = tuple(lines_of(running))
    title = title_of(lines, fold(document.title))
    return _Sheet(lines, title, running, any(each.kind == "mask" for each in found))


def _issuer(sheet: _Sheet, number: str, units: Units) -> tuple[list[Body], str]:
    """Give the bodies that issued it and where they are named; the surest place first."""
    label, source = issuer()["label"]["issuer"], issuer()["label"]["source"]
    places = (
        ("label", _labelled(sheet.lines, label, units)),
        ("signature", _signed(sheet.lines, units)),
        ("title", bodies_in(sheet.title.before, units)),
        ("number", _numbered(number, units)),
        ("source", _labelled(sheet.lines, source, units)),
    )
    return next(((bodies, basis) for basis, bodies in places if bodies), ([], ""))


def _labelled(lines: Sequence[Line], shape: str, units: Units) -> list[Body]:
    for line in lines:
        match = re.search(shape, line.words)
        if match and (bodies := bodies_in(match["value"].strip(), units)):
            return bodies
    return []


def _signed(lines: Sequence[Line], units: Units) -> list[Body]:
    """Give the bodies named on lines of their own just above the first date that has some."""
    for index, line in enumerate(lines):
        if not date_alone(line.words):
            continue
        above: list[Body] = []
        for other in reversed(lines[max(0, index - _SIGNED_WITHIN) : index]):
            bodies = _only_bodies(other, units)
            if not bodies:
                break
            above = [*bodies, *above]
        if above:
            return above
    return []


def _only_bodies(line: Line, units: Units) -> list[Body]:
    if len(line) > _SIGNATURE:
        return []
    words = re.sub(r"(?<=[一-鿿])[ \u3000]+(?=[一-鿿])", "", line.words)
    bodies = bodies_in(words, units)
    return bodies if bodies and bodies[-1].end == len(words) else []


def _number(lines: Sequence[Line]) -> str:
    """Give the document's own number: on a line of its own or under its label."""
    shape, label = issuer()["number"]["shape"], issuer()["number"]["label"]
    for line in lines:
        own = re.fullmatch(shape, line.words) or re.search(f"{label}({shape})", line.words)
        if own:
            return own[0] if own.re.pattern == shape else own[1]
    return ""


def _numbered(number: str, units: Units) -> list[Body]:
    """Give the body whose letters a number begins with, as far as they are a province's."""
    table = issuer()["number"]
    match = re.fullmatch(table["shape"], number)
    key = table["provinces"].get(match["who"], "") if match else ""
    if not match or key not in units.by_id or match["kind"] not in table["bodies"]:
        return []
    name = table["bodies"][match["kind"]].format(unit=units.by_id[key].name)
    return [Body(name, (key,), 0)]


def _dated(head: Head, sheet: _Sheet, date: str) -> Head:
    if date:
        return replace(head, date=date, date_basis="caller")
    for basis, found in _dates(sheet.lines):
        return replace(head, date=found, date_basis=basis)
    return head


def _dates(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Give the dates that may be the document's, the surest first."""
    label = re.compile(issuer()["label"]["signed"])
    for line in lines:
        if mark := label.search(line.words):
            yield from (("label", day) for _, _, day in dates_in(line.words[mark.end() :]))
    signed = [line for line in lines if date_alone(line.words)]
    yield from (("signature", date_alone(line.words)) for line in signed)
    for line in lines:
        if _CONGRESS.search(line.words):
            yield from (("line", day) for _, _, day in dates_in(line.words))
    for line in lines:
        if len(line) <= _SIGNATURE * 2 and not line.finished:  # of the copy: when it was published
            yield from (("published", day) for _, _, day in dates_in(line.words))


def _subject(
    head: Head, sheet: _Sheet, bodies: Sequence[Body], units: Units, gazetteer: Gazetteer
) -> Head:
    congress = next((m for m in map(_congress, sheet.lines) if m), "")
    readings = (
        (head.issuer_basis, bodies[0].units if bodies else ()),
        ("title", unit_named(sheet.title.words, units)),
        ("congress", unit_named(congress, units)),
    )
    basis, ids = next(((b, ids) for b, ids in readings if ids), ("", ()))
    if len(ids) == 1:
        others = _others(ids[0], bodies, units) if ids == readings[0][1] else ()
        return replace(head, subject=ids[0], subject_basis=basis, others=others)
    ranked = guesses(sheet.running, units, gazetteer, masked=sheet.masked, among=ids)
    if not clear(ranked):
        return replace(head, candidates=ranked)
    return replace(head, subject=ranked[0].id, subject_basis="guess", candidates=ranked)


def _others(subject: str, bodies: Sequence[Body], units: Units) -> tuple[str, ...]:
    """Give the units of the other bodies, but for what holds the subject or lies in it."""
    found = dict.fromkeys(body.units[0] for body in bodies if len(body.units) == 1)
    return tuple(
        key
        for key in found
        if key != subject and not units.holds(key, subject) and not units.holds(subject, key)
    )


def _congress(line: Line) -> str:
    match = _CONGRESS.search(line.words)
    return match["value"] if match else ""
