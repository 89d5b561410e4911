"""Deliver what a command made: to a file, whole or not at all, or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quyu_cli.failures import UsageFailure

STANDARD_OUTPUT = Path("-")


def refuse_terminal(path: Path, ending: str = "html") -> None:
    """
    Refuse to fill a terminal with a page of HTML, or with a picture of this ending.

    Raises
    ------
    UsageFailure
        If standard output is asked for and is a terminal.
    """
    if path == STANDARD_OUTPUT and sys.stdout.isatty():
        raise UsageFailure(f"name a file to write, with -o FILE.{ending}")


def deliver(text: str | bytes, path: Path) -> None:
    """
    Write a text in UTF-8, or bytes as they are, to a path.

    A file appears whole under its name or not at all. Standard output (``-``), and what is
    no regular file, a pipe or a device, is written to straight away.

    Raises
    ------
    OSError
        If that is not possible.
    """
    from quyu_maps.files import write_bytes  # noqa: PLC0415 - keeps --help quick

    content = text if isinstance(text, bytes) else text.encode("utf-8")
    if path == STANDARD_OUTPUT:
        click.echo(content, nl=False)
    elif path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
    else:
        write_bytes(path, content)
        click.echo(f"{path}: written", err=True)
