"""Read the paragraphs of a Word document (.docx, ISO/IEC 29500) within fixed limits."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from quyu_geo.errors import DocumentError
from quyu_geo.reading.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of XML that are read at most: a plan of a million characters takes about 30 MB.
LARGEST = 96 * 1024 * 1024
_MOST_PARTS = 10_000
_CHUNK = 1 << 16
_BODY = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
#: What is passed over: the other form of what mc:Choice holds, and text that was moved away.
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_PASSED = {_FALLBACK, f"{_W} moveFrom", f"{_STRICT} moveFrom"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(data: bytes, source: str) -> Document:
    """
    Make a document of the body of a Word file: one paragraph a line.

    The cells of a table are lines, too; a text box follows the paragraph it hangs on. Of
    tracked changes the new state is read. Deleted and moved text, field codes, notes, headers
    and footers are no part of it; numbers that Word only counts and does not write are
    missing, and remarked.

    Raises
    ------
    DocumentError
        If it is no Word file, damaged, protected, larger than it should be, or empty.
    """
    body = _Body()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for chunk in _chunks(archive, source):
                body.feed(chunk)
            body.feed(b"", last=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, expat.ExpatError, ValueError) as error:
        raise DocumentError(f"{source}: damaged Word file ({error})") from error
    except (NotImplementedError, RuntimeError) as error:
        raise DocumentError(f"{source}: protected or packed in an unknown way ({error})") from error
    text = "".join(body.parts)
    if not text.strip():
        raise DocumentError(f"{source}: a Word file that holds no text")
    remarks = ["automatic numbers of paragraphs are not part of the text"] if body.counted else []
    return Document(source, "docx", text, remarks=tuple(remarks))


def _chunks(archive: zipfile.ZipFile, source: str) -> Iterator[bytes]:
    if len(archive.infolist()) > _MOST_PARTS:
        raise DocumentError(f"{source}: no Word file, it holds too many parts")
    if _BODY not in archive.namelist():
        raise DocumentError(f"{source}: a zip archive, but no Word document")
    left = LARGEST
    with archive.open(_BODY) as part:
        while chunk := part.read(_CHUNK):
            left -= len(chunk)
            if left < 0:  # whatever size the archive declares
                raise DocumentError(f"{source}: unpacks to more than {LARGEST >> 20} MB")
            yield chunk


class _Body:
    """
    Collects the text of a body as its XML streams past.

    No tree is built, so depth costs nothing. A document type, which the standard forbids in
    parts of a package and which entity bombs need, stops the reading.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.counted = False
        self._inside = 0  # of w:t
        self._skipped = 0  # of what is passed over
        self._boxes: list[list[str]] = []  # text boxes that are open
        self._hung: list[str] = []  # text boxes of the paragraph, which come after it
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Take the next bytes of the part."""
        self._parser.Parse(chunk, last)

    def _refuse(self, *_: object) -> None:
        raise ValueError("a document type, which Word never writes")

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        space, _, tag = name.partition(" ")
        if name in _PASSED:
            self._skipped += 1
        elif space not in {_W, _STRICT} or self._skipped:
            return
        elif tag == "t":
            self._inside += 1
        elif tag == "numPr":
            self.counted = True
        elif tag == "txbxContent":
            self._boxes.append([])
        elif tag in _SIGNS:
            self._add(_SIGNS[tag])

    def _end(self, name: str) -> None:
        space, _, tag = name.partition(" ")
        if name in _PASSED:
            self._skipped -= 1
        elif space not in {_W, _STRICT} or self._skipped:
            return
        elif tag == "t":
            self._inside -= 1
        elif tag == "txbxContent":
            self._hung.append("".join(self._boxes.pop()))
        elif tag == "p":
            self._add("\n")
            if not self._boxes:
                self.parts += self._hung
                self._hung = []

    def _characters(self, text: str) -> None:
        if self._inside and not self._skipped:
            self._add(text)

    def _add(self, text: str) -> None:
        (self._boxes[-1] if self._boxes else self.parts).append(text)
