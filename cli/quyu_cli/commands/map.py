"""`quyu map`: the sheet of a province, city or county, of several, or of a plan's text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import output_option, plans_option, review_options, tile_options
from quyu_cli.output import deliver, refuse_terminal
from quyu_cli.study import date_option, subject_option

if TYPE_CHECKING:
    from quyu_maps.margin import Review
    from quyu_maps.tiles import Tiles


@click.command("map")
@click.argument("names", nargs=-1, required=True, metavar="NAME...|PLAN")
@output_option("FILE.html")
@plans_option
@subject_option
@date_option
@review_options
@tile_options
def map_(  # noqa: PLR0913, PLR0917 - one parameter an option
    names: tuple[str, ...],
    output: Path,
    texts: Path | None,
    subject: str,
    date: str,
    review: Review,
    tiles: Tiles | None,
) -> None:
    """
    Draw a sheet: one HTML file that needs no network.

    NAME is a province, city or county (吉林, 吉林省, jilin, 220000, 盘锦, 珲春) or 全国; several
    come on one sheet. PLAN is a file with a plan's text (as for `quyu extract`): its sheet shows
    the text beside the map. --subject and --date say who speaks in it, and when.

    \b
    Example:
      quyu map 吉林 -o jilin.html
      quyu map 吉林 黑龙江 -o both.html
      quyu map plan.txt -o plan.html
      quyu map 320000 -o jiangsu.html --review-number '苏S(2025)001号'
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick

    refuse_terminal(output)
    plan = plan_file(names)
    if not plan and (subject or date):
        raise UsageFailure("--subject and --date are about a plan's text; name a file")
    desk = Desk.open(texts)
    if plan:
        deliver(desk.reading(plan, subject, date, review, tiles), output)
    else:
        deliver(desk.sheet(desk.subject(names), review, tiles=tiles), output)


def plan_file(names: tuple[str, ...]) -> str:
    """Give the one file with a plan's text that is meant, or an empty string for units."""
    files = [name for name in names if _is_file(name)]
    if files and len(names) > 1:
        raise UsageFailure(f"{files[0]}: a plan's text has a sheet of its own; name nothing else")
    return files[0] if files else ""


def _is_file(name: str) -> bool:
    """Tell whether a name is that of a file; what no file can be called is none."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False
