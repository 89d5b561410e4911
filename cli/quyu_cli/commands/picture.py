"""`quyu picture`: a static sheet for paper and slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import (
    beside_option,
    gazetteer_options,
    output_option,
    plans_option,
    review_options,
)
from quyu_cli.output import STANDARD_OUTPUT, deliver, refuse_terminal
from quyu_cli.showing import desk_of
from quyu_cli.study import date_option, subject_option

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_geo.gazetteer import Gazetteer
    from quyu_maps.margin import Review

#: File endings, and what a PNG may ask for.
FORMS = ("png", "svg", "pdf")
LEAST_DPI, MOST_DPI = 36, 600


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...|PLAN|FILE...")
@output_option("FILE.png|svg|pdf")
@click.option(
    "--paper",
    type=click.Choice(["a4", "a3"], case_sensitive=False),
    default="a4",
    show_default=True,
    help="Sheet of paper; upright where the subject is high.",
)
@click.option(
    "--dpi",
    type=click.IntRange(LEAST_DPI, MOST_DPI),
    default=300,
    show_default=True,
    help="Pixels an inch of a PNG.",
)
@click.option(
    "--theme",
    type=click.Choice(["overview", "link", "corridor", "zone", "region"]),
    help="What to show; as the buttons of a sheet.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--all", "every", is_flag=True, help="All initiatives, not the core ones only.")
@click.option("--letters", is_flag=True, help="Letters on the links, for print in grey.")
@plans_option
@beside_option
@subject_option
@date_option
@gazetteer_options
@review_options
def picture(  # noqa: PLR0913 - one parameter an option
    *,
    names: tuple[str, ...],
    output: Path,
    paper: str,
    dpi: int,
    theme: str | None,
    lang: str,
    every: bool,
    letters: bool,
    texts: Path | None,
    beside: tuple[str, ...],
    subject: str,
    date: str,
    gazetteer: Gazetteer,
    review: Review,
) -> None:
    """
    Draw a static sheet at print quality.

    NAME is a province, city or county, several of them, or 全国; PLAN is the key of a plan
    (`quyu plans` lists them); FILE is a plan's document or one reviewed with `quyu review`,
    several come on one sheet. The ending of the file to write decides the form; Chinese faces
    of this machine are embedded. Needs the optional part: pip install 'quyu[picture]'.

    \b
    Example:
      quyu picture 吉林 -o jilin.png
      quyu picture 珲春 --paper a3 -o hunchun.pdf
      quyu picture plan.docx -o plan.png
      quyu picture jilin-2019 --theme corridor -o corridors.svg
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_cli.shelf import plan_files  # noqa: PLC0415 - keeps --help quick
    from quyu_maps.picture.sheet import Wish  # noqa: PLC0415 - as above
    from quyu_maps.picture.sheet import picture as drawn  # noqa: PLC0415 - as above

    form = output.suffix.lower().removeprefix(".")
    if output == STANDARD_OUTPUT:
        refuse_terminal(output, "png")
        form = "png"
    if form not in FORMS:
        raise UsageFailure(f"{output}: a picture is a file that ends in .png, .svg or .pdf")
    files = plan_files(names)
    desk = desk_of(files, beside, gazetteer, texts, (subject, date))
    payload = desk.payload_of_plans(review) if files else desk.payload(names, review)
    wish = Wish(form, paper.lower(), dpi, theme or "", lang, every, letters)
    deliver(drawn(payload, wish), output)
