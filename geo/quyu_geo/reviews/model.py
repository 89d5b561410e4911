"""The nouns of a review: a plan read by machine, and what people said of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quyu_geo.annotated import Annotated
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Initiative, Plan, Resolution

#: What people may change of an initiative: attributes of `quyu_geo.model.Initiative`.
EDITABLE = (
    *("name", "layer", "type", "members", "partners", "directed"),
    *("status", "topics", "core", "note"),
)
#: How much of a line around a name is shown, in characters on either side.
AROUND = 40

_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Entry:
    """
    An initiative with what else is known of it.

    Attributes
    ----------
    initiative
        As it is now.
    quote
        Its clause; empty where it is not at hand.
    responsible, horizon, basis, confidence
        As of `quyu_geo.initiatives.Extracted`; the basis of one that a person added is
        ``added``.
    origin
        What the machine had read, of each attribute that a person changed.
    reviewed
        Whether a person has seen it.
    """

    initiative: Initiative
    quote: str = ""
    responsible: tuple[str, ...] = ()
    horizon: str = ""
    basis: str = ""
    confidence: float = 1.0
    origin: Mapping[str, Any] = field(default_factory=dict)
    reviewed: bool = False

    def read(self, name: str) -> Any:  # noqa: ANN401 - of any attribute
        """Give an attribute as the machine had read it."""
        return self.origin.get(name, getattr(self.initiative, name))

    @property
    def places(self) -> set[str]:
        """Ids of all places that it names, now or as the machine had read it."""
        row = self.initiative
        ids = {*row.members, *row.partners, *row.course, row.site}
        return (ids | {*self.read("members"), *self.read("partners")}) - {""}

    @property
    def corrected(self) -> bool:
        """Whether a person changed or added it."""
        return bool(self.origin) or self.basis == ADDED


#: The basis of an initiative that a person added.
ADDED = "added"


@dataclass(frozen=True, slots=True)
class Name:
    """
    A name of the text that stayed unresolved.

    Attributes
    ----------
    start, end
        In the text of record.
    surface
        As it stands there.
    context
        What stands around it, on the same line.
    candidates
        Ids of the places that bear it.
    choice
        Ids that a person chose; empty where nobody has.
    """

    start: int
    end: int
    surface: str
    context: str
    candidates: tuple[str, ...]
    choice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reviewed:
    """
    A plan with its initiatives, as read by machine or as people corrected it.

    Attributes
    ----------
    plan
        Its head; the hash is of the text that spans refer to.
    source
        Name of its file.
    entries
        What it sets up, by ref.
    dropped
        What people left out, kept so that it stays out when the text is read again.
    names
        What stayed unresolved.
    places
        Rows of places that the bundled gazetteer lacks, by id, in the order of
        `quyu_geo.lookup_tables.COLUMNS`.
    """

    plan: Plan
    source: str
    entries: tuple[Entry, ...]
    dropped: tuple[Entry, ...] = ()
    names: tuple[Name, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def every(self) -> list[Entry]:
        """All entries, dropped ones too, by ref."""
        return sorted((*self.entries, *self.dropped), key=lambda each: each.initiative.ref)

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        """What it sets up, as the atlas has it."""
        return tuple(each.initiative for each in self.entries)

    @property
    def quotes(self) -> dict[str, str]:
        """Clauses by ref, where they are at hand."""
        return {each.initiative.ref: each.quote for each in self.entries if each.quote}

    @property
    def confidence(self) -> dict[str, float]:
        """How sure the machine is of what no person has seen, by ref."""
        return {each.initiative.ref: each.confidence for each in self.entries if not each.reviewed}


def key_of(annotated: Annotated) -> str:
    """
    Give a plan its key: who speaks, the year, and the first figures of the text's hash.

    The same text has the same key in every run and on every machine, whatever its file is
    called; two plans of one year and place have different ones.
    """
    plan, known = annotated.plan, annotated.gazetteer
    place = known.place(plan.subject)
    slug = _NO_SLUG.sub("-", place.name_en.lower()).strip("-") if place.kind != "country" else ""
    parts = (slug or "plan", plan.date[:4], plan.sha256[:8])
    return "-".join(part for part in parts if part)


def named(annotated: Annotated) -> Annotated:
    """Give a document with the key that its plan keeps; refs begin with it."""
    key = key_of(annotated)

    def moved(ref: str) -> str:
        return f"{key}#{ref.partition('#')[2]}"

    return replace(
        annotated,
        plan=replace(annotated.plan, key=key),
        extracted={moved(ref): found for ref, found in annotated.extracted.items()},
        initiatives=tuple(
            replace(row, ref=moved(row.ref), plan=key) for row in annotated.initiatives
        ),
    )


def draft_of(annotated: Annotated, base: Gazetteer) -> Reviewed:
    """
    Take a document for a plan that nobody has reviewed.

    Parameters
    ----------
    annotated
        The document with what was found in it, as `named` gives it.
    base
        The gazetteer that whoever reads the plan later has: others' places go with the plan.
    """
    quotes = annotated.quotes
    entries = []
    for row in annotated.initiatives:
        found = annotated.extracted[row.ref]
        facts = (found.responsible, found.horizon, found.basis, found.confidence)
        entries.append(Entry(row, quotes[row.ref], *facts))
    return Reviewed(
        plan=annotated.plan,
        source=annotated.examined.document.source,
        entries=tuple(entries),
        names=tuple(
            _name(each, annotated.text) for each in annotated.resolutions if not each.places
        ),
        places=brought(entries, annotated.gazetteer, base),
    )


def brought(entries: Iterable[Entry], gazetteer: Gazetteer, base: Gazetteer) -> dict[str, str]:
    """
    Give the rows of the places that entries name, now or as read, and `base` lacks.

    What holds such a place, or is a member of it, goes with it.
    """
    waiting = {key for each in entries for key in each.places}
    ids: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in ids or key in base:
            continue
        ids.add(key)
        place = gazetteer.place(key)
        waiting |= {other for other in (place.parent, place.county, *place.members) if other}
    return {key: gazetteer.line(key) for key in sorted(ids)}


def digest(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as plans and clauses are known by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _name(each: Resolution, text: str) -> Name:
    start = max(text.rfind("\n", 0, each.start) + 1, each.start - AROUND)
    end = text.find("\n", each.end)
    end = min(len(text) if end < 0 else end, each.end + AROUND)
    return Name(each.start, each.end, each.surface, text[start:end].strip(), each.candidates)
