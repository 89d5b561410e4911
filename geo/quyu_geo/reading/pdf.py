"""Read the text layer of a PDF, and say plainly where there is none."""

from __future__ import annotations

import io
import logging
import re
import time
import warnings

from quyu_geo.errors import DocumentError
from quyu_geo.fold import fold
from quyu_geo.reading.document import Document
from quyu_geo.reading.hygiene import furniture
from quyu_geo.reading.lines import lines_of
from quyu_geo.reading.pages import joins

#: Seconds after which a file is given up; a plan of a hundred pages takes about five.
LONGEST = 40.0
_MOST_PAGES = 2000
_LEAST = 12  # characters a page, on average, below which the pages are pictures
_HAN = "\u3400-\u9fff"
_SIGN = "，。、；：？！“”‘’《》（）〔〕【】,:;()"
#: A space at the side of a Chinese character that touches something else is one of layout.
_LOOSE = re.compile(
    rf"(?<=[{_HAN}])[ \u00a0]+(?=[^\s{_HAN}])|(?<=[^\s{_HAN}])[ \u00a0]+(?=[{_HAN}])"
    rf"|(?<=[{_SIGN}])[ \u00a0]+|[ \u00a0]+(?=[{_SIGN}])"
)
_SPACED = re.compile(rf"(?<=[{_HAN}])[ \u00a0](?=[{_HAN}])")
_PAIR = re.compile(rf"[{_HAN}](?=[{_HAN}])")
_LETTERS = {code: fold(chr(code)) for code in range(0x2E80, 0x2FD6)}  # radicals for characters
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}


def read_pdf(data: bytes, source: str) -> Document:
    """
    Make a document of the text of a PDF, its pages one after the other.

    Lines over which a sentence runs on are joined; where it runs on over a page number or a
    running head is found afterwards (`quyu_geo.reading.pages`).

    Raises
    ------
    DocumentError
        If the file is damaged, needs a password, or holds pictures of pages only.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every odd object
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pages = _pages(data, source)
    except DocumentError:
        raise
    except RecursionError as error:
        raise DocumentError(f"{source}: damaged PDF (its objects nest without end)") from error
    except Exception as error:  # a broken file may fail anywhere in the library
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise DocumentError(f"{source}: damaged PDF ({reason})") from error
    text = _unwrapped(_mended("\n".join(page.strip("\n") for page in pages))) + "\n"
    if sum(not sign.isspace() for sign in text) < _LEAST * len(pages):
        raise DocumentError(f"{source}: a scanned PDF without a text layer; run OCR over it first")
    return Document(source, "pdf", text)


def _mended(text: str) -> str:
    """
    Undo what setting a page does to characters, not to lines.

    Fonts map characters to radicals that look like them, and gaps between scripts come out
    as spaces; spaces between Chinese characters go only where the whole text is spaced.
    """
    text = _LOOSE.sub("", text.translate(_LETTERS | _LIGATURES))
    spaced = len(_SPACED.findall(text)) > len(_PAIR.findall(text)) / 4
    text = _SPACED.sub("", text) if spaced else text
    return "\n".join(line.strip() for line in text.split("\n"))


def _unwrapped(text: str) -> str:
    """Join the lines in which paragraphs were set; what stands between pages stays."""
    lines = lines_of(fold(text))
    parts, at = [], 0
    for each in joins(lines, furniture(lines, paged=True)):
        if not text[each.start : each.end].strip():
            parts.append(text[at : each.start])
            at = each.end
    return "".join([*parts, text[at:]])


def _pages(data: bytes, source: str) -> list[str]:
    from pypdf import PdfReader  # noqa: PLC0415 - only where a PDF is read
    from pypdf.errors import DependencyError  # noqa: PLC0415 - as above

    reader = PdfReader(io.BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"{source}: the PDF needs a password")
    except (DependencyError, NotImplementedError) as error:
        raise DocumentError(f"{source}: the PDF is encrypted; save it unencrypted") from error
    if len(reader.pages) > _MOST_PAGES:
        raise DocumentError(f"{source}: more than {_MOST_PAGES} pages, too large for a plan")
    deadline = time.monotonic() + LONGEST
    texts = []
    for page in reader.pages:
        texts.append(page.extract_text())
        if time.monotonic() > deadline:
            raise DocumentError(f"{source}: the PDF takes too long to read")
    if not texts:
        raise DocumentError(f"{source}: a PDF without pages")
    return texts
