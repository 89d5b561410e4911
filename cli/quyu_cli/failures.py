"""Turn whatever stops a command into one line on standard error and an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Generator
    from types import FrameType


class Failure(click.ClickException):
    """
    Bad input, or output that cannot be written: one line for the user, exit code 1.

    Parameters
    ----------
    message
        The line, without a full stop.
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the line, to standard error unless told otherwise."""
        click.echo(f"quyu: {self.format_message()}", file=file, err=True)


class UsageFailure(Failure):
    """Wrong usage, or a name nobody knows: exit code 2."""

    exit_code = 2


@contextmanager
def reported() -> Generator[None]:
    """
    Report everything that may stop a command as a `Failure`.

    A reader that closes the pipe early is no failure of ours and is left to click, which
    ends silently with exit code 1.
    """
    from quyu_geo.errors import QuyuError, UnknownPlaceError  # noqa: PLC0415 - keeps --help quick

    try:
        yield
    except UnknownPlaceError as error:
        raise UsageFailure(str(error)) from error
    except QuyuError as error:
        raise Failure(str(error)) from error
    except KeyboardInterrupt as error:
        raise Failure("interrupted; nothing half-written is left behind") from error
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        _discard_output(error)
        raise Failure(_system_error(error)) from error


def stop_on_terminate() -> None:
    """Make a polite ``kill`` end a command just as Ctrl-C does: files cleared, one line."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _system_error(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {reason}" if error.filename else reason


def _discard_output(error: OSError) -> None:
    """Give up what a full disk left in the buffer, or Python complains again at its end."""
    if error.filename is None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
