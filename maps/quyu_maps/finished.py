"""
Read finished sheets and pictures again, and hold them against the rules for public maps.

A sheet carries the data that its scripts draw, and those are held as before it was written
(`quyu_maps.lint`). A picture in SVG says of itself what its frame holds; its names and lines
are held against that. Text of either is only compared, never run.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from quyu_geo.errors import QuyuError
from quyu_maps import assets
from quyu_maps.landmarks import ISLANDS, NAMED_SEAT
from quyu_maps.lint import HAINAN as PROVINCE
from quyu_maps.lint import broken_rules
from quyu_maps.margin import BASE, BASE_EN, NOT_REVIEWED, NOT_REVIEWED_EN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_maps.layers import Box

#: Box of the island of Hainan, and of the sea south of it, as west, south, east, north.
HAINAN: Box = (108.6, 18.1, 111.1, 20.2)
SEA: Box = (105.0, 3.0, 123.0, 24.5)
#: Names of the seat of Taiwan on a view of the country.
SEAT = ("台北", "Taipei")
_DATA = re.compile(
    r'<script type="application/json" id="quyu-data">(.*?)</script>', re.DOTALL | re.IGNORECASE
)
_NUMBER = re.compile(r"^(?:审图号 |Map review number )\S")


class NoSheetError(QuyuError):
    """A file that is no sheet or picture of this program."""


def breaches(text: str) -> list[str]:
    """
    List the rules that a finished sheet or picture breaks.

    Parameters
    ----------
    text
        Of an HTML file or an SVG file that this program wrote.

    Returns
    -------
    breaches
        In words; empty if all rules hold.

    Raises
    ------
    NoSheetError
        If it is neither.
    """
    if found := _DATA.search(text):
        return _of_page(found[1], text)
    picture = _Picture(text)
    if not picture.frame:
        raise NoSheetError("this is no sheet (HTML) or picture (SVG) of quyu")
    return [*_of_frame(picture), *_of_margin(picture)]


def _of_page(data: str, page: str) -> list[str]:
    try:
        out = broken_rules(json.loads(data))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise NoSheetError(f"the data of this sheet cannot be read: {error!r}") from error
    if assets.page_script() not in page:
        out.append("other scripts than those of this version draw the sheet; draw it anew")
    return out


def _of_frame(picture: _Picture) -> Iterator[str]:
    """Check what the frame must show: the whole country, or the island of Hainan."""
    west, south, east, north = picture.frame
    hainan = west < HAINAN[0] and south < HAINAN[1] and east > HAINAN[2] and north > HAINAN[3]
    sea = west < SEA[0] and south < SEA[1] and east > SEA[2]
    inset = "quyu-inset" in picture.classes
    if (hainan or PROVINCE in picture.subjects) and not (sea or inset):
        yield "the frame holds Hainan and lacks the inset of 南海诸岛"
    if picture.level != "national":
        return
    if "tendash" not in picture.classes:
        yield "the ten-dash line (十段线) is missing"
    for zh, en, *_ in ISLANDS:
        if not picture.names(zh, en) and not (inset and zh == "南海诸岛"):
            yield f"{zh} is not named"
    if NAMED_SEAT not in picture.seats or not picture.names(*SEAT):
        yield "台北 lacks the symbol of a provincial capital"
    if not picture.names("台湾", "Taiwan"):
        yield "台湾 is not named as a province"


def _of_margin(picture: _Picture) -> Iterator[str]:
    if not any(
        said.startswith((NOT_REVIEWED, NOT_REVIEWED_EN)) or _NUMBER.match(said)
        for said in picture.texts
    ):
        yield "no review number (审图号), and the picture does not say so"
    if not any(said.startswith((BASE, BASE_EN)) for said in picture.texts):
        yield "the source line of the boundaries is missing"


class _Picture(HTMLParser):
    """What a picture in SVG says of itself: frame, level, classes, seats and texts."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.frame: tuple[float, ...] = ()
        self.level = ""
        self.subjects: tuple[str, ...] = ()
        self.classes: set[str] = set()
        self.seats: set[str] = set()
        self.texts: list[str] = []
        self._inside = False
        self.feed(svg)

    def names(self, *names: str) -> bool:
        """Tell whether one of these names is written."""
        return any(name in self.texts for name in names)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element is."""
        said = {key: value or "" for key, value in attrs}
        if tag == "svg" and "data-frame" in said and not self.frame:
            self.frame, self.level = _numbers(said["data-frame"]), said.get("data-level", "")
            self.subjects = tuple(said.get("data-subject", "").split("+"))
        self.classes.update(said.get("class", "").split())
        self.seats.add(said.get("data-seat", ""))
        self._inside = tag == "text"
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Note that a text has ended."""
        self._inside = self._inside and tag != "text"

    def handle_data(self, data: str) -> None:
        """Keep the words of a text."""
        if self._inside:
            self.texts[-1] += data


def _numbers(text: str) -> tuple[float, ...]:
    try:
        box = tuple(float(part) for part in text.split())
    except ValueError:
        return ()
    return box if len(box) == len(SEA) else ()
