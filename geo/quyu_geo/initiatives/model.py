"""The nouns of extraction: words of the lexicon, tokens, clauses, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Layer, Place, Span, Status


class Head(NamedTuple):
    """A head noun: the layer and type it gives, and when the initiative is a core one."""

    layer: str
    type: str
    core: str


class Relation(NamedTuple):
    """A word of relation: how it stands to its parties, and the type of link."""

    use: str
    type: str


class Verb(NamedTuple):
    """A verb before a name: whether it may be part of one, and the status it gives."""

    weak: bool
    status: Status | Literal["none"]


class Known(NamedTuple):
    """A named initiative of the lexicon with its members and what it is as a party."""

    name: str
    head: Head
    members: tuple[str, ...]
    party: tuple[str, ...]


class Word(NamedTuple):
    """
    One pattern of the scan and every part it can play; `joint` is empty for most.

    A known zone is a head as well, so that a list may share its `ending`.
    """

    form: str
    joint: str = ""
    head: Head | None = None
    relation: Relation | None = None
    verb: Verb | None = None
    known: Known | None = None
    ending: str = ""


class Token(NamedTuple):
    """
    A place name or a word of the lexicon in a clause.

    Attributes
    ----------
    start, end
        In the text of record.
    places
        Ids, in written order; empty for a word that is no place.
    kind
        Kind of the first place, or empty.
    word
        What the lexicon knows of it; `EMPTY` for a plain place name.
    """

    start: int
    end: int
    places: tuple[str, ...]
    kind: str
    word: Word


#: The word of a token that is only a place name.
EMPTY = Word("")


class Clause(NamedTuple):
    """A stretch between two stops, its tokens, and the number of its sentence."""

    start: int
    end: int
    tokens: list[Token]
    sentence: int


class Item(NamedTuple):
    """One member of a list before a head, with the tokens of places in it."""

    start: int
    end: int
    names: tuple[Token, ...]
    chained: bool

    @property
    def bare(self) -> bool:
        """Whether it is a name or a chain of names and nothing else, but for 市 and the like."""
        first, last = self.names[0], self.names[-1]
        return first.start - self.start <= _SLACK and self.end - last.end <= _SLACK


_SLACK = 1


class Found(NamedTuple):
    """An initiative as one rule found it, before attributes and merging."""

    name: str
    layer: Layer
    type: str
    members: tuple[str, ...]
    start: int
    end: int
    basis: str
    core: bool = True
    partners: tuple[str, ...] = ()
    directed: bool = False
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class Extracted:
    """
    An initiative that a text sets up.

    Attributes
    ----------
    name
        In Simplified Chinese, as the text has it or put together from the parties.
    layer, type
        Ids of ``vocabulary.toml``.
    members
        Place ids: along a corridor in order; giver first for a directed link; hosts of a
        zone; member units of a region.
    partners
        Place ids of further parties.
    directed
        Whether the first member gives and the others receive.
    section
        Numbers of the headings above, run together.
    span
        Of the clause that states it, in the text of record.
    topics, status
        Ids of ``vocabulary.toml``.
    responsible
        Units named as in charge, as written.
    horizon
        Year by which, or empty.
    core
        Whether it is one of the plan's regional initiatives, not a minor project.
    basis
        The rule that found it.
    confidence
        Between 0 and 1.
    """

    name: str
    layer: Layer
    type: str
    members: tuple[str, ...]
    partners: tuple[str, ...]
    directed: bool
    section: str
    span: Span
    topics: tuple[str, ...]
    status: Status
    responsible: tuple[str, ...]
    horizon: str
    core: bool
    basis: str
    confidence: float


@dataclass(slots=True)
class Setting:
    """
    What the rules may ask about the document while they go through it.

    Attributes
    ----------
    text
        Folded text of record.
    subject
        Id of the place that speaks, or empty.
    gazetteer
        Where ids are looked up.
    made
        Places that stand in no gazetteer, by id.
    regions, zones
        Ids of members by the name of a region, and of the host by the name of a zone.
    host
        The unit that the running paragraph is about, or empty.
    hosts
        Of the last zone of the running clause.
    type
        Of that zone.
    labels
        What the text calls a compound, by its places.
    topic
        Parties that the running sentence opened with.
    earlier
        The clause before in the sentence, if there is one.
    joint_zones
        Hosts of parks shared with another country, by the country and the province.
    """

    text: str
    subject: str
    gazetteer: Gazetteer
    made: Mapping[str, Place]
    regions: Mapping[str, tuple[str, ...]]
    zones: Mapping[str, str]
    host: str = ""
    hosts: tuple[str, ...] = ()
    type: str = ""
    topic: tuple[str, ...] = ()
    earlier: Clause | None = None
    labels: dict[tuple[str, ...], str] = field(default_factory=dict)
    joint_zones: Mapping[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def place(self, place_id: str) -> Place:
        """Give a place by id, made ones included."""
        found = self.places.get(place_id)
        if found is None:
            found = self.made.get(place_id) or self.gazetteer.place(place_id)
            self.places[place_id] = found
        return found
