"""The nouns of comparing plans: what is asked of a row, and a row as it is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from quyu_geo.across.names import Wording

#: How far a tie is known from both sides; names are in ``vocabulary.toml``.
RECIPROCAL, ONE_SIDED, NO_PLAN = "reciprocal", "one-sided", "no-plan"
TIES = (RECIPROCAL, ONE_SIDED, NO_PLAN)


class Row(Protocol):
    """What comparing asks of an initiative; `quyu_geo.model.Initiative` says what it means."""

    @property
    def ref(self) -> str:
        """Its name in its plan."""

    @property
    def plan(self) -> str:
        """Key of its plan."""

    @property
    def name(self) -> str:
        """In Simplified Chinese."""

    @property
    def layer(self) -> str:
        """One of four."""

    @property
    def type(self) -> str:
        """Within the layer."""

    @property
    def members(self) -> tuple[str, ...]:
        """Place ids."""

    @property
    def partners(self) -> tuple[str, ...]:
        """Place ids."""

    @property
    def directed(self) -> bool:
        """Whether the first member gives."""


class Stated(NamedTuple):
    """The least of an initiative that can be compared; a `Row`."""

    ref: str
    plan: str
    name: str
    layer: str
    type: str
    members: tuple[str, ...]
    partners: tuple[str, ...]
    directed: bool


class Compared(NamedTuple):
    """
    A row with what is compared of it.

    Attributes
    ----------
    row
        As given.
    parties
        Members and partners, each once.
    wording
        What its name comes down to.
    """

    row: Row
    parties: frozenset[str]
    wording: Wording

    @property
    def order(self) -> tuple[str, ...]:
        """Parties in an order that counts: along a corridor, from the giver; else none."""
        if self.row.layer == "corridor" or self.row.directed:
            return tuple(dict.fromkeys((*self.row.members, *self.row.partners)))
        return ()
