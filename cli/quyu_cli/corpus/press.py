"""Draw the atlas of a dataset: a portal, and for each province a sheet and a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quyu_cli.press import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quyu_geo.corpus.dataset import Dataset
    from quyu_geo.gazetteer import Gazetteer
    from quyu_maps.margin import Review

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Job:
    """
    One piece of the atlas of a dataset.

    Attributes
    ----------
    dataset
        Its folder.
    folder
        Where the piece goes.
    provinces
        Id of one, for its sheet and list; or all that the portal leads to.
    portal
        Whether it is the portal.
    review
        Who answers for the maps.
    """

    dataset: Path
    folder: Path
    provinces: tuple[str, ...]
    portal: bool
    review: Review


def press(
    dataset: Path, folder: Path, names: Sequence[str], review: Review, processes: int
) -> None:
    """
    Draw the atlas of a dataset, a province in memory at a time.

    Parameters
    ----------
    dataset
        Folder that `quyu corpus` wrote.
    folder
        Where the pages go.
    names
        Of provinces; all that take part in an initiative if there are none.
    review
        Who answers for the maps.
    processes
        How many draw at once.
    """
    from quyu_geo.corpus.dataset import Dataset  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - as above

    opened, known = Dataset.open(dataset), Gazetteer.bundled()
    chosen = sorted({known.province(name).id for name in names}) or _taking_part(opened, known)
    whole = Job(dataset, folder, tuple(chosen), portal=True, review=review)
    work = [whole]
    work += [Job(dataset, folder, (key,), portal=False, review=review) for key in chosen]
    for number, done in enumerate(in_order(draw, work, processes), start=1):
        click.echo(f"[{number:{len(str(len(work)))}}/{len(work)}] {done}", err=True)
    click.echo(f"Open {folder / INDEX} in a browser.", err=True)


def _taking_part(dataset: Dataset, known: Gazetteer) -> list[str]:
    found = {
        province for rows in dataset.rows(["provinces"]) for row in rows
        for province in row["provinces"]
    }  # fmt: skip
    return sorted(found & {place.id for place in known.provinces()})


def draw(job: Job) -> str:
    """Write one piece and say what was written."""
    from quyu_geo.corpus.dataset import Dataset  # noqa: PLC0415 - keeps --help quick
    from quyu_geo.corpus.summary import summarise  # noqa: PLC0415 - as above
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - as above
    from quyu_maps.digest import (  # noqa: PLC0415 - as above
        digest_list,
        digest_portal,
        digest_sheet,
        list_name,
    )
    from quyu_maps.files import write_text  # noqa: PLC0415 - as above
    from quyu_maps.sheet import file_name  # noqa: PLC0415 - as above

    known, dataset = Gazetteer.bundled(), Dataset.open(job.dataset)
    places = [known.place(key) for key in job.provinces]
    if job.portal:
        sheets = {place.id: file_name(place) for place in places}
        page = job.folder / INDEX
        write_text(page, digest_portal(summarise(dataset, known), known, sheets, job.review))
        return str(page)
    (province,) = places
    found = summarise(dataset, known, province.id)
    page, beside = job.folder / file_name(province), job.folder / list_name(province)
    write_text(page, digest_sheet(found, known, job.review, INDEX))
    write_text(beside, digest_list(found, known, INDEX))
    return f"{page} and {beside.name}"
