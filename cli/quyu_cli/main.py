"""The command `quyu`: puts the commands together and reports what stops them."""

from __future__ import annotations

import gc
import io
import sys

import click

from quyu_cli.commands.atlas import atlas
from quyu_cli.commands.check import check
from quyu_cli.commands.corpus import corpus
from quyu_cli.commands.export import export
from quyu_cli.commands.extract import extract
from quyu_cli.commands.map import map_
from quyu_cli.commands.picture import picture
from quyu_cli.commands.places import places
from quyu_cli.commands.plans import plans
from quyu_cli.failures import reported, stop_on_terminate


class Quyu(click.Group):
    """A group of commands whose failures are one line each."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        stop_on_terminate()
        # A sheet makes many values and next to no cycles: looking for them costs a tenth.
        gc.set_threshold(100_000)
        with reported():
            return super().invoke(ctx)


@click.group(
    cls=Quyu,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    epilog="Exit codes: 0 done; 1 bad input, or output that cannot be written; "
    "2 wrong usage, or a name nobody knows; 3 some documents of a batch failed.",
)
@click.version_option(package_name="quyu", message="%(prog)s %(version)s")
def cli() -> None:
    """
    Draw China's regional-cooperation plans as offline maps and GIS files.

    \b
    Example:
      quyu atlas -o atlas          every province's sheet, its GeoJSON, and index.html
      quyu map 吉林 -o jilin.html  one province's sheet
    """  # noqa: D301 - \b tells click to keep the lines
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Data are UTF-8 whatever the locale says: GeoJSON and JSON allow nothing else.
        sys.stdout.reconfigure(encoding="utf-8")


for command in (atlas, map_, picture, export, extract, check, corpus, places, plans):
    cli.add_command(command)
