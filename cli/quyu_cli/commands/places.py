"""`quyu places`: the places that a name may mean, likeliest first, each with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quyu_cli.options import format_option, gazetteer_options
from quyu_cli.rows import laid_out

if TYPE_CHECKING:
    from quyu_cli.rows import Row
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.lookup import Candidate
    from quyu_geo.model import Place


def _date(_context: click.Context, _option: click.Parameter, value: str) -> str:
    from quyu_geo.lookup_dates import day_of  # noqa: PLC0415 - keeps --help quick

    try:
        if value:
            day_of(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return value


@click.command()
@click.argument("name")
@click.option("--within", metavar="PLACE", default="", help="Only places inside this one.")
@click.option(
    "--on",
    metavar="DATE",
    default="",
    callback=_date,
    help="Names in force on this date (2014, 2014-05, 2014-05-02).",
)
@click.option(
    "--kind", "kinds", metavar="KIND", multiple=True, help="Only this kind; may be repeated."
)
@click.option("--near", is_flag=True, help="Near names also where the name itself is known.")
@gazetteer_options
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@format_option
def places(  # noqa: PLR0913 - one parameter an option
    *,
    name: str,
    within: str,
    on: str,
    kinds: tuple[str, ...],
    near: bool,
    gazetteer: Gazetteer,
    as_json: bool,
    form: str,
) -> None:
    """
    List the places that NAME may mean, likeliest first.

    NAME is an official, short, former or other name in any script, an English name or
    pinyin, a code of today or of before, or an id. Exact names come first, then variants
    (another script, a former name, a missing ending); near names, which allow for typing
    errors, only where there is neither. Longitude and latitude are in degrees (EPSG:4326).

    \b
    Example:
      quyu places 朝阳
      quyu places 朝阳 --within 吉林省 --kind county
      quyu places 公主岭市 --on 2015 --json
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_geo.errors import UnknownPlaceError  # noqa: PLC0415 - keeps --help quick

    _check_kinds(kinds)
    holder = _meant(gazetteer, within) if within else None
    found = gazetteer.look_up(name, within=holder, on=on, kinds=kinds, near=near or None)
    if not found:
        raise UnknownPlaceError(name, gazetteer.nearest(name))
    if found[0].match == "near":
        click.echo(f"quyu: {name}: no such place is known; these names are near", err=True)
    rows = [_row(candidate, gazetteer) for candidate in found]
    click.echo(laid_out(rows, "json" if as_json else form))


def _check_kinds(kinds: tuple[str, ...]) -> None:
    from quyu_geo.lookup_user import KINDS  # noqa: PLC0415 - keeps --help quick

    for kind in kinds:
        if kind not in KINDS:
            raise click.BadParameter(f"{kind} is none of {', '.join(KINDS)}", param_hint="'--kind'")


def _meant(gazetteer: Gazetteer, name: str) -> Place:
    """Give the likeliest place of a name, exact or variant."""
    from quyu_geo.errors import UnknownPlaceError  # noqa: PLC0415 - keeps --help quick

    found = gazetteer.look_up(name, near=False)
    if not found:
        raise UnknownPlaceError(name, gazetteer.nearest(name))
    return found[0].place


def _row(candidate: Candidate, gazetteer: Gazetteer) -> Row:
    place = candidate.place
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "parents": "/".join(_parents(candidate, gazetteer)),
        "lon": place.lon,
        "lat": place.lat,
        "precision": place.precision,
        "match": candidate.match,
        "reason": candidate.reason,
        "name_then": candidate.name_then,
        "code_then": candidate.adcode_then,
        "valid_from": candidate.valid_from,
        "valid_to": candidate.valid_to,
        "source": place.source,
    }


def _parents(candidate: Candidate, gazetteer: Gazetteer) -> list[str]:
    """Name the places that hold a candidate from the top down, as its code then has them."""
    place = candidate.place
    then = candidate.adcode_then
    if then and then != place.adcode:
        held = dict.fromkeys((f"{then[:2]}0000", f"{then[:4]}00"))
        return [gazetteer.place(key).name for key in held if key != then and key in gazetteer]
    above = []
    while place.parent:
        place = gazetteer.place(place.parent)
        above.append(place.name)
    return above[::-1]
