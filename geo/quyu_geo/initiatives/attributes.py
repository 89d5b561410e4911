"""Read status, topics, article, units in charge and horizon from around an initiative."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from quyu_geo.initiatives.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.initiatives.model import Clause
    from quyu_geo.model import Status
    from quyu_geo.reading.segment import Article

_CHARGE = re.compile(r"\(([^()\n]{2,300}?(?:负责|牵头)[^()\n]{0,30})\)")
_OFFICE = re.compile(
    r"(?:[^、,，;()\s]{1,20}?(?:政府|委员会|管委会|厅|局|委|办|中心|部))(?=[、,，;]|和|及|分别|按|负责|牵头|$)"
)
_YEAR = re.compile(r"(?:到|至|力争)(20\d\d)年(?:底|末)?")
_PLANNED = re.compile("前期工作|谋划|研究|探索|申请|申建|申报|争取|规划(?:建设|实施)")


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


def charges(text: str) -> list[tuple[int, tuple[str, ...]]]:
    """List the remarks on who is in charge: where they stand, and the units they name."""
    found = []
    for match in _CHARGE.finditer(text):
        words = re.sub("(?:按职责)?分?工?(?:分别)?(?:负责|牵头).*$", "", match[1])
        units = [unit for unit in re.split("[、,，;和]|以及", words) if unit]
        found.append((match.start(), tuple(units)))
    return found


def charge_of(
    at: int, remarks: Sequence[tuple[int, tuple[str, ...]]], article_end: int
) -> tuple[str, ...]:
    """Give the units in charge by the next remark of the same article."""
    index = bisect_right(remarks, (at, ()))
    if index < len(remarks) and remarks[index][0] < article_end:
        return remarks[index][1]
    return ()


def horizon_of(sentence: str) -> str:
    """Give the year by which a sentence wants something done, or an empty string."""
    match = _YEAR.search(sentence)
    return match[1] if match else ""


def article_of(at: int, starts: Sequence[int], articles: Sequence[Article]) -> Article | None:
    """Give the article that holds a code point."""
    if not articles:
        return None
    return articles[max(0, bisect_right(starts, at) - 1)]
