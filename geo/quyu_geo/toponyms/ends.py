"""Read the letters of a known line as the units on its way that they stand for (银西)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.toponyms.lexicon import Lexicon

#: Tails under which the gazetteer may know a line, by the kind that a list is of.
_TAILS = {
    "railway": ("高铁", "铁路", "高速铁路", "城际铁路", "客运专线", "城际"),
    "road": ("高速公路", "高速"),
}
_PREFECTURE, _PROVINCE = 4, 2
#: Municipalities count as cities; other provinces are no ends of a line.
_CITIES = frozenset({"110000", "120000", "310000", "500000", "810000", "820000"})

#: Where on the way of a line a unit lies, and its id.
Stop = tuple[int, str]


def known_ends(run: str, kind: str, lexicon: Lexicon) -> Reading | None:
    """
    Read letters by the line that the gazetteer knows under them.

    Parameters
    ----------
    run
        Two letters or more, folded.
    kind
        ``railway`` or ``road``.
    lexicon
        With the forms of lines.

    Returns
    -------
    reading
        One unit for each letter, in the order of the letters; none if no line bears them or
        two lines differ.
    """
    found = {
        places
        for tail in _TAILS[kind]
        for members in _lines(run + tail, kind, lexicon)
        if (places := _on_the_way(run, members, lexicon))
    }
    return Reading(found.pop(), "abbr", "", 0.8) if len(found) == 1 else None


def _lines(form: str, kind: str, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Give the waypoints of the lines of this name."""
    entry = lexicon.forms.get(form)
    for candidate in entry.candidates if entry is not None else ():
        if candidate.kind == kind:
            yield lexicon.gazetteer.place(candidate.id).members


def _on_the_way(run: str, members: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Give a unit for each letter, forth or back along the line; the outer ones far apart."""
    stops = [list(_stops(letter, members, lexicon)) for letter in run]
    if not all(stops):
        return ()
    ways = (_forth(stops), _forth([_turned(each, len(members)) for each in stops]))
    return max((way for way in ways if way), key=_span, default=((), ()))[1]


def _stops(letter: str, members: Sequence[str], lexicon: Lexicon) -> Iterator[Stop]:
    """Give the waypoints that a letter may stand for, with the city before its county."""
    senses = {sense.place for sense in lexicon.letters.get(letter, ())}
    look = lexicon.gazetteer
    for index, member in enumerate(members):
        if not (member.isdigit() and len(member) == 6):  # noqa: PLR2004 - an adcode
            continue
        above = (member[:_PREFECTURE] + "00", member[:_PROVINCE] + "0000")
        for unit in (above[0], member, above[1]):
            if unit not in look or (unit.endswith("0000") and unit not in _CITIES):
                continue
            if unit in senses or letter in look.place(unit).short:
                yield index, unit
                break


def _turned(stops: list[Stop], size: int) -> list[Stop]:
    return [(size - 1 - index, unit) for index, unit in reversed(stops)]


def _forth(stops: Sequence[list[Stop]]) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    """Take for each letter the first stop behind the one before, for the last letter the last."""
    way: list[Stop] = []
    for number, each in enumerate(stops):
        open_ = [stop for stop in each if not way or stop[0] > way[-1][0]]
        if not open_:
            return None
        way.append(open_[-1 if number == len(stops) - 1 else 0])
    units = tuple(unit for _, unit in way)
    if len(set(units)) < len(units):
        return None
    return tuple(index for index, _ in way), units


def _span(way: tuple[tuple[int, ...], tuple[str, ...]]) -> int:
    return way[0][-1] - way[0][0]
