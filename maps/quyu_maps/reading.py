"""Make the reading view: a plan's text beside the sheet of what it sets up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quyu_geo.errors import QuyuError
from quyu_geo.features import feature_table
from quyu_geo.model import feature_id
from quyu_maps.document import document
from quyu_maps.lint import hold_rules
from quyu_maps.margin import Review
from quyu_maps.payload import Content, payload_of
from quyu_maps.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.annotated import Annotated
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Initiative, Resolution
    from quyu_maps.tiles import Tiles

#: Longest list of candidates that is offered for a name.
OFFERED = 8
#: A heading begins within so many letters of its line.
INDENT = 3
#: Above U+FFFF a script's string counts two for one.
_WIDE = 0xFFFF


def reading_payload(found: Annotated, review: Review | None = None) -> dict[str, Any]:
    """
    Build the payload of a reading view.

    Parameters
    ----------
    found
        The document with its places and initiatives.
    review
        Review number and producer.

    Returns
    -------
    payload
        That of the sheet of the unit that speaks, with only what the document sets up, and
        ``reading``: ``title``, ``issuer``, ``date``, ``blocks`` (paragraphs with ``t`` text,
        ``h`` level of a heading, ``m`` names and ``i`` initiatives as [start, end, which] in
        units of a script's string), ``names`` and ``facts`` (by feature id).
    """
    known = found.gazetteer
    rows = _drawable(found)
    plans = {found.plan.key: found.plan}
    table = feature_table(rows, plans, known, found.quotes)
    units = known.units_of(known.place(found.plan.subject))
    subject = Subject(tuple(known.place(unit) for unit in units[:1]))
    unreviewed = frozenset(row.ref for row in rows)
    content = Content(table, plans, known, review or Review(), unreviewed=unreviewed)
    payload = payload_of(content, subject)
    names, numbers = _names(found)
    marks = _Marks(
        [(each.start, each.end, numbers[each]) for each in found.resolutions],
        [(row.span.start, row.span.end, feature_id(row.ref)) for row in rows],
    )
    return payload | {
        "reading": {
            "title": found.plan.title,
            "issuer": found.plan.issuer,
            "date": found.plan.date,
            "blocks": list(_blocks(found, marks)),
            "names": names,
            "facts": {feature_id(row.ref): _facts(found, row) for row in rows},
        }
    }


def reading_view(found: Annotated, review: Review | None = None, tiles: Tiles | None = None) -> str:
    """
    Make the reading view: one HTML file that needs no network, with tiles if it is given some.

    Raises
    ------
    MapRuleError
        If the sheet would break a rule for public maps.
    """
    payload = reading_payload(found, review)
    payload |= {"tiles": tiles.payload()} if tiles else {}
    hold_rules(payload)
    west, south, east, north = payload["subject"]["bbox"]
    middle = ((west + east) / 2, (south + north) / 2)
    return document("reading", found.plan.title, payload, middle)


def _drawable(found: Annotated) -> list[Initiative]:
    """Leave out the rare initiative without any shape, so that it does not lose the others."""
    plans = {found.plan.key: found.plan}

    def drawn(rows: list[Initiative]) -> bool:
        try:
            feature_table(rows, plans, found.gazetteer)
        except QuyuError:
            return False
        return True

    rows = list(found.initiatives)
    return rows if drawn(rows) else [row for row in rows if drawn([row])]


def _facts(found: Annotated, row: Initiative) -> dict[str, Any]:
    """Give what the card says besides: who is in charge, by when, and how it was found."""
    each = found.extracted[row.ref]
    return {
        "responsible": list(each.responsible),
        "horizon": each.horizon,
        "basis": each.basis,
        "confidence": round(each.confidence, 2),
    }


def _names(found: Annotated) -> tuple[list[dict[str, Any]], dict[Resolution, int]]:
    """List what the names mean, equal ones once, with the number of each resolution's entry."""
    entries: list[dict[str, Any]] = []
    numbers: dict[Resolution, int] = {}
    seen: dict[tuple[Any, ...], int] = {}
    for each in found.resolutions:
        key = (each.places, each.basis, each.confidence, each.candidates)
        if key not in seen:
            seen[key] = len(entries)
            entries.append(_name(each, found.gazetteer))
        numbers[each] = seen[key]
    return entries, numbers


def _name(each: Resolution, known: Gazetteer) -> dict[str, Any]:
    offered = [key for key in each.candidates if key in known][:OFFERED]
    return {
        "at": [_where(key, known) for key in each.places],
        "basis": each.basis,
        "confidence": round(each.confidence, 2),
        "candidates": [_where(key, known) for key in offered],
    }


def _where(key: str, known: Gazetteer) -> list[Any]:
    """Give a place as [id, name, name of what holds it, lon, lat]."""
    place = known.place(key)
    above = "".join(known.place(unit).short for unit in known.units_of(place)[::-1] if unit != key)
    return [key, place.name, above, round(place.lon, 3), round(place.lat, 3)]


@dataclass(frozen=True, slots=True)
class _Marks:
    """Stretches of the text as (start, end, which): names and initiatives."""

    names: list[tuple[int, int, int]]
    initiatives: list[tuple[int, int, str]]


def _blocks(found: Annotated, marks: _Marks) -> Iterator[dict[str, Any]]:
    """Cut the text into paragraphs, and the marks with them."""
    headings = {heading.span.start: heading for heading in found.examined.segments.headings}
    at = 0
    for line in found.text.splitlines(keepends=True):
        start, end = at, at + len(line)
        at = end
        bare = line.rstrip()
        skipped = len(bare) - len(bare.lstrip())
        if not bare.strip():
            continue
        start, end = start + skipped, start + len(bare)
        first = (headings[i] for i in range(start, min(end, start + INDENT)) if i in headings)
        heading = next(first, None)
        # A paragraph that opens with a heading and goes on is no heading itself.
        level = heading.level if heading and heading.span.end >= end - 1 else 0
        yield _block(found.text[start:end], start, level, marks)


def _block(text: str, start: int, level: int, marks: _Marks) -> dict[str, Any]:
    end = start + len(text)

    def inside(rows: list[tuple[int, int, Any]]) -> list[list[Any]]:
        return [
            [_units(text, max(a, start) - start), _units(text, min(b, end) - start), which]
            for a, b, which in rows
            if a < end and b > start
        ]

    whole = {"t": text, "m": inside(marks.names), "i": inside(marks.initiatives)}
    return whole | ({"h": level} if level else {})


def _units(text: str, offset: int) -> int:
    """Count the units of a script's string up to a code point."""
    return offset + sum(ord(letter) > _WIDE for letter in text[:offset])
