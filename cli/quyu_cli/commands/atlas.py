"""`quyu atlas`: the sheets of all provinces, their GeoJSON, and the index."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import (
    beside_option,
    dataset_option,
    plans_option,
    review_options,
    tile_options,
)
from quyu_cli.press import in_order

if TYPE_CHECKING:
    from quyu_geo.reviews.model import Reviewed
    from quyu_maps.margin import Review
    from quyu_maps.tiles import Tiles

#: The page that leads to all sheets.
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Job:
    """
    One piece of the atlas.

    Attributes
    ----------
    folder
        Where it goes.
    provinces
        Ids: one for a province's sheet and GeoJSON, or all that the index leads to.
    index
        Whether it is the index.
    texts
        Folder with the plans' texts, or none.
    review
        Who answers for the maps.
    tiles
        Online tiles that readers may switch on, or none.
    plans
        Of the user's own, to lay beside the bundled ones.
    """

    folder: Path
    provinces: tuple[str, ...]
    index: bool
    texts: Path | None
    review: Review
    tiles: Tiles | None = None
    plans: tuple[Reviewed, ...] = ()


@click.command()
@click.argument("provinces", metavar="[PROVINCE]...", nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("atlas"),
    show_default=True,
    help="Folder to write to; made if missing, other files in it stay.",
)
@plans_option
@beside_option
@dataset_option
@review_options
@tile_options
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="Processes to draw with; as many as there are processors, four at most, if left out.",
)
def atlas(  # noqa: PLR0913, PLR0917 - one parameter an option
    provinces: tuple[str, ...],
    folder: Path,
    texts: Path | None,
    beside: tuple[str, ...],
    dataset: Path | None,
    review: Review,
    tiles: Tiles | None,
    jobs: int | None,
) -> None:
    """
    Draw the atlas: index.html, and each province's sheet and GeoJSON.

    Without PROVINCE, every province that takes part in an initiative. With one or more
    (吉林, 吉林省, jilin or 220000), their sheets only, and the index leads to these.

    \b
    Example:
      quyu atlas -o atlas
      quyu atlas 吉林 江苏 -o two --plans texts
      quyu atlas --plan reviewed.json --plan plan.docx -o atlas
      quyu atlas --corpus dataset -o atlas
    """  # noqa: D301 - \b tells click to keep the lines
    processes = jobs or min(os.cpu_count() or 1, 4)
    if dataset is not None:
        if beside or texts or tiles:
            raise UsageFailure("--corpus is drawn alone: leave out --plan, --plans and --tiles")
        from quyu_cli.corpus.press import press  # noqa: PLC0415 - keeps --help quick

        press(dataset, folder, provinces, review, processes)
        return
    from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick
    from quyu_cli.shelf import plans_in  # noqa: PLC0415 - as above
    from quyu_geo.gazetteer import Gazetteer  # noqa: PLC0415 - as above

    # Read once, here: each process is handed what the documents set up.
    plans = tuple(plans_in(beside, Gazetteer.bundled()))
    desk = Desk.open(texts, plans=plans)
    desk.tell()
    ids = tuple(place.id for place in desk.provinces(provinces))
    whole = Job(folder, ids, index=True, texts=texts, review=review, tiles=tiles, plans=plans)
    # The index takes longest, so it starts first.
    work = [whole, *(replace(whole, provinces=(key,), index=False) for key in ids)]
    for number, done in enumerate(in_order(draw, work, processes), start=1):
        click.echo(f"[{number:{len(str(len(work)))}}/{len(work)}] {done}", err=True)
    click.echo(
        f"{len(ids)} sheets with their GeoJSON are in {folder}\n"
        f"Open {folder / 'index.html'} in a browser.",
        err=True,
    )


def draw(job: Job) -> str:
    """Write one piece of the atlas and say what was written."""
    from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick
    from quyu_maps.files import write_text  # noqa: PLC0415 - keeps --help quick
    from quyu_maps.sheet import file_name  # noqa: PLC0415 - keeps --help quick

    desk = Desk.open(job.texts, plans=job.plans)
    places = [desk.gazetteer.place(key) for key in job.provinces]
    if job.index:
        page = job.folder / INDEX
        write_text(page, desk.index(places, job.review, job.tiles))
        return str(page)
    (province,) = places
    page = job.folder / file_name(province)
    write_text(page, desk.sheet(province, job.review, INDEX, job.tiles))
    write_text(page.with_suffix(".geojson"), desk.geojson(province))
    return f"{page} and .geojson"
