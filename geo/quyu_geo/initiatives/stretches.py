"""Read the stretches of a line that follow its name: 甲乙高铁丙至丁段, 甲乙高铁丙丁段."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from quyu_geo.initiatives.model import Clause, Token

_REACH, _PAIR = 6, 2
_LINE_KINDS = frozenset({"railway", "road", "pipeline", "canal"})


class Stretch(NamedTuple):
    """One stretch: the names in it, and where its words end."""

    names: tuple[Token, ...]
    end: int


def stretches_after(clause: Clause, at: int) -> tuple[Stretch, ...]:
    """
    Give the stretches named right after the token of a line.

    Parameters
    ----------
    clause
        It stands in.
    at
        Index of the token that ends the name of the line.
    """
    tokens = clause.tokens
    found: list[Stretch] = []
    edge, chain, chained = tokens[at].end, [], False
    for token in tokens[at + 1 :]:
        if token.start - edge > _REACH:
            break
        if token.places and token.kind not in _LINE_KINDS:
            chain.append(token)
        elif token.word.joint == "dash" and chain:
            chained = True
        elif token.word.joint in {"and", "with"} and chained and len(chain) >= _PAIR:
            found.append(Stretch(tuple(chain), chain[-1].end))
            chain, chained = [], False
        else:
            break
        edge = token.end
    if chained and len(chain) >= _PAIR:
        found.append(Stretch(tuple(chain), chain[-1].end))
    return tuple(found)


def section_of(clause: Clause, at: int, text: str, *, single: bool = False) -> Stretch | None:
    """
    Give the only stretch right after a line's name that ends with 段: 甲至乙段.

    Parameters
    ----------
    clause
        It stands in.
    at
        Index of the token that ends the name of the line.
    text
        Folded text of record.
    single
        Whether the part within one unit (甲市段) counts as well.
    """
    tokens = clause.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].start != tokens[at].end:
        return None
    after = tokens[at + 1]
    if len(after.places) >= _PAIR - single and text[after.end : after.end + 1] == "段":
        return Stretch((after,), after.end + 1)
    chains = stretches_after(clause, at)
    parts = [chain for chain in chains if text[chain.end : chain.end + 1] == "段"]
    if (
        len(parts) == 1
        and parts[0] is chains[0]
        and text[chains[0].end : chains[0].end + 1] == "段"
    ):
        return Stretch(chains[0].names, chains[0].end + 1)
    return None


def bracketed(clause: Clause, index: int, text: str) -> Token | None:
    """Give the place in brackets right after a head: 班列(甲)."""
    tokens = clause.tokens
    if index + 1 >= len(tokens) or not tokens[index + 1].places:
        return None
    after = tokens[index + 1]
    opened = text[tokens[index].end : after.start] == "("
    return after if opened and text[after.end : after.end + 1] == ")" else None
