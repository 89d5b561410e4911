"""Hold maps against the rules for public maps: finished ones, and what is about to be drawn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import Failure, UsageFailure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Endings of finished maps that can be read again.
ENDINGS = (".html", ".svg")
#: Endings of those that cannot: they are pixels or printed pages.
PRINTED = (".png", ".pdf")


def check_maps(targets: Sequence[str], form: str) -> int:
    """
    Say of each target which rules it breaks.

    Parameters
    ----------
    targets
        Sheets (.html), pictures (.svg), folders of them, plans' texts; else units, 全国, or
        keys of plans, as `quyu map` and `quyu picture` take them.
    form
        ``text`` or ``json``.

    Returns
    -------
    code
        1 if a rule is broken, else 0.

    Raises
    ------
    UnknownPlaceError, UsageFailure, Failure
        If a target is nothing that can be checked.
    """
    broken = False
    for name in _named(targets):
        found = _breaches(name)
        broken = broken or bool(found)
        if form == "json":
            click.echo(json.dumps({"map": name, "breaches": found}, ensure_ascii=False))
        else:
            click.echo("\n".join(f"{name}: {said}" for said in _words(found)))
    return int(broken)


def _words(found: list[str]) -> list[str]:
    return [f"! {breach}" for breach in found] or ["keeps the rules for public maps"]


def _named(targets: Sequence[str]) -> Iterator[str]:
    """Give the targets, folders as what is in them."""
    for target in targets:
        if not Path(target).is_dir():
            yield target
            continue
        inside = sorted(str(file) for file in Path(target).rglob("*") if file.suffix in ENDINGS)
        if not inside:
            raise Failure(f"{target}: no sheet (.html) or picture (.svg) in this folder")
        yield from inside


def _breaches(name: str) -> list[str]:
    from quyu_maps.finished import NoSheetError, breaches  # noqa: PLC0415 - keeps --help quick

    path = Path(name)
    if path.suffix.lower() in PRINTED and path.is_file():
        raise UsageFailure(
            f"{name}: what a {path.suffix} shows cannot be read again; check its SVG or its name"
        )
    if path.suffix.lower() not in ENDINGS:
        return _drawn(name)
    try:
        return breaches(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise Failure(f"{name}: not in UTF-8, so not written by quyu") from error
    except NoSheetError as error:
        raise Failure(f"{name}: {error}") from error


def _drawn(name: str) -> list[str]:
    """Hold what is about to be drawn of a unit, a plan of the atlas, or a plan's text."""
    from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.shelf import plans_in  # noqa: PLC0415 - as above
    from quyu_maps.lint import broken_rules  # noqa: PLC0415 - as above
    from quyu_maps.margin import Review  # noqa: PLC0415 - as above

    desk = Desk.open()
    if Path(name).is_file():
        desk = Desk.of(plans_in([name], desk.gazetteer), desk.gazetteer)
        return broken_rules(desk.payload_of_plans(Review()))
    return broken_rules(desk.payload([name], Review()))
