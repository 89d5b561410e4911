"""Small contents for the tests of pages: one initiative of each kind, and hostile ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factories import initiative, line_of
from quyu_data import resource
from quyu_geo.features import feature_table
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.model import Plan
from quyu_maps.payload import Content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.model import Initiative, Place

#: Each sets `window.P` if a page should ever take it for more than text.
PAYLOADS = (
    "<img src=x onerror='window.P=1'>",
    "<svg/onload=window.P=1>",
    '"><script>window.P=1</script>',
    "</script><script>window.P=1</script>",
    "<!--<script>",
    "${window.P=1}",
    "`${window.P=1}`",
    "{{ cycler.__init__.__globals__ }}{{7*7}}",
    "{% set P = 1 %}{% raw %}",
    "javascript:window.P=1",
    "'-window.P=1-'",
    "a\u2028b\u2029c",
    "lone \ud800 surrogate",
    "&lt;b&gt;&amp;",
    "]]>\x00</style>",
)

JILIN = "220000"

PLAN = Plan(
    key="p",
    title="关于区域协调的意见",
    title_en="Opinion on regional coordination",
    issuer="某省人民政府",
    document_number="某政发〔2020〕1号",
    subject=JILIN,
    date="2020-03",
    sha256="",
    characters=1,
)


def units() -> Gazetteer:
    """Give the gazetteer of units and countries alone, which is read in a moment."""
    return Gazetteer.from_files(resource(f"gazetteer/{n}.tsv") for n in ("units", "countries"))


def rows() -> list[Initiative]:
    """Give one initiative of each layer and a directed one, all of Jilin."""
    made = (
        initiative("link", "agreement", "220000", "320000", name="吉苏合作"),
        initiative("link", "counterpart_support", "220000", "654300", name="援建", directed=True),
        initiative("corridor", "tourism", "220100", "220700", "220800", name="西部旅游线"),
        initiative("zone", "park", "220100", name="汽车园", status="existing"),
        initiative("zone", "park", "220100", name="食品园", status="plan", core=False),
        initiative("zone", "pilot", "220000", name="全省试点"),
        initiative("region", "metro", "220100", "220200", name="长吉都市圈"),
    )
    return [
        replace(row, ref=f"p#{number:03}", name_en=f"Item {number}", topics=("产业",))
        for number, row in enumerate(made, start=1)
    ]


def content(
    initiatives: Sequence[Initiative] | None = None,
    gazetteer: Gazetteer | None = None,
    plan: Plan = PLAN,
    quotes: dict[str, str] | None = None,
) -> Content:
    """Draw initiatives into what a page is made of."""
    known = gazetteer or units()
    chosen = rows() if initiatives is None else initiatives
    table = feature_table(chosen, {plan.key: plan}, known, quotes)
    return Content(table, {plan.key: plan}, known)


def pair() -> Content:
    """Give what two plans say: some of it of the same things."""
    other = replace(PLAN, key="q", title="关于合作的方案", subject="150000", date="2016-05")
    known = units()
    made = [
        *(replace(row, plan="p") for row in rows()),
        _said("q#001", "link", "agreement", "220000", "320000", name="吉苏合作", status="plan"),
        _said("q#002", "region", "metro", "220200", "220100", name="吉长都市圈"),
        _said("q#003", "zone", "park", "220100", name="别的园"),
        _said("q#004", "link", "agreement", "150000", "220000", name="蒙吉合作"),
    ]
    plans = {"p": PLAN, "q": other}
    return Content(feature_table(made, plans, known), plans, known)


def _said(ref: str, layer: str, kind: str, *members: str, **fields: object) -> Initiative:
    return initiative(layer, kind, *members, ref=ref, plan="q", **fields)


def hostile() -> Content:
    """Give a content with payloads in every text field of plans, places and initiatives."""
    poison = "".join(PAYLOADS)
    places = [_poisoned(place, poison) for place in units()]
    gazetteer = Gazetteer({place.id: line_of(place) for place in places})
    plan = replace(PLAN, title=poison, title_en=poison, issuer=poison, document_number=poison)
    texts = dict.fromkeys(("name", "name_en", "section", "note"), poison)
    initiatives = [replace(row, **texts, topics=(poison,)) for row in rows()]  # type: ignore[arg-type]
    return content(initiatives, gazetteer, plan, {row.ref: poison for row in initiatives})


def _poisoned(place: Place, poison: str) -> Place:
    return replace(place, name=poison, short=poison, name_en=poison, note="")
