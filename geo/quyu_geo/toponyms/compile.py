"""Compile the gazetteer and the reviewed tables into the lexicon for documents of one province."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from quyu_geo.fold import fold
from quyu_geo.toponyms.forms import (
    WHOLE,
    collect_forms,
    collect_townships,
    first_letters,
    rows_of,
)
from quyu_geo.toponyms.lexicon import (
    PROVINCE_LETTERS,
    PROVINCE_SET,
    Compiled,
    Entry,
    Role,
    Sense,
)
from quyu_geo.toponyms.spelt import spelt_regions
from quyu_geo.toponyms.tables import read_lexicon

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.toponyms.lexicon import Candidate, Compounds, Letters

Forms = dict[str, list["Candidate"]]
Entries = dict[str, Entry]

#: Signs that a numbered road begins: G 国家高速 (national expressway), S 省道 (provincial road).
_SIGNS = tuple(f"{sign}{digit}" for sign in "GS" for digit in "0123456789")
#: Second letters of a pair of provinces that would be chance as the first.
_SECOND = "藏疆青宁甘"
#: Kinds that stay names although a reviewed no-place word is written alike.
_FIRM = {"province", "prefecture", "county", "country", "river", "lake", "mountain"}
_NATURE = {"river", "lake", "mountain", "sea"}
#: Stations by the side of the city they lie on.
_STATIONS = ("东站", "西站", "南站", "北站")
#: Length of a short name.
_SHORT = 2


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give no-place words, common pairs and well-known stems."""
    uses = {use: set(words.split()) for use, words in read_lexicon("words")}
    uses["inside"].update(fold(word) for (word,) in read_lexicon("stopwords"))
    known = frozenset(form for (form,) in read_lexicon("famous"))
    return frozenset(uses["inside"]), frozenset(uses["pair"]), known


@lru_cache(maxsize=1)
def _common(gazetteer: Gazetteer) -> tuple[list[list[str]], Forms]:
    """Give rows and forms, which are the same for every province."""
    rows = rows_of(gazetteer)
    return rows, collect_forms(rows)


def compile_lexicon(gazetteer: Gazetteer, province: str) -> Compiled:
    """
    Compile what recognition looks for in documents of one province.

    Parameters
    ----------
    gazetteer
        Where the places come from.
    province
        Id of the province of the document's subject, or an empty string.
    """
    inside, pairs, _ = _words()
    rows, common = _common(gazetteer)
    forms = {form: list(found) for form, found in common.items()}
    collect_townships(gazetteer, province, forms, pairs | inside)
    compounds, sure = _compounds(rows, forms)
    entries = {word: Entry(word, Role.WORD) for word in inside} | _signs()
    entries |= _places(forms, province)
    for word, kind, _ in read_lexicon("heads"):
        if not any(c.kind == "county" and c.province == province for c in forms.get(word, ())):
            entries[word] = Entry(word, Role.AREA if kind == "area" else Role.LINE)
    for form, members in compounds.items():
        known = tuple(forms.get(form, ()))
        role = Role.COMPOUND if form in sure and not known else Role.PAIR
        entries[form] = Entry(form, role, known, members)
    letters = _letters()
    _add_pairs(entries, letters)
    _add_lines(rows, entries, letters, pairs)
    for lead, name, tail, place in read_lexicon("trimmed"):
        form = lead + name + tail
        entries[form] = Entry(form, Role.TRIMMED, (), tuple(place.split("|")), len(lead), len(tail))
    _add_units(letters, rows, province)
    return Compiled(entries, letters, compounds)


def _signs() -> Entries:
    signs = dict.fromkeys((*_SIGNS, "国道"), Role.ROAD)
    signs |= dict.fromkeys(("机场", "口岸", "水库", "库区", *_STATIONS), Role.FACILITY)
    signs |= {"欧": Role.TRAIN, "号线": Role.METRO}
    return {word: Entry(word, role) for word, role in signs.items()}


def _compounds(rows: list[list[str]], forms: Forms) -> tuple[Compounds, set[str]]:
    """Read the official compounds; regions of the same form, or that begin so, give way."""
    compounds: Compounds = {}
    sure: set[str] = set()
    for form, members, use, _ in read_lexicon("compounds"):
        compounds[form] = tuple(members.split("|"))
        if use == "sure":
            sure.add(form)
    spelt = {f: m for f, m in spelt_regions(rows, forms) if f not in compounds}
    compounds |= spelt
    sure |= spelt.keys()
    for form in compounds:
        kept = [c for c in forms.pop(form, ()) if c.kind not in {"region", "township"}]
        if kept:
            forms[form] = kept
    for form in list(forms):
        soft = {c.kind for c in forms[form]} <= {"region", "site"} and form not in WHOLE
        if soft and any(form[:size] in compounds for size in range(2, len(form))):
            del forms[form]
    for (word,) in read_lexicon("stopwords"):
        if word in forms and not {c.kind for c in forms[word]} & _FIRM:
            del forms[word]
    return compounds, sure


def _places(forms: Forms, province: str) -> Entries:
    _, _, known = _words()
    common = {fold(form) for (form,) in read_lexicon("weak")}
    places = {}
    for form, found in forms.items():
        role = Role.WEAK if form in common else _role(form, found, province, known)
        places[form] = Entry(form, role, tuple(found), common=form in common)
    places["中国"] = Entry("中国", Role.CHINA, tuple(forms["中国"][:1]))
    return places


def _role(form: str, found: list[Candidate], province: str, known: frozenset[str]) -> Role:
    """Say how much evidence a form needs that is no common word."""
    own = any(c.province == province and c.kind == "county" for c in found)
    if len(form) == _SHORT and form[1] in "县区市":
        return Role.STEM if own else Role.WEAK
    if len(form) > _SHORT and found[0].kind != "township":
        return Role.PLACE
    kinds = {candidate.kind for candidate in found}
    if kinds == {"township"}:
        return Role.PLACE if found[0].full or len(form) > _SHORT else Role.WEAK
    if len(form) > _SHORT or kinds & {"province", "prefecture", "region", "country"}:
        return Role.PLACE
    if own or form in known or kinds & _NATURE or not kinds & {"county", "township"}:
        return Role.STEM
    return Role.WEAK


def _letters() -> Letters:
    senses: Letters = {}
    for letter, place, scope, weight, _ in read_lexicon("letters"):
        senses[letter] = (*senses.get(letter, ()), Sense(place, scope, float(weight)))
    return senses


def _add_units(letters: Letters, rows: list[list[str]], province: str) -> None:
    """Let the first characters of prefectures, and of a province's counties, be letters, too."""
    for letter, units in first_letters(rows, province).items():
        own = {sense.place for sense in letters.get(letter, ())}
        more = (
            Sense(key, "city", 6.0) if kind == "prefecture" else Sense(key, "county", 2.0)
            for kind, key in units
            if key not in own
        )
        letters[letter] = (*letters.get(letter, ()), *more)
    letters.pop("和", None)  # 和 (and) joins letters and is none itself


def _add_pairs(entries: Entries, letters: Letters) -> None:
    """Let any two strong letters of provinces stand for their provinces."""
    place = {
        letter: next(s.place for s in letters[letter] if s.scope in {"municipality", "province"})
        for letter in PROVINCE_LETTERS + _SECOND
    }
    for first in PROVINCE_LETTERS:
        for second in PROVINCE_LETTERS + _SECOND:
            form = first + second
            if place[first] != place[second] and form not in entries:
                entries[form] = Entry(form, Role.PAIR, (), (place[first], place[second]))


def _add_lines(
    rows: list[list[str]], entries: Entries, letters: Letters, pairs: frozenset[str]
) -> None:
    """Let the two letters of a known railway or road stand for its ends (京哈, 沪昆)."""
    for row in rows:
        if row[1] not in {"railway", "road"}:
            continue
        form, members = fold(row[2])[:2], row[13].split("|")
        named = row[2][2:] in {"铁路", "高铁", "高速公路"} and set(form) <= letters.keys()
        ends = (members[0], members[-1])
        if not named or form in entries or form in pairs or not all(end.isdigit() for end in ends):
            continue
        if set(form) & PROVINCE_SET:
            entries[form] = Entry(form, Role.COMPOUND, (), ends)
