"""Carry what people said of a plan over to a new reading of its document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.fold import fold
from quyu_geo.model import Span
from quyu_geo.reviews.model import EDITABLE, Reviewed, digest

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
    out = {each.initiative.ref for each in earlier.dropped}
    kept: list[Entry] = []
    dropped: list[Entry] = []
    lost: list[Entry] = []
    for old in earlier.every:
        ref = old.initiative.ref
        new = pairs.get(ref)
        now = _joined(old, new) if new else _placed(old, clauses[ref], text)
        gone = new is None and clauses[ref] is None and bool(old.initiative.span.end)
        if gone and not old.corrected and ref not in out:
            lost.append(old)
        else:
            (dropped if ref in out else kept).append(now)
    taken = {id(new) for new in pairs.values()}
    unseen = [each for each in fresh.entries if id(each) not in taken]
    kept += _numbered(unseen, earlier, key)
    reviewed = Reviewed(
        replace(fresh.plan, key=key),
        fresh.source,
        tuple(sorted(kept, key=_ref)),
        tuple(sorted(dropped, key=_ref)),
        fresh.names,
        {**earlier.places, **fresh.places},
    )
    changed = earlier.plan.sha256 != fresh.plan.sha256
    missing = [old for old in earlier.every if clauses[_ref(old)] is None and old not in lost]
    return Carried(reviewed, tuple(_remarks(earlier, lost, missing, unseen, changed=changed)))


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
    if old.basis == "added":
        kept = {name: getattr(row, name) for name in EDITABLE}
    moved = replace(new.initiative, ref=row.ref, plan=row.plan, name_en=row.name_en,
                    course=row.course, site=row.site, **kept)  # fmt: skip
    origin = {name: new.read(name) for name in kept if new.read(name) != getattr(moved, name)}
    return replace(new, initiative=moved, origin=origin, reviewed=old.reviewed)


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


def _remarks(
    earlier: Reviewed,
    lost: Sequence[Entry],
    missing: Sequence[Entry],
    unseen: Sequence[Entry],
    *,
    changed: bool,
) -> Iterator[str]:
    """Say what people should look at."""
    total = len(earlier.every)
    if changed:
        gone = len(lost) + sum(bool(each.initiative.span.end) for each in missing)
        yield (
            f"the text is not the one that was reviewed: of {total} clauses {total - gone} are "
            f"still in it, {gone} are not"
        )
    for each in lost:
        yield f"{_said(each)}: left out, its clause is no longer in the text"
    for each in missing:
        if each.initiative.span.end or each.quote:
            yield f"{_said(each)}: kept, but its clause is not in the text; look at it"
    if unseen:
        yield f"{len(unseen)} initiatives are new since the review, and not reviewed"


def _said(each: Entry) -> str:
    name = each.initiative.name
    return f"{_ref(each)} {name[:_LINES]}"


def _ref(entry: Entry) -> str:
    return entry.initiative.ref
