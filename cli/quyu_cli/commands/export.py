"""`quyu export`: one province's features as a GIS file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quyu_cli.options import output_option, plans_option, province_argument
from quyu_cli.output import deliver

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@province_argument
@output_option("FILE.geojson")
@plans_option
def export(province: str, output: Path, texts: Path | None) -> None:
    """
    Write the features of PROVINCE as GeoJSON (RFC 7946).

    PROVINCE is 吉林, 吉林省, jilin or 220000. Ids and properties are those of the sheet;
    coordinates are longitude and latitude in degrees (WGS 84).

    \b
    Example:
      quyu export 吉林 -o jilin.geojson
      quyu export jilin | ogr2ogr -f GPKG jilin.gpkg /vsistdin/
    """  # noqa: D301 - \b tells click to keep the lines
    from quyu_cli.desk import Desk  # noqa: PLC0415 - keeps --help quick

    desk = Desk.open(texts)
    deliver(desk.geojson(desk.province(province)), output)
