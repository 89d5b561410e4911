"""Read a file of any format we know into a document, by what it holds and not by its name."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from quyu_geo.errors import DocumentError
from quyu_geo.reading.decode import decode
from quyu_geo.reading.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable

#: No plan comes near this; a larger file is a mistake or an attack.
LARGEST = 128 * 1024 * 1024  # bytes

#: Suffixes that a folder is searched for.
SUFFIXES = (".txt", ".html", ".htm", ".xhtml", ".docx", ".pdf")

#: First bytes of formats that hold no text for us, and what to say of them.
_FOREIGN = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word (.doc) or a password-protected file; save it as .docx without a password",
    ),
    (b"{\\rtf", "a rich text file (.rtf); save it as .docx or plain text"),
    (b"\x89PNG", "a picture, not a text"),
    (b"\xff\xd8\xff", "a picture, not a text"),
    (b"GIF8", "a picture, not a text"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "a compressed file; unpack it first"),
    (b"Rar!", "a compressed file; unpack it first"),
)
_HTML_SUFFIXES = {".html", ".htm", ".xhtml", ".shtml"}
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096  # bytes in which a page without a telling suffix is recognised
_PDF_MARK_WITHIN = 1024  # bytes; ISO 32000-1, annex H: readers accept a late header


def read_document(data: bytes, source: str) -> Document:
    """
    Make the document of a file.

    Parameters
    ----------
    data
        All its bytes.
    source
        Its name, ``-`` for standard input: the suffix decides only between text and HTML,
        and the name stands in every message.

    Raises
    ------
    DocumentError
        With one line that names the file and the reason.
    """
    if not data:
        raise DocumentError(f"{source}: empty")
    if len(data) > LARGEST:
        raise DocumentError(f"{source}: larger than {LARGEST >> 20} MB, too large for a plan")
    for mark, reason in _FOREIGN:
        if data.startswith(mark):
            raise DocumentError(f"{source}: {reason}")
    return _reader(data, source)(data, source)


def _reader(data: bytes, source: str) -> Callable[[bytes, str], Document]:
    # Each reader comes with its library only when a file of its format does.
    if b"%PDF-" in data[:_PDF_MARK_WITHIN]:
        from quyu_geo.reading.pdf import read_pdf  # noqa: PLC0415 - see above

        return read_pdf
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from quyu_geo.reading.docx import read_docx  # noqa: PLC0415 - see above

        return read_docx
    suffix = PurePath(source).suffix.lower()
    if suffix in {".pdf", ".docx"}:
        raise DocumentError(f"{source}: damaged, it does not begin like a {suffix} file")
    if suffix in _HTML_SUFFIXES or (suffix != ".txt" and _HTML_START.match(data[:_HEAD])):
        from quyu_geo.reading.html import read_html  # noqa: PLC0415 - see above

        return read_html
    return _read_text


def _read_text(data: bytes, source: str) -> Document:
    made = decode(data, source)
    return Document(source, "txt", made.text, made.encoding, remarks=made.remarks)
