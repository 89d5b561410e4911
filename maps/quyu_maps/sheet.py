"""Make the offline sheet of a province."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_maps.document import document
from quyu_maps.lint import hold_rules
from quyu_maps.margin import Review
from quyu_maps.payload import Content, payload_of
from quyu_maps.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import geopandas as gpd

    from quyu_geo.across import Across
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place, Plan
    from quyu_maps.tiles import Tiles

_NO_SLUG = re.compile(r"[^a-z0-9]+")


def sheet(  # noqa: PLR0913 - the two last ones are optional
    features: gpd.GeoDataFrame,
    subject: Place | Subject,
    plans: Mapping[str, Plan],
    gazetteer: Gazetteer,
    review: Review | None = None,
    *,
    home: str = "",
    compared: Across | None = None,
    unreviewed: Collection[str] = (),
    tiles: Tiles | None = None,
) -> str:
    """
    Make the sheet of a unit, of several or of all China: one HTML file that needs no network.

    Parameters
    ----------
    features
        The feature table (`quyu_geo.features.feature_table`) of the initiatives that
        the sheet shows, EPSG:4326.
    subject
        A unit of any rank, or what is made of several.
    plans
        By key; those that the rows name must be there.
    gazetteer
        Knows every place that the rows name.
    review
        Review number and producer; without a number the sheet says that it is for
        internal work only.
    home
        File name of the portal in the same folder; the sheet links to it if given.
    compared
        What all plans at hand say of one another (`quyu_geo.across.across`); of the rows of
        this sheet alone if left out.
    unreviewed
        Refs of the rows that were read by machine and that no person has reviewed.
    tiles
        Online tiles that the reader may switch on.

    Returns
    -------
    html
        A whole document. No text of the input becomes markup in it, and the same
        input gives the same bytes.

    Raises
    ------
    MapRuleError
        If the sheet would break a rule for public maps.
    """
    content = Content(features, plans, gazetteer, review or Review(), compared, unreviewed)
    about = subject if isinstance(subject, Subject) else Subject((subject,))
    payload = payload_of(content, about) | {"home": home}
    payload |= {"tiles": tiles.payload()} if tiles else {}
    hold_rules(payload)
    west, south, east, north = payload["subject"]["bbox"]
    return document(
        "sheet", payload["title"]["zh"], payload, ((west + east) / 2, (south + north) / 2)
    )


def file_name(subject: Place) -> str:
    """Give the fixed ASCII name of a province's sheet, e.g. ``220000-jilin.html``."""
    slug = _NO_SLUG.sub("-", subject.name_en.lower()).strip("-")
    return f"{subject.id}-{slug}.html" if slug else f"{subject.id}.html"
