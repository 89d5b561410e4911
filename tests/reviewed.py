"""A small plan with a review's table, for the tests of reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factories import gazetteer, initiative, line_of, place
from quyu_geo.model import Plan, Span
from quyu_geo.reviews.model import Entry, Name, Reviewed, digest
from quyu_geo.reviews.table import rows_of

if TYPE_CHECKING:
    from quyu_geo.reviews.table import Row

#: Places of our own making.
WORLD = gazetteer(
    place("410000", "province", name="甲山省", short="甲山", name_en="Jiashan"),
    place("410100", name="东城市", short="东城", parent="410000"),
    place("410200", name="南浦市", short="南浦", parent="410000"),
    place("420000", "province", name="乙水省", short="乙水"),
    place("420100", name="西宁市", short="西宁", parent="420000"),
    place("410102", "county", name="朝阳区", short="朝阳", parent="410100"),
    place("420102", "county", name="朝阳区", short="朝阳", parent="420100"),
    place("420103", "county", name="同名县", short="同名", parent="420100"),
    place("410103", "county", name="同名县", short="同名", parent="410100"),
    place("410104", "county", name="同名县", short="同名", parent="410100"),
)
#: One that only the plan knows.
LINE = place("railway-own", "railway", name="自家铁路", lon=100.0, lat=30.0, precision="anchor")

TEXT = "甲山规划\n推进东城、南浦同城化，建设东城科技园，深化与乙水省合作。\n支持朝阳区发展。\n"
PLAN = Plan(
    "jiashan-2021-0badcafe", "甲山规划", "", "甲山省人民政府", "甲政发〔2021〕1号", "410000",
    "2021-05", digest(TEXT), len(TEXT),
)  # fmt: skip


def entry(number: int, clause: str, layer: str, kind: str, *members: str, **more: object) -> Entry:
    """Give an entry whose clause stands in the text."""
    start = TEXT.find(clause)
    span = Span(start, start + len(clause)) if start >= 0 else Span(0, 0)
    row = initiative(
        layer, kind, *members, ref=f"{PLAN.key}#{number:03}", plan=PLAN.key, name_en="",
        span=span, clause_sha256=digest(clause), **more,
    )  # fmt: skip
    return Entry(row, clause, ("省发展改革委",), "2023", "head", 0.8)


def plan() -> Reviewed:
    """Give a plan that nobody has reviewed."""
    ambiguous = TEXT.index("朝阳区")
    cities = ("410100", "410200")
    topics = ("科技", "产业")
    entries = (
        entry(1, "推进东城、南浦同城化", "link", "integration", *cities, name="东城—南浦同城化"),
        entry(2, "建设东城科技园", "zone", "park", "410100", name="东城科技园", topics=topics),
        entry(3, "深化与乙水省合作", "link", "collaboration", "410000", "420000", name="甲乙合作"),
        entry(4, "甲山规划", "corridor", "rail", "railway-own", name="自家铁路", core=False),
    )
    offered = ("410102", "420102")
    name = Name(ambiguous, ambiguous + 3, "朝阳区", "支持朝阳区发展。", offered)
    return Reviewed(PLAN, "plan.txt", entries, names=(name,), places={"railway-own": line_of(LINE)})


def seen(reviewed: Reviewed) -> Reviewed:
    """Give a plan all of whose entries a person has seen."""
    return replace(
        reviewed,
        entries=tuple(replace(each, reviewed=True) for each in reviewed.entries),
        dropped=tuple(replace(each, reviewed=True) for each in reviewed.dropped),
    )


def rows(reviewed: Reviewed | None = None) -> list[Row]:
    """Give the rows of a plan's table."""
    made = reviewed or plan()
    return rows_of(made, WORLD.with_places(made.places))
