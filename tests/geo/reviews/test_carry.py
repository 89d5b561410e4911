"""Corrections outlive a new reading, by other rules or of another copy of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quyu_geo.model import Span
from quyu_geo.reviews.carry import carry
from quyu_geo.reviews.model import Entry, Reviewed, digest
from quyu_geo.reviews.read import chosen
from reviewed import PLAN, TEXT, entry, plan, seen


def reviewed() -> Reviewed:
    """Give a review: the second corrected, the third left out, a fifth added."""
    made = seen(plan())
    first, second, third, fourth = made.entries
    second = replace(
        second,
        initiative=replace(second.initiative, type="pilot", members=("410200",)),
        origin={"type": "park", "members": ("410100",)},
    )
    added = entry(5, "支持朝阳区发展", "zone", "hub", "410102", name="朝阳枢纽")
    added = replace(added, basis="added", reviewed=True)
    return replace(made, entries=(first, second, fourth, added), dropped=(third,))


def reading(*entries: Entry, text: str = TEXT) -> Reviewed:
    """Give a new reading of a text with these entries, numbered anew."""
    numbered = []
    for number, each in enumerate(entries, start=1):
        start = max(text.find(each.quote), 0)
        row = replace(
            each.initiative,
            ref=f"{PLAN.key}#{number:03}",
            span=Span(start, start + len(each.quote)),
        )
        numbered.append(replace(each, initiative=row))
    head = replace(PLAN, sha256=digest(text), characters=len(text))
    return Reviewed(head, "plan.txt", tuple(numbered), places=plan().places)


def by_ref(found: Reviewed) -> dict[str, Entry]:
    return {each.initiative.ref[-3:]: each for each in found.every}


def test_the_same_reading_changes_nothing() -> None:
    earlier = reviewed()
    found = carry(earlier, plan(), TEXT)
    assert found.remarks == ()
    assert found.reviewed == replace(earlier, names=plan().names)


def test_a_review_of_nothing_is_the_same() -> None:
    assert carry(seen(plan()), plan(), TEXT).reviewed == seen(plan())


def test_better_rules_come_through_where_nobody_corrected() -> None:
    first, second, third, fourth = plan().entries
    first = replace(
        first, initiative=replace(first.initiative, type="collaboration", status="plan")
    )
    second = replace(second, initiative=replace(second.initiative, status="existing", type="hub"))
    fresh = reading(fourth, third, second, first)
    carried = carry(reviewed(), fresh, TEXT)
    found = by_ref(carried.reviewed)
    assert found["001"].initiative.type == "collaboration"
    assert found["001"].initiative.status == "plan"
    corrected = found["002"]
    assert (corrected.initiative.type, corrected.initiative.members) == ("pilot", ("410200",))
    assert corrected.initiative.status == "existing"
    assert corrected.origin == {"type": "hub", "members": ("410100",)}
    # Who saw another reading has not seen this one.
    assert [ref for ref, each in found.items() if not each.reviewed] == ["001", "002"]
    assert carried.remarks == tuple(
        f"{PLAN.key}#{name}: read otherwise now, and no longer counted as reviewed"
        for name in ("001 东城—南浦同城化", "002 东城科技园")
    )


def test_what_was_left_out_stays_out() -> None:
    found = carry(reviewed(), plan(), TEXT).reviewed
    assert [each.initiative.name for each in found.dropped] == ["甲乙合作"]


def test_what_is_new_is_said_to_be() -> None:
    new = entry(9, "同城化", "region", "metro", "410100", "410200", name="东南都市圈")
    found = carry(reviewed(), reading(*plan().entries, new), TEXT)
    (fresh,) = [each for each in found.reviewed.entries if not each.reviewed]
    assert (fresh.initiative.name, fresh.initiative.ref[-3:]) == ("东南都市圈", "006")
    assert found.remarks == ("initiatives new since the review, and not reviewed: 1",)


def test_what_the_rules_lose_stays_while_its_clause_stands() -> None:
    found = carry(reviewed(), reading(plan().entries[0]), TEXT)
    assert sorted(by_ref(found.reviewed)) == ["001", "002", "003", "004", "005"]
    assert found.remarks == ()


def test_a_text_that_moved() -> None:
    """Another copy: a line more, other spaces and script; all clauses are found again."""
    other = "网站导航\n" + TEXT.replace("建设东城", "建设 東城").replace("\n支持", "\n\n支持")
    fresh = reading(*plan().entries, text=other)
    found = carry(reviewed(), fresh, other)
    assert found.remarks == (
        "the text is not the one that was reviewed: of 5 clauses 5 are still in it, 0 are not",
    )
    assert found.reviewed.plan.key == PLAN.key
    assert found.reviewed.plan.sha256 == digest(other)
    second = by_ref(found.reviewed)["002"]
    assert second.initiative.members == ("410200",)
    added = by_ref(found.reviewed)["005"].initiative
    assert other[added.span.start : added.span.end] == "支持朝阳区发展"


def test_a_text_that_lost_clauses() -> None:
    """What was only seen goes, and is named; what was corrected stays, to be looked at."""
    other = "甲山规划\n别的内容。\n"
    found = carry(reviewed(), reading(text=other), other)
    kept = {each.initiative.name for each in found.reviewed.entries}
    assert kept == {"东城科技园", "自家铁路", "朝阳枢纽"}
    assert [each.initiative.name for each in found.reviewed.dropped] == ["甲乙合作"]
    assert found.remarks == (
        "the text is not the one that was reviewed: of 5 clauses 1 are still in it, 4 are not",
        f"{PLAN.key}#001 东城—南浦同城化: left out, its clause is no longer in the text",
        f"{PLAN.key}#002 东城科技园: kept, but its clause is not in the text; look at it",
        f"{PLAN.key}#003 甲乙合作: kept, but its clause is not in the text; look at it",
        f"{PLAN.key}#005 朝阳枢纽: kept, but its clause is not in the text; look at it",
    )


def test_a_rule_that_finds_what_a_person_had_added() -> None:
    """It is known again, not set beside itself."""
    new = entry(9, "支持朝阳区发展", "zone", "hub", "410102", name="朝阳区枢纽")
    found = by_ref(carry(reviewed(), reading(*plan().entries, new), TEXT).reviewed)
    assert sorted(found) == ["001", "002", "003", "004", "005"]
    assert found["005"].initiative.name == "朝阳枢纽"


@pytest.mark.parametrize(
    ("line", "elsewhere", "choices"),
    [
        ("支持朝阳区发展。", (), (("410102",),)),
        ("别处的朝阳区", (), (("410102",),)),  # the only choice for the name
        ("别处的朝阳区", (("420102",),), ((),)),  # two choices: which one is unknown
    ],
)
def test_choices_for_names(
    line: str, elsewhere: tuple[tuple[str, ...], ...], choices: tuple[tuple[str, ...], ...]
) -> None:
    (name,) = plan().names
    earlier = [replace(name, choice=("410102",))]
    earlier += [replace(name, context=str(n), choice=c) for n, c in enumerate(elsewhere)]
    fresh = [replace(name, start=0, end=3, context=line)]
    assert tuple(each.choice for each in chosen(earlier, fresh)) == choices
