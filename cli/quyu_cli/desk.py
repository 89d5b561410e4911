"""The desk that the drawing commands work at: the gazetteer, the atlas, and what to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_geo.atlas import Atlas
from quyu_geo.features import feature_table
from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from quyu_geo.model import Place
    from quyu_maps.gis.records import Records
    from quyu_maps.margin import Review


@dataclass(frozen=True, slots=True)
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

    def sheet(self, province: Place, review: Review, home: str = "") -> str:
        """Draw the sheet of a province, with a link to the index `home` beside it."""
        from quyu_maps.sheet import sheet  # noqa: PLC0415 - folium only where it is needed

        table = self._table(province)
        return sheet(table, province, self.atlas.plans, self.gazetteer, review, home=home)

    def index(self, provinces: Sequence[Place], review: Review) -> str:
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
        return portal(table, atlas.plans, known, shares, sheets, review=review)

    def geojson(self, province: Place) -> str:
        """Write the features of a province as GeoJSON."""
        from quyu_maps.geojson import geojson  # noqa: PLC0415 - only where it is needed

        return geojson(self._table(province), self.atlas.plans, self.gazetteer)

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
        from quyu_maps.gis.records import records  # noqa: PLC0415 - only where it is needed

        atlas = self.atlas
        if name and name not in atlas.plans:
            return records(self._table(self.province(name)), atlas.plans, self.gazetteer)
        rows = [row for row in atlas.initiatives if name in ("", row.plan)]
        table = feature_table(rows, atlas.plans, self.gazetteer, atlas.quotes)
        return records(table, atlas.plans, self.gazetteer)

    def _table(self, province: Place) -> gpd.GeoDataFrame:
        rows = self.atlas.concerning(province.id, self.gazetteer)
        return feature_table(rows, self.atlas.plans, self.gazetteer, self.atlas.quotes)
