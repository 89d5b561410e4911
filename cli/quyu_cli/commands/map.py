"""`quyu map`: one province's sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quyu_cli.options import output_option, plans_option, province_argument, review_options
from quyu_cli.output import deliver, refuse_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_maps.margin import Review


@click.command("map")
@province_argument
@output_option("FILE.html")
@plans_option
@review_options
def map_(province: str, output: Path, texts: Path | None, review: Review) -> None:
    """
    Draw the sheet of PROVINCE: one HTML file that needs no network.

    PROVINCE is 吉林, 吉林省, jilin or 220000.

    \b
    Example:
      quyu map 吉林 -o jilin.html
      quyu map 320000 -o jiangsu.html --review-number '苏S(2025)001号'
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick

    refuse_terminal(output)
    desk = Desk.open(texts)
    deliver(desk.sheet(desk.province(province), review), output)
