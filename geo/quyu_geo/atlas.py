"""Read the reviewed atlas: plans and their initiatives, as facts with offsets into the texts."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, cast

from quyu_data import resource
from quyu_geo.errors import PlanTextError, TableError
from quyu_geo.model import Initiative, Layer, Plan, Span, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from quyu_geo.gazetteer import Gazetteer

#: Columns of the table of initiatives, in order; `quyu_geo.model.Initiative` explains them.
COLUMNS = [
    "ref",
    "name",
    "name_en",
    "layer",
    "type",
    "members",
    "partners",
    "directed",
    "section",
    "topics",
    "status",
    "core",
    "plan",
    "start",
    "end",
    "clause_sha256",
    "course",
    "site",
    "note",
]


@dataclass(frozen=True)
class Atlas:
    """
    Plans with their initiatives.

    Attributes
    ----------
    plans
        By key.
    initiatives
        In the order of their refs.
    quotes
        Clause by ref, for the plans whose text is at hand.
    """

    plans: Mapping[str, Plan]
    initiatives: tuple[Initiative, ...]
    quotes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def bundled(cls) -> Atlas:
        """Give the reviewed atlas that comes with quyu; read once a process."""
        return _bundled()

    @classmethod
    def from_files(cls, plans: Path, initiatives: Path) -> Atlas:
        """
        Read an atlas.

        Raises
        ------
        TableError
            If the table has other columns, or a row names a plan that is not listed.
        """
        with plans.open("rb") as file:
            known = {key: Plan(key=key, **row) for key, row in tomllib.load(file).items()}
        with initiatives.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if table.fieldnames != COLUMNS:
                raise TableError(f"{initiatives}: the columns are not those of an atlas")
            rows = tuple(map(_initiative, table))
        for row in rows:
            if row.plan not in known:
                raise TableError(f"{initiatives}: {row.ref} names the unknown plan {row.plan}")
        return cls(known, rows)

    def with_texts(self, folder: Path) -> Atlas:
        """
        Give this atlas with the quotes of all plans whose text lies in `folder`.

        A text is ``KEY.txt`` in UTF-8. A clause counts only where its own hash agrees, so a
        changed file never puts words into a plan's mouth.

        Raises
        ------
        PlanTextError
            If `folder` is no folder, a file is no UTF-8, or none of a file's clauses agree.
        """
        if not folder.is_dir():
            raise PlanTextError(f"{folder}: no folder with plans")
        quotes: dict[str, str] = {}
        for key in self.plans:
            path = folder / f"{key}.txt"
            if path.is_file():
                quotes |= self._quotes(key, path)
        return replace(self, quotes=quotes)

    def _quotes(self, key: str, path: Path) -> dict[str, str]:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise PlanTextError(f"{path}: not UTF-8 text ({error.reason})") from error
        own = [row for row in self.initiatives if row.plan == key]
        clauses = {row.ref: text[row.span.start : row.span.end] for row in own}
        agreed = {row.ref: clauses[row.ref] for row in own if _agrees(clauses[row.ref], row)}
        if own and not agreed:
            raise PlanTextError(f"{path}: not the text that the atlas of {key} refers to")
        return agreed

    def concerning(self, unit: str, gazetteer: Gazetteer) -> tuple[Initiative, ...]:
        """
        Give the initiatives that belong on the sheet of a unit.

        Those of plans that the unit or one in it issued, those with a party in it, and those
        with a region as party that it belongs to or has a part in.

        Parameters
        ----------
        unit
            Id of a province, prefecture or county.
        gazetteer
            Knows the unit and every party.

        Raises
        ------
        UnknownPlaceError
            If there is no such unit.
        """
        above = {*gazetteer.units_of(gazetteer.place(unit))}
        return tuple(
            row
            for row in self.initiatives
            if unit in taking_part(row, self.plans[row.plan], gazetteer)
            or _by_region(row, unit, above, gazetteer)
        )

    def provinces(self, gazetteer: Gazetteer) -> tuple[str, ...]:
        """Give the ids of all provinces that issue a plan or are party to an initiative."""
        found = {
            p for row in self.initiatives for p in taking_part(row, self.plans[row.plan], gazetteer)
        }
        return tuple(sorted(p for p in found if gazetteer.place(p).kind == "province"))


def taking_part(row: Initiative, plan: Plan, gazetteer: Gazetteer) -> frozenset[str]:
    """Give the units of all ranks that issue the plan or hold a party of the initiative."""
    places = (plan.subject, *row.members, *row.partners)
    return frozenset(i for key in places for i in gazetteer.units_of(gazetteer.place(key)))


def _by_region(row: Initiative, unit: str, above: AbstractSet[str], gazetteer: Gazetteer) -> bool:
    """Tell whether a party is a region that has members in the unit, or one that holds it."""
    regions = (gazetteer.place(key) for key in (*row.members, *row.partners))
    return any(
        member in above or unit in gazetteer.units_of(gazetteer.place(member))
        for region in regions
        if region.kind == "region"
        for member in region.members
    )


def _agrees(clause: str, row: Initiative) -> bool:
    return hashlib.sha256(clause.encode("utf-8")).hexdigest() == row.clause_sha256


def _initiative(row: dict[str, str]) -> Initiative:
    def parts(column: str) -> tuple[str, ...]:
        return tuple(part for part in row[column].split("|") if part)

    return Initiative(
        ref=row["ref"],
        name=row["name"],
        name_en=row["name_en"],
        layer=cast("Layer", row["layer"]),
        type=row["type"],
        members=parts("members"),
        partners=parts("partners"),
        directed=row["directed"] == "1",
        section=row["section"],
        topics=parts("topics"),
        status=cast("Status", row["status"]),
        core=row["core"] == "1",
        plan=row["plan"],
        span=Span(int(row["start"]), int(row["end"])),
        clause_sha256=row["clause_sha256"],
        course=parts("course"),
        site=row["site"],
        note=row["note"],
    )


@cache
def _bundled() -> Atlas:
    return Atlas.from_files(resource("atlas/plans.toml"), resource("atlas/initiatives.tsv"))
