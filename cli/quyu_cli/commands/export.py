"""`quyu export`: features of a province, a plan or all as a GIS file, or into a database."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import (
    beside_option,
    dataset_option,
    gazetteer_options,
    output_option,
    plans_option,
)
from quyu_cli.output import STANDARD_OUTPUT
from quyu_cli.shelf import plan_files
from quyu_cli.showing import desk_of
from quyu_cli.study import date_option, subject_option
from quyu_maps.gis.errors import RefusedError
from quyu_maps.gis.formats import BY_NAME, DEFAULT, GCJ02, KINDS, check_reference, format_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from quyu_cli.corpus.deliver import Selection
    from quyu_geo.gazetteer import Gazetteer
    from quyu_maps.gis.formats import Format
    from quyu_maps.gis.records import Records

#: From so many features on, writing takes long enough to be watched.
_MANY = 5000


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What shall be written.

    Attributes
    ----------
    name
        Of a province or plan; empty for everything.
    files
        Plans of the user's own to write alone, or none.
    beside
        Plans of the user's own to lay beside the bundled ones.
    said
        Subject and date of these documents, or empty.
    gazetteer
        All places.
    texts
        Folder with the plans' texts, or none.
    kinds
        Layers, or none for all.
    crs
        EPSG code, or empty.
    datum
        ``GCJ-02``, or empty.
    dataset
        Folder that `quyu corpus` wrote, or none.
    """

    name: str
    files: tuple[str, ...]
    beside: tuple[str, ...]
    said: tuple[str, str]
    gazetteer: Gazetteer
    texts: Path | None
    kinds: tuple[str, ...]
    crs: str
    datum: str
    dataset: Path | None = None

    def selection(self, dataset: Path) -> Selection:
        """Give what of a dataset shall be written."""
        from quyu_cli.corpus.deliver import Selection  # noqa: PLC0415 - keeps --help quick

        return Selection(dataset, self.name, self.kinds, self.crs, self.datum)

    def records(self) -> Records:
        """Give the features as they shall be written."""
        if self.dataset is not None:
            return self.selection(self.dataset).records()
        from quyu_maps.gis.reference import reproject, shift  # noqa: PLC0415 - keeps --help quick

        desk = desk_of(self.files, self.beside, self.gazetteer, self.texts, self.said)
        found = desk.records(self.name)
        if self.kinds:
            found = found.of_layers(self.kinds)
        if self.crs:
            return reproject(found, self.crs)
        return shift(found) if self.datum else found


@click.command()
@click.argument("names", nargs=-1, metavar="[PROVINCE|PLAN|FILE...]")
@click.option("--all", "everything", is_flag=True, help="The features of the whole atlas.")
@output_option("FILE")
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(BY_NAME)),
    help="Format; left out, the suffix of FILE decides, and without one it is GeoJSON.",
)
@click.option("--layer", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this layer.")
@click.option(
    "--crs", metavar="EPSG:CODE", default="", help="Another CRS than EPSG:4326, such as EPSG:4490."
)
@click.option(
    "--datum",
    type=click.Choice(["gcj02"]),
    help="Shift to GCJ-02, for AMap only; the name of the file will say so.",
)
@click.option("--to", "database", metavar="URL", help="Write to PostGIS: postgresql://…/DATABASE.")
@plans_option
@beside_option
@dataset_option
@subject_option
@date_option
@gazetteer_options
def export(  # noqa: PLR0913 - one argument an option
    *,
    names: tuple[str, ...],
    everything: bool,
    output: Path,
    form: str | None,
    kinds: tuple[str, ...],
    crs: str,
    datum: str | None,
    database: str | None,
    texts: Path | None,
    beside: tuple[str, ...],
    dataset: Path | None,
    subject: str,
    date: str,
    gazetteer: Gazetteer,
) -> None:
    """
    Write the features of a PROVINCE, a PLAN or of FILEs for GIS.

    PROVINCE is 吉林, 吉林省, jilin or 220000; PLAN is a key that `quyu plans` lists; FILE is a
    plan's document (--subject and --date say who speaks in it and when), or one reviewed with
    `quyu review`; several are written together. Formats:
    GeoJSON, GeoJSONSeq, GeoPackage, Shapefile, FlatGeobuf, GeoParquet, KML, KMZ, CSV, XLSX,
    and edges (the network: GraphML and CSV). Ids and properties are those of the sheet.

    \b
    Example:
      quyu export 吉林 -o jilin.gpkg
      quyu export jilin-2019 --layer zone --crs EPSG:4490 -o zones.shp
      quyu export plan.docx reviewed.json -o both.gpkg
      quyu export 吉林 --plan reviewed.json -o jilin.gpkg
      quyu export --all --format geojsonseq > all.geojsonl
      quyu export --all --to postgresql://gis@localhost/plans
      quyu export --corpus dataset 吉林 -o jilin.geojsonl
    """  # noqa: D301 - \b tells click to keep the lines
    if dataset is not None and (beside or texts or plan_files(names)):
        raise UsageFailure("--corpus is written alone: leave out files, --plan and --plans")
    files = tuple(plan_files(names))
    name = "" if files or everything else _name_of(names)
    if everything and names:
        raise click.UsageError("give a province, a plan, files or --all")
    if (subject or date) and not (files or beside):
        raise UsageFailure("--subject and --date are about a plan's text; name a file")
    wish = Wish(name, files, beside, (subject, date), gazetteer, texts, kinds, crs,
                GCJ02 if datum else "", dataset)  # fmt: skip
    with _refusals():
        if database is not None:
            _into_database(wish, database, output, form)
            return
        chosen = BY_NAME[form] if form else _format_of(output)
        check_reference(chosen, wish.crs, wish.datum)
        if output == STANDARD_OUTPUT or _is_device(output):
            _stream(wish, output, chosen)
        else:
            _to_file(wish, output, chosen)


def _name_of(names: tuple[str, ...]) -> str:
    """Give the one province or plan that is named."""
    if len(names) != 1:
        raise click.UsageError("give a province, a plan, files or --all")
    if not names[0].strip():
        from quyu_geo.errors import UnknownPlaceError  # noqa: PLC0415 - keeps --help quick

        raise UnknownPlaceError(names[0], what="province or plan")
    return names[0]


def _format_of(output: Path) -> Format:
    return DEFAULT if output == STANDARD_OUTPUT else format_of(output)


def _is_device(output: Path) -> bool:
    return output.exists() and not output.is_file() and not output.is_dir()


def _into_database(wish: Wish, address: str, output: Path, form: str | None) -> None:
    from quyu_maps.gis.postgis import SCHEMA, to_database  # noqa: PLC0415 - keeps --help quick

    if output != STANDARD_OUTPUT or form:
        raise RefusedError("--to writes to a database: leave out -o and --format")
    if wish.datum:
        raise RefusedError(f"a database keeps true positions: no {wish.datum} there")
    found = wish.records()
    to_database(found, address)
    click.echo(f"{len(found.features)} features are in the schema {SCHEMA}", err=True)


def _stream(wish: Wish, output: Path, form: Format) -> None:
    from quyu_maps.gis.write import pieces  # noqa: PLC0415 - keeps --help quick

    if not form.stream:
        raise RefusedError(f"{form.title} goes to a file: -o FILE{form.suffixes[0]}")
    if wish.datum:
        raise RefusedError(f"{wish.datum} goes to a file, whose name says so: -o FILE")
    text = wish.selection(wish.dataset).text(form) if wish.dataset else pieces(wish.records(), form)
    if output == STANDARD_OUTPUT:
        for piece in text:
            click.echo(piece.encode("utf-8"), nl=False)
        return
    with output.open("wb") as device:
        device.writelines(piece.encode("utf-8") for piece in text)


def _to_file(wish: Wish, output: Path, form: Format) -> None:
    from quyu_maps.gis.write import target, write  # noqa: PLC0415 - keeps --help quick

    if wish.dataset is not None and form.stream:
        from quyu_maps.files import write_pieces  # noqa: PLC0415 - keeps --help quick

        path = target(output, wish.datum)
        text = wish.selection(wish.dataset).text(form)
        write_pieces(path, (piece.encode("utf-8") for piece in text))
        click.echo(f"{path}: written", err=True)
        return
    found = wish.records()
    count = len(found.features)
    hidden = count < _MANY or not sys.stderr.isatty()
    with click.progressbar(
        length=count, label=str(output), file=sys.stderr, hidden=hidden
    ) as progress:
        written = write(found, output, form, progress.update)
    for line in (*(f"{path}: written" for path in written.files), *written.notes):
        click.echo(line, err=True)


@contextmanager
def _refusals() -> Generator[None]:
    """Report what no format allows as wrong usage."""
    try:
        yield
    except RefusedError as error:
        raise UsageFailure(str(error)) from error
