"""Lets `python -m quyu_cli` stand for the command `quyu`."""

from __future__ import annotations

from quyu_cli.main import cli

if __name__ == "__main__":
    cli(prog_name="quyu")
