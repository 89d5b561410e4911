"""Read the text layer of a PDF, and say plainly where there is none."""

from __future__ import annotations

import io
import logging
import re
import time
import warnings

from quyu_geo.errors import DocumentError
from quyu_geo.reading.document import Document

#: Seconds after which a file is given up; a plan of a hundred pages takes about five.
LONGEST = 40.0
_MOST_PAGES = 2000
_LEAST = 12  # characters a page, on average, below which the pages are pictures
_HAN = "[\u3400-\u9fff]"
_SPACED = re.compile(f"(?<={_HAN})[ \u00a0]+(?={_HAN})")


def read_pdf(data: bytes, source: str) -> Document:
    """
    Make a document of the text of a PDF, its pages one after the other.

    Lines stay as they are set; where a sentence runs on over a line or a page is found
    afterwards, with the page numbers (`quyu_geo.reading.pages`).

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
    text = "\n".join(_SPACED.sub("", page.strip("\n")) for page in pages) + "\n"
    if sum(not sign.isspace() for sign in text) < _LEAST * len(pages):
        raise DocumentError(f"{source}: a scanned PDF without a text layer; run OCR over it first")
    return Document(source, "pdf", text)


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
