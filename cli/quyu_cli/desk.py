"""The desk that the drawing commands work at: the gazetteer, the atlas, and what to print."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quyu_cli.shelf import remark
from quyu_cli.units import unit_meant
from quyu_geo.atlas import Atlas
from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd

    from quyu_geo.across import Across
    from quyu_geo.model import Initiative, Place
    from quyu_geo.reviews.model import Reviewed
    from quyu_maps.gis.records import Records
    from quyu_maps.margin import Review
    from quyu_maps.payload import Content
    from quyu_maps.subject import Subject
    from quyu_maps.tiles import Tiles

#: Names for all units together.
CHINA = ("全国", "中国", "CN", "China", "china")


@dataclass(frozen=True)
class Desk:
    """
    What every drawing starts from.

    Attributes
    ----------
    gazetteer
        All places.
    atlas
        All plans and initiatives, with quotes where the texts are at hand.
    confidence
        How sure the machine is of what no person has seen, by ref.
    remarks
        What became of plans that were laid beside the bundled ones.
    """

    gazetteer: Gazetteer
    atlas: Atlas
    confidence: Mapping[str, float] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @classmethod
    def open(
        cls,
        texts: Path | None = None,
        gazetteer: Gazetteer | None = None,
        plans: Sequence[Reviewed] = (),
    ) -> Desk:
        """
        Set out the bundled data.

        Parameters
        ----------
        texts
            Folder with the plans' texts, or none.
        gazetteer
            The bundled one unless given.
        plans
            Of the user's own, to be laid beside the bundled ones.

        Raises
        ------
        PlanTextError
            If the folder or a text in it is not what it should be.
        """
        bundled = Atlas.bundled()
        atlas = bundled.with_texts(texts) if texts else bundled
        known = gazetteer or Gazetteer.bundled()
        return cls._joined(plans, known, atlas) if plans else cls(known, atlas)

    @classmethod
    def of(cls, plans: Sequence[Reviewed], gazetteer: Gazetteer) -> Desk:
        """Set out plans of the user's own and nothing else."""
        return cls._joined(plans, gazetteer, None)

    @classmethod
    def _joined(cls, plans: Sequence[Reviewed], gazetteer: Gazetteer, atlas: Atlas | None) -> Desk:
        from quyu_geo.reviews.joined import joined  # noqa: PLC0415 - only where it is needed

        found = joined(plans, gazetteer, atlas)
        return cls(found.gazetteer, found.atlas, found.confidence, found.remarks)

    def tell(self) -> None:
        """Say the remarks."""
        for text in self.remarks:
            remark(text)

    @cached_property
    def compared(self) -> Across:
        """What all plans at hand say of one another's initiatives."""
        from quyu_geo.across import across  # noqa: PLC0415 - keeps --help quick

        return across(self.atlas.initiatives, self.atlas.plans, self.gazetteer)

    def province(self, name: str) -> Place:
        """
        Give the province that a user means.

        Raises
        ------
        UnknownPlaceError
            If no province bears the name; carries the nearest names.
        """
        return self.gazetteer.province(name)

    def provinces(self, names: Sequence[str] = ()) -> list[Place]:
        """Give the provinces of these names, or all that take part in an initiative, by code."""
        if names:
            chosen = {place.id: place for place in map(self.province, names)}
            return [chosen[key] for key in sorted(chosen)]
        return [self.gazetteer.place(key) for key in self.atlas.provinces(self.gazetteer)]

    def unit(self, name: str) -> Place:
        """
        Give the province, prefecture or county that a user means.

        Raises
        ------
        UnknownPlaceError
            If no unit bears the name; carries the nearest names.
        UsageFailure
            If several units of one rank do.
        """
        return unit_meant(name, self.gazetteer)

    def subject(self, names: Sequence[str]) -> Subject:
        """
        Give what a user wants a sheet of: units by name, or 全国 for all China.

        Raises
        ------
        UnknownPlaceError, UsageFailure
            As `unit`.
        """
        from quyu_maps.subject import Subject  # noqa: PLC0415 - only where it is needed

        if [*names] in [[name] for name in CHINA]:
            return Subject()
        return Subject(tuple({unit.id: unit for unit in map(self.unit, names)}.values()))

    def subject_of_plans(self) -> Subject:
        """Give the units that the plans at hand speak for; all China where one is nobody's."""
        from quyu_maps.subject import Subject  # noqa: PLC0415 - only where it is needed

        look = self.gazetteer
        lines = [look.units_of(look.place(plan.subject)) for plan in self.atlas.plans.values()]
        if not all(lines):
            return Subject()
        return Subject(tuple(look.place(unit) for unit in sorted({line[0] for line in lines})))

    def content(self, subject: Subject, review: Review) -> Content:
        """Gather what a sheet of a subject shows."""
        rows = {
            row.ref: row
            for unit in subject.units
            for row in self.atlas.concerning(unit.id, self.gazetteer)
        }
        wanted = tuple(rows.values()) if subject.units else self.atlas.initiatives
        return self._content(wanted, review)

    def content_of_plan(self, key: str, review: Review) -> Content:
        """Gather what one plan of the atlas sets up, or all of them if the key is empty."""
        return self._content([r for r in self.atlas.initiatives if key in ("", r.plan)], review)

    def _content(self, rows: Sequence[Initiative], review: Review) -> Content:
        from quyu_maps.payload import Content  # noqa: PLC0415 - only where it is needed

        table = self._drawn(rows)
        return Content(table, self.atlas.plans, self.gazetteer, review, **self._known_of_rows())

    def _drawn(self, rows: Sequence[Initiative]) -> gpd.GeoDataFrame:
        """Draw initiatives; of users' plans, one may lack a shape."""
        from quyu_geo.reviews.joined import drawn  # noqa: PLC0415 - only where it is needed

        table, left_out = drawn(rows, self.atlas, self.gazetteer)
        for ref in left_out:
            remark(f"{ref}: left out, nothing of it can be drawn")
        return table

    def sheet(
        self,
        subject: Place | Subject,
        review: Review,
        home: str = "",
        tiles: Tiles | None = None,
    ) -> str:
        """Draw the sheet of a subject, with a link to the index `home` beside it."""
        from quyu_maps.sheet import sheet  # noqa: PLC0415 - folium only where it is needed
        from quyu_maps.subject import Subject  # noqa: PLC0415 - as above

        about = subject if isinstance(subject, Subject) else Subject((subject,))
        features = self.content(about, review).features
        options = {"home": home, "tiles": tiles} | self._known_of_rows()
        return sheet(features, about, self.atlas.plans, self.gazetteer, review, **options)

    def _known_of_rows(self) -> dict[str, Any]:
        return {"compared": self.compared, "unreviewed": frozenset(self.confidence)}

    def sheet_of_plans(self, review: Review, tiles: Tiles | None = None) -> str:
        """Draw one sheet of all that the plans at hand set up."""
        from quyu_maps.sheet import sheet  # noqa: PLC0415 - folium only where it is needed

        features = self.content_of_plan("", review).features
        options = {"tiles": tiles} | self._known_of_rows()
        about = self.subject_of_plans()
        return sheet(features, about, self.atlas.plans, self.gazetteer, review, **options)

    def payload_of_plans(self, review: Review) -> dict[str, Any]:
        """Give the payload of the sheet of all that the plans at hand set up."""
        from quyu_maps.payload import payload_of  # noqa: PLC0415 - only where it is needed

        return payload_of(self.content_of_plan("", review), self.subject_of_plans())

    def payload(self, names: Sequence[str], review: Review) -> dict[str, Any]:
        """
        Give the payload of a sheet of units, or of one plan of the atlas by its key.

        Raises
        ------
        UnknownPlaceError, UsageFailure
            As `unit`.
        """
        from quyu_maps.payload import payload_of  # noqa: PLC0415 - only where it is needed

        if len(names) == 1 and names[0] in self.atlas.plans:
            about = self._subject_of(self.atlas.plans[names[0]].subject)
            return payload_of(self.content_of_plan(names[0], review), about)
        about = self.subject(names)
        return payload_of(self.content(about, review), about)

    def _subject_of(self, place_id: str) -> Subject:
        """Give the unit of this id, or the smallest that holds it, or all China."""
        from quyu_maps.subject import Subject  # noqa: PLC0415 - only where it is needed

        units = self.gazetteer.units_of(self.gazetteer.place(place_id)) if place_id else ()
        return Subject(tuple(self.gazetteer.place(unit) for unit in units[:1]))

    def index(self, provinces: Sequence[Place], review: Review, tiles: Tiles | None = None) -> str:
        """Draw the page of all China that leads to the sheets of these provinces."""
        from quyu_maps.portal import portal  # noqa: PLC0415 - folium only where it is needed
        from quyu_maps.sheet import file_name  # noqa: PLC0415 - as above

        atlas, known = self.atlas, self.gazetteer
        shares = {
            place.id: [row.ref for row in atlas.concerning(place.id, known)]
            for place in known.provinces()
        }
        sheets = {place.id: file_name(place) for place in provinces}
        table = self._drawn(atlas.initiatives)
        return portal(table, atlas.plans, known, shares, sheets, review=review, tiles=tiles)

    def geojson(self, province: Place) -> str:
        """Write the features of a province as GeoJSON."""
        from quyu_maps.geojson import geojson  # noqa: PLC0415 - only where it is needed

        return geojson(self._table(province), self.atlas.plans, self.gazetteer, self.compared)

    def records(self, name: str = "") -> Records:
        """
        Give what GIS files are written from: of a plan, of a province, or of everything.

        Parameters
        ----------
        name
            Key of a plan, else name of a province; empty for the whole atlas.

        Raises
        ------
        UnknownPlaceError
            If neither a plan nor a province bears the name; carries the nearest names.
        """
        atlas = self.atlas
        if name and name not in atlas.plans:
            return self._records(self._table(self.province(name)))
        rows = [row for row in atlas.initiatives if name in ("", row.plan)]
        return self._records(self._drawn(rows))

    def _records(self, table: gpd.GeoDataFrame) -> Records:
        from quyu_maps.gis.records import records  # noqa: PLC0415 - only where it is needed

        plans, look = self.atlas.plans, self.gazetteer
        return records(table, plans, look, self.confidence, self.compared)

    def _table(self, province: Place) -> gpd.GeoDataFrame:
        rows = self.atlas.concerning(province.id, self.gazetteer)
        return self._drawn(rows)
