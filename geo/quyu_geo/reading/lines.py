"""The lines of a folded text, with where their words begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")

#: What a finished line of running text ends with.
TERMINAL = "。!?;:…”’\"')]}》>】〕"


@dataclass(frozen=True, slots=True)
class Line:
    """
    A line that is not blank.

    Attributes
    ----------
    start, end
        Of its words, without the white space about them.
    words
        Those words, folded.
    """

    start: int
    end: int
    words: str

    @property
    def finished(self) -> bool:
        """Whether the line ends where a sentence or a clause may end."""
        return self.words[-1] in TERMINAL

    def __len__(self) -> int:
        """Count the code points of the words."""
        return self.end - self.start


def lines_of(folded: str) -> list[Line]:
    """Give the lines that hold words, in order."""
    found = []
    for match in _LINE.finditer(folded):
        words = match[0].strip()
        if words:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            found.append(Line(start, start + len(words), words))
    return found
