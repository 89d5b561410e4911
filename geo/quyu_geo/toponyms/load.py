"""Make the lexicon for documents of one province: as it was compiled, or from a user's tables."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.toponyms.cues import bundled_cues
from quyu_geo.toponyms.lexicon import Lexicon, end_of
from quyu_geo.toponyms.patterns import Patterns
from quyu_geo.toponyms.tables import read_lexicon

if TYPE_CHECKING:
    from quyu_geo.toponyms.lexicon import Compiled, Compounds, Letters


#: Provinces whose lexicons are kept: a corpus goes from one to the other, and each takes nine
#: megabytes once its automaton is made.
_PROVINCES = 16


@lru_cache(maxsize=_PROVINCES)
def lexicon_of(gazetteer: Gazetteer, province: str) -> Lexicon:
    """
    Give the lexicon for documents of one province.

    That of the bundled gazetteer comes compiled (`quyu_geo.toponyms.stored`); where the
    tables have changed since, or the gazetteer is a user's, it is compiled here and now.

    Parameters
    ----------
    gazetteer
        Where the places come from.
    province
        Id of the province of the document's subject, or an empty string.
    """
    patterns, letters, compounds = _parts(gazetteer, province)
    heads = list(read_lexicon("heads"))
    return Lexicon(
        gazetteer=gazetteer,
        province=province,
        forms=patterns,
        letters=letters,
        compounds=compounds,
        pairs=_pairs(),
        strong_heads=frozenset(word for word, _, force in heads if force == "strong"),
        heads=frozenset(word for word, _, _ in heads),
        cues=bundled_cues(),
    )


def _parts(gazetteer: Gazetteer, province: str) -> tuple[Patterns, Letters, Compounds]:
    if gazetteer is Gazetteer.bundled():
        from quyu_geo.toponyms.stored import stored  # noqa: PLC0415 - only where it is needed

        if (kept := stored()) is not None:
            return kept.parts(province)
    from quyu_geo.toponyms.compile import compile_lexicon  # noqa: PLC0415 - as above

    compiled = compile_lexicon(gazetteer, province)
    return patterns_of(compiled), compiled.letters, compiled.compounds


def patterns_of(compiled: Compiled) -> Patterns:
    """Lay compiled entries out for the scan."""
    entries = list(compiled.entries.values())
    ends = bytes(end_of(entry.form, compiled.letters) for entry in entries)
    roles = bytes(entry.role for entry in entries)
    return Patterns([entry.form for entry in entries], roles, ends, entries.__getitem__)


@cache
def _pairs() -> frozenset[str]:
    return frozenset(next(words for use, words in read_lexicon("words") if use == "pair").split())
