"""What recognition looks for: the forms of all places, letters, compounds, heads and no-place words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from quyu_data import resource
from quyu_geo.fold import fold
from quyu_geo.toponyms.forms import (
    WHOLE,
    Candidate,
    collect_forms,
    collect_townships,
    first_letters,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.gazetteer import Gazetteer

#: Roles of a pattern in the scan.
WORD, PLACE, STEM, WEAK, COMPOUND, PAIR, AREA, LINE, TRAIN, ROAD, METRO, FACILITY, CHINA, AID = range(14)

#: Roles whose hits are places.
PLACES = frozenset({PLACE, STEM, WEAK, COMPOUND, PAIR})

#: Letters of provinces that hardly ever stand side by side by chance.
PROVINCE_LETTERS = "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕"

PROVINCE_SET = frozenset(PROVINCE_LETTERS)
#: Letters that may carry on a compound of provinces.
GROWING = PROVINCE_SET | frozenset("宁甘青藏港澳贵")

#: Signs that a numbered road begins: 国家高速 (national expressway) and 省道 (provincial road).
ROAD_SIGNS = tuple(f"{sign}{digit}" for sign in "GS" for digit in "123456789")

_UNITS = {"province", "prefecture", "county", "country", "river", "lake", "mountain"}

#: Kinds of facility that take their host's name: 机场 airport, 口岸 border crossing, …
FACILITY_WORDS = ("机场", "口岸", "水库")


class Sense(NamedTuple):
    """One place that a letter may stand for."""

    place: str
    scope: str
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One pattern of the scan.

    Attributes
    ----------
    form
        Folded text of the pattern.
    role
        One of the roles above.
    candidates
        Places that bear the form.
    members
        Of a compound, the places it stands for in order.
    lead
        How many leading characters belong to the pattern but not to the name (援 in 援疆).
    tail
        How many at the end (城市群 in 中原城市群).
    common
        Whether the form is a common word, too.
    """

    form: str
    role: int
    candidates: tuple[Candidate, ...] = ()
    members: tuple[str, ...] = ()
    lead: int = 0
    tail: int = 0
    common: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """
    Everything the scan of a document needs.

    Attributes
    ----------
    gazetteer
        Where the places are looked up.
    province
        Id of the province of the subject, or empty: its townships and county letters count.
    entries, automaton
        Patterns by index.
    roles
        Their roles alone.
    letters
        Senses by letter.
    compounds
        Members of official compounds by form.
    pairs
        Common words of two characters, to test boundaries with.
    forms
        Entries of places by form.
    strong_heads, heads
        Words that follow a compound.
    firm
        Letters that make no common words with one another.
    memo
        Of runs of letters read in this document.
    """

    gazetteer: Gazetteer
    province: str
    entries: tuple[Entry, ...]
    automaton: ahocorasick_rs.AhoCorasick
    roles: bytes
    letters: dict[str, tuple[Sense, ...]]
    compounds: dict[str, tuple[str, ...]]
    pairs: frozenset[str]
    forms: dict[str, Entry]
    strong_heads: frozenset[str]
    heads: frozenset[str]
    firm: frozenset[str] = GROWING
    memo: dict[str, object] = field(default_factory=dict)


def table(name: str) -> Iterator[list[str]]:
    """Give the rows of a lexicon table without comments and header."""
    text = resource(f"lexicon/{name}.tsv").read_text(encoding="utf-8")
    rows = [row for row in text.rstrip("\n").split("\n") if not row.startswith("# ")]
    return (row.split("\t") for row in rows[1:])


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give no-place words, common pairs and well-known stems."""
    uses: dict[str, set[str]] = {"inside": set(), "pair": set(), "known": set()}
    for use, words in table("words"):
        uses[use].update(words.split())
    uses["inside"].update(fold(word) for (word,) in table("stopwords"))
    return frozenset(uses["inside"]), frozenset(uses["pair"]), frozenset(uses["known"])


@lru_cache(maxsize=4)
def lexicon_of(gazetteer: Gazetteer, province: str) -> Lexicon:
    """
    Make the lexicon for documents of one province.

    Parameters
    ----------
    gazetteer
        Where the places come from.
    province
        Id of the province of the document's subject, or an empty string.
    """
    inside, pairs, known = _words()
    common = {fold(form) for (form,) in table("weak")}
    heads = [row for row in table("heads")]
    entries: dict[str, Entry] = {word: Entry(word, WORD) for word in inside}
    for word in FACILITY_WORDS:
        entries[word] = Entry(word, FACILITY)
    entries.update((sign, Entry(sign, ROAD)) for sign in (*ROAD_SIGNS, "国道"))
    entries["欧"] = Entry("欧", TRAIN)
    entries["号线"] = Entry("号线", METRO)
    forms = collect_forms(gazetteer)
    collect_townships(gazetteer, province, forms)
    compounds: dict[str, tuple[str, ...]] = {}
    sure: dict[str, bool] = {}
    for form, members, use, _ in table("compounds"):
        compounds[form] = tuple(members.split("|"))
        sure[form] = use == "sure"
        kept = [c for c in forms.pop(form, ()) if c.kind not in {"region", "township"}]
        if kept:
            forms[form] = kept
    for form in list(forms):
        kinds = {c.kind for c in forms[form]}
        if form in WHOLE or not kinds <= {"region", "site"}:
            continue
        if any(form[:size] in compounds for size in range(2, len(form))):
            del forms[form]
    for (word,) in table("stopwords"):
        if word in forms and not {c.kind for c in forms[word]} & _UNITS:
            del forms[word]
    places = {
        form: Entry(form, _role(form, found, province, common, known), tuple(found), common=form in common)
        for form, found in forms.items()
        if form != "中国"
    }
    entries.update(places)
    for word, kind, _ in heads:
        if not any(c.kind == "county" and c.province == province for c in forms.get(word, ())):
            entries[word] = Entry(word, AREA if kind == "area" else LINE)
    for form, members in compounds.items():
        role = COMPOUND if sure[form] and form not in places else PAIR
        entries[form] = Entry(form, role, tuple(forms.get(form, ())), members)
    entries["中国"] = Entry("中国", CHINA, tuple(forms["中国"][:1]))
    letters = _letters()
    _add_pairs(entries, letters)
    _add_lines(gazetteer, entries, letters, pairs)
    _add_aid(entries)
    for letter, units in first_letters(gazetteer, province).items():
        own = {sense.place for sense in letters.get(letter, ())}
        more = (
            Sense(key, *(("city", 6.0) if kind == "prefecture" else ("county", 2.0)))
            for kind, key in units
            if key not in own
        )
        letters[letter] = letters.get(letter, ()) + tuple(more)
    letters.pop("和", None)  # 和 (and) joins letters and is none itself
    entries["运河"] = Entry("运河", LINE)
    listed = tuple(entries.values())
    return Lexicon(
        gazetteer=gazetteer,
        province=province,
        entries=listed,
        automaton=ahocorasick_rs.AhoCorasick(
            [entry.form for entry in listed],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            store_patterns=False,
        ),
        roles=bytes(entry.role for entry in listed),
        letters=letters,
        compounds=compounds,
        pairs=pairs,
        forms=entries,
        strong_heads=frozenset(word for word, _, force in heads if force == "strong"),
        heads=frozenset(word for word, _, _ in heads),
    )


def _role(
    form: str, found: list[Candidate], province: str, common: set[str], known: frozenset[str]
) -> int:
    """Say how much evidence a form needs."""
    if form in common:
        return WEAK
    if len(form) == 2 and form[1] in "县区市":  # noqa: PLR2004
        return WEAK
    kinds = {candidate.kind for candidate in found}
    if kinds == {"township"}:
        sure = found[0].full or (len(form) > 2 and form not in common)  # noqa: PLR2004
        return PLACE if sure else WEAK
    if len(form) > 2 or kinds & {"province", "prefecture", "region", "country"}:  # noqa: PLR2004
        return PLACE
    if not kinds & {"county", "township"}:
        return STEM
    if form in known:
        return STEM
    return STEM if any(c.province == province and c.kind == "county" for c in found) else WEAK


def _letters() -> dict[str, tuple[Sense, ...]]:
    senses: dict[str, tuple[Sense, ...]] = {}
    for letter, place, scope, weight, _ in table("letters"):
        senses[letter] = senses.get(letter, ()) + (Sense(place, scope, float(weight)),)
    return senses


def _add_pairs(entries: dict[str, Entry], letters: dict[str, tuple[Sense, ...]]) -> None:
    """Let any two strong letters of provinces stand for their provinces."""
    place = {
        letter: next(s.place for s in letters[letter] if s.scope in {"municipality", "province"})
        for letter in PROVINCE_LETTERS + "藏疆青宁甘"
    }
    for first in PROVINCE_LETTERS:
        for second in PROVINCE_LETTERS + "藏疆青宁甘":
            form = first + second
            if place[first] != place[second] and form not in entries:
                entries[form] = Entry(form, PAIR, (), (place[first], place[second]))


def _add_lines(
    gazetteer: Gazetteer,
    entries: dict[str, Entry],
    letters: dict[str, tuple[Sense, ...]],
    pairs: frozenset[str],
) -> None:
    """Let the two letters of a known railway or road stand for its ends (京哈, 沪昆)."""
    for row in gazetteer.rows(("railway", "road")):
        form, members = fold(row[2])[:2], row[13].split("|")
        named = row[2][2:] in {"铁路", "高铁", "高速公路"} and set(form) <= letters.keys()
        ends = (members[0], members[-1])
        if not named or form in entries or form in pairs or not all(end.isdigit() for end in ends):
            continue
        if set(form) & PROVINCE_SET:
            entries[form] = Entry(form, COMPOUND, (), ends)


def _add_aid(entries: dict[str, Entry]) -> None:
    """Add names that count only with what stands before or after: 疆 in 援疆, 中原 in 中原城市群."""
    for lead, name, tail, place in table("trimmed"):
        form = lead + name + tail
        entries[form] = Entry(form, AID, (), (place,), len(lead), len(tail))
