"""Read the main content of a web page, however deep its markup nests."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from quyu_geo.errors import DocumentError
from quyu_geo.reading.decode import decode
from quyu_geo.reading.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Real pages nest some thirty elements; the time of extraction grows with the depth.
DEEPEST = 80

#: More characters of attributes than any page needs; the time to read one grows with its square.
LONGEST = 4000

#: A tag and its attributes, by the states of the HTML standard (13.2.5): a value in quotes may
#: hold any sign, and a tag without an end takes all the rest. What was matched is never tried
#: again, so that the time stays linear.
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>=]++|=\s*+(?:"[^"]*+"?|'[^']*+'?|))*+)(?:>|\Z)"""
)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_TITLE = re.compile(r"<title\b[^>]*>([^<]{0,400})", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\xa0\u3000]+$|^[ \t\xa0\u3000]+", re.MULTILINE)
_GAPS = re.compile(r"\n{3,}")


def read_html(data: bytes, source: str) -> Document:
    """
    Make a document of a page: its main content, one block a line.

    The content is found by Resiliparse (Bevendorff et al., ECIR 2018), which leaves out
    navigation, footers and lists of links by their tags, classes and density of links.
    A page in which it finds next to nothing is taken whole.

    Raises
    ------
    DocumentError
        If the page holds no text.
    """
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only here

    made = decode(data, source)
    page = flattened(made.text.replace("\0", ""), DEEPEST)
    remarks = list(made.remarks)
    if len(page) != len(made.text):
        remarks.append("markup too deep or too long, or control characters, taken out of the page")
    text = _tidy(extract_plain_text(page, main_content=True, alt_texts=False))
    whole = _tidy(extract_plain_text(page, main_content=False, alt_texts=False))
    if len(text) < len(whole) / 10:  # its main part was not recognised as such
        text = whole
        remarks.append("no main content found: the whole page is read")
    if not text.strip():
        raise DocumentError(f"{source}: a page that holds no text")
    title = _TITLE.search(page)
    name = " ".join(unescape(title[1]).split()) if title else ""
    return Document(source, "html", text, made.encoding, name, tuple(remarks))


def flattened(page: str, deepest: int) -> str:
    """Take out the tags that nest deeper than a limit, and attributes without end; text stays."""
    return "".join(_shallow(page, deepest))


def _shallow(page: str, deepest: int) -> Iterator[str]:
    depth = at = 0
    for tag in _TAG.finditer(page):
        long = len(tag[3]) > LONGEST
        if tag[2].lower() in _VOID or tag[3].endswith("/"):
            deep = False
        else:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deep = depth + bool(tag[1]) > deepest
        if deep or long:
            yield page[at : tag.start()]
            if not deep:
                yield f"<{tag[1]}{tag[2]}>"
            at = tag.end()
    yield page[at:]


def _tidy(text: str) -> str:
    return _GAPS.sub("\n\n", _BLANK.sub("", text)).strip("\n") + "\n" if text.strip() else ""
