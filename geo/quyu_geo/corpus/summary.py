"""Sum a dataset up: what many plans say alike is one group, counted by plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quyu_geo.model import Initiative, Plan, Span

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from quyu_geo.corpus.dataset import Dataset
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place

    Row = Mapping[str, Any]

#: Key of the plan that stands for all of a dataset.
KEY = "corpus"
LAYERS = ("link", "corridor", "zone", "region")
_COLUMNS = (
    *("ref", "name", "layer", "type", "members", "partners", "directed", "topics", "status"),
    *("core", "document", "subject", "plan_title", "plan_date", "made"),
)
_TITLES = 3  # of plans that a group remembers


@dataclass(slots=True)
class Group:
    """
    What plans say alike.

    Attributes
    ----------
    row
        The first of them that was read.
    name
        Its name; of a link in a view of the whole country, those of its two parties.
    members, partners
        Their parties; of a link in a view of the whole country, raised to provinces.
    plans
        How many plans.
    titles
        Of the first ones, each once.
    last
        Document that was counted last.
    """

    row: Row
    name: str
    members: tuple[str, ...]
    partners: tuple[str, ...]
    plans: int = 0
    titles: list[str] = field(default_factory=list)
    last: str = ""

    def count(self, row: Row) -> None:
        """Count the plan of a row once; its rows come one after the other."""
        if row["document"] != self.last:
            self.last = row["document"]
            self.plans += 1
            if len(self.titles) < _TITLES and row["plan_title"] not in self.titles:
                self.titles.append(row["plan_title"])


@dataclass(slots=True)
class Summary:
    """
    A dataset, or what of it concerns a province.

    Attributes
    ----------
    province
        Id, or empty for the whole country.
    groups
        The most named first.
    totals
        Initiatives by layer.
    plans
        How many plans have one.
    newest
        Date of the newest plan.
    shares
        Initiatives by province and layer.
    matrix
        Links from the province that speaks (row) to another that takes part.
    made
        Places that stand in no gazetteer, as rows of one, by id.
    """

    province: str
    groups: list[Group] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    plans: int = 0
    newest: str = ""
    shares: Counter[tuple[str, str]] = field(default_factory=Counter)
    matrix: Counter[tuple[str, str]] = field(default_factory=Counter)
    made: dict[str, str] = field(default_factory=dict)

    def plan(self) -> Plan:
        """Give the plan that stands for all."""
        title, title_en = f"{self.plans}份规划汇总", f"{self.plans} plans, summed up"
        subject = self.province or "CN"
        return Plan(KEY, title, title_en, "", "", subject, self.newest, sha256="", characters=0)

    def initiatives(self, most: Mapping[str, int]) -> tuple[Initiative, ...]:
        """Give the most named groups as initiatives, so many of each layer."""
        left = dict(most)
        chosen = []
        for group in self.groups:
            layer = group.row["layer"]
            if left[layer] > 0 and (group.members or group.partners):
                left[layer] -= 1
                chosen.append(group)
        return tuple(_initiative(n, group) for n, group in enumerate(chosen, start=1))


def summarise(dataset: Dataset, gazetteer: Gazetteer, province: str = "") -> Summary:
    """
    Sum a dataset up, one part in memory at a time.

    Parameters
    ----------
    dataset
        What `quyu corpus` wrote.
    gazetteer
        All places.
    province
        Id of the province that a sheet is about; the whole country if empty.
    """
    found = Summary(province)
    groups: dict[Hashable, Group] = {}
    last = ""
    for rows in dataset.rows((*_COLUMNS, "provinces"), province):
        known = _with_made(rows, gazetteer, found.made)
        for row in rows:
            if row["document"] != last:
                last = row["document"]
                found.plans += 1
                found.newest = max(found.newest, row["plan_date"])
            found.totals[row["layer"]] += 1
            if not province:
                _count(found, row, known)
            for key, members, partners in _keys(row, known, national=not province):
                group = groups.get(key)
                if group is None:
                    raised = row["layer"] == "link" and not province
                    name = (
                        "—".join(known.place(i).short for i in members) if raised else row["name"]
                    )
                    group = groups[key] = Group(row, name, members, partners)
                group.count(row)
    found.groups = sorted(groups.values(), key=lambda group: (-group.plans, group.row["ref"]))
    return found


def _with_made(rows: Sequence[Row], gazetteer: Gazetteer, made: dict[str, str]) -> Gazetteer:
    fresh = {line.partition("\t")[0]: line for row in rows for line in row["made"]}
    made |= fresh
    return gazetteer.with_places(fresh) if fresh else gazetteer


def _count(found: Summary, row: Row, known: Gazetteer) -> None:
    """Count an initiative for the provinces that take part in it."""
    for each in row["provinces"]:
        found.shares[each, row["layer"]] += 1
    if row["layer"] == "link":
        speaks = known.province_of(known.place(row["subject"]))
        parties = {known.province_of(known.place(i)) for i in (*row["members"], *row["partners"])}
        for other in parties - {speaks, ""}:
            found.matrix[speaks, other] += 1


def _keys(
    row: Row, known: Gazetteer, *, national: bool
) -> Iterator[tuple[Hashable, tuple[str, ...], tuple[str, ...]]]:
    """Give what makes initiatives alike, with the parties of the group."""
    members, partners = tuple(row["members"]), tuple(row["partners"])
    layer, kind = row["layer"], row["type"]
    if layer == "link" and national:
        raised = tuple(dict.fromkeys(_raised(known.place(i), known) for i in (*members, *partners)))
        for one, other in _pairs(raised, directed=row["directed"]):
            pair = (one, other) if row["directed"] else tuple(sorted((one, other)))
            yield (layer, kind, row["directed"], pair), pair, ()
        return
    if layer == "link" and not row["directed"]:
        yield (layer, kind, frozenset((*members, *partners))), members, partners
    elif layer == "zone":
        yield (layer, kind, row["name"], members), members, partners
    elif layer == "region":
        yield (layer, kind, frozenset(members)), members, partners
    else:
        yield (layer, kind, members, partners), members, partners


def _raised(place: Place, known: Gazetteer) -> str:
    """Give the province of a place in China, the country of one abroad, or a region itself."""
    if place.kind == "region":
        return place.id
    abroad = place.country if place.country not in {"", "CN"} and place.country in known else ""
    return known.province_of(place) or abroad or place.id


def _pairs(parties: tuple[str, ...], *, directed: bool) -> Iterator[tuple[str, str]]:
    first, *rest = parties or ("",)
    if directed:
        yield from ((first, other) for other in rest)
        return
    ordered = sorted(parties)
    for at, one in enumerate(ordered):
        yield from ((one, other) for other in ordered[at + 1 :])


def _initiative(number: int, group: Group) -> Initiative:
    row = group.row
    return Initiative(
        ref=f"{KEY}#{number:05d}",
        name=group.name,
        name_en="",
        layer=row["layer"],
        type=row["type"],
        members=group.members,
        partners=group.partners,
        directed=row["directed"],
        section="",
        topics=tuple(row["topics"]),
        status=row["status"],
        core=True,
        plan=KEY,
        span=Span(0, 0),
        clause_sha256="",
        note=f"{group.plans}份规划提出 (named by {group.plans} plans)",
    )
