"""The formats of GIS files: names, suffixes, and what each of them can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyu_maps.gis.errors import RefusedError

if TYPE_CHECKING:
    from pathlib import Path


#: What datums are called in file names, fields and metadata.
GCJ02 = "GCJ-02"
WGS84 = "WGS 84"

#: The layers, in their order.
KINDS = ("link", "corridor", "zone", "region")


@dataclass(frozen=True, slots=True)
class Format:
    """
    One format.

    Attributes
    ----------
    name
        As on the command line.
    title
        As people call it.
    suffixes
        File names that mean it; the first is the usual one.
    crs
        Whether a file says in which CRS it is.
    no_crs
        Otherwise, why another than EPSG:4326 is refused.
    gcj02
        Whether it may be in GCJ-02.
    stream
        Whether it may go to standard output.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    crs: bool = False
    no_crs: str = ""
    gcj02: bool = True
    stream: bool = False


_RFC = "RFC 7946 knows WGS 84 only"

FORMATS = (
    Format("geojson", "GeoJSON", (".geojson", ".json"), no_crs=_RFC, stream=True),
    Format("geojsonseq", "GeoJSONSeq", (".geojsonl", ".ndjson"), no_crs=_RFC, stream=True),
    Format("gpkg", "GeoPackage", (".gpkg",), crs=True),
    Format("shapefile", "Shapefile", (".shp",), crs=True),
    Format("flatgeobuf", "FlatGeobuf", (".fgb",), crs=True),
    Format("geoparquet", "GeoParquet", (".parquet", ".geoparquet"), crs=True),
    Format("kml", "KML", (".kml",), no_crs="KML knows WGS 84 only", gcj02=False),
    Format("kmz", "KMZ", (".kmz",), no_crs="KML knows WGS 84 only", gcj02=False),
    Format("csv", "CSV", (".csv",), no_crs="a CSV file cannot say in which CRS it is", stream=True),
    Format("xlsx", "XLSX", (".xlsx",), no_crs="its columns are longitude and latitude"),
    Format(
        "edges",
        "GraphML",
        (".graphml",),
        no_crs="a network has no geometry to project",
        gcj02=False,
    ),
)
#: By name.
BY_NAME = {form.name: form for form in FORMATS}
DEFAULT = BY_NAME["geojson"]


def format_of(path: Path) -> Format:
    """
    Give the format that a file name means; without a suffix that is GeoJSON.

    Raises
    ------
    RefusedError
        If no format has the suffix.
    """
    suffix = path.suffix.lower()
    if not suffix:
        return DEFAULT
    for form in FORMATS:
        if suffix in form.suffixes:
            return form
    known = " ".join(suffix for form in FORMATS for suffix in form.suffixes)
    raise RefusedError(f"{path}: no format has the suffix {suffix}; known: {known}")


def check_reference(form: Format, crs: str, datum: str) -> None:
    """
    See that a format can be in this CRS or datum.

    Parameters
    ----------
    form
        The format.
    crs
        EPSG code of another CRS than EPSG:4326, or empty.
    datum
        ``GCJ-02``, or empty.

    Raises
    ------
    RefusedError
        If not, with the reason.
    """
    if crs and datum:
        raise RefusedError(f"{datum} has no EPSG code: give either --crs or --datum")
    if crs and not form.crs:
        carriers = ", ".join(other.title for other in FORMATS if other.crs)
        raise RefusedError(f"{form.title} cannot be in {crs}: {form.no_crs}; use one of {carriers}")
    if datum and not form.gcj02:
        raise RefusedError(f"{form.title} cannot be in {datum}: {form.no_crs}")
