"""Plans that users name as files: documents to be read, and plans reviewed before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import Failure, UsageFailure
from quyu_cli.sources import STANDARD_INPUT, content, documents
from quyu_cli.study import unit_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.annotated import Annotated
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reading.examine import Examined
    from quyu_geo.reviews.model import Reviewed


def plan_files(names: Sequence[str]) -> list[str]:
    """
    Give the files that arguments stand for, or nothing where they are names.

    Raises
    ------
    UsageFailure
        If some are files and others are none.
    """
    files = [name for name in names if _is_file(name)]
    if files and len(files) < len(names):
        other = next(name for name in names if name not in files)
        raise UsageFailure(
            f"{other}: no file, and {files[0]} is one; with names, take it in with --plan"
        )
    return documents(files) if files else []


def _is_file(name: str) -> bool:
    """Tell whether a name is that of a file or folder; what none can be called is none."""
    try:
        path = Path(name)
        return name == STANDARD_INPUT or path.is_file() or ("/" in name and path.is_dir())
    except (OSError, ValueError):
        return False


def plans_in(
    files: Sequence[str], gazetteer: Gazetteer, subject: str = "", date: str = ""
) -> list[Reviewed]:
    """
    Read plans.

    Parameters
    ----------
    files
        Documents, or plans written by `quyu review --apply`.
    gazetteer
        All places.
    subject, date
        Who speaks in the documents and when, by name, or empty.

    Raises
    ------
    DocumentError, ReviewError
        If a file is no plan that can be read.
    """
    return [plan_in(file, gazetteer, subject, date) for file in documents(files)]


def plan_in(file: str, gazetteer: Gazetteer, subject: str = "", date: str = "") -> Reviewed:
    """Read one plan; as `plans_in`."""
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.reviews.document import is_reviewed, read_reviewed  # noqa: PLC0415 - as above
    from quyu_geo.reviews.read import read_plan  # noqa: PLC0415 - as above

    data, base = content(file), Gazetteer.bundled()
    if is_reviewed(data):
        return read_reviewed(data, file, gazetteer, base)
    found = examined(data, file, gazetteer, subject, date)
    warn(found)
    return read_plan(found, gazetteer, base=base)


def is_document(file: str) -> bool:
    """Tell whether a file is a document, not a plan that was reviewed."""
    from quyu_geo.reviews.document import is_reviewed  # noqa: PLC0415 - keeps --help quick

    return file == STANDARD_INPUT or not is_reviewed(content(file))


def annotated(file: str, gazetteer: Gazetteer, subject: str, date: str) -> Annotated:
    """Read a document with its places and initiatives, under the key that its plan keeps."""
    from quyu_geo.annotated import annotate  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.reviews.model import named  # noqa: PLC0415 - as above

    found = examined(content(file), file, gazetteer, subject, date)
    warn(found)
    return named(annotate(found, gazetteer))


def warn(found: Examined) -> None:
    """Say what a person has to settle about a document before its result can be relied on."""
    for each in found.findings():
        if each.person:
            remark(f"{found.document.source}: {each.kind}: {each.message}")


def examined(
    data: bytes, file: str, gazetteer: Gazetteer, subject: str = "", date: str = ""
) -> Examined:
    """Examine a document whose subject is given by name, or not at all."""
    from quyu_geo.reading.examine import examine  # noqa: PLC0415 - keeps --help quick

    speaks = unit_named(subject, gazetteer) if subject else ""
    return examine(data, file, gazetteer, subject=speaks, date=date)


def faults_told(faults: Sequence[str]) -> Failure:
    """Say each fault in a line of its own, all but the last, which the failure says."""
    for fault in faults[:-1]:
        Failure(fault).show()
    return Failure(faults[-1])


def remark(text: str) -> None:
    """Say something that is no failure."""
    click.echo(" ".join(text.split()), err=True)
