"""`quyu corpus`: thousands of documents into one dataset, on one machine or many."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import Failure
from quyu_cli.study import SOME_FAILED, date_option, subject_option

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from quyu_cli.corpus.crew import Crew
    from quyu_cli.corpus.supervisor import Limits


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder of the dataset; made if missing.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes on this machine; as many as there are processors if left out.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help="Dask scheduler whose workers do the work: tcp://host:8786.",
)
@click.option("--resume", is_flag=True, help="Go on with the dataset in OUT; what is done stays.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Time that one document may take.",
)
@click.option(
    "--memory",
    metavar="MB",
    type=click.IntRange(min=300),
    default=1500,
    show_default=True,
    help="Memory that one process may take.",
)
@click.option(
    "--batch",
    metavar="N",
    type=click.IntRange(min=1, max=10_000),
    default=200,
    show_default=True,
    help="Documents that are written together, at most.",
)
@subject_option
@date_option
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.pass_context
def corpus(  # noqa: PLR0913 - one argument an option
    context: click.Context,
    *,
    inputs: tuple[str, ...],
    folder: Path,
    jobs: int | None,
    scheduler: str,
    resume: bool,
    timeout: float,
    memory: int,
    batch: int,
    subject: str,
    date: str,
    quiet: bool,
) -> None:
    """
    Read many documents into a dataset of Parquet and GeoParquet files.

    INPUT is a folder, a pattern, a document, an archive (.zip, .tar.gz) or JSON Lines with
    {"id", "text", "title", "subject", "date"} a line. OUT gets documents/, mentions/ and
    initiatives/, and errors.jsonl with each document that failed, hung or took too much
    memory; the exit code is then 3. The same input gives the same bytes, however many work.

    \b
    Example:
      quyu corpus plans/ -o dataset
      quyu corpus plans.tar.gz more.jsonl -o dataset --jobs 2 --timeout 30 --quiet
      quyu corpus plans/ -o dataset --resume
      quyu corpus plans/ -o dataset --scheduler tcp://10.0.0.1:8786
    """  # noqa: D301 - \b tells click to keep the lines
    _need_pyarrow()
    from quyu_cli.corpus.progress import Progress  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.corpus.run import Run  # noqa: PLC0415 - as above
    from quyu_cli.corpus.store import Store  # noqa: PLC0415 - as above
    from quyu_cli.corpus.supervisor import Limits  # noqa: PLC0415 - as above
    from quyu_cli.study import unit_named  # noqa: PLC0415 - as above
    from quyu_geo.corpus.inputs import Inputs  # noqa: PLC0415 - as above
    from quyu_geo.corpus.model import Settings  # noqa: PLC0415 - as above
    from quyu_geo.corpus.version import fingerprint  # noqa: PLC0415 - as above

    if scheduler and jobs:
        raise click.UsageError("--jobs is for this machine; the cluster has its own workers")
    found = Inputs.of(inputs, without=folder)
    settings = Settings(fingerprint(), unit_named(subject), date)
    store = Store.open(folder, resume=resume)
    progress = Progress(0 if quiet else found.size(), quiet=quiet)
    try:
        with _crew(jobs, scheduler, Limits(timeout, memory)) as crew:
            said = Run(crew, store, settings, progress).over(found.items(), batch)
    except KeyboardInterrupt as error:
        progress.broken()
        raise Failure("interrupted; nothing half-written is left, --resume goes on") from error
    if not quiet:
        click.echo(f"{said['documents']} documents are in {folder}", err=True)
    if said["failed"]:
        click.echo(f"{said['failed']} failed: {folder / 'errors.jsonl'}", err=True)
        context.exit(SOME_FAILED)


def _crew(jobs: int | None, scheduler: str, limits: Limits) -> AbstractContextManager[Crew]:
    from quyu_cli.corpus.crew import dask, local  # noqa: PLC0415 - keeps --help quick

    if scheduler:
        return dask(scheduler, limits)
    return local(jobs or _processors(), limits)


def _processors() -> int:
    """Count the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _need_pyarrow() -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - keeps --help quick

    if find_spec("pyarrow") is None:
        raise Failure("a dataset needs pyarrow: pip install 'quyu[corpus]'")
