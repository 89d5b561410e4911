"""`quyu review`: tables of what was read, for people to correct, and the plans they vouch for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import gazetteer_options
from quyu_cli.output import STANDARD_OUTPUT, deliver
from quyu_cli.study import date_option, subject_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reviews.carry import Carried
    from quyu_geo.reviews.model import Reviewed

#: What is added to the name of a document for the names of its tables.
SUFFIX = ".review"


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=click.Path(path_type=Path),
    default=STANDARD_OUTPUT,
    help="Folder for the tables; with --apply the file of the reviewed plan, standard output if "
    "left out or '-'.",
)
@click.option(
    "--apply",
    "table",
    metavar="TABLE",
    help="Corrected table (CSV or .xlsx) to make a reviewed plan of; with FILE, its document, "
    "that is read anew first.",
)
@click.option(
    "--earlier",
    metavar="REVIEWED",
    help="Reviewed plan whose corrections go into the new tables of the same document.",
)
@subject_option
@date_option
@gazetteer_options
def review(  # noqa: PLR0913 - one parameter an option
    *,
    files: tuple[str, ...],
    output: Path,
    table: str | None,
    earlier: str | None,
    subject: str,
    date: str,
    gazetteer: Gazetteer,
) -> None:
    """
    Write tables of what plans set up, for people to correct; make reviewed plans of them.

    FILE is a plan's document (as for `quyu extract`) or a reviewed plan. NAME.review.csv and
    NAME.review.xlsx in the folder of -o hold every initiative and every unresolved name with
    its candidates. Change what is wrong, write 否 under 保留 to leave an initiative out, add
    rows, choose places; then --apply the table. What it yields, a JSON file, goes wherever
    quyu takes plans: map, picture, export, atlas --plan. Bad cells are all listed, by row and
    column, and nothing is applied then.

    \b
    Example:
      quyu review plan.docx -o tables
      quyu review --apply tables/plan.review.xlsx plan.docx -o plan.reviewed.json
      quyu review plan-v2.docx --earlier plan.reviewed.json -o tables
      quyu map plan.reviewed.json -o plan.html
    """  # noqa: D301 - \b tells click to keep the lines
    if table is not None:
        if len(files) > 1 or earlier:
            raise UsageFailure("--apply takes one table, and its document at most")
        _apply(table, files[0] if files else "", output, (subject, date), gazetteer)
        return
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    if output == STANDARD_OUTPUT or (output.exists() and not output.is_dir()):
        raise UsageFailure("name a folder for the tables, with -o DIR")
    _write(files, output, earlier, (subject, date), gazetteer)


def _write(
    names: Sequence[str],
    folder: Path,
    earlier: str | None,
    said: tuple[str, str],
    gazetteer: Gazetteer,
) -> None:
    """Write the tables of each plan, once all could be read."""
    from quyu_cli.shelf import plans_in  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.sources import documents  # noqa: PLC0415 - as above

    files = documents(names)
    if earlier and len(files) > 1:
        raise UsageFailure("--earlier is of one plan; name its document alone")
    if earlier:
        plans = [_again(files[0], _reviewed(earlier, gazetteer), said, gazetteer)]
    else:
        plans = plans_in(files, gazetteer, *said)
    taken: set[str] = set()
    for file, plan in zip(files, plans, strict=True):
        _tables(plan, folder / _stem(file, taken), gazetteer)


def _tables(plan: Reviewed, path: Path, gazetteer: Gazetteer) -> None:
    from quyu_cli.shelf import remark  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.reviews.files import csv_bytes  # noqa: PLC0415 - as above
    from quyu_geo.reviews.table import rows_of  # noqa: PLC0415 - as above
    from quyu_maps.gis.errors import ExportError  # noqa: PLC0415 - as above
    from quyu_maps.review_book import review_book  # noqa: PLC0415 - as above

    rows = rows_of(plan, with_own(gazetteer, plan))
    deliver(csv_bytes(rows), path.with_name(f"{path.name}.csv"))
    try:
        deliver(review_book(rows, plan.plan.date), path.with_name(f"{path.name}.xlsx"))
    except ExportError as error:
        remark(f"no workbook beside it: {error}")
    kept, names = len(plan.entries), len(plan.names)
    remark(f"{plan.source}: {kept} initiatives and {names} unresolved names to look at")


def _apply(
    table: str, file: str, output: Path, said: tuple[str, str], gazetteer: Gazetteer
) -> None:
    """Make a reviewed plan of a table, read anew from its document if that is given."""
    from quyu_cli.shelf import faults_told, remark  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.sources import content  # noqa: PLC0415 - as above
    from quyu_geo.errors import ReviewError  # noqa: PLC0415 - as above
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - as above
    from quyu_geo.reviews.apply import apply  # noqa: PLC0415 - as above
    from quyu_geo.reviews.document import write_reviewed  # noqa: PLC0415 - as above
    from quyu_geo.reviews.files import read_table  # noqa: PLC0415 - as above

    try:
        read = read_table(content(table), table)
        plan = apply(read, table, gazetteer, Gazetteer.bundled())
    except ReviewError as error:
        raise faults_told((*error.faults, *_summed(table, error.faults))) from error
    for heading in read.aside:
        remark(f"{table}: column {heading} is none of the table's and is left aside")
    if file:
        plan = _again(file, plan, said, gazetteer)
    elif any(name.choice for name in plan.names):
        remark(f"{table}: places were chosen for names; give the document, too, to read it so")
    deliver(write_reviewed(plan), output)
    counts = [sum(each.corrected for each in plan.entries), len(plan.dropped)]
    remark(
        f"{plan.plan.key}: {len(plan.entries)} initiatives, {counts[0]} of them corrected or "
        f"added; {counts[1]} left out"
    )


def _summed(table: str, faults: Sequence[str]) -> list[str]:
    """Say how many faults there are, where there are several."""
    return [f"{table}: {len(faults)} faults, nothing was applied"] if len(faults) > 1 else []


def _again(file: str, plan: Reviewed, said: tuple[str, str], gazetteer: Gazetteer) -> Reviewed:
    """Read a document anew with what people said of it; as of the same unit and date."""
    from quyu_cli.shelf import examined, remark  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.sources import content  # noqa: PLC0415 - as above
    from quyu_geo.annotated import NOBODY  # noqa: PLC0415 - as above
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - as above
    from quyu_geo.reviews.read import read_again  # noqa: PLC0415 - as above

    speaks = plan.plan.subject if plan.plan.subject != NOBODY else ""
    subject, date = said[0] or speaks, said[1] or plan.plan.date
    known = with_own(gazetteer, plan)
    found = examined(content(file), file, known, subject, date)
    carried: Carried = read_again(found, known, plan, Gazetteer.bundled())
    for text in carried.remarks:
        remark(f"{file}: {text}")
    return carried.reviewed


def with_own(gazetteer: Gazetteer, plan: Reviewed) -> Gazetteer:
    """Give the gazetteer with the places that a plan brings along."""
    places = {key: line for key, line in plan.places.items() if key not in gazetteer}
    return gazetteer.with_places(places) if places else gazetteer


def _reviewed(file: str, gazetteer: Gazetteer) -> Reviewed:
    from quyu_cli.shelf import faults_told  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.sources import content  # noqa: PLC0415 - as above
    from quyu_geo.errors import ReviewError  # noqa: PLC0415 - as above
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - as above
    from quyu_geo.reviews.document import read_reviewed  # noqa: PLC0415 - as above

    try:
        return read_reviewed(content(file), file, gazetteer, Gazetteer.bundled())
    except ReviewError as error:
        raise faults_told(error.faults) from error


def _stem(file: str, taken: set[str]) -> str:
    """Name the tables of a document after it; a second one of a name gets a number."""
    own = "stdin" if file == "-" else Path(file).name.removesuffix(Path(file).suffix)
    own = own.removesuffix(".reviewed")
    name, count = own, 1
    while name in taken:
        count += 1
        name = f"{own}-{count}"
    taken.add(name)
    return f"{name}{SUFFIX}"
