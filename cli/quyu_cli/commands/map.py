"""`quyu map`: the sheet of a province, city or county, of several, or of a plan's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quyu_cli.options import (
    beside_option,
    gazetteer_options,
    output_option,
    plans_option,
    review_options,
    tile_options,
)
from quyu_cli.output import deliver, refuse_terminal
from quyu_cli.showing import desk_of, refuse_beside
from quyu_cli.study import date_option, subject_option

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_geo.gazetteer import Gazetteer
    from quyu_maps.margin import Review
    from quyu_maps.tiles import Tiles


@click.command("map")
@click.argument("names", nargs=-1, required=True, metavar="NAME...|FILE...")
@output_option("FILE.html")
@plans_option
@beside_option
@subject_option
@date_option
@gazetteer_options
@review_options
@tile_options
def map_(  # noqa: PLR0913 - one parameter an option
    *,
    names: tuple[str, ...],
    output: Path,
    texts: Path | None,
    beside: tuple[str, ...],
    subject: str,
    date: str,
    gazetteer: Gazetteer,
    review: Review,
    tiles: Tiles | None,
) -> None:
    """
    Draw a sheet: one HTML file that needs no network.

    NAME is a province, city or county (吉林, 吉林省, jilin, 220000, 盘锦, 珲春) or 全国; several
    come on one sheet. FILE is a plan: a document (as for `quyu extract`), whose sheet shows
    the text beside the map, or one reviewed with `quyu review`. Several come on one sheet, where
    what they say of the same initiative is one. --subject and --date say who speaks in
    documents, and when.

    \b
    Example:
      quyu map 吉林 -o jilin.html
      quyu map 吉林 黑龙江 -o both.html
      quyu map plan.txt -o plan.html
      quyu map plan.txt other.docx reviewed.json -o plans.html
      quyu map 吉林 --plan reviewed.json -o jilin.html
      quyu map 320000 -o jiangsu.html --review-number '苏S(2025)001号'
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_cli import shelf  # noqa: PLC0415 - keeps --help quick

    refuse_terminal(output)
    files = shelf.plan_files(names)
    if len(files) == 1 and shelf.is_document(files[0]):
        from quyu_maps.reading import reading_view  # noqa: PLC0415 - only where it is needed

        refuse_beside(beside)
        found = shelf.annotated(files[0], gazetteer, subject, date)
        deliver(reading_view(found, review, tiles), output)
        return
    desk = desk_of(files, beside, gazetteer, texts, (subject, date))
    if files:
        deliver(desk.sheet_of_plans(review, tiles), output)
    else:
        deliver(desk.sheet(desk.subject(names), review, tiles=tiles), output)
