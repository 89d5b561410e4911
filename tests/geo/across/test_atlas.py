"""The bundled atlas across its five plans, by name and number."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from quyu_geo.across import NO_PLAN, ONE_SIDED, RECIPROCAL, across
from quyu_geo.atlas import Atlas
from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from quyu_geo.across import Across

#: Initiatives that several plans set up: what the newest calls it, and the plans by age.
KNOWN = {
    "四平—辽源—铁岭—通辽协同创新": ("neimenggu-2020", "jilin-2019", "jilin-hachang-2016"),
    "兴安—白城—齐齐哈尔国家级生态经济合作区": ("neimenggu-2020", "jilin-2019"),
    "京津冀协同发展": ("neimenggu-2020", "panjin-2020", "jilin-2019", "jilin-hachang-2016"),
    "内蒙古—东北三省合作交流": ("neimenggu-2020", "jilin-2019"),
    "哈长城市群": ("jilin-2019", "jilin-hachang-2016"),
    "沈阳经济区": ("panjin-2020", "jilin-hachang-2016"),
    "长江经济带": ("jiangsu-2020", "jilin-2019"),
    "中新吉林食品区": ("jilin-2019", "jilin-hachang-2016"),
    "“长满欧”国际货运班列": ("jilin-2019", "jilin-hachang-2016"),
    "中蒙俄经济走廊": ("neimenggu-2020", "jilin-hachang-2016"),
}
#: Alike in parties or words, and yet not one thing.
APART = (
    ("jiangsu-2020#063", "panjin-2020#049"),  # a conference and a free-trade area
    ("jilin-2019#062", "jilin-hachang-2016#014"),  # two cities in general, and in finance
    ("jilin-2019#081", "panjin-2020#053"),  # one river, two measures
    ("jilin-2019#064", "neimenggu-2020#040"),  # four provinces: their markets, all of it
    ("jilin-2019#018", "jilin-hachang-2016#035"),  # a mechanism and a fair
)


@pytest.fixture(scope="module")
def compared() -> Across:
    atlas = Atlas.bundled()
    return across(atlas.initiatives, atlas.plans, Gazetteer.bundled())


def test_what_several_plans_set_up_is_one(compared: Across) -> None:
    rows = {row.ref: row for row in Atlas.bundled().initiatives}
    found = {rows[group[0]].name: tuple(rows[r].plan for r in group) for group in compared.several}
    assert {name: found.get(name) for name in KNOWN} == KNOWN
    assert len(found) == 23
    assert sum(map(len, compared.several)) == 49


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_only_alike_stays_apart(one: str, other: str, compared: Across) -> None:
    assert other not in compared.groups[one]


def test_each_group_shows_the_members_of_the_newest_plan(compared: Across) -> None:
    atlas = Atlas.bundled()
    dates = {row.ref: atlas.plans[row.plan].date for row in atlas.initiatives}
    for group in compared.several:
        assert dates[group[0]] == max(dates[ref] for ref in group)
        assert {compared.shown(ref) for ref in group} == {group[0]}


def test_links_say_what_the_other_side_says(compared: Across) -> None:
    links = [row for row in Atlas.bundled().initiatives if row.layer == "link"]
    counts = Counter(compared.tie(row.ref) for row in links)
    assert counts == {"": 80, NO_PLAN: 67, RECIPROCAL: 10, ONE_SIDED: 2}
    names = {row.name: compared.tie(row.ref) for row in links}
    assert names["吉林—内蒙古合作"] == names["内蒙古—吉林合作协议"] == RECIPROCAL
    assert names["吉苏“1+13”战略合作协议"] == ONE_SIDED
    assert names["吉京“1+8”战略合作协议"] == NO_PLAN
    assert not names["长吉一体化"]
