"""The patterns of the scan: found in a text, and made into entries when asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import ahocorasick_rs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quyu_geo.toponyms.lexicon import Entry

#: Characters in all from which on the automaton of all patterns pays; it takes some 20 ms.
_MANY = 60_000

Match = tuple[int, int, int]


class Entries(dict[int, "Entry"]):
    """Entries by index, each made when it is first asked for."""

    def __init__(self, make: Callable[[int], Entry]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, index: int) -> Entry:
        """Make the entry of an index."""
        entry = self[index] = self._make(index)
        return entry


class Patterns:
    """
    Forms of names and signs, with what the scan needs to know of each.

    Parameters
    ----------
    forms
        Folded, none twice.
    roles
        `quyu_geo.toponyms.lexicon.Role` of each.
    ends
        What each does to the name of a line behind it.
    make
        Makes the entry of an index.
    """

    def __init__(
        self, forms: Sequence[str], roles: bytes, ends: bytes, make: Callable[[int], Entry]
    ) -> None:
        self.forms = tuple(forms)
        self.roles = roles
        self.ends = ends
        self.entries = Entries(make)
        self.index = dict(zip(self.forms, range(len(self.forms)), strict=True))
        self._seen = 0

    def __len__(self) -> int:
        """Count the patterns."""
        return len(self.forms)

    def __contains__(self, form: object) -> bool:
        """Tell whether a form is a pattern."""
        return form in self.index

    def __getitem__(self, form: str) -> Entry:
        """Give the entry of a form; raises KeyError as a dictionary does."""
        return self.entries[self.index[form]]

    def get(self, form: str) -> Entry | None:
        """Give the entry of a form, or none."""
        index = self.index.get(form)
        return None if index is None else self.entries[index]

    def find(self, text: str) -> list[Match]:
        """
        Find the longest pattern at each place of a text, from left to right.

        The first texts are searched with an automaton of the patterns that can stand in
        them, which is made at once; the automaton of all is made when it pays.

        Returns
        -------
        matches
            Index of the pattern, start and end of each; none overlaps another.

        Raises
        ------
        UnicodeEncodeError
            If the text holds lone surrogates.
        """
        self._seen += len(text)
        if self._seen >= _MANY:
            return self._automaton.find_matches_as_indexes(text)
        begins = set(text)
        begins.update(map(str.__add__, text, text[1:]))
        likely = [index for index, form in enumerate(self.forms) if form[:2] in begins]
        found = _automaton([self.forms[index] for index in likely]).find_matches_as_indexes(text)
        return [(likely[index], start, end) for index, start, end in found]

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return _automaton(self.forms)


def _automaton(forms: Sequence[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(
        forms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
    )
