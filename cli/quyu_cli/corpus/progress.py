"""Say how far a corpus is: a line that renews itself on a terminal, lines of JSON elsewhere."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import click

#: Seconds between two words.
_TERMINAL, _ELSEWHERE = 0.5, 5.0


class Progress:
    """
    Counts what is done and says it now and then, to standard error.

    Parameters
    ----------
    size
        Bytes of input.
    quiet
        Whether to say nothing.
    """

    def __init__(self, size: int, *, quiet: bool) -> None:
        self._size = size
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._began = self._said = time.monotonic()
        self._counts = dict.fromkeys(("documents", "characters", "failed", "parts", "kept"), 0)
        self._spent = self._worked = 0

    def part(self, record: dict[str, Any], spent: int, *, kept: bool) -> None:
        """
        Count a part.

        Parameters
        ----------
        record
            Of the part.
        spent
            Bytes of input that it took.
        kept
            Whether it was there from an earlier run.
        """
        for name in ("documents", "characters"):
            self._counts[name] += record[name]
        self._counts["failed"] += len(record["failed"])
        self._counts["parts"] += 1
        self._counts["kept"] += kept
        self._spent += spent
        self._worked += 0 if kept else spent
        wait = _TERMINAL if self._terminal else _ELSEWHERE
        if time.monotonic() - self._said >= wait:
            self._say(done=False)

    def done(self) -> None:
        """Say the last word."""
        self._say(done=True)

    def broken(self) -> None:
        """End the line of a terminal, where another word follows."""
        if self._terminal and not self._quiet:
            click.echo(err=True)

    def _say(self, *, done: bool) -> None:
        self._said = time.monotonic()
        if self._quiet:
            return
        said = self._state(done=done)
        if not self._terminal:
            click.echo(json.dumps(said), err=True)
            return
        left = "" if done else f" · {_clock(said['seconds_left'])} left"
        words = (
            f"{said['documents']:,} documents · {said['characters'] / 1e6:,.1f} M characters · "
            f"{said['documents_per_second']:,.1f}/s · {said['failed']:,} failed{left}"
        )
        click.echo(f"\r\x1b[K{words}", nl=done, err=True)

    def _state(self, *, done: bool) -> dict[str, Any]:
        seconds = max(self._said - self._began, 1e-9)
        share = self._worked / max(self._size - (self._spent - self._worked), 1)
        left = None if not share or done else max(round(seconds * (1 / min(share, 1) - 1)), 0)
        return {
            **self._counts,
            "seconds": round(seconds, 1),
            "documents_per_second": round(self._counts["documents"] / seconds, 1),
            "seconds_left": left,
            "done": done,
        }


def _clock(seconds: int | None) -> str:
    if seconds is None:
        return "?"
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
