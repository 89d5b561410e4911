"""Carry what people said of a plan over to a new reading of its document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.fold import fold
from quyu_geo.model import Span
from quyu_geo.reviews.model import ADDED, EDITABLE, Reviewed, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from quyu_geo.reviews.model import Entry

#: Share of the members of two readings that makes them one where their names differ.
MOST = 0.5
#: Columns of a row, which say more of an initiative the more of them agree.
_LINES = 40


class Carried(NamedTuple):
    """
    A review of a new reading.

    Attributes
    ----------
    reviewed
        The new reading with every correction; what is new is not reviewed.
    remarks
        What people should look at, one line each.
    """

    reviewed: Reviewed
    remarks: tuple[str, ...]


def carry(earlier: Reviewed, fresh: Reviewed, text: str) -> Carried:
    """
    Carry a review over to a new reading of the same document, or of a later copy of it.

    An initiative is known again by its clause, its layer, its name and its members as the
    machine had read them. What people had changed stays as they wrote it; the rest follows the
    new reading. What they left out stays out. What they had seen and the new reading
    lacks stays, if its clause is still in the text or they had corrected it.

    Parameters
    ----------
    earlier
        What people said.
    fresh
        The new reading.
    text
        The text of record that it refers to.
    """
    key = earlier.plan.key
    clauses = _clauses(earlier, fresh, text)
    pairs = _pairs(earlier.every, fresh.entries, clauses)
    changes = _changes(earlier, fresh, clauses, pairs)
    out = {_ref(each) for each in earlier.dropped}
    gone = {_ref(each) for each in changes.lost}
    now = [
        _joined(old, pairs[ref]) if ref in pairs else _placed(old, clauses[ref], text)
        for old in earlier.every
        if (ref := _ref(old)) not in gone
    ]
    kept = [each for each in now if _ref(each) not in out]
    reviewed = Reviewed(
        replace(fresh.plan, key=key),
        fresh.source,
        tuple(sorted((*kept, *_numbered(changes.unseen, earlier, key)), key=_ref)),
        tuple(each for each in now if _ref(each) in out),
        fresh.names,
        {**earlier.places, **fresh.places},
    )
    return Carried(reviewed, tuple(_remarks(earlier, changes)))


class _Changes(NamedTuple):
    """
    What a new reading does to a review.

    Attributes
    ----------
    lost
        Only seen, and its clause gone: left out.
    missing
        Its clause gone, too, but corrected or left out before: kept as it is.
    other
        Read otherwise than people saw.
    unseen
        New in this reading.
    changed
        Whether the text is another.
    """

    lost: list[Entry]
    missing: list[Entry]
    other: list[Entry]
    unseen: list[Entry]
    changed: bool


def _changes(
    earlier: Reviewed,
    fresh: Reviewed,
    clauses: Mapping[str, Span | None],
    pairs: Mapping[str, Entry],
) -> _Changes:
    out = {_ref(each) for each in earlier.dropped}
    astray = [each for each in earlier.every if clauses[_ref(each)] is None]
    lost = [
        each
        for each in astray
        if _ref(each) not in pairs
        and _ref(each) not in out
        and not each.corrected
        and each.initiative.span.end
    ]
    taken = {id(new) for new in pairs.values()}
    return _Changes(
        lost,
        [each for each in astray if each not in lost and (each.initiative.span.end or each.quote)],
        [old for old in earlier.every if (new := pairs.get(_ref(old))) and _otherwise(old, new)],
        [each for each in fresh.entries if id(each) not in taken],
        earlier.plan.sha256 != fresh.plan.sha256,
    )


def _clauses(earlier: Reviewed, fresh: Reviewed, text: str) -> dict[str, Span | None]:
    """Find where the clause of each earlier initiative stands now, or that it is gone."""
    same = earlier.plan.sha256 == fresh.plan.sha256
    packed, places = _packed(text)
    found: dict[str, Span | None] = {}
    for each in earlier.every:
        row = each.initiative
        if same and row.span.end:
            found[row.ref] = row.span
        else:
            found[row.ref] = _where(each.quote, text, packed, places)
    return found


def _packed(text: str) -> tuple[str, list[int]]:
    """Give a text in one script and width without spaces, and where its characters stood."""
    places = [index for index, sign in enumerate(text) if not sign.isspace()]
    return "".join(fold(text).split()), places


def _where(quote: str, text: str, packed: str, places: Sequence[int]) -> Span | None:
    if not quote.strip():
        return None
    start = text.find(quote)
    if start >= 0:
        return Span(start, start + len(quote))
    bare = "".join(fold(quote).split())
    start = packed.find(bare)
    if start < 0:
        return None
    return Span(places[start], places[start + len(bare) - 1] + 1)


def _pairs(
    old: Sequence[Entry], new: Sequence[Entry], clauses: Mapping[str, Span | None]
) -> dict[str, Entry]:
    """Pair what was reviewed with what is read now: the surest ground first, each once."""
    pairs: dict[str, Entry] = {}
    taken: set[int] = set()
    for ground in _GROUNDS:
        for each in old:
            ref = each.initiative.ref
            if ref in pairs:
                continue
            near = [
                other
                for other in new
                if id(other) not in taken and ground(each, other, clauses[ref])
            ]
            if near:
                chosen = min(near, key=lambda other: _apart(other, clauses[ref]))
                pairs[ref] = chosen
                taken.add(id(chosen))
    return pairs


def _apart(entry: Entry, span: Span | None) -> int:
    return abs(entry.initiative.span.start - span.start) if span else entry.initiative.span.start


def _same_clause(entry: Entry, span: Span | None) -> bool:
    own = entry.initiative.span
    return span is not None and own.start < span.end and span.start < own.end


def _all_alike(old: Entry, new: Entry, span: Span | None) -> bool:
    names = ("layer", "type", "name", "members")
    return _same_clause(new, span) and all(old.read(n) == new.read(n) for n in names)


def _named_alike(old: Entry, new: Entry, span: Span | None) -> bool:
    names = ("layer", "name")
    return _same_clause(new, span) and all(old.read(n) == new.read(n) for n in names)


def _of_the_same(old: Entry, new: Entry, span: Span | None) -> bool:
    same = old.read("layer") == new.read("layer") and {*old.read("members")} == {
        *new.read("members")
    }
    return _same_clause(new, span) and same


def _of_most(old: Entry, new: Entry, span: Span | None) -> bool:
    one, other = {*old.read("members")}, {*new.read("members")}
    share = len(one & other) / max(len(one | other), 1)
    return _same_clause(new, span) and old.read("layer") == new.read("layer") and share >= MOST


def _as_corrected(old: Entry, new: Entry, span: Span | None) -> bool:
    """Tell whether the new reading says what people had made of the old one, or had added."""
    names = ("layer", "type", "members")
    row, other = old.initiative, new.initiative
    return _same_clause(new, span) and all(getattr(row, n) == getattr(other, n) for n in names)


def _elsewhere(old: Entry, new: Entry, _span: Span | None) -> bool:
    names = ("layer", "type", "name", "members")
    return all(old.read(n) == new.read(n) for n in names)


_GROUNDS: tuple[Callable[[Entry, Entry, Span | None], bool], ...] = (
    *(_all_alike, _named_alike, _of_the_same),
    *(_as_corrected, _of_most, _elsewhere),
)


def _joined(old: Entry, new: Entry) -> Entry:
    """Give the new reading under the old name, with what people had changed."""
    row = old.initiative
    kept = {name: getattr(row, name) for name in old.origin}
    if old.basis == ADDED:
        kept = {name: getattr(row, name) for name in EDITABLE}
    moved = replace(new.initiative, ref=row.ref, plan=row.plan, name_en=row.name_en,
                    course=row.course, site=row.site, **kept)  # fmt: skip
    origin = {name: new.read(name) for name in kept if new.read(name) != getattr(moved, name)}
    seen = old.reviewed and not _otherwise(old, new)
    return replace(new, initiative=moved, origin=origin, reviewed=seen)


def _otherwise(old: Entry, new: Entry) -> bool:
    """Tell whether a person had seen another reading, of what they had not corrected."""
    if old.basis == ADDED:
        return False
    return any(old.read(n) != new.read(n) for n in EDITABLE if n not in old.origin)


def _placed(old: Entry, span: Span | None, text: str) -> Entry:
    """Give what the new reading lacks, at its clause in the new text or at none."""
    where = span or Span(0, 0)
    quote = text[where.start : where.end] if span else old.quote
    row = replace(old.initiative, span=where, clause_sha256=digest(quote))
    return replace(old, initiative=row, quote=quote)


def _numbered(unseen: Iterable[Entry], earlier: Reviewed, key: str) -> Iterator[Entry]:
    last = max((int(_ref(each).partition("#")[2]) for each in earlier.every), default=0)
    for number, each in enumerate(unseen, start=last + 1):
        yield replace(
            each, initiative=replace(each.initiative, ref=f"{key}#{number:03d}", plan=key)
        )


def _remarks(earlier: Reviewed, changes: _Changes) -> Iterator[str]:
    """Say what people should look at."""
    if changes.changed:
        total, gone = len(earlier.every), len(changes.lost) + len(changes.missing)
        yield (
            f"the text is not the one that was reviewed: of {total} clauses {total - gone} are "
            f"still in it, {gone} are not"
        )
    for each in changes.lost:
        yield f"{_said(each)}: left out, its clause is no longer in the text"
    for each in changes.missing:
        yield f"{_said(each)}: kept, but its clause is not in the text; look at it"
    for each in changes.other:
        yield f"{_said(each)}: read otherwise now, and no longer counted as reviewed"
    if changes.unseen:
        yield f"initiatives new since the review, and not reviewed: {len(changes.unseen)}"


def _said(each: Entry) -> str:
    name = each.initiative.name
    return f"{_ref(each)} {name[:_LINES]}"


def _ref(entry: Entry) -> str:
    return entry.initiative.ref
