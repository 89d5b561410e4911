"""Cut a folded text into clauses and list the place names and known words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.initiatives.model import EMPTY, Clause, Setting, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.lexicon import Lexicon
    from quyu_geo.initiatives.model import Word
    from quyu_geo.model import Resolution

#: Words of a clause, and clauses of a sentence, beyond which it is cut: no plan has so many, and
#: what is not one (a megabyte without a stop) must not take for ever.
_TOKENS, _CLAUSES = 300, 300
#: Kinds of place whose name may end with the head of a zone, and how that head ends.
_HEADED: dict[str, tuple[str, ...]] = {
    "border_crossing": ("口岸", "港"),
    "port": ("口岸", "港"),
    "zone": ("园", "区", "城", "基地"),
    "site": ("园", "区", "枢纽", "电站"),
    "lake": ("水库", "枢纽"),
}


def tokenise(
    resolutions: Sequence[Resolution], lexicon: Lexicon, setting: Setting
) -> Iterator[Clause]:
    """
    Give the clauses that hold a place name or a word of the lexicon.

    A word that overlaps a place name is left out, unless it is the longer name of a known
    initiative (长江经济带 over 长江).
    """
    tokens: list[Token] = []
    start, sentence, clauses = 0, 0, 0
    for token in _merged(resolutions, lexicon, setting):
        joint = token[4][1]  # word.joint, by position because this runs for every word
        if joint == "stop" or joint == "end":  # noqa: PLR1714, for speed
            if tokens:
                yield Clause(start, token[0], tokens, sentence)
                tokens = []
                clauses += 1
            start = token[1]
            if joint == "end" or clauses == _CLAUSES:
                sentence, clauses = sentence + 1, 0
            continue
        if len(tokens) == _TOKENS:
            yield Clause(start, token[0], tokens, sentence)
            tokens, start, sentence, clauses = [], token[0], sentence + 1, 0
        tokens.append(token)
    if tokens:
        yield Clause(start, len(setting.text), tokens, sentence)


def _merged(
    resolutions: Sequence[Resolution], lexicon: Lexicon, setting: Setting
) -> Iterator[Token]:
    """Merge place names and words, both in order, so that no two overlap."""
    words, skipped = lexicon.words, lexicon.skipped
    plain = lexicon.plain
    names = [found for found in resolutions if found.places]
    ahead = iter(names)
    found = next(ahead, None)
    floor = 0
    for index, start, end in lexicon.automaton.find_matches_as_indexes(setting.text):
        while found is not None and found[1] <= start:
            if found[0] >= floor:
                yield _name(found, setting, lexicon)
            found = next(ahead, None)
        if skipped[index]:
            continue
        last = end
        if found is not None and found[0] < end:
            last = _kept(words[index], start, end, found)
        if last > start >= floor:
            word = words[index]
            if plain[index]:
                yield Token(start, last, (), "", word)
            else:
                yield _word(word, start, last, setting)
            floor = last
    while found is not None:
        if found[0] >= floor:
            yield _name(found, setting, lexicon)
        found = next(ahead, None)


def _kept(word: Word, start: int, end: int, found: Resolution) -> int:
    """Give where a word ends that overlaps the next name; its start if it is left out."""
    if word.relation is not None and word.relation.use == "aid" and start < found.start:
        return found.start  # 援疆: the word ends where the name begins
    covers = start <= found.start and end >= found.end
    return end if word.known is not None and covers else start


def _word(word: Word, start: int, end: int, setting: Setting) -> Token:
    """Make the token of a known initiative, or of a word for the subject itself (我省)."""
    if word.known is None:
        own = (setting.subject,) if setting.subject else ()
        return Token(start, end, own, "self", word)
    places = tuple(setting.subject if i == "@" else i for i in word.known.party)
    places = tuple(i for i in places if i)
    if len(places) > 1:
        setting.labels[places] = word.known.name
    line = word.known.head.layer in {"corridor", "link"}  # no party: 融入西部陆海新通道 is no link
    kind = setting.place(places[0]).kind if places and not line else ""
    return Token(start, end, places, kind, word)


def _name(found: Resolution, setting: Setting, lexicon: Lexicon) -> Token:
    """Make the token of a place name; a crossing or port is its own head (磨憨口岸)."""
    kind = setting.place(found.places[0]).kind
    if len(found.places) > 1:
        setting.labels[found.places] = found.surface
    word = EMPTY
    if kind in _HEADED:
        surface = setting.text[found.start : found.end]
        endings = (surface[begin:] for begin in range(1, len(surface)))
        word = next((lexicon.sites[each] for each in endings if each in lexicon.sites), EMPTY)
        if not word.form.endswith(_HEADED[kind]):
            word = EMPTY
    return Token(found.start, found.end, found.places, kind, word)
