"""Options that several commands share, each described once."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import UsageFailure

if TYPE_CHECKING:
    from collections.abc import Callable

    from quyu_maps.tiles import Tiles


province_argument = click.argument("province")


def output_option(metavar: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give the option for the one file that a command writes, or standard output."""
    return click.option(
        "-o",
        "--output",
        metavar=metavar,
        type=click.Path(path_type=Path),
        default=Path("-"),
        help="File to write; standard output if left out or '-'.",
    )


plans_option = click.option(
    "--plans",
    "texts",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder with the plans' texts (KEY.txt, UTF-8), to show their quotes.",
)


dataset_option = click.option(
    "--corpus",
    "dataset",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Take the initiatives of a dataset that `quyu corpus` wrote.",
)


def review_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say who answers for a map, and pass them on as ``review``."""

    @click.option(
        "--review-number",
        metavar="TEXT",
        default="",
        help="审图号 (map review number) to print on the sheet; without one the sheet says that "
        "it is for internal work only.",
    )
    @click.option(
        "--producer", metavar="TEXT", default="", help="Who makes the map, to print on the sheet."
    )
    @functools.wraps(command)
    def with_review(*args: object, review_number: str, producer: str, **options: object) -> None:
        from quyu_maps.margin import Review  # noqa: PLC0415 - keeps --help quick

        command(*args, review=Review(review_number, producer), **options)

    return with_review


def tile_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for online tiles, and pass them on as ``tiles``."""

    @click.option(
        "--tiles",
        "source",
        metavar="URL",
        default="",
        help="Online tiles that the reader of the sheet may switch on: tianditu, tianditu-img, "
        "tianditu-ter, or an XYZ or WMTS address with {z}, {x}, {y} (Web Mercator).",
    )
    @click.option(
        "--tiles-key",
        metavar="TEXT",
        default="",
        envvar="QUYU_TILES_KEY",
        help="Key of the tiles, which goes to {key} of the address; better in QUYU_TILES_KEY. "
        "It stands in the sheet.",
    )
    @click.option(
        "--tiles-datum",
        type=click.Choice(["wgs84", "cgcs2000", "gcj02"]),
        help="Datum of the tiles of an address.",
    )
    @click.option(
        "--tiles-credit", metavar="TEXT", default="", help="Whose tiles these are, to be shown."
    )
    @click.option(
        "--tiles-shift",
        is_flag=True,
        help="Draw features shifted over tiles in GCJ-02; without it such tiles are refused.",
    )
    @functools.wraps(command)
    def with_tiles(
        *args: object,
        source: str,
        tiles_key: str,
        tiles_datum: str | None,
        tiles_credit: str,
        tiles_shift: bool,
        **options: object,
    ) -> None:
        command(
            *args,
            tiles=_tiles(source, tiles_key, tiles_datum or "", tiles_credit, shift=tiles_shift),
            **options,
        )

    return with_tiles


def _tiles(source: str, key: str, datum: str, credit: str, *, shift: bool) -> Tiles | None:
    if not source:
        if datum or credit or shift:
            raise UsageFailure("--tiles-… say something of tiles; name these with --tiles")
        return None
    from quyu_maps.tiles import TilesError, tiles  # noqa: PLC0415 - keeps --help quick

    try:
        return tiles(source, key=key, datum=datum, credit=credit, shift=shift)
    except TilesError as error:
        raise UsageFailure(f"--tiles: {error}") from error


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def gazetteer_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options for a user's own places and polygons; pass on all places, ``gazetteer``."""

    @click.option(
        "--gazetteer",
        "own_places",
        type=_FILE,
        help="Own places, CSV or GeoJSON, laid over the bundled.",
    )
    @click.option(
        "--boundaries",
        "own_shapes",
        type=_FILE,
        help="Own polygons with a column id, e.g. GeoJSON.",
    )
    @functools.wraps(command)
    def with_gazetteer(
        *args: object, own_places: Path | None, own_shapes: Path | None, **options: object
    ) -> None:
        from quyu_cli.gazetteers import opened  # noqa: PLC0415 - keeps --help quick

        command(*args, gazetteer=opened(own_places, own_shapes), **options)

    return with_gazetteer


beside_option = click.option(
    "--plan",
    "beside",
    metavar="FILE",
    multiple=True,
    help="A plan of your own, a document or one reviewed with `quyu review`, to take in beside "
    "the bundled ones; may be repeated.",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "tsv", "json"]),
    default="table",
    show_default=True,
    help="Aligned for reading, tab-separated with a header, or a JSON array.",
)
