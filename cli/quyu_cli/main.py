"""The command `quyu`: puts the commands together and reports what stops them."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import MutableMapping
from importlib import import_module
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import reported, stop_on_terminate

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Each is a module of `quyu_cli.commands` that holds the command of that name.
COMMANDS = (
    *("atlas", "map", "picture", "export", "extract", "check", "review", "corpus"),
    *("places", "plans", "score"),
)


class Commands(MutableMapping[str, click.Command]):
    """
    Commands by name, each imported when it is asked for: a run needs one of them.

    Parameters
    ----------
    names
        In the order in which they were added.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self._held: dict[str, click.Command | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> click.Command:
        """Give the command of a name."""
        command = self._held[name]
        if command is None:
            module = import_module(f"quyu_cli.commands.{name}")
            # 'map' is a function of Python already: its command is called map_ there.
            command = getattr(module, name, None) or getattr(module, f"{name}_")
            self._held[name] = command
        return command

    def __setitem__(self, name: str, command: click.Command) -> None:
        """Add a command."""
        self._held[name] = command

    def __delitem__(self, name: str) -> None:
        """Take a command away."""
        del self._held[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._held)

    def __len__(self) -> int:
        """Count the commands."""
        return len(self._held)


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
    commands=Commands(COMMANDS),
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
