"""The desk that the drawing commands work at: the gazetteer, the atlas, and what to print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from quyu_cli.failures import UsageFailure
from quyu_cli.sources import content
from quyu_geo.atlas import Atlas
from quyu_geo.errors import UnknownPlaceError
from quyu_geo.features import feature_table
from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from quyu_geo.across import Across
    from quyu_geo.annotated import Annotated
    from quyu_geo.model import Initiative, Place
    from quyu_maps.gis.records import Records
    from quyu_maps.margin import Review
    from quyu_maps.payload import Content
    from quyu_maps.subject import Subject
    from quyu_maps.tiles import Tiles

#: Kinds of units that sheets can be about, and names for all of them together.
UNITS = ("province", "prefecture", "county")
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
    """

    gazetteer: Gazetteer
    atlas: Atlas

    @classmethod
    def open(cls, texts: Path | None = None) -> Desk:
        """
        Set out the bundled data.

        Parameters
        ----------
        texts
            Folder with the plans' texts, or none.

        Raises
        ------
        PlanTextError
            If the folder or a text in it is not what it should be.
        """
        atlas = Atlas.bundled()
        return cls(Gazetteer.bundled(), atlas.with_texts(texts) if texts else atlas)

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
        found = [place for place in self.gazetteer.find(name) if place.kind in UNITS]
        if not found:
            nearest = self.gazetteer.nearest(name, kinds=UNITS)
            raise UnknownPlaceError(name, nearest, "province, city or county")
        alike = [place for place in found if place.kind == found[0].kind]
        if len(alike) > 1:
            offered = "、".join(f"{unit.id} ({self._above(unit)}{unit.name})" for unit in alike[:9])
            raise UsageFailure(f"{name}: several units bear the name; give one by code: {offered}")
        return found[0]

    def _above(self, unit: Place) -> str:
        return "".join(self.gazetteer.place(i).short for i in self.gazetteer.units_of(unit)[:0:-1])

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
        """Gather what one plan of the atlas sets up."""
        return self._content([row for row in self.atlas.initiatives if row.plan == key], review)

    def _content(self, rows: Sequence[Initiative], review: Review) -> Content:
        from quyu_maps.payload import Content  # noqa: PLC0415 - only where it is needed

        table = feature_table(rows, self.atlas.plans, self.gazetteer, self.atlas.quotes)
        return Content(table, self.atlas.plans, self.gazetteer, review, self.compared)

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
        shown = self.content(about, review)
        return sheet(
            shown.features,
            about,
            shown.plans,
            self.gazetteer,
            review,
            home=home,
            compared=self.compared,
            tiles=tiles,
        )

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

    def reading(
        self,
        file: str,
        subject: str,
        date: str,
        review: Review,
        tiles: Tiles | None = None,
    ) -> str:
        """
        Draw a plan's text beside the sheet of what it sets up.

        Parameters
        ----------
        file
            With the text, in any form that `quyu extract` reads.
        subject, date
            Who speaks in it and when, or empty.
        review, tiles
            Review number and producer, and online tiles.

        Raises
        ------
        DocumentError
            If the file holds no text that can be read.
        """
        from quyu_maps.reading import reading_view  # noqa: PLC0415 - only where it is needed

        return reading_view(self._annotated(file, subject, date), review, tiles)

    def reading_payload(self, file: str, subject: str, date: str, review: Review) -> dict[str, Any]:
        """Give the payload of the sheet of what a plan's text sets up; as `reading`."""
        from quyu_maps.reading import reading_payload  # noqa: PLC0415 - only where it is needed

        return reading_payload(self._annotated(file, subject, date), review)

    def _annotated(self, file: str, subject: str, date: str) -> Annotated:
        from quyu_geo.annotated import annotate  # noqa: PLC0415 - only where it is needed
        from quyu_geo.reading.examine import examine  # noqa: PLC0415 - as above

        speaks = self.unit(subject).id if subject else ""
        examined = examine(content(file), file, self.gazetteer, subject=speaks, date=date)
        return annotate(examined, self.gazetteer)

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
        table = feature_table(atlas.initiatives, atlas.plans, known, atlas.quotes)
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
        table = feature_table(rows, atlas.plans, self.gazetteer, atlas.quotes)
        return self._records(table)

    def _records(self, table: gpd.GeoDataFrame) -> Records:
        from quyu_maps.gis.records import records  # noqa: PLC0415 - only where it is needed

        return records(table, self.atlas.plans, self.gazetteer, compared=self.compared)

    def _table(self, province: Place) -> gpd.GeoDataFrame:
        rows = self.atlas.concerning(province.id, self.gazetteer)
        return feature_table(rows, self.atlas.plans, self.gazetteer, self.atlas.quotes)
