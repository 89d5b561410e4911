"""Read compounds of letters (呼包鄂, 湘鄂渝黔, 长(春)白(山)) into places in written order."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from quyu_geo.toponyms.hits import Reading
from quyu_geo.toponyms.lexicon import GROWING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.model import Place
    from quyu_geo.toponyms.lexicon import Lexicon, Sense

#: Weight of an agreement in level, and within one province.
_SAME_LEVEL, _SAME_PROVINCE, _OWN = 4.0, 3.0, 5.0
#: Kilometres that cost one point between neighbours: cities, provinces.
_CITY_KM, _PROVINCE_KM = 150.0, 2000.0
#: Least mean score of a letter, where the context is firm and where it is not.
_FIRM, _LOOSE = 8.5, 6.5
#: What counts against compounds of cities that all lie elsewhere, and of lands without China.
_ELSEWHERE, _ABROAD = 3.0, 6.0
#: What speaks for a county of the province among the letters of its lines.
_HOME = 6.0
#: What the letters of a line at home stand for.
_ON_LAND = frozenset({"municipality", "province", "city", "county"})
_BEAM = 6
#: Senses of a letter that are tried.
_OPTIONS = 6
#: Least number of letters of a train by way of a border town.
_BORDER_TRAIN = 3
_DIRECTIONS = frozenset("东西南北中")
_BRACKETS = re.compile(r"(?:[\u4e00-\u9fff]\([\u4e00-\u9fff]{1,3}\)){2,}")
#: How far before the first closing bracket a compound begins, and how far it may go on.
_OPENED, _CLOSED = 5, 40
_BRACKET = re.compile(r"([\u4e00-\u9fff])\(([\u4e00-\u9fff]{1,3})\)")


def read_letters(run: str, lexicon: Lexicon, *, strict: bool) -> Reading | None:
    """
    Read a run of letters as places.

    Every way of reading the letters is scored: how established each sense is, whether
    all are of one level and one province, whether it is the subject's, and how far
    neighbours lie apart; the best one counts if it is good enough.

    Parameters
    ----------
    run
        Two letters or more.
    lexicon
        With the senses of letters.
    strict
        Ask for a better score, because what follows the run does not speak for a compound.
    """
    listed = lexicon.compounds.get(run)
    if listed is not None:
        return Reading(listed, "abbr", "", 0.95)
    key = (run, strict)
    if key in lexicon.memo:
        return lexicon.memo[key]
    senses = [lexicon.letters.get(letter, ()) for letter in run]
    word = set(run) <= _DIRECTIONS or any(
        run[at : at + 2] in lexicon.pairs and not set(run[at : at + 2]) <= GROWING
        for at in range(len(run) - 1)
    )
    found = _best(senses, lexicon) if all(senses) and not word else None
    reading = None
    if found is not None:
        score, chosen = found
        mean = score / len(run) - _strange(chosen, lexicon.province)
        if mean >= (_FIRM if strict else _LOOSE) and len({s.place for s in chosen}) == len(chosen):
            confidence = round(min(0.9, 0.4 + mean / 30), 2)
            reading = Reading(tuple(sense.place for sense in chosen), "abbr", "", confidence)
    lexicon.memo[key] = reading
    return reading


def read_ends(run: str, lexicon: Lexicon) -> Reading | None:
    """Read the letters of a line, which surely stand for places, as those that fit best."""
    listed = lexicon.compounds.get(run)
    if listed is not None:
        return Reading(listed, "abbr", "", 0.9)
    senses = [_at_home(lexicon.letters.get(letter, ()), lexicon.province) for letter in run]
    found = _best(senses, lexicon) if all(senses) else None
    places = tuple(sense.place for sense in found[1]) if found is not None else ()
    if not places or len(set(places)) < len(places):
        return None
    return Reading(places, "abbr", "", 0.6)


def _at_home(senses: tuple[Sense, ...], province: str) -> tuple[Sense, ...]:
    """Give the senses of a letter on land; a county of the province counts if no city has it."""
    own = province[:2] or "-"
    land = [sense for sense in senses if sense.scope in _ON_LAND]
    if any(sense.scope == "city" and sense.place.startswith(own) for sense in land):
        return tuple(land)
    return tuple(
        sense._replace(weight=sense.weight + _HOME)
        if sense.scope == "county" and sense.place.startswith(own)
        else sense
        for sense in land
    )


def _strange(chosen: tuple[Sense, ...], province: str) -> float:
    """Give what counts against cities that all lie elsewhere, and against lands without China."""
    scopes = {sense.scope for sense in chosen}
    if scopes == {"country"}:
        return 0.0 if any(sense.place == "CN" for sense in chosen) else _ABROAD
    own = any(sense.place.startswith(province[:2]) for sense in chosen)
    return 0.0 if own or not province or scopes - {"city", "county"} else _ELSEWHERE


def _best(
    senses: list[tuple[Sense, ...]], lexicon: Lexicon
) -> tuple[float, tuple[Sense, ...]] | None:
    beam: list[tuple[float, tuple[Sense, ...]]] = [(0.0, ())]
    for options in senses:
        likely = sorted(options, key=lambda sense: -sense.weight)[:_OPTIONS]
        grown = [
            (score + _gain(chosen, sense, lexicon), (*chosen, sense))
            for score, chosen in beam
            for sense in likely
        ]
        beam = sorted(grown, key=lambda item: -item[0])[:_BEAM]
    return beam[0] if beam else None


def _gain(chosen: tuple[Sense, ...], sense: Sense, lexicon: Lexicon) -> float:
    own = lexicon.province[:2]
    gain = sense.weight
    if own and sense.place.startswith(own) and sense.scope != "province":
        gain += _OWN if sense.scope != "county" else 1.0
    if not chosen:
        return gain
    last = chosen[-1]
    levels = {sense.scope, last.scope}
    if "water" in levels or ("country" in levels and len(levels) > 1):
        return gain - 12
    if len(levels) == 1 or levels in ({"municipality", "province"}, {"municipality", "city"}):
        gain += _SAME_LEVEL
    elif levels == {"province", "city"}:
        gain -= 4
    if sense.scope in {"city", "county"} and sense.place[:2] == last.place[:2]:
        gain += _SAME_PROVINCE
    return gain - _distance(sense, last, lexicon)


def _distance(sense: Sense, last: Sense, lexicon: Lexicon) -> float:
    if sense.scope == "country":
        return 0.0
    if sense.place == last.place:
        return 0.0
    first, second = lexicon.gazetteer.place(sense.place), lexicon.gazetteer.place(last.place)
    scale = _CITY_KM if {"city", "county"} & {sense.scope, last.scope} else _PROVINCE_KM
    return min(distance(first, second) / scale, 8.0)


def distance(first: Place, second: Place) -> float:
    """Give the kilometres between two places, near enough to compare."""
    east = (first.lon - second.lon) * math.cos(math.radians(first.lat))
    return 111 * math.hypot(east, first.lat - second.lat)


def read_train(
    text: str, floor: int, end: int, lexicon: Lexicon
) -> tuple[int, int, Reading] | None:
    """Read the name of a freight train to Europe: 长满欧, 湘欧; `end` is the end of 欧."""
    train = lexicon.cues.train.match(text, end)
    if not train and text[end - 2 : end - 1] not in lexicon.cues.borders:
        return None
    first = end - 1
    while first > floor and text[first - 1] in lexicon.letters and end - first < 4:  # noqa: PLR2004
        first -= 1
    while end - first > 1:
        run = text[first : end - 1]
        if not train and len(run) < 2:  # noqa: PLR2004
            return None
        parted = text[first - 1] in '“"' or text[first - 2 : first] in lexicon.cues.runs
        if parted or text[first - 1 : first + 1] not in lexicon.pairs:
            places = _train_places(run, lexicon)
            if places:
                return first, end, Reading((*places, "region-ouzhou"), "abbr", "", 0.8)
        first += 1
    return None


def read_border_train(run: str, lexicon: Lexicon) -> Reading | None:
    """Read start, border town and land of a train by letters of all levels (渝满俄)."""
    lands = [sense for sense in lexicon.letters.get(run[-1:], ()) if sense.scope == "country"]
    if len(run) < _BORDER_TRAIN or not lands or run[-1] in GROWING:
        return None
    places = _train_places(run[:-1], lexicon)
    return Reading((*places, lands[0].place), "abbr", "", 0.7) if places else None


def _train_places(run: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Read start and border town (or land) of a train; a border town counts before a city."""
    places: list[str] = []
    for index, letter in enumerate(run):
        senses = [s for s in lexicon.letters[letter] if s.scope != "water"]
        if index == 0:
            own = lexicon.province[:2] or "-"
            senses.sort(key=lambda s: s.weight + 6 * s.place.startswith(own), reverse=True)
        else:
            order = {"train": 0, "county": 1, "country": 2, "city": 3}
            senses = [s for s in senses if s.scope != "county" or s.weight > _OWN]
            senses.sort(key=lambda s: order.get(s.scope, 4))
        if not senses:
            return ()
        places.append(senses[0].place)
    return tuple(places)


def _bracketed(text: str) -> Iterator[re.Match[str]]:
    """Give the compounds with brackets; they hold a letter between two brackets: (春)白(."""
    at, last = text.find(")"), 0
    while at >= 0:
        if text[at + 2 : at + 3] == "(" and at >= last:
            match = _BRACKETS.search(text, max(last, at - _OPENED), at + _CLOSED)
            if match is not None:
                match = _BRACKETS.match(text, match.start())
            if match is not None:
                last = match.end()
                yield match
        at = text.find(")", at + 1)


def read_brackets(text: str, lexicon: Lexicon) -> list[tuple[int, int, Reading]]:
    """Read compounds that complete their letters in brackets: 长(春)白(山)通(化)丹(东)."""
    found = []
    for match in _bracketed(text):
        places = []
        for letter, rest in _BRACKET.findall(match[0]):
            entry = lexicon.forms.get(letter + rest)
            candidates = sorted(
                entry.candidates if entry else (),
                key=lambda c: (c.province != lexicon.province, c.kind == "province", -c.rank),
            )
            if candidates:
                places.append(candidates[0].id)
        if len(places) == len(_BRACKET.findall(match[0])):
            found.append((match.start(), match.end(), Reading(tuple(places), "abbr", "", 0.95)))
    return found
