"""When two plans speak of one thing: names, parties, layers and their order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from factories import gazetteer, initiative, place
from quyu_geo.across import NO_PLAN, ONE_SIDED, RECIPROCAL, across
from quyu_geo.across.names import likeness, wording_of
from quyu_geo.model import Plan

if TYPE_CHECKING:
    from quyu_geo.across import Across
    from quyu_geo.model import Initiative

PLAN = Plan("p", "标题", "", "某省", "", "410000", "2021", "", 1)
#: Two plans of other units, one older.
PLANS = {
    "p": PLAN,
    "q": replace(PLAN, key="q", subject="420000", date="2019"),
    "r": replace(PLAN, key="r", subject="410000", date="2016"),
}
WORLD = gazetteer(
    place("410000", "province", name="甲山省", short="甲山"),
    place("410100", name="东城市", short="东城", parent="410000"),
    place("410101", "county", name="桥头县", short="桥头", parent="410100"),
    place("410200", name="南浦市", short="南浦", parent="410000"),
    place("420000", "province", name="乙水省", short="乙水"),
    place("420100", name="西宁市", short="西宁", parent="420000"),
    place("420200", name="北仑市", short="北仑", parent="420000"),
    place("430000", "province", name="丙原省", short="丙原"),
)


def said(plan: str, layer: str, kind: str, *members: str, name: str, **more: object) -> Initiative:
    number = more.pop("number", 1)
    return initiative(
        layer, kind, *members, name=name, plan=plan, ref=f"{plan}#{number:03}", **more
    )


def compare(*rows: Initiative) -> Across:
    return across(rows, PLANS, WORLD)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # Names: letters for names, and words that every such name has, make no difference.
        (
            ("link", "collaboration", "东南西北区域合作"),
            ("link", "collaboration", "东城—南浦—西宁—北仑协同创新"),
            True,
        ),
        (
            ("link", "collaboration", "东南西北区域合作"),
            ("region", "economic_area", "东城—南浦—西宁—北仑经济协作区"),
            True,
        ),
        # A part of a province is no agreement of its members.
        (
            ("link", "collaboration", "东南西北区域合作"),
            ("region", "plate", "中部板块"),
            False,
        ),
        (("region", "metro", "东南西北都市圈"), ("region", "metro", "西北东南都市圈"), True),
        (("region", "metro", "东南西北都市圈"), ("region", "plate", "中部板块"), False),
        (
            ("link", "collaboration", "四市环境执法合作"),
            ("link", "collaboration", "四市医保结算合作"),
            False,
        ),
    ],
)
def test_equal_parties(
    one: tuple[str, str, str], other: tuple[str, str, str], *, same: bool
) -> None:
    ids = ("410100", "410200", "420100", "420200")
    rows = [said("p", *one[:2], *ids, name=one[2]), said("q", *other[:2], *ids, name=other[2])]
    assert bool(compare(*rows).several) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("东城—西宁合作", "西宁与东城合作推进", True),
        ("东城—西宁金融合作", "东城—西宁合作", False),
        ("东城—西宁金融合作", "西宁、东城金融服务协作", True),
    ],
)
def test_two_parties_may_have_many_ties(one: str, other: str, *, same: bool) -> None:
    rows = (
        said("p", "link", "collaboration", "410100", "420100", name=one),
        said("q", "link", "collaboration", "420100", "410100", name=other),
    )
    assert bool(compare(*rows).several) is same


def test_one_name_over_kin_is_one() -> None:
    """A county here, its city there: one zone; what is shown is as in the newer plan."""
    found = compare(
        said("r", "zone", "park", "410101", name="中丁东城食品区"),
        said("p", "zone", "park", "410100", name="中丁东城食品区"),
    )
    assert found.several == [("p#001", "r#001")]
    assert found.shown("r#001") == "p#001"
    assert found.others("r#001") == ("p#001",)


def test_one_word_elsewhere_is_another() -> None:
    """A coast here is no coast there."""
    found = compare(
        said("p", "region", "belt", "410100", "410200", name="沿海经济带"),
        said("q", "region", "belt", "420100", "420200", name="沿海经济带"),
    )
    assert found.several == []


def test_a_line_has_a_direction_and_a_number() -> None:
    lines = [("410100", "420100"), ("420100", "410100")]
    made = [
        said(key, "corridor", "road", *ends, name=name)
        for key, ends, name in (
            ("p", lines[0], "东西公路"),
            ("q", lines[1], "西东公路"),
            ("r", lines[0], "东西高速"),
        )
    ]
    assert compare(*made).several == []
    numbered = [
        said("p", "corridor", "road", *lines[0], name="G12东西公路"),
        said("q", "corridor", "road", *lines[0], name="G34东西公路"),
    ]
    assert compare(*numbered).several == []
    same = [replace(row, name=row.name[3:]) for row in numbered]
    assert compare(*same).several == [("p#001", "q#001")]


def test_within_a_plan_all_are_distinct() -> None:
    ids = ("410100", "410200")
    made = [
        said("p", "region", "metro", *ids, name="东南都市圈"),
        said("p", "region", "metro", *ids, name="东南都市圈", number=2),
        said("r", "region", "metro", *ids, name="东南都市圈"),
    ]
    assert compare(*made).several == [("p#001", "r#001")]


def test_the_order_of_rows_makes_no_difference() -> None:
    ids = ("410100", "410200", "420100")
    made = [
        said("p", "link", "collaboration", *ids, name="三市合作"),
        said("q", "link", "collaboration", *ids, name="东城—南浦—西宁科技合作"),
        said("r", "region", "economic_area", *ids, name="东南西经济区"),
    ]
    (group,) = compare(*made).several
    assert group == ("p#001", "q#001", "r#001")
    for order in permutations(made):
        assert compare(*order).several == [group]


def test_ties() -> None:
    made = [
        said("p", "link", "agreement", "410100", "420000", name="甲"),
        said("p", "link", "agreement", "410200", "430000", name="乙", number=2),
        said("p", "link", "agreement", "410100", "410200", name="丙", number=3),
        said("p", "corridor", "rail", "410100", "420100", name="丁", number=4),
        said("q", "link", "collaboration", "420100", "410000", name="戊"),
    ]
    found = compare(*made)
    ties = [found.tie(row.ref) for row in made]
    assert ties == [RECIPROCAL, NO_PLAN, "", ONE_SIDED, RECIPROCAL]


def test_a_tie_is_answered_by_the_same_places() -> None:
    """Another city of theirs, or another one of ours, is another tie."""
    found = compare(
        said("p", "link", "agreement", "410100", "420100", name="甲"),
        said("q", "link", "agreement", "420200", "410100", name="乙"),
        said("q", "link", "agreement", "420100", "410200", name="丙", number=2),
    )
    assert found.tie("p#001") == ONE_SIDED


def test_a_county_answers_for_its_city() -> None:
    found = compare(
        said("p", "link", "agreement", "410100", "420100", name="甲"),
        said("q", "link", "agreement", "420000", "410101", name="乙"),
    )
    assert found.tie("p#001") == found.tie("q#001") == RECIPROCAL


@pytest.mark.parametrize("name", ["", "—", "“”", "a" * 5000, "合作" * 2000, "\ud800"])
def test_any_name_can_be_taken_apart(name: str) -> None:
    wording = wording_of(name, [WORLD.place("410100")])
    assert likeness(wording.rest, wording.rest) == 1
