"""Plans of users beside the bundled ones: each text once, each place known, each row drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import units
from quyu_geo.atlas import Atlas
from quyu_geo.errors import ReviewError
from quyu_geo.reviews.joined import drawn, joined
from reviewed import LINE, PLAN, WORLD, entry, plan, seen

#: The same plan as the bundled atlas would have it.
BUNDLED = Atlas(
    {"jiashan": replace(PLAN, key="jiashan")},
    tuple(
        replace(each.initiative, plan="jiashan", ref=f"jiashan#{number:03}")
        for number, each in enumerate(plan().entries[:3], start=1)
    ),
    {"jiashan#001": "引文"},
)


def test_a_plan_alone() -> None:
    found = joined([plan()], WORLD)
    assert set(found.atlas.plans) == {PLAN.key}
    assert [row.ref[-3:] for row in found.atlas.initiatives] == ["001", "002", "003", "004"]
    assert found.atlas.quotes == plan().quotes
    assert found.gazetteer.place("railway-own").name == LINE.name
    assert set(found.confidence.values()) == {0.8}
    assert found.remarks == ()
    assert joined([seen(plan())], WORLD).confidence == {}


def test_a_reviewed_plan_before_the_bundled_one() -> None:
    found = joined([seen(plan())], WORLD, BUNDLED)
    assert set(found.atlas.plans) == {PLAN.key}
    assert found.remarks == ("jiashan: the bundled plan gives way to your reviewed one",)
    assert not {row.plan for row in found.atlas.initiatives} - {PLAN.key}
    assert "jiashan#001" not in found.atlas.quotes


def test_the_bundled_plan_before_one_that_nobody_reviewed() -> None:
    found = joined([plan()], WORLD, BUNDLED)
    assert found.atlas.initiatives == BUNDLED.initiatives
    assert found.remarks == ("plan.txt: the text of jiashan, whose reviewed initiatives count",)


def test_another_copy_is_pointed_at() -> None:
    other = replace(seen(plan()), plan=replace(PLAN, sha256="0" * 64))
    found = joined([other], WORLD, BUNDLED)
    assert set(found.atlas.plans) == {"jiashan", PLAN.key}
    (remark,) = found.remarks
    assert "both are shown" in remark


@pytest.mark.parametrize("order", [1, -1])
def test_one_text_counts_once(order: int) -> None:
    both = [plan(), seen(plan())][::order]
    found = joined(both, WORLD)
    assert found.confidence == {}
    assert found.remarks == (f"{PLAN.key}: named twice; the reviewed one counts",)


def test_two_texts_of_one_key_are_refused() -> None:
    other = replace(seen(plan()), plan=replace(PLAN, sha256="0" * 64), source="other.json")
    with pytest.raises(ReviewError, match=r"other is plan\.txt"):
        joined([plan(), other], WORLD)


def test_what_has_no_shape_does_not_lose_the_others() -> None:
    """Nothing can be drawn of a region without members."""
    zone = entry(1, "", "zone", "park", "220100", name="一园")
    region = entry(9, "", "region", "plate", name="无边界")
    made = replace(plan(), plan=replace(PLAN, subject="220000"), entries=(zone, region))
    found = joined([made], units())
    table, left_out = drawn(found.atlas.initiatives, found.atlas, found.gazetteer)
    assert left_out == [f"{PLAN.key}#009"]
    assert list(table["name"]) == ["一园"]
