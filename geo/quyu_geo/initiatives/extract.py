"""Go through a text clause by clause and gather its initiatives."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from quyu_geo.fold import fold
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.initiatives.aid import find_aid
from quyu_geo.initiatives.attributes import (
    Sentences,
    article_of,
    charge_of,
    charges,
    status_of,
    topics_of,
)
from quyu_geo.initiatives.care import find_care
from quyu_geo.initiatives.corridors import find_corridors, find_lines
from quyu_geo.initiatives.hosts import NATURE, UNITS, WATERS, spread
from quyu_geo.initiatives.lexicon import lexicon_of, regions_of
from quyu_geo.initiatives.links import find_links
from quyu_geo.initiatives.merge import merge
from quyu_geo.initiatives.model import Extracted, Setting
from quyu_geo.initiatives.phrases import name_of, read_phrase
from quyu_geo.initiatives.regions import find_known, find_named, find_regions
from quyu_geo.initiatives.structures import find_structure, find_surroundings
from quyu_geo.initiatives.tokenise import tokenise
from quyu_geo.initiatives.works import find_works
from quyu_geo.initiatives.zones import find_zones
from quyu_geo.model import Span
from quyu_geo.reading.segment import articles_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyu_geo.initiatives.model import Clause, Found, Token
    from quyu_geo.initiatives.phrases import Phrase
    from quyu_geo.model import Resolution

_FINDERS = {"zone": find_zones, "corridor": find_corridors, "region": find_regions}
#: Kinds that the letters of an area of cooperation stand for.
_LARGE = frozenset({"province", "prefecture", "region"})
#: Before a head that only says what something is made: 以甲为枢纽.
_AS = re.compile("(?<![成作])为$|^为$")
#: Kinds of place along which a corridor runs, and those on which works are done.
_ALONG = frozenset({"railway", "road", "pipeline"})
_WORKED = frozenset({"airport", "station"}) | WATERS
_FEW, _SAID = 3, 0.05


def extract(
    text: str,
    resolutions: Sequence[Resolution],
    *,
    subject: str = "",
    date: str = "",
    gazetteer: Gazetteer | None = None,
) -> tuple[Extracted, ...]:
    """
    Find the initiatives that a text sets up.

    Parameters
    ----------
    text
        Of record, in any script and width.
    resolutions
        Its place names from left to right, as `quyu_geo.toponyms.find_places` gives them.
    subject
        Id of the place that speaks: the party of 与甲省合作 and of 我省.
    date
        Of the document, ``YYYY`` or longer, or empty.
    gazetteer
        The bundled one unless given.

    Returns
    -------
    initiatives
        In the order of their clauses, each once.
    """
    known = Gazetteer.bundled() if gazetteer is None else gazetteer
    lexicon = lexicon_of(known)
    folded = fold(text)
    made = {place.id: place for found in resolutions for place in found.made}
    setting = Setting(
        folded,
        subject,
        known,
        made,
        regions_of(known, date),
        lexicon.zones,
        joint_zones=lexicon.joint_zones,
    )
    clauses = list(tokenise(resolutions, lexicon, setting))
    homes: dict[int, Clause] = {}
    every: list[Found] = []
    for _, group in groupby(clauses, key=lambda clause: clause.sentence):
        sentence = list(group)
        for found in _sentence(sentence, setting):
            home = next((c for c in sentence if c.start <= found.start < c.end), sentence[0])
            homes[found.start] = home
            every.append(_weighed(found, home))
    return _finished(merge(every), homes, text, folded)


def _weighed(found: Found, clause: Clause) -> Found:
    """Trust a mention more where a verb says what is done: of two, its clause is kept."""
    for token in clause.tokens:
        if token.end > found.start:
            break
        if token.word.verb is not None and not token.word.verb.weak:
            return found._replace(confidence=round(found.confidence + _SAID, 2))
    return found


def _sentence(sentence: list[Clause], setting: Setting) -> Iterator[Found]:
    """Give all that one sentence states."""
    if setting.text[max(0, sentence[0].start - 1)] == "\n" or sentence[0].start == 0:
        setting.host = ""
    topic = next((t for c in sentence for t in c.tokens if len(t.places) > 1), None)
    setting.topic = tuple(i for i in topic.places if i != "CN") if topic else ()
    relations = [t.word.relation for c in sentence for t in c.tokens if t.word.relation]
    if any(relation.use == "aid" for relation in relations):
        yield from find_aid(sentence, setting)
    yield from find_structure(sentence, setting)
    setting.earlier = None
    for clause in sentence:
        yield from _clause(clause, setting)
        setting.earlier = clause


def _clause(clause: Clause, setting: Setting) -> Iterator[Found]:
    """Give all that one clause states, and remember which unit it is about."""
    kinds = set()
    headed = named = False
    for _, _, places, kind, word in clause.tokens:
        kinds.add(kind)
        headed = headed or word[2] is not None  # word.head
        named = named or bool(places)
    if not headed and not named and kinds == {""}:
        return
    used: set[int] = set()
    inner: set[int] = set()
    setting.hosts = ()
    if headed:
        yield from _headed(clause, setting, used, inner)
    yield from find_known(clause, inner, setting)
    if kinds & _ALONG:
        yield from find_lines(clause, used, setting)
    if kinds & NATURE:
        yield from find_care(clause, used, setting)
    if kinds & _WORKED:
        yield from find_works(clause, setting)
    yield from find_surroundings(clause, setting)
    for link in find_links(clause, setting):
        used.update(t.start for t in clause.tokens if link.start <= t.start < link.end)
        yield link
    aided = any(t.word.relation and t.word.relation.use == "aid" for t in clause.tokens)
    if "region" in kinds and not aided:
        yield from find_named(clause, used, setting)
    _remember(clause, setting)


def _headed(clause: Clause, setting: Setting, used: set[int], inner: set[int]) -> Iterator[Found]:
    """Give what the heads of a clause name; `used` and `inner` learn the names they hold."""
    for index, token in enumerate(clause.tokens):
        if token.word.head is None or _is_end(clause, index, setting.text):
            continue
        if _AS.search(setting.text, max(clause.start, token.start - 2), token.start):
            continue
        phrase = read_phrase(clause, index, setting.text)
        if _nested(clause, index, setting.text) and not _is_held(phrase, token, setting):
            continue
        used.update(name.start for name in phrase.names)
        inner.update(
            name.start
            for name in phrase.names
            if (name.end - name.start <= _FEW and name.end < token.end)
            or (name.end == token.start and token.word.head.layer == "region")
        )
        known = token.word.known
        finder = (
            find_zones
            if known is not None and known.head.layer == "zone"
            else _FINDERS[_layer(clause, index, phrase, setting)]
        )
        yield from finder(clause, index, phrase, setting)


def _is_end(clause: Clause, index: int, text: str) -> bool:
    """Tell whether a port or station is an end of a line: 甲至机场段, 甲港至乙港航线."""
    token, tokens = clause.tokens[index], clause.tokens
    if text.startswith("段", token.end):
        return True
    beside = (tokens[at] for at in (index - 1, index + 1) if 0 <= at < len(tokens))
    return bool(token.places) and any(each.word.joint == "dash" for each in beside)


def _is_held(phrase: Phrase, token: Token, setting: Setting) -> bool:
    """Tell whether a name inside a longer one is that of a region: 甲经济区的承接地."""
    name = name_of(setting.text, phrase.start, token.end)
    return len(phrase.items) == 1 and name in setting.regions


def _nested(clause: Clause, index: int, text: str) -> bool:
    """Tell whether a head stands inside a longer name, with no joint or verb before the next."""
    tokens = clause.tokens
    if index + 1 >= len(tokens):
        return False
    for later in tokens[index + 1 :]:
        if later.word.joint in {"and", "with", "etc"} or later.word.verb is not None:
            return False
        if later.word.head is not None:
            apart = text.find("为", tokens[index].end, later.start) >= 0
            return later.start - tokens[index].end <= _FEW * 3 and not apart
        if later.places and later.start > tokens[index].end:
            return False
    return False


def _layer(clause: Clause, index: int, phrase: Phrase, setting: Setting) -> str:
    """Give the layer of a head: a 合作区 of three cities is a region, of two a zone."""
    word = clause.tokens[index].word
    head = word.head
    if head is None:
        return "zone"
    places = {i for name in phrase.names for i in name.places if i != "CN"}
    if head.type == "economic_area" and len(places) < _FEW and word.form.endswith("合作区"):
        return "zone"
    if word.form == "合作区" and all(_wide(item.names, setting) for item in phrase.items):
        return "region"
    if head.type in {"pilot", "cooperation_zone"} and len(phrase.items) == 1:
        held = setting.regions.get(name_of(setting.text, phrase.start, phrase.items[-1].end), ())
        if sum(i.endswith("00") for i in held) >= _FEW:
            return "region"
    compound = any(len(name.places) >= _FEW for name in phrase.names)
    return "region" if compound and word.form.endswith("集聚区") else head.layer


def _wide(names: tuple[Token, ...], setting: Setting) -> bool:
    """Tell whether a name is of letters or regions that stand for three units or more."""
    if any(name.kind not in _LARGE or setting.text[name.start - 1] == "(" for name in names):
        return False
    return any(len({i for p in name.places for i in spread(p, setting)}) >= _FEW for name in names)


def _remember(clause: Clause, setting: Setting) -> None:
    """Keep the unit that opens a clause as what the paragraph is about."""
    first = clause.tokens[0]
    opens = first.kind in UNITS and first.start - clause.start <= _FEW and len(first.places) == 1
    if opens and first.places[0][:2] == setting.subject[:2]:
        setting.host = first.places[0]


def _finished(
    found: list[Found], homes: dict[int, Clause], text: str, folded: str
) -> tuple[Extracted, ...]:
    """Add what stands around each initiative."""
    articles = articles_of(text, folded)
    starts = [article.span.start for article in articles]
    sentences, remarks = Sentences(folded), charges(folded)
    done = []
    for each in found:
        clause = homes[each.start]
        article = article_of(each.start, starts, articles)
        start, end = _clause_span(each, clause)
        done.append(
            Extracted(
                name=each.name,
                layer=each.layer,
                type=each.type,
                members=each.members,
                partners=each.partners,
                directed=each.directed,
                section=article.section if article else "",
                span=Span(start, end),
                topics=topics_of(folded[start:end], each.name),
                status=status_of(clause, each.start, each.end),
                responsible=charge_of(each.end, remarks, article.span.end) if article else (),
                horizon=sentences.horizon(clause.start, clause.end),
                core=each.core,
                basis=each.basis,
                confidence=each.confidence,
            )
        )
    return tuple(done)


def _clause_span(each: Found, clause: Clause) -> tuple[int, int]:
    """Widen a name to its clause: the verb before, and what follows up to the next joint."""
    start, end = each.start, each.end
    lead = [t for t in clause.tokens if t.end <= start and t.word.verb and not t.word.verb.weak]
    between = [t for t in clause.tokens if lead and lead[-1].end <= t.start < start]
    if lead and not any(t.word.joint == "and" or t.word.head for t in between):
        start = lead[-1].start
    after = [t for t in clause.tokens if t.start >= end and (t.word.joint in {"and", "with"})]
    stop = after[0].start if after else clause.end
    return start, max(end, stop)
