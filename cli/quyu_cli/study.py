"""Examine documents one after the other, so that a bad one never loses the others."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import Failure, UsageFailure
from quyu_cli.sources import content, documents

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reading.examine import Examined

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_log = logging.getLogger(__name__)

#: Exit code where some documents of a batch failed.
SOME_FAILED = 3


def _iso_date(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value and not _DATE.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no date like 2020, 2020-03 or 2020-03-08")
    return value


files_argument = click.argument("files", nargs=-1, required=True, metavar="FILE...")

subject_option = click.option(
    "--subject",
    metavar="PLACE",
    default="",
    help="Unit that the documents speak for, by name, adcode or id; read from them if left out.",
)

date_option = click.option(
    "--date",
    metavar="DATE",
    default="",
    callback=_iso_date,
    help="Date of the documents (YYYY, YYYY-MM or YYYY-MM-DD); read from them if left out.",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Documents to examine alike.

    Attributes
    ----------
    names
        Files, or ``-``.
    subject
        Id of the unit that they speak for, or empty.
    date
        Their date, or empty.
    gazetteer
        All places.
    """

    names: tuple[str, ...]
    subject: str
    date: str
    gazetteer: Gazetteer

    @classmethod
    def of(
        cls, files: Sequence[str], subject: str, date: str, gazetteer: Gazetteer | None = None
    ) -> Batch:
        """
        Find the documents and the subject that a user means; in the bundled gazetteer, or in one.

        Raises
        ------
        UnknownPlaceError
            If no place bears the subject's name.
        UsageFailure
            If several do, alike.
        """
        from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - keeps --help quick

        known = Gazetteer.bundled() if gazetteer is None else gazetteer
        return cls(tuple(documents(files)), _unit(subject, known), date, known)

    def examined(self, use: Callable[[Examined], None]) -> int:
        """
        Examine each document and hand it on; say of each that fails why.

        Parameters
        ----------
        use
            Is given each document in turn; may call it unreadable too.

        Returns
        -------
        failed
            How many could not be read.

        Raises
        ------
        Failure
            If none could; with the reason where there is only one.
        """
        failures: list[str] = []
        for name in self.names:
            try:
                use(self._examined(name))
            except Unreadable as error:
                failures.append(str(error))
            except (OSError, click.ClickException, click.Abort, click.exceptions.Exit):
                raise  # the result cannot be written, or the user has enough
            except Exception as error:  # noqa: BLE001 - a hostile file must not take the batch down
                failures.append(_unexpected(name, error))
        if failures and len(failures) == len(self.names):
            for message in failures[:-1]:
                Failure(message).show()
            raise Failure(failures[-1])
        for message in failures:
            Failure(message).show()
        return len(failures)

    def _examined(self, name: str) -> Examined:
        from quyu_geo.errors import QuyuError  # noqa: PLC0415 - keeps --help quick
        from quyu_geo.reading.examine import examine  # noqa: PLC0415 - as above

        try:
            data = content(name)
            return examine(data, name, self.gazetteer, subject=self.subject, date=self.date)
        except QuyuError as error:
            raise Unreadable(str(error)) from error
        except OSError as error:
            raise Unreadable(f"{name}: {error.strerror or error}") from error
        except Exception as error:  # a hostile file must not take the batch down
            raise Unreadable(_unexpected(name, error)) from error


def _unexpected(name: str, error: Exception) -> str:
    """Say in one line what stopped a document that nobody foresaw."""
    _log.debug("%s", name, exc_info=error)
    if isinstance(error, MemoryError):
        return f"{name}: takes more memory than there is"
    return f"{name}: cannot be read ({type(error).__name__}: {error})"


class Unreadable(Exception):  # noqa: N818 - a reason, turned into a line where it is caught
    """Why a document cannot be read, in one line that names it."""


def unit_named(name: str, gazetteer: Gazetteer | None = None) -> str:
    """
    Give the id of the place that a user calls so; empty for an empty name.

    It is looked up in the bundled gazetteer unless another is given.

    Raises
    ------
    UnknownPlaceError
        If no place bears the name.
    UsageFailure
        If several do, alike.
    """
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - keeps --help quick

    return _unit(name, gazetteer or Gazetteer.bundled())


def _unit(name: str, known: Gazetteer) -> str:
    """Give the id of the place that a name means."""
    from quyu_geo.errors import UnknownPlaceError  # noqa: PLC0415 - keeps --help quick

    if not name:
        return ""
    found = known.find(name)
    if not found:
        raise UnknownPlaceError(name, known.nearest(name))
    alike = [place for place in found if place.kind == found[0].kind]
    if len(alike) > 1:
        offered = "、".join(
            f"{p.id} ({known.place(p.parent).name if p.parent else ''})" for p in alike[:8]
        )
        raise UsageFailure(f"{name}: several places bear the name; give one by id: {offered}")
    return found[0].id
