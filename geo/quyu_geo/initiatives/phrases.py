"""Read back from a head to where its name begins, and list the names that share the head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quyu_geo.initiatives.model import Item

if TYPE_CHECKING:
    from quyu_geo.initiatives.model import Clause, Token

_QUOTES = "“”\"'‘’《》「」"
#: Longest stretch between the items of one list that is still no other phrase.
_GAP = 14
#: Endings that close a name of its own, though no head of the lexicon: 甲至乙公路扩容、….
_CLOSED = re.compile(
    '(?:[城园港线道廊圈站桥坝谷]|核心区|扩容|扩能|改造|扩建|建设|[一二三四五]期|工程|项目|中心|大道|电改|提升|开发|前期|防洪|治理|保护|补偿|之路|诗路|段\\))[”"]?$'
)
#: Facilities whose name is whole: 甲东站、乙至丙铁路.
_WHOLE = re.compile("(?:站|机场|港|口岸|铁路|高铁|客专|客运专线|城际|高速|公路|工程|[^上下沿]线)$")
_FACILITIES = frozenset(
    {"station", "airport", "border_crossing", "port", "railway", "road", "pipeline"}
)
#: Words of approach that stay part of a name: 面向东盟的航空枢纽.
_INNER = frozenset({"面向", "协同", "联合", "拓展", "稳定"})


#: Verbs that end a name even right after a place: 甲市建设副中心.
_MAKES = frozenset({"建设"})


class Phrase(NamedTuple):
    """
    The name that ends with a head.

    Attributes
    ----------
    items
        Of its list in order; the last one ends with the head.
    first
        Index of its first token in the clause.
    verb
        Index of the verb before it, or -1.
    listed
        Whether 等 (and others) closes its list.
    """

    items: tuple[Item, ...]
    first: int
    verb: int
    listed: bool

    @property
    def start(self) -> int:
        """Where its first item begins."""
        return self.items[0].start

    @property
    def names(self) -> tuple[Token, ...]:
        """All names of its items."""
        return tuple(name for item in self.items for name in item.names)


def read_phrase(clause: Clause, index: int, text: str) -> Phrase:
    """
    Read the phrase that ends with the token of this index.

    Parameters
    ----------
    clause
        It stands in.
    index
        Of the token that ends it.
    text
        Folded text of record.
    """
    tokens = clause.tokens
    items: list[Item] = []
    names: list[Token] = []
    chained = listed = False
    right, verb = tokens[index].end, -1
    start, at = clause.start, index - 1
    if tokens[index].places:
        names.append(tokens[index])
    while at >= 0:
        token = tokens[at]
        joint = token.word.joint
        if joint in {"and", "with"}:
            if not _continues(tokens, at, text):
                start = token.end
                break
            items.append(_item(token.end, right, names, chained=chained))
            names, chained, right = [], False, token.start
        elif joint == "self":
            start = token.end
            break
        elif token.places:
            names.append(token)
        elif joint == "dash":
            chained = True
        elif joint == "etc":
            listed = True
        elif _ends_name(clause, at):
            start = token.end
            verb = at if token.word.verb else -1
            break
        at -= 1
    items.append(_item(start, right, names, chained=chained))
    return Phrase(tuple(reversed(items)), at + 1, verb, listed)


def _item(start: int, end: int, names: list[Token], *, chained: bool) -> Item:
    return Item(start, end, tuple(reversed(names)), chained and len(names) > 1)


def _continues(tokens: list[Token], at: int, text: str) -> bool:
    """Tell whether the list goes on to the left of a joint: a name that has no head yet."""
    if at == 0:
        return False
    before = tokens[at - 1]
    chained = at > 1 and tokens[at - 2].word.joint == "dash"
    if (before.word.head is not None and not chained) or before.word.known is not None:
        return False
    if _CLOSED.search(text, before.end, tokens[at].start):
        return False
    if at > 1 and (_is_part(tokens[at - 2], before, text) or _is_stretch(tokens, at, text)):
        return False
    whole = before.kind in _FACILITIES and _WHOLE.search(text, before.start, tokens[at].start)
    if whole and not chained:
        return False
    return bool(before.places or before.word.joint == "etc") and (
        tokens[at].start - before.end <= _GAP
    )


def _is_stretch(tokens: list[Token], at: int, text: str) -> bool:
    """Tell whether a known line and its stretch stand before a joint: 甲工程乙至丙段、…."""
    if text[tokens[at - 1].end : tokens[at].start] != "段":
        return False
    back = at - 1
    while back > 0 and (tokens[back].word.joint == "dash" or tokens[back].word.known is None):
        if tokens[back].word.joint in {"and", "with"} or tokens[back].word.verb is not None:
            return False
        back -= 1
    return tokens[back].word.known is not None


def _is_part(head: Token, name: Token, text: str) -> bool:
    """Tell whether a name only says which part is meant: 班列(甲)、…, 国家公园甲段、…."""
    after = text[name.end : name.end + 1]
    beside = text[head.end : name.start] == ("(" if after == ")" else "")
    return beside and after in {")", "段"} and bool(head.word.head or head.word.known)


def _ends_name(clause: Clause, at: int) -> bool:
    """Tell whether a word stands before a name and not in it."""
    tokens = clause.tokens
    token, word = tokens[at], tokens[at].word
    if word.relation is not None and word.relation.use == "toward":
        return word.form not in _INNER
    if word.verb is None or not word.verb.weak or token.start - clause.start <= 1:
        return word.verb is not None
    before = tokens[at - 1] if at and tokens[at - 1].end == token.start else None
    if before is not None:
        if (before.places or before.word.joint == "etc") and word.form in _MAKES:
            return True
        if before.word.verb is not None and _ends_name(clause, at - 1):
            return True
    after = tokens[at + 1]
    return after.start == token.end and bool(after.places)


def name_of(text: str, start: int, end: int) -> str:
    """Give the words of a name without quotation marks and what cannot open one."""
    name = text[start:end].strip(" \u3000")
    for sign in _QUOTES:
        if sign in name:
            name = name.replace(sign, "")
    return name.removeprefix("一批").lstrip("的了)个")
