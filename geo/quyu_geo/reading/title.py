"""Find the title of a plan: on the first lines, in a notice about it, or run on with its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_geo.reading.lexicon import issuer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.reading.lines import Line

_FIRST = 14  # lines among which a title stands
_PARTS = 3  # lines that a long title is broken into
_LONGEST = 90  # code points
_SEARCHED = 60  # lines after a notice among which the title is set again
_SHARED = 6  # code points at the end that a title and its repetition share
_LIKE = re.compile(r"[^。;!?:]{4,}")
_QUOTED = re.compile(r"《(?P<inner>[^》]{4,80})》")
_SPEECH = re.compile(r"(?:政府)?工作报告")


@dataclass(frozen=True, slots=True)
class Title:
    """
    A title.

    Attributes
    ----------
    words
        Of the plan itself; empty where none was found.
    before
        What stands before 关于 (on) or 印发 (hands down) in the first title: the body.
    """

    words: str = ""
    before: str = ""


def title_of(lines: Sequence[Line], page: str = "") -> Title:
    """
    Find the title among the lines of a text.

    Parameters
    ----------
    lines
        Folded, without what is left out.
    page
        Folded title of the web page, taken where the text itself has none.
    """
    first = _opening(lines) or _run_on(lines)
    if not first:
        first = re.split(r"[_|]| - ", page)[0].strip()
    table = issuer()["title"]
    handed = re.search(table["handing"], first)
    if not handed:
        before, mark, rest = first.partition("关于")
        own = Title(mark + rest if mark else first, before)
        return own if mark and _is_name(before) else Title(first, before if mark else first)
    before = first[: handed.start()].removesuffix("关于")
    quoted = _QUOTED.search(first, handed.end())
    inner = quoted["inner"] if quoted else re.sub("的?(?:通知|公告|函)$", "", first[handed.end() :])
    return Title(_set_again(lines, inner) or inner, before)


def _is_name(words: str) -> bool:
    """Tell a body before 关于 from a verb: 贯彻落实国家关于 is part of the title itself."""
    return (
        bool(re.search(r"(?:[省市县区州盟旗委厅局]|政府|办公[厅室]|委员会)$", words)) or not words
    )


def _opening(lines: Sequence[Line]) -> str:
    """Give the first line, or the first lines together, that end as titles end."""
    ends = issuer()["title"]["ends"]
    for index in range(min(_FIRST, len(lines))):
        for parts in range(1, _PARTS + 1):
            words = "".join(line.words for line in lines[index : index + parts])
            if len(words) > _LONGEST or not _LIKE.fullmatch(words):
                break
            if re.search(rf"{ends}$", words) or _SPEECH.fullmatch(words):
                return words
    return ""


def _run_on(lines: Sequence[Line]) -> str:
    """Give the title at the head of a text that goes on in the same line."""
    ends = issuer()["title"]["ends"]
    head = lines[0].words if lines else ""
    match = re.match(rf"[^。;,!?:、\n]{{4,60}}?(?:的{ends}|方案|规划|意见)(?=[((\s。])", head)
    return match[0] if match else ""


def _set_again(lines: Sequence[Line], inner: str) -> str:
    """Give the title as it stands over the plan itself, after the notice that hands it down."""
    for line in lines[1:_SEARCHED]:
        if line.words != inner and len(line) <= _LONGEST and line.words.endswith(inner[-_SHARED:]):
            return line.words if _LIKE.fullmatch(line.words) else ""
    return ""
