"""Cut a folded text into clauses and list the place names and known words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.initiatives.model import EMPTY, Clause, Setting, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.lexicon import Lexicon
    from quyu_geo.initiatives.model import Word
    from quyu_geo.model import Resolution


def tokenise(
    resolutions: Sequence[Resolution], lexicon: Lexicon, setting: Setting
) -> Iterator[Clause]:
    """
    Give the clauses that hold a place name or a word of the lexicon.

    A word that overlaps a place name is left out, unless it is the longer name of a known
    initiative (长江经济带 over 长江).
    """
    tokens: list[Token] = []
    start, sentence = 0, 0
    for token in _merged(resolutions, lexicon, setting):
        joint = token.word.joint
        if joint in {"stop", "end"}:
            if tokens:
                yield Clause(start, token.start, tokens, sentence)
                tokens = []
            start = token.end
            sentence += joint == "end"
        elif joint != "skip":
            tokens.append(token)
    if tokens:
        yield Clause(start, len(setting.text), tokens, sentence)


def _merged(
    resolutions: Sequence[Resolution], lexicon: Lexicon, setting: Setting
) -> Iterator[Token]:
    words = lexicon.words
    names = [found for found in resolutions if found.places]
    count, at = len(names), 0
    floor = 0
    for index, start, end in lexicon.automaton.find_matches_as_indexes(setting.text):
        word = words[index]
        while at < count and names[at].end <= start:
            if names[at].start >= floor:
                yield _name(names[at], setting, lexicon)
            at += 1
        if at < count and names[at].start < end:
            longer = end - start >= names[at].end - names[at].start
            if word.relation is not None and word.relation.use == "aid" and start < names[at].start:
                end = names[at].start  # 援疆: the word ends where the name begins
            elif word.known is None or not longer or end < names[at].end:
                continue
        if start < floor:
            continue
        yield _word(word, start, end, setting)
        floor = end
    for found in names[at:]:
        if found.start >= floor:
            yield _name(found, setting, lexicon)


def _word(word: Word, start: int, end: int, setting: Setting) -> Token:
    if word.known is not None:
        places = tuple(setting.subject if i == "@" else i for i in word.known.party)
        places = tuple(i for i in places if i)
        if len(places) > 1:
            setting.labels[places] = word.known.name
        return Token(start, end, places, setting.place(places[0]).kind if places else "", word)
    if word.joint == "self":
        places = (setting.subject,) if setting.subject else ()
        return Token(start, end, places, "self", word)
    return Token(start, end, (), "", word)


def _name(found: Resolution, setting: Setting, lexicon: Lexicon) -> Token:
    """Make the token of a place name; a crossing or port is its own head (磨憨口岸)."""
    kind = setting.place(found.places[0]).kind
    if len(found.places) > 1:
        setting.labels[found.places] = found.surface
    word = EMPTY
    if kind in {"border_crossing", "port"}:
        ending = setting.text[found.end - 2 : found.end]
        word = lexicon.sites.get(ending) or lexicon.sites.get(ending[-1:], EMPTY)
    return Token(found.start, found.end, found.places, kind, word)
