"""`quyu places`: every place that bears a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quyu_cli.options import format_option
from quyu_cli.rows import laid_out

if TYPE_CHECKING:
    from quyu_cli.rows import Row
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place


@click.command()
@click.argument("name")
@format_option
def places(name: str, form: str) -> None:
    """
    List the places that bear NAME, likeliest first.

    NAME is an official, short or other name in any script, an English name, a six-digit
    adcode, or an id. Longitude and latitude are in degrees (EPSG:4326).

    \b
    Example:
      quyu places 朝阳
      quyu places 220184 --format json
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_geo.errors import UnknownPlaceError  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - keeps --help quick

    gazetteer = Gazetteer.bundled()
    found = gazetteer.find(name)
    if not found:
        raise UnknownPlaceError(name, gazetteer.nearest(name))
    click.echo(laid_out([_row(place, gazetteer) for place in found], form))


def _row(place: Place, gazetteer: Gazetteer) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "parents": "/".join(_parents(place, gazetteer)),
        "lon": place.lon,
        "lat": place.lat,
        "source": place.source,
    }


def _parents(place: Place, gazetteer: Gazetteer) -> list[str]:
    """Name the places that hold this one, from the top down."""
    above = []
    while place.parent:
        place = gazetteer.place(place.parent)
        above.append(place.name)
    return above[::-1]
