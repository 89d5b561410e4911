"""Tell how the items of a list before a corridor share its head: one line, one each, or spokes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Head, Item, Token

_PAIR = 2
#: Types whose list items are lines of their own where each has two ends.
LINES = frozenset({"rail", "road", "shipping", "air", "transport", "rail_freight", "energy_water"})
#: How many lines a list has (甲、乙两条走廊).
_COUNT = re.compile("(?:等)?(?:[两三四五六七八九十]|[0-9]{1,2})(?:条|个|大)")


def are_several(items: Sequence[Item], head: Head, text: str, *, ends: bool) -> bool:
    """
    Tell whether the items of a list are lines of their own.

    Parameters
    ----------
    items
        With places in their names.
    head
        That they share.
    text
        Folded text of record.
    ends
        Whether each names both ends of a line.
    """
    counted = _COUNT.match(text, items[-1].names[-1].end) is not None
    single = head.type in LINES or all(len(item.names) == 1 for item in items)
    lettered = sum(_is_lettered(item) for item in items) >= _PAIR
    return (
        counted
        or head.type == "rail_freight"
        or any(item.chained for item in items)
        or (ends and single)
        or (lettered and head.type in {"rail", "road"})
    )


def _is_lettered(item: Item) -> bool:
    """Tell whether an item is a compound of the ends of one line: 甲乙."""
    return len(item.names) == 1 and len(item.names[0].places) >= _PAIR and item.bare


def shared(last: Item, end: int, token: Token, text: str) -> str:
    """Give the words that a list shares; of 甲至某地管道, whose end nobody knows, the head."""
    tail = text[last.names[-1].end : end]
    return token.word.form if tail[:1] in {"—", "-", "至", "到"} else _COUNT.sub("", tail)


def spokes(items: Sequence[Item]) -> Iterator[Item]:
    """Read 甲至乙、丙、丁: the later names are ends of lines that begin at the first as well."""
    hub = items[0].names[0]
    star = items[0].chained and len(items[0].names) == _PAIR
    for item in items:
        whole = item.bare or item is items[-1]
        single = len(item.names) == 1 and len(item.names[0].places) == 1 and whole
        yield item._replace(names=(hub, *item.names)) if star and single else item
