"""Decide which place each recognised name means, by ordered rules that are named in the result."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from quyu_geo.model import Place, Resolution

if TYPE_CHECKING:
    from quyu_geo.toponyms.forms import Candidate
    from quyu_geo.toponyms.lexicon import Lexicon
    from quyu_geo.toponyms.recognise import Hit

#: What follows a water or a mountain that shares its name with a unit.
_NATURE = re.compile(
    r"流域|水系|干流|支流|上游|中游|下游|沿岸|沿线|两岸|源头|航道|水质|水环境|水生态|水资源|河道|湿地|生态廊道"
    r"|生态走廊|综合治理|岸线|风景|国家公园|脉|湖区|滨湖|水域|保护|沿江|山区|景区|大桥|源区"
)
_BEFORE_NATURE = re.compile(r"[环沿跨过越引]$")
#: Natural features that are meant unless a unit is spelled out; basis: general usage in plans.
_WATERS_FIRST = frozenset("嫩江 太湖 泰山 天山 华山 恒山 洪湖 东湖 西湖 千山 巢湖 洞庭湖 东江 北江 燕山 秦岭".split())
_SIDE = 6
#: Characters within which a full name decides for the short form, and what that weighs.
_RECENT, _SPELT = 120, 25.0
_PARENT, _OWN, _SIBLING, _LEVEL, _DOCUMENT, _NEAR = 60.0, 32.0, 14.0, 10.0, 6.0, 3.0

Chosen = tuple[tuple[str, ...], str, float, tuple[str, ...]]


def resolve(text: str, raw: str, hits: list[Hit], lexicon: Lexicon) -> list[Resolution]:
    """
    Resolve the hits of one document.

    The rules, in order; `basis` names the one that decided:

    1. ``compound``: an official compound, or letters read by rule.
    2. ``only``: a single place bears the form.
    3. ``parent``: the unit that holds the place is named just before it.
    4. ``siblings``: the other names of the enumeration or chain are of one province, level or land.
    5. ``recent``: its full name stands shortly before.
    6. ``subject``: the place lies in the province of the subject.
    7. ``document``: its province is named elsewhere in the document.
    8. ``kind``: the more usual kind of place under this name, from what follows it.

    A form whose best two candidates score alike stays unresolved.

    Parameters
    ----------
    text
        Folded text.
    raw
        The text of record, of the same length.
    hits
        From left to right.
    lexicon
        Of the subject's province.
    """
    named = _provinces_named(hits)
    memo: dict[tuple[object, ...], Chosen] = {}
    spelt: dict[str, int] = {}
    results: list[Resolution] = []
    for index, hit in enumerate(hits):
        start, end = hit.start, hit.end
        reading, entry = hit.reading, hit.entry
        if reading is not None:
            if reading.kind == "abbr":
                places, made = reading.places, ()
            elif known := _known(reading.name, lexicon):
                places, made = (known,), ()
            else:
                made = (_made(hit, lexicon),)
                places = (made[0].id,)
            results.append(
                Resolution(start, end, raw[start:end], places, "compound" if reading.kind == "abbr" else reading.kind,
                           reading.confidence, (), made)
            )
            continue
        if entry is None:
            continue
        if entry.members:
            if not entry.candidates or hit.compound:
                results.append(Resolution(start, end, raw[start:end], entry.members, "compound", 0.95, ()))
                continue
        if len(entry.candidates) == 1:
            one = entry.candidates[0]
            if one.full:
                spelt[one.id] = end
            results.append(Resolution(start, end, raw[start:end], (one.id,), "only", 0.95, ()))
            continue
        if not entry.candidates:
            continue
        around = _around(hits, index)
        natural = _nature(text, hit)
        recent = tuple(c.id for c in entry.candidates if start - spelt.get(c.id, -_RECENT) < _RECENT)
        key = (entry.form, around, natural, recent)
        chosen = memo.get(key)
        if chosen is None:
            chosen = memo[key] = _choose(hit, (around, natural, recent), named, lexicon)
        places, basis, confidence, ranked = chosen
        results.append(Resolution(start, end, raw[start:end], places, basis, confidence, ranked))
    return results


def _known(name: str, lexicon: Lexicon) -> str:
    """Give the place that bears the whole name put together by rule, or an empty string."""
    for form in (name, name.replace("国际", "")):
        entry = lexicon.forms.get(form)
        if entry is not None and entry.candidates:
            return entry.candidates[0].id
    return ""


def _provinces_named(hits: list[Hit]) -> dict[str, int]:
    """Count the provinces whose places are named without doubt."""
    count: dict[str, int] = {}
    for hit in hits:
        entry = hit.entry
        if entry is not None and len(entry.candidates) == 1 and hit.reading is None:
            province = entry.candidates[0].province
            count[province] = count.get(province, 0) + 1
            prefecture = entry.candidates[0].id[:4]
            count[prefecture] = count.get(prefecture, 0) + 1
    return count


def _nature(text: str, hit: Hit) -> bool:
    return bool(
        _NATURE.match(text, hit.end) or _BEFORE_NATURE.search(text, max(0, hit.start - 1), hit.start)
    )


def _around(hits: list[Hit], index: int) -> tuple[str, ...]:
    """Give the forms linked with a hit: those before (nearest first), ``|``, those after."""
    before: list[str] = []
    at = index
    while at > 0 and hits[at].linked and index - at < _SIDE:
        at -= 1
        before.append(_form(hits[at]))
        if hits[at].end == hits[at + 1].start:
            before[-1] = f"<{before[-1]}"
    after: list[str] = []
    at = index + 1
    while at < len(hits) and hits[at].linked and at - index <= _SIDE:
        after.append(_form(hits[at]))
        at += 1
    return (*before, "|", *after)


def _form(hit: Hit) -> str:
    return hit.entry.form if hit.entry is not None and hit.reading is None else ""


def _choose(
    hit: Hit,
    context: tuple[tuple[str, ...], bool, tuple[str, ...]],
    named: dict[str, int],
    lexicon: Lexicon,
) -> Chosen:
    entry = hit.entry
    assert entry is not None  # noqa: S101
    around, natural, recent = context
    siblings = [lexicon.forms[form.removeprefix("<")] for form in around if form.strip("|<")]
    parent = around[0][1:] if around and around[0].startswith("<") else ""
    above = lexicon.forms[parent].candidates if parent else ()
    scored = []
    for candidate in entry.candidates:
        score, basis = candidate.rank, "kind"
        province = candidate.province or _province(candidate, lexicon)
        if any(_holds(unit, candidate) for unit in above):
            score, basis = score + _PARENT, "parent"
        own = bool(province) and province == lexicon.province
        if own:
            score += _OWN if candidate.kind not in {"river", "lake", "mountain"} else 5
            basis = "subject" if basis == "kind" else basis
        elif province in named:
            score += _DOCUMENT
            basis = "document" if basis == "kind" else basis
        if candidate.id in recent:
            score, basis = score + _SPELT, "recent"
        if candidate.kind in {"county", "township"}:
            score += min(_NEAR, named.get(candidate.id[:4], 0) * 0.1) + _near(candidate, lexicon)
        gain = _sibling_gain(candidate, province, siblings)
        if gain >= _LEVEL and basis not in {"parent", "recent"}:
            basis = "siblings"
        score += gain
        if candidate.kind in {"river", "lake", "mountain"}:
            score += 45 if natural else (35 if entry.form in _WATERS_FIRST else -8)
        scored.append((score, candidate, basis))
    scored.sort(key=lambda item: (-item[0], item[1].id))
    return _verdict(scored, siblings, lexicon)


def _near(candidate: Candidate, lexicon: Lexicon) -> float:
    """Give up to a few points for lying near the province of the subject."""
    if not lexicon.province:
        return 0.0
    here, there = lexicon.gazetteer.place(lexicon.province), lexicon.gazetteer.place(candidate.id)
    return _NEAR * math.exp(-math.hypot(here.lon - there.lon, here.lat - there.lat) / 3)


def _verdict(
    scored: list[tuple[float, Candidate, str]], siblings: list[object], lexicon: Lexicon
) -> Chosen:
    best, first, basis = scored[0]
    ranked = tuple(candidate.id for _, candidate, _ in scored)
    if first.kind == "province" and siblings and len(scored) > 1:
        inner = next((c for _, c, _ in scored[1:] if c.province == first.id), None)
        if inner is not None and _city_like(siblings, first.id) and first.id == lexicon.province:
            return (inner.id,), "siblings", 0.85, ranked
    margin = best - scored[1][0]
    if margin < 0.1 and scored[1][1].kind == first.kind and first.province:
        return (), "", 0.0, ranked
    return (first.id,), basis, round(min(0.95, 0.55 + margin / 100), 2), ranked


def _city_like(siblings: list[object], province: str) -> bool:
    """Tell whether the names around are units inside the province rather than provinces."""
    inside = sum(
        1
        for entry in siblings
        for candidate in entry.candidates[:1]  # type: ignore[attr-defined]
        if candidate.province == province and candidate.kind in {"prefecture", "county", "mountain"}
    )
    other = sum(
        1
        for entry in siblings
        for candidate in entry.candidates[:1]  # type: ignore[attr-defined]
        if candidate.kind == "province"
    )
    return inside > other


def _sibling_gain(candidate: Candidate, province: str, siblings: list[object]) -> float:
    gain = 0.0
    for entry in siblings:
        options = entry.candidates  # type: ignore[attr-defined]
        if not options:
            continue
        if any(option.province == province for option in options if province):
            gain += _SIBLING
        if options[0].kind == candidate.kind:
            gain += _LEVEL
    return min(gain, 40.0)


def _holds(unit: Candidate, candidate: Candidate) -> bool:
    stem = unit.id.removesuffix("00").removesuffix("00")
    return (
        unit.id.isdigit()
        and candidate.id != unit.id
        and (candidate.id.startswith(stem) or candidate.parent == unit.id)
    )


def _province(candidate: Candidate, lexicon: Lexicon) -> str:
    place = lexicon.gazetteer.place(candidate.id)
    return "" if place.country != "CN" else lexicon.gazetteer.province_of(place)


def _made(hit: Hit, lexicon: Lexicon) -> Place:
    """Make the place of a line known by its ends or number, or of a facility known by its host."""
    reading = hit.reading
    assert reading is not None  # noqa: S101
    hosts = [lexicon.gazetteer.place(key) for key in reading.places]
    if not hosts and hit.entry is not None and hit.entry.candidates:
        own = [c for c in hit.entry.candidates if c.province == lexicon.province]
        hosts = [lexicon.gazetteer.place((own or list(hit.entry.candidates))[0].id)]
    if not hosts and lexicon.province:
        hosts = [lexicon.gazetteer.place(lexicon.province)]
    kind = reading.kind
    if kind == "facility":
        kind = {"机场": "airport", "口岸": "border_crossing"}.get(reading.name[-2:], "site")
    code = "-".join(f"{ord(char):x}" for char in reading.name)
    return Place(
        id=f"{kind}-{code}",
        kind=kind,
        name=reading.name,
        short=reading.name,
        aliases=(),
        name_en="",
        adcode="",
        parent=hosts[0].id if hosts else "",
        country=hosts[0].country if hosts else "CN",
        county=hosts[0].id if hosts and hosts[0].kind == "county" else "",
        lon=round(sum(p.lon for p in hosts) / len(hosts), 5) if hosts else 104.0,
        lat=round(sum(p.lat for p in hosts) / len(hosts), 5) if hosts else 36.0,
        precision="endpoints" if reading.places else "approximate",
        members=reading.places,
        source="text",
        note="named in the text; not in the gazetteer",
    )
