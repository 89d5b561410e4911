"""Hold the compiled lexicon to what the tables give, and recognition to a user's own places."""

from __future__ import annotations

from functools import cache

import pytest

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.toponyms import find_places
from quyu_geo.toponyms.compile import compile_lexicon
from quyu_geo.toponyms.lexicon import Compiled, Entry, Role, Sense
from quyu_geo.toponyms.load import patterns_of
from quyu_geo.toponyms.patterns import Patterns
from quyu_geo.toponyms.stored import Stored, stored, written

PROVINCES = ("", "220000", "460000", "810000")
#: What to do where the compiled lexicon is not of today's tables.
REBUILD = "run: PYTHONPATH=data/build python -m quyu_build lexicon"


@cache
def compiled(province: str) -> Compiled:
    return compile_lexicon(Gazetteer.bundled(), province)


def kept() -> Stored:
    found = stored()
    assert found is not None, REBUILD
    return found


@pytest.mark.parametrize("province", PROVINCES)
def test_the_compiled_lexicon_is_what_the_tables_give(province: str) -> None:
    fresh = patterns_of(compiled(province))
    patterns, letters, compounds = kept().parts(province)
    assert set(patterns.forms) == set(fresh.forms), REBUILD
    for form in fresh.forms:
        here, there = patterns.index[form], fresh.index[form]
        assert patterns[form] == fresh[form]
        assert patterns.roles[here] == fresh.roles[there]
        assert patterns.ends[here] == fresh.ends[there]
    assert letters == compiled(province).letters
    assert compounds == compiled(province).compounds


def test_it_is_written_alike_from_other_orders() -> None:
    base, own = compiled(""), compiled("460000")
    turned = Compiled(dict(reversed(base.entries.items())), base.letters, base.compounds)
    first = written(base, {"460000": own, "": base})
    assert first == written(turned, {"": base, "460000": own})


def test_what_a_province_lacks_cannot_be_written() -> None:
    entry, sense = Entry("甲乙", Role.WORD), Sense("220000", "province", 1.0)
    full = Compiled({"甲乙": entry}, {"甲": (sense,)}, {})
    with pytest.raises(ValueError, match="lacks a pattern"):
        written(full, {"220000": full._replace(entries={})})


def test_few_patterns_find_what_all_find() -> None:
    text = "甲市与乙市、甲市乙区共建欧亚通道" * 3
    forms = ["甲市", "甲市乙区", "乙市", "欧", "市与", "丙市"]

    def make(index: int) -> Entry:
        return Entry(forms[index], Role.PLACE)

    def patterns() -> Patterns:
        return Patterns(forms, bytes(len(forms)), bytes(len(forms)), make)

    few, every = patterns(), patterns()
    every.find("空" * 100_000)
    assert few.find(text) == every.find(text)
    assert few.find("") == []


def test_places_of_a_user_are_recognised() -> None:
    known = Gazetteer.bundled()
    row = known.line("220184").replace("220184\t", "own-1\t").replace("公主岭", "甲乙丙岭")
    own = known.with_places({"own-1": row})
    assert own.line("own-1").split("\t")[0] == "own-1"
    (found,) = find_places("推进甲乙丙岭市建设", subject="220000", gazetteer=own)
    assert found.places == ("own-1",)
    assert find_places("推进甲乙丙岭市建设", subject="220000") == ()
