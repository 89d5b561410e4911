"""Lay out for a reader how each name of a document was read, and what else it might mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quyu_cli.rows import padded, width

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What decided, where nothing had to be weighed.
BASES = {
    "only": "only place of this name",
    "compound": "abbreviation or compound",
    "port": "port, from the city before it",
    "facility": "facility, from the name before it",
    "railway": "railway, from the letters of its ends",
    "road": "road, from its letters or number",
    "canal": "canal, from the letters of its ends",
}
#: What gave or took points (`quyu_geo.model.Weighed`), and as the rule that decided.
GROUNDS = {
    "kind": "usual meaning",
    "subject": "in the subject's province",
    "document": "its province is named",
    "neighbours": "its prefecture is named",
    "near": "near the subject",
    "later": "set up after the document",
    "siblings": "like the names beside it",
    "recent": "named in full just before",
    "parent": "its unit is named before it",
    "nature": "what stands round it",
}
#: Widest a column of names may make the table, in cells of a terminal.
_NAME, _PLACE = 24, 48
_COLUMNS = ("line", "name", "place", "sure", "because")


def explained(report: dict[str, Any]) -> str:
    """
    Lay out the places of a report as text.

    Each name has its line, its place, how sure that is and by which rule, and below it the
    candidates with their points. A name that could not be decided has a ``?``.

    Parameters
    ----------
    report
        Of one document, with the candidates weighed.
    """
    text = report["text"]
    found = sorted([*report["mentions"], *report["unresolved"]], key=lambda each: each["start"])
    rows: list[tuple[tuple[str, ...], dict[str, Any]]] = []
    line, at = 1, 0
    for each in found:
        line += text.count("\n", at, each["start"])
        at = each["start"]
        rows.append((_cells(line, each, report["places"]), each))
    cells = [_COLUMNS, *(row for row, _ in rows)]
    limits = (6, _NAME, _PLACE, 4, 0)
    widths = [
        min(limit, max(map(width, column)))
        for limit, column in zip(limits, zip(*cells, strict=True), strict=True)
    ]
    lines = [_head(report["document"]), _laid(_COLUMNS, widths)]
    for row, each in rows:
        lines += [_laid(row, widths), *_candidates(each, sum(widths[:2]) + 4)]
    return "\n".join(lines) + "\n"


def _head(document: dict[str, Any]) -> str:
    facts = {
        "title": document["title"],
        "subject": "、".join(document["subject"]) + (" (guess)" * document["subject_is_guess"]),
        "date": document["date"],
    }
    said = "; ".join(f"{key} {value or 'unknown'}" for key, value in facts.items())
    return f"{document['source']}: {said}"


def _cells(line: int, each: dict[str, Any], places: dict[str, Any]) -> tuple[str, ...]:
    surface = " ".join(each["surface"].split())
    if "places" not in each:
        return str(line), surface, "?", "", f"unresolved: {each['reason']}"
    named = "、".join(f"{places[key]['name']} {key}" for key in each["places"])
    basis = each["basis"]
    because = BASES.get(basis) or GROUNDS.get(basis, basis)
    return str(line), surface, named, f"{each['confidence']:.2f}", because


def _laid(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(map(padded, cells, widths)).rstrip()


def _candidates(each: dict[str, Any], indent: int) -> Iterator[str]:
    for number, place in enumerate(each["weighed"], start=1):
        grounds = ", ".join(
            f"{GROUNDS[ground]} {points:+g}" for ground, points in place["grounds"].items()
        )
        within = f", {place['within']}" if place["within"] else ""
        named = f"{place['name']} {place['id']} ({place['kind']}{within})"
        yield f"{' ' * indent}{number}. {named} {place['score']:g}: {grounds}"
