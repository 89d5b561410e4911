"""Turn bytes into text: byte order marks, UTF-8, and a choice among Chinese encodings by sense."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from quyu_geo.errors import DocumentError
from quyu_geo.reading.lexicon import hygiene

#: Byte order marks and what they say; the longer first, for UTF-32 begins like UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

#: What a text without a mark may be, in the order that decides a tie.
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")

#: Charset names that pages declare, as one of the candidates.
_DECLARED = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16-le",
}
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)

_SAMPLE = 60_000  # bytes: enough to tell encodings apart, quick on the largest file
_HEAD = 4096  # bytes in which a page declares its charset
_BAD_WEIGHT = 4.0  # a broken character tells more than a rare one
_DECLARED_BONUS = 0.02  # a declaration decides only where the text itself does not
_LEAST_SENSE = 0.2  # a list of rare names has 0.4 and noise less than nothing
_MOST_BAD = 0.1  # share of broken or control characters beyond which it is no text
_CONTROLS = dict.fromkeys(
    [n for n in range(32) if chr(n) not in "\t\n\v\f\r\x1a"] + [0x7F, *range(0x80, 0xA0)]
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """
    A text and how it was made.

    Attributes
    ----------
    text
        Without a byte order mark; line ends as they were; no lone surrogates.
    encoding
        Python's name of it.
    remarks
        What was wrong, one line each.
    """

    text: str
    encoding: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes, source: str) -> Decoded:
    """
    Decode a text whatever it says of itself.

    A byte order mark is believed, then valid UTF-8. Anything else is decoded as each of the
    likely encodings, and the one wins that gives the most common characters of Chinese
    prose and the fewest broken ones; a declared charset, which may lie, only breaks ties.
    What cannot be decoded becomes U+FFFD and is remarked.

    Parameters
    ----------
    data
        The whole file.
    source
        Its name, for messages.

    Raises
    ------
    DocumentError
        If it holds no text: empty, or binary.
    """
    encoding, start = _marked(data)
    encoding = encoding or ("utf-8" if _is_utf8(data) else _likeliest(data))
    if not encoding:
        raise DocumentError(f"{source}: binary data, or a text in no encoding of Chinese")
    text = data[start:].decode(encoding, errors="replace")
    if not text.strip():
        raise DocumentError(f"{source}: holds no text")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd") * (encoding == "utf-8")
    controls = len(text) - len(text.translate(_CONTROLS))
    if broken + controls > _MOST_BAD * len(text):
        raise DocumentError(f"{source}: binary data, not a text")
    remarks = []
    if broken > 0:
        remarks.append(f"{broken} broken characters in {encoding}, shown as U+FFFD")
    if controls:
        remarks.append(f"{controls} control characters (such as NUL) among the text")
    return Decoded(text, encoding, tuple(remarks))


def _marked(data: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return "", 0


def _is_utf8(data: bytes) -> bool:
    """Tell whether it is UTF-8 and not UTF-16 of Latin letters, which has as many NULs."""
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) / 5:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(data: bytes) -> str:
    """Give the encoding that makes most sense, or nothing where none makes any."""
    sample = data[:_SAMPLE]
    declared = _CHARSET.search(data[:_HEAD])
    believed = _DECLARED.get(declared[1].decode("ascii").lower(), "") if declared else ""

    def sense(encoding: str) -> float:
        bonus = _DECLARED_BONUS if encoding == believed else 0.0
        return _sense(sample.decode(encoding, errors="replace")) + bonus

    best = max(_CANDIDATES, key=sense)  # the first of equals
    return best if sense(best) >= _LEAST_SENSE else ""


def _sense(text: str) -> float:
    """Score how much a text reads like Chinese or plain Latin prose: at most 1."""
    if not text:
        return 0.0
    strange = text.translate(_familiar())
    bad = sum(sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" for sign in strange)
    bad += len(strange) - len(strange.translate(_CONTROLS))
    return 1.0 - (len(strange) + _BAD_WEIGHT * bad) / len(text)


@cache
def _familiar() -> dict[int, None]:
    """Give the characters that make sense, as a table that deletes them."""
    printable = [chr(n) for n in range(32, 127)]
    return {ord(sign): None for sign in [*printable, *"\t\n\r", *hygiene()["decoding"]["common"]]}
