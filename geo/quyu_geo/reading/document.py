"""The nouns of reading: a document as it was received, and what is wrong with its text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from quyu_geo.fold import fold


@dataclass(frozen=True, slots=True, order=True)
class Blemish:
    """
    A stretch of a text that is no plain sentence of the plan.

    Attributes
    ----------
    start, end
        Half-open range of code points of the text of record.
    kind
        ``spam``, ``hijack``, ``mask``, ``page_number``, ``running_head``, ``join``, ``navigation``,
        ``caption``, ``byline``, ``markup``, ``ocr``, ``broken`` or ``nul``.
    left_out
        Whether names in it are none of the plan's: recognition passes over it.
    person
        Whether a person has to look at it before the result can be relied on.
    """

    start: int
    end: int
    kind: str
    left_out: bool = False
    person: bool = False


@dataclass(frozen=True)
class Document:
    """
    A text made once from what a file holds; all offsets refer to it.

    Attributes
    ----------
    source
        File name as given, or ``-`` for standard input.
    form
        ``txt``, ``html``, ``docx`` or ``pdf``.
    text
        Text of record. Of a text file it is exactly the decoded content.
    encoding
        Of the bytes, by Python's name (``utf-8``, ``gb18030``); empty where the format
        fixes it (``docx``, ``pdf``).
    title
        What the format itself gives as the title (``<title>``); may be empty.
    remarks
        What reading had to mend or leave aside, one line each.
    """

    source: str
    form: str
    text: str
    encoding: str = ""
    title: str = ""
    remarks: tuple[str, ...] = ()

    @cached_property
    def folded(self) -> str:
        """The text of record in one script and width, of the same length."""
        return fold(self.text)

    def line(self, offset: int) -> int:
        """Give the number of the line, from 1, that holds a code point."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def _line_starts(self) -> list[int]:
        """Lines end with a line feed, as the annotation of plans counts them."""
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        return [0, *accumulate(lengths)][:-1]
