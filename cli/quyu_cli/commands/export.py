"""`quyu export`: features of a province, a plan or all as a GIS file, or into a database."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from quyu_cli.failures import UsageFailure
from quyu_cli.options import output_option, plans_option
from quyu_cli.output import STANDARD_OUTPUT
from quyu_maps.gis.errors import RefusedError
from quyu_maps.gis.formats import BY_NAME, DEFAULT, GCJ02, KINDS, check_reference, format_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

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
    texts
        Folder with the plans' texts, or none.
    kinds
        Layers, or none for all.
    crs
        EPSG code, or empty.
    datum
        ``GCJ-02``, or empty.
    """

    name: str
    texts: Path | None
    kinds: tuple[str, ...]
    crs: str
    datum: str

    def records(self) -> Records:
        """Give the features as they shall be written."""
        from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick
        from quyu_maps.gis.reference import reproject, shift  # noqa: PLC0415 - as above

        found = Desk.open(self.texts).records(self.name)
        if self.kinds:
            found = found.of_layers(self.kinds)
        if self.crs:
            return reproject(found, self.crs)
        return shift(found) if self.datum else found


@click.command()
@click.argument("name", metavar="[PROVINCE|PLAN]", required=False)
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
def export(  # noqa: PLR0913 - one argument an option
    *,
    name: str | None,
    everything: bool,
    output: Path,
    form: str | None,
    kinds: tuple[str, ...],
    crs: str,
    datum: str | None,
    database: str | None,
    texts: Path | None,
) -> None:
    """
    Write the features of a PROVINCE or PLAN for GIS.

    PROVINCE is 吉林, 吉林省, jilin or 220000; PLAN is a key that `quyu plans` lists. Formats:
    GeoJSON, GeoJSONSeq, GeoPackage, Shapefile, FlatGeobuf, GeoParquet, KML, KMZ, CSV, XLSX,
    and edges (the network: GraphML and CSV). Ids and properties are those of the sheet.

    \b
    Example:
      quyu export 吉林 -o jilin.gpkg
      quyu export jilin-2019 --layer zone --crs EPSG:4490 -o zones.shp
      quyu export --all --format geojsonseq > all.geojsonl
      quyu export --all --to postgresql://gis@localhost/plans
    """  # noqa: D301 - \b tells click to keep the lines
    if everything == (name is not None):
        raise click.UsageError("give a province, a plan or --all")
    if name is not None and not name.strip():
        from quyu_geo.errors import UnknownPlaceError  # noqa: PLC0415 - keeps --help quick

        raise UnknownPlaceError(name, what="province or plan")
    wish = Wish(name or "", texts, kinds, crs, GCJ02 if datum else "")
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
    found = wish.records()
    if output == STANDARD_OUTPUT:
        for piece in pieces(found, form):
            click.echo(piece.encode("utf-8"), nl=False)
        return
    with output.open("wb") as device:
        device.writelines(piece.encode("utf-8") for piece in pieces(found, form))


def _to_file(wish: Wish, output: Path, form: Format) -> None:
    from quyu_maps.gis.write import write  # noqa: PLC0415 - keeps --help quick

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
