"""Rank the places that a name may mean: exact names, then variants, then near names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quyu_geo.lookup_dates import day_of, in_force
from quyu_geo.lookup_index import key_of
from quyu_geo.lookup_tables import UNREVIEWED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.lookup_dates import Day, Former
    from quyu_geo.lookup_index import Bearer
    from quyu_geo.model import Place

Match = Literal["exact", "variant", "near"]
_MATCHES: tuple[Match, ...] = ("exact", "variant", "near")

#: Kinds in the order in which a bare name is most often meant; what is not listed comes
#: before the townships, of which there are too many.
KIND_RANK = {
    kind: rank
    for rank, kind in enumerate(
        ["province", "prefecture", "county", "country", "region", "river", "lake", "", "township"]
    )
}
#: How a form is borne, in words and in the order of preference within a kind.
WAYS = {
    "n": "official name",
    "s": "short name",
    "a": "other form in use",
    "e": "English name",
    "p": "pinyin",
    "f": "former name",
}
#: Endings that are left out or exchanged, longest first.
ENDING = re.compile(
    r"(?:[\u4e00-\u9fff]{1,12}族)?(?:自治区|自治州|自治县|自治旗|民族乡|特别行政区)|地区|林区|特区|新区|矿区"
    r"|街道办事处|街道|苏木|省|市|县|区|旗|盟|州|镇|乡|共和国|联邦"
)
#: Longer names that are looked through for a missing ending, and near names listed.
_LONGER, _NEAR = 60, 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A place that a name may mean.

    Attributes
    ----------
    place
        As it is today.
    match
        ``exact``, ``variant`` or ``near``.
    reason
        Why it stands where it stands, in a few words.
    form
        The form in the gazetteer that the name was matched with, folded as in the index.
    name_then, adcode_then
        Official name and code on the date asked for, or those of the former unit that was
        found; empty where unknown or where nothing was asked.
    valid_from, valid_to
        Between which dates name and code held; empty where open or unknown.
    distance
        How far name and form are apart: 0 for the same letters, else the letters that are
        missing, or the typing errors, where a character of the same sound is half an error.
    """

    place: Place
    match: Match
    reason: str
    form: str
    name_then: str = ""
    adcode_then: str = ""
    valid_from: str = ""
    valid_to: str = ""
    distance: float = 0.0


def look_up(  # noqa: PLR0913 - the filters of one question
    gazetteer: Gazetteer,
    name: str,
    *,
    within: Place | None = None,
    on: str = "",
    kinds: Sequence[str] = (),
    near: bool | None = None,
) -> list[Candidate]:
    """
    List the places that a name may mean, likeliest first, each place once.

    Parameters
    ----------
    gazetteer
        Where to look.
    name
        An official, short or other form in any script, an English name or pinyin, a code
        of today or of before, or an id.
    within
        Only places inside this one.
    on
        ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``: names in force then are exact, and those
        that came later or had gone by then are variants.
    kinds
        Only these kinds; all if empty.
    near
        Whether near names are listed: always, never, or (None) if nothing else is found.

    Raises
    ------
    ValueError
        If `on` is no date.
    """
    day = day_of(on) if on else None
    typed = name.strip()
    key = key_of(typed)
    best: dict[str, Candidate] = {}

    def take(candidates: Iterator[Candidate]) -> None:
        for candidate in candidates:
            place = candidate.place
            if kinds and place.kind not in kinds:
                continue
            if within is not None and not inside(gazetteer, candidate, within):
                continue
            known = best.get(place.id)
            if known is None or _order(candidate)[:2] < _order(known)[:2]:
                best[place.id] = candidate

    take(_borne(gazetteer, typed, key, day))
    take(_endings(gazetteer, key, day))
    if near or (near is None and not best):
        take(_near(gazetteer, key, None if kinds or within is not None else _LONGER))
    ranked = sorted(best.values(), key=_order)
    exact = [candidate for candidate in ranked if candidate.match != "near"]
    return exact + [candidate for candidate in ranked if candidate.match == "near"][:_NEAR]


def inside(gazetteer: Gazetteer, candidate: Candidate, holder: Place) -> bool:
    """Tell whether a candidate lies in a place: by its code then, its parents, or a member."""
    place = candidate.place
    then = candidate.adcode_then
    if then and holder.adcode in {f"{then[:2]}0000", f"{then[:4]}00"}:
        return True
    if holder.kind == "country" and place.country == holder.id:
        return True
    if holder.members:
        members = (gazetteer.place(member) for member in holder.members)
        return any(inside(gazetteer, candidate, member) for member in members)
    if (shape := gazetteer.boundaries.get(holder.id)) is not None:
        from shapely import contains_xy  # noqa: PLC0415 - only with boundaries of the user's

        return bool(contains_xy(shape, place.lon, place.lat))
    return holder.id in _above(gazetteer, place)


def _above(gazetteer: Gazetteer, place: Place) -> Iterator[str]:
    """Give the ids of a place and of all that hold it."""
    waiting, seen = [place.id], set[str]()
    while waiting:
        current = waiting.pop()
        if current in seen or current not in gazetteer:
            continue
        seen.add(current)
        yield current
        row = gazetteer.place(current)
        waiting += [above for above in (row.parent, row.county) if above]


def _borne(gazetteer: Gazetteer, typed: str, key: str, day: Day | None) -> Iterator[Candidate]:
    """Give the places that bear a form, now or formerly, or have it for an id."""
    if typed in gazetteer:
        yield Candidate(gazetteer.place(typed), "exact", "code" if typed.isdigit() else "id", typed)
    for bearer in gazetteer.index.bearers(key) if key else ():
        place = gazetteer.place(bearer.id)
        if bearer.way == "f":
            yield from _former(gazetteer, place, key, day)
        else:
            yield _present(gazetteer, place, bearer, typed, key, day)


def _present(  # noqa: PLR0913, PLR0917 - what a bearer, a word and a date come to
    gazetteer: Gazetteer, place: Place, bearer: Bearer, typed: str, key: str, day: Day | None
) -> Candidate:
    """Judge a place that bears a form today."""
    match: Match = "exact"
    reason = WAYS[bearer.way]
    if bearer.way in "nsa" and typed not in {place.name, place.short, *place.aliases}:
        match, reason = "variant", f"{reason} in another script or width"
    elif bearer.way == "p":
        match = "variant"
    found = Candidate(
        place, match, reason, key, valid_from=place.valid_from, valid_to=place.valid_to
    )
    return _dated(gazetteer, found, day) if day else found


def _dated(gazetteer: Gazetteer, found: Candidate, day: Day) -> Candidate:
    """Add the name and code that a place of today bore on a date."""
    place = found.place
    if in_force(place.valid_from, place.valid_to, day):
        return replace(found, name_then=place.name, adcode_then=place.adcode)
    later = bool(place.valid_from) and place.valid_from > day.last
    held = [
        row for row in gazetteer.formers(place.id) if in_force(row.valid_from, row.valid_to, day)
    ]
    own = [row for row in held if not row.event.startswith("merged")]
    when = f"name or code since {place.valid_from}" if later else f"until {place.valid_to}"
    reason = f"{found.reason}, {when}"
    if not own:
        return replace(found, match="variant", reason=reason)
    then = own[0]
    same = found.form in {key_of(then.name), key_of(place.short)}
    return replace(
        found,
        match=found.match if same else "variant",
        reason=f"{found.reason}, then under another name or code" if same else reason,
        name_then=then.name,
        adcode_then=then.adcode_then,
        valid_from=then.valid_from,
        valid_to=then.valid_to,
    )


def _former(gazetteer: Gazetteer, place: Place, key: str, day: Day | None) -> Iterator[Candidate]:
    """Judge a place that bore a name or code formerly."""
    for row in gazetteer.formers(place.id):
        if key not in {key_of(row.name), row.adcode_then}:
            continue
        what = "former code" if key == row.adcode_then else "former name"
        held = day is not None and in_force(row.valid_from, row.valid_to, day)
        until = f" until {row.valid_to}" if row.valid_to else ""
        yield Candidate(
            place,
            "exact" if held else "variant",
            f"{what}, in force then" if held else f"{what}{until}, {row.event}",
            key,
            *_then(row),
        )


def _then(row: Former) -> tuple[str, str, str, str]:
    return row.name, row.adcode_then, row.valid_from, row.valid_to


def _endings(gazetteer: Gazetteer, key: str, day: Day | None) -> Iterator[Candidate]:
    """Give the places whose names differ from a form in their ending only."""
    if len(key) < 2:  # noqa: PLR2004 - a single character is a stem of hundreds
        return
    found: list[tuple[str, str, list[Bearer]]] = []
    for form, bearers in gazetteer.index.starting(key, _LONGER):
        if ENDING.fullmatch(form[len(key) :]):
            found.append(("ending missing", form, bearers))
    root = re.sub(f"(?:{ENDING.pattern})$", "", key)
    if 1 < len(root) < len(key):
        found.append(("another ending", root, gazetteer.index.bearers(root)))
    for reason, form, bearers in found:
        apart = abs(len(form) - len(key))
        for bearer in bearers:
            if bearer.way in "nsa":
                place = gazetteer.place(bearer.id)
                candidate = Candidate(place, "variant", reason, form, distance=apart)
                yield _dated(gazetteer, candidate, day) if day else candidate


def _near(gazetteer: Gazetteer, key: str, count: int | None) -> Iterator[Candidate]:
    """Give the places with a name a few typing errors away, or longer than the form."""
    found = sorted(
        (errors, len(bearer.id) != len("220000"), form, bearer)  # units first
        for form, errors in gazetteer.index.near(key)
        for bearer in gazetteer.index.bearers(form)
    )
    for errors, _, form, bearer in found[:count]:
        words = f"{errors:g} letters off" if errors > 1 else "1 letter off"
        reason = f"{WAYS[bearer.way]} {form}, {'of the same sound' if errors < 1 else words}"
        yield Candidate(gazetteer.place(bearer.id), "near", reason, form, distance=errors)
    for form, bearers in gazetteer.index.starting(key, _LONGER) if len(key) > 1 else ():
        for bearer in bearers:
            reason = f"beginning of {WAYS[bearer.way]} {form}"
            rest = len(form) - len(key)
            yield Candidate(gazetteer.place(bearer.id), "near", reason, form, distance=rest)


def _order(candidate: Candidate) -> tuple[int, float, int, bool, str]:
    """Sort by match, then by distance, kind, whether the form is its own name or short name, id."""
    place = candidate.place
    own = candidate.form in {key_of(place.name), key_of(place.short)}
    rank = KIND_RANK.get(place.kind, KIND_RANK[""])
    if place.id.startswith(UNREVIEWED):  # behind everything else of the name
        rank = len(KIND_RANK)
    return _MATCHES.index(candidate.match), candidate.distance, rank, not own, place.id
