"""Deliver what a command made: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quyu_cli.failures import UsageFailure

STANDARD_OUTPUT = Path("-")


def refuse_terminal(path: Path) -> None:
    """
    Refuse to fill a terminal with a page of HTML.

    Raises
    ------
    UsageFailure
        If standard output is asked for and is a terminal.
    """
    if path == STANDARD_OUTPUT and sys.stdout.isatty():
        raise UsageFailure("name a file to write, with -o FILE.html")


def deliver(text: str, path: Path) -> None:
    """
    Write a text in UTF-8 to a path.

    A file appears whole under its name or not at all. Standard output (``-``), and what is
    no regular file, a pipe or a device, is written to straight away.

    Raises
    ------
    OSError
        If that is not possible.
    """
    from quyu_maps.files import write_text  # noqa: PLC0415 - keeps --help quick

    if path == STANDARD_OUTPUT:
        click.echo(text.encode("utf-8"), nl=False)
    elif path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(text.encode("utf-8"))
    else:
        write_text(path, text)
        click.echo(f"{path}: written", err=True)
