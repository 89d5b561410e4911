"""Options that several commands share, each described once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


province_argument = click.argument("province")


def output_option(metavar: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give the option for the one file that a command writes, or standard output."""
    return click.option(
        "-o",
        "--output",
        metavar=metavar,
        type=click.Path(path_type=Path),
        default=Path("-"),
        help="File to write; standard output if left out or '-'.",
    )


plans_option = click.option(
    "--plans",
    "texts",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder with the plans' texts (KEY.txt, UTF-8), to show their quotes.",
)


def review_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say who answers for a map, and pass them on as ``review``."""

    @click.option(
        "--review-number",
        metavar="TEXT",
        default="",
        help="审图号 (map review number) to print on the sheet; without one the sheet says that "
        "it is for internal work only.",
    )
    @click.option(
        "--producer", metavar="TEXT", default="", help="Who makes the map, to print on the sheet."
    )
    @functools.wraps(command)
    def with_review(*args: object, review_number: str, producer: str, **options: object) -> None:
        from quyu_maps.margin import Review  # noqa: PLC0415 - keeps --help quick

        command(*args, review=Review(review_number, producer), **options)

    return with_review


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "tsv", "json"]),
    default="table",
    show_default=True,
    help="Aligned for reading, tab-separated with a header, or a JSON array.",
)
