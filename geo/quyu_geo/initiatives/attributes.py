"""Read status, topics, article, units in charge and horizon from around an initiative."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.word_tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.initiatives.model import Clause
    from quyu_geo.model import Status
    from quyu_geo.reading.segment import Article

#: Who is in charge, in brackets: (甲厅、乙市政府按职责分工负责), (责任单位:甲厅;配合单位:乙局).
_CHARGE = re.compile(r"\(([^()\n]{2,300}?(?:负责|牵头|落实)[^()\n]{0,30})\)")
#: The same behind a label, in brackets or as a line of its own.
_LABEL = re.compile(r"(?:责任|牵头|主办|主责|负责)(?:单位|部门|主体)(?:及分工)?:([^()。\n]{2,300})")
#: The same in a sentence: 由甲厅牵头.
_BY = re.compile(r"由([^,。;:()\n]{2,60}?)(?:共同|联合)?(?:牵头|负责|承担)")
_DONE = re.compile("(?:按照?职责|按分工)?(?:分工)?(?:分别)?(?:共同|联合)?(?:负责|牵头|落实).*$")
_PART = re.compile(
    "^(?:牵头|责任|配合|协办|参与|主办)(?:单位|部门):|^(?:会同|配合|及|等)|(?:牵头|参与|配合)$"
)
#: The year by which: 到2025年底, 2025年前, 2025年建成, “十四五”末.
_YEAR = re.compile(
    r"(?:到|至|力争|确保|争取|计划|预计)(20\d\d)年|(20\d\d)年(?:底|末|年底|年末|上半年|内)?"
    r"(?:以前|之前|前|基本建成|全面建成|建成|完工|竣工|通车|投运|投产|投用|开通|实现|完成)"
)
_PERIOD = re.compile('[“"]?(十[二三四五六]五)[”"]?(?:末|期末|期间|时期|规划期)')
_ENDS = {"十二五": "2015", "十三五": "2020", "十四五": "2025", "十五五": "2030", "十六五": "2035"}
#: Stops that end a sentence.
_STOP = re.compile(r"[。;!?\n]")
#: Those that end what somebody is in charge of.
_CHARGED = re.compile(r"[。;\n]")
#: How the name of an office ends.
_OFFICE = re.compile("(?:政府|公署|行署|委员会|管委会|厅|局|委|办|部|中心|集团|公司)$")


def status_of(clause: Clause, start: int, end: int) -> Status:
    """Give the status from the verb nearest before a name, or one that follows it at once."""
    best: Status = "build"
    for token in clause.tokens:
        verb = token.word.verb
        if verb is None or verb.status == "none":
            continue
        if token.start >= start and not (
            token.start >= end and verb.status == "plan" and not verb.weak
        ):
            continue
        if verb.weak and token.start > clause.start + 1 and token.end < start - 1:
            continue
        best = verb.status
    return best


@cache
def _topics() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Give one pattern of all words of topics, and the topics of each word."""
    topics: dict[str, list[str]] = {}
    for topic, words, _ in table("topics"):
        for word in words.split():
            topics.setdefault(word, []).append(topic)
    longest = sorted(topics, key=len, reverse=True)
    return re.compile("|".join(longest)), {word: tuple(ids) for word, ids in topics.items()}


def topics_of(words: str, name: str) -> tuple[str, ...]:
    """Give the topics that the clause shows, those of the name itself first; three at most."""
    shape, topics = _topics()
    found = dict.fromkeys(
        topic for text in (name, words) for word in shape.findall(text) for topic in topics[word]
    )
    return tuple(found)[:3] or ("产业",)


class Remark(NamedTuple):
    """Who is in charge: where it is said, from where on it holds, and the units named."""

    at: int
    since: int
    units: tuple[str, ...]


def charges(text: str) -> list[Remark]:
    """List the remarks on who is in charge, in the order in which they stand."""
    found = [Remark(m.start(), 0, _units(m[1])) for m in _CHARGE.finditer(text)]
    found += [Remark(m.start(), 0, _units(m[1])) for m in _LABEL.finditer(text)]
    sentences = Sentences(text, _CHARGED)
    for match in _BY.finditer(text):
        since, end = sentences.around(*match.span())
        units = tuple(unit for unit in _units(match[1]) if _OFFICE.search(unit))
        found.append(Remark(end, since, units))
    return sorted(remark for remark in found if remark.units)


def _units(words: str) -> tuple[str, ...]:
    """Split the units of a remark."""
    listed = (_PART.sub("", unit) for unit in re.split("[、,，;和]|以及", _DONE.sub("", words)))
    return tuple(dict.fromkeys(unit for unit in listed if unit))


def charge_of(at: int, remarks: Sequence[Remark], article_end: int) -> tuple[str, ...]:
    """Give the units in charge by the next remark of the same article that holds there."""
    for remark in remarks[bisect_right(remarks, (at,)) :]:
        if remark.at >= article_end:
            break
        if remark.since <= at:
            return remark.units
    return ()


class Sentences:
    """
    The sentences of a folded text, whose ends are looked for once.

    Parameters
    ----------
    text
        Folded.
    stop
        What ends one.
    """

    def __init__(self, text: str, stop: re.Pattern[str] = _STOP) -> None:
        self.text = text
        self._stops = [match.start() for match in stop.finditer(text)]
        self._horizons: dict[tuple[int, int], str] = {}

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Give where the sentence that a stretch begins in starts, and where its last one ends."""
        stops = self._stops
        before, after = bisect_left(stops, start), bisect_left(stops, end)
        since = stops[before - 1] + 1 if before else 0
        return since, stops[after] if after < len(stops) else len(self.text)

    def horizon(self, start: int, end: int) -> str:
        """Give the year by which the sentence of a clause wants it done, or an empty string."""
        span = self.around(start, end)
        if span not in self._horizons:
            self._horizons[span] = _horizon(self.text[slice(*span)])
        return self._horizons[span]


def _horizon(sentence: str) -> str:
    match = _YEAR.search(sentence)
    if match is not None:
        return match[1] or match[2]
    period = _PERIOD.search(sentence)
    return _ENDS[period[1]] if period is not None else ""


def article_of(at: int, starts: Sequence[int], articles: Sequence[Article]) -> Article | None:
    """Give the article that holds a code point."""
    if not articles:
        return None
    return articles[max(0, bisect_right(starts, at) - 1)]
