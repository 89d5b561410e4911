"""
Read a user's places and boundaries, and say in which row and column one breaks the contract.

Tables of places are CSV (comma, semicolon or tab; UTF-8 or GB 18030) or GeoJSON with points;
boundaries are GeoJSON, or any other layer GDAL reads, with polygons.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from quyu_geo.errors import TableError
from quyu_geo.lookup_dates import day_of
from quyu_geo.lookup_tables import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from quyu_geo.gazetteer import Gazetteer

#: Columns that a table has to have; the others of `COLUMNS` may be left out.
NEEDED = ("id", "name", "lon", "lat")
#: What an empty cell of a column means.
DEFAULTS = {"kind": "site", "country": "CN", "precision": "site", "source": "user"}
#: Kinds of places; `quyu_geo.model.Place` lists them too.
KINDS = (
    *("country", "province", "prefecture", "county", "township", "village", "settlement"),
    *("river", "lake", "mountain", "sea", "plain", "island", "canal", "region", "zone", "site"),
    *("port", "border_crossing", "airport", "station", "railway", "road", "pipeline"),
)
PRECISIONS = ("seat", "centre", "site", "approximate", "anchor")
#: Suffixes of files that are read as GeoJSON, and as a table of text.
GEOJSON = (".geojson", ".json")
TEXT = (".csv", ".tsv", ".txt")

#: What keeps GDAL from fetching what a file refers to.
_STAY = {"GML_DOWNLOAD_SCHEMA": "NO", "CPL_VSIL_CURL_ALLOWED_FILENAME": "none"}
_HEAD = 65536  # bytes in which GDAL recognises a virtual layer
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*")
#: Where China lies, in degrees: a latitude in its longitudes is one that was swapped.
_LONGITUDES, _LATITUDES = (73, 136), (3, 54)


def read_places(path: Path, gazetteer: Gazetteer) -> dict[str, str]:
    """
    Read a user's table of places.

    Parameters
    ----------
    path
        Columns are those of `quyu_geo.lookup_tables.COLUMNS`; `id`, `name`, `lon` and `lat`
        (in GeoJSON the point) are needed, `aliases` and `members` are joined by ``|``. A
        row whose id the gazetteer has keeps what it leaves empty.
    gazetteer
        That parents, counties and members may come from, besides the table itself.

    Returns
    -------
    lines
        By place id, as `Gazetteer.with_places` takes them.

    Raises
    ------
    TableError
        At the first cell that breaks the contract, with file, row and column.
    """
    rows = _features(path) if path.suffix.lower() in GEOJSON else _cells(path)
    held = [(row, {**cells}) for row, cells in rows]
    ids = {cells.get("id", "") for _, cells in held}
    lines: dict[str, str] = {}
    for row, cells in held:
        for column, reason in _faults(cells, ids, gazetteer):
            raise _fault(path, row, column, reason)
        if cells["id"] in lines:
            raise _fault(path, row, "id", f"{cells['id']} stands twice")
        full = {**dict.fromkeys(COLUMNS, ""), "short": cells["name"], **DEFAULTS}
        if cells["id"] in gazetteer:
            full = dict(zip(COLUMNS, gazetteer.line(cells["id"]).split("\t"), strict=True))
            full |= {"source": DEFAULTS["source"], "note": ""}
        full |= {column: cell for column, cell in cells.items() if cell}
        lines[cells["id"]] = "\t".join(full[column] for column in COLUMNS)
    for row, cells in held:
        for column in ("parent", "members"):
            if _circles(cells["id"], column, lines, gazetteer):
                raise _fault(path, row, column, f"{cells['id']} leads back to itself")
    return lines


def _circles(start: str, column: str, lines: Mapping[str, str], gazetteer: Gazetteer) -> bool:
    """Tell whether parents, or members, lead back to a place: who follows would never arrive."""
    at, seen, waiting = COLUMNS.index(column), set[str](), [start]
    while waiting:
        key = waiting.pop()
        line = lines.get(key) or gazetteer.line(key)
        below = [other for other in line.split("\t")[at].split("|") if other]
        if start in below:
            return True
        waiting += [other for other in below if other not in seen]
        seen.update(below)
    return False


def read_boundaries(path: Path, gazetteer: Gazetteer) -> dict[str, BaseGeometry]:
    """
    Read a user's boundaries.

    Parameters
    ----------
    path
        A layer of polygons with a column ``id`` that names a place; longitude and latitude
        on WGS 84 or CGCS2000.
    gazetteer
        That the ids come from.

    Raises
    ------
    TableError
        At the first feature that breaks the contract, with file, number and column.
    """
    import pyogrio  # noqa: PLC0415 - only with boundaries of the user's
    import shapely  # noqa: PLC0415 - as above

    with path.open("rb") as file:
        if b"<OGR" in file.read(_HEAD):  # a virtual layer: it names others, also on the internet
            raise TableError(f"{path}: only refers to a layer; give the layer itself")
    pyogrio.set_gdal_config_options(_STAY)
    try:
        meta, _, geometry, fields = pyogrio.raw.read(path)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise TableError(f"{path}: no layer that can be read: {error}") from error
    if "id" not in meta["fields"]:
        raise TableError(f"{path}: column id is missing")
    if meta["crs"] not in {"EPSG:4326", "EPSG:4490", "OGC:CRS84"}:
        raise TableError(f"{path}: coordinates are {meta['crs'] or 'of no known system'}, "
                         "not longitude and latitude (EPSG:4326)")  # fmt: skip
    ids = [str(key) for key in fields[list(meta["fields"]).index("id")]]
    shapes: dict[str, BaseGeometry] = {}
    for row, (key, shape) in enumerate(zip(ids, shapely.from_wkb(geometry), strict=True), start=1):
        if key not in gazetteer:
            raise _fault(path, row, "id", f"{key} is no place of the gazetteer")
        if key in shapes:
            raise _fault(path, row, "id", f"{key} stands twice")
        if reason := _unsound(shape):
            raise _fault(path, row, "geometry", reason)
        shapes[key] = shape
    return shapes


def _fault(path: Path, row: int, column: str, reason: str) -> TableError:
    """Name the line of a table, or the number of a feature, its column and what is wrong."""
    where = "feature" if path.suffix.lower() not in TEXT else "row"
    return TableError(f"{path}, {where} {row}, column {column}: {reason}")


def _unsound(shape: BaseGeometry | None) -> str:
    """Say what is wrong with a polygon, or nothing."""
    import shapely  # noqa: PLC0415 - only with boundaries of the user's

    if shape is None or shape.is_empty:
        return "empty"
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return f"{shape.geom_type}, not Polygon or MultiPolygon"
    west, south, east, north = shape.bounds
    if min(west + 180, south + 90, 180 - east, 90 - north) < 0:
        return "beyond 180 degrees east or west, or 90 north or south"
    return "" if shape.is_valid else str(shapely.is_valid_reason(shape))


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the line number and the cells of each row of a CSV."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("gb18030")  # what Chinese spreadsheets write
        except UnicodeDecodeError as error:
            raise TableError(f"{path}: neither UTF-8 nor GB 18030") from error
    head = text.partition("\n")[0]
    mark = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    header = [name.strip() for name in next(reader, [])]
    _check_columns(path, header)
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != len(header):
            reason = f"{len(cells)} cells, not {len(header)}"
            raise _fault(path, reader.line_num, header[min(len(cells), len(header) - 1)], reason)
        yield reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))


def _features(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the number and the properties of each feature of a GeoJSON with points."""
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise TableError(f"{path}: no GeoJSON FeatureCollection: {error}") from error
    for row, feature in enumerate(features if isinstance(features, list) else [None], start=1):
        properties = _object(path, row, feature, "properties")
        shape = _object(path, row, feature, "geometry")
        if shape.get("type") != "Point":
            reason = f"{shape.get('type') or 'none'}, not Point (polygons go to --boundaries)"
            raise _fault(path, row, "geometry", reason)
        match shape.get("coordinates"):
            case [lon, lat, *_]:
                pass
            case _:
                raise _fault(path, row, "geometry", "a point without longitude and latitude")
        cells = {name: "|".join(map(str, value)) if isinstance(value, list) else str(value)
                 for name, value in properties.items() if value is not None}  # fmt: skip
        cells |= {"lon": str(lon), "lat": str(lat)}
        _check_columns(path, [*cells, *NEEDED[:2]])
        for name in NEEDED:
            cells.setdefault(name, "")
        yield row, cells


def _object(path: Path, row: int, feature: object, name: str) -> dict[str, Any]:
    """Give a member of a feature that is an object, or null, or missing."""
    held = (feature.get(name) or {}) if isinstance(feature, dict) else None
    if not isinstance(held, dict):
        raise _fault(path, row, name, "no object of GeoJSON")
    return held


def _check_columns(path: Path, header: Iterable[str]) -> None:
    names = list(header)
    if missing := [name for name in NEEDED if name not in names]:
        raise TableError(f"{path}, row 1: column {missing[0]} is missing")
    if unknown := [name for name in names if name not in COLUMNS]:
        known = ", ".join(COLUMNS)
        raise TableError(f"{path}, row 1: column {unknown[0] or '(empty)'} is unknown ({known})")


def _faults(
    cells: Mapping[str, str], ids: set[str], gazetteer: Gazetteer
) -> Iterator[tuple[str, str]]:
    """Give column and reason of each cell that breaks the contract."""
    for column, cell in cells.items():
        if re.search(r"[\t\r\n]", cell):
            yield column, "a tab or a line break"
    if not _ID.fullmatch(cells["id"]):
        yield "id", f"{cells['id'] or 'empty'}; letters, figures and -_.: only"
    if not cells["name"]:
        yield "name", "empty"
    yield from _point(cells)
    choices = {"kind": KINDS, "precision": PRECISIONS}
    for column, allowed in choices.items():
        if (cell := cells.get(column, "")) and cell not in allowed:
            yield column, f"{cell} is none of {', '.join(allowed)}"
    yield from _references(cells, ids, gazetteer)


def _references(
    cells: Mapping[str, str], ids: set[str], gazetteer: Gazetteer
) -> Iterator[tuple[str, str]]:
    """Give the ids that name no place, and the dates that are none."""
    for column in ("parent", "county", "members"):
        for key in filter(None, cells.get(column, "").split("|")):
            if key not in ids and key not in gazetteer:
                yield column, f"{key} is no place of the gazetteer or of this table"
    for column in ("valid_from", "valid_to"):
        if cell := cells.get(column, ""):
            try:
                day_of(cell)
            except ValueError as error:
                yield column, str(error)


def _point(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what is wrong with longitude and latitude."""
    found = {}
    for column, limit in (("lon", 180), ("lat", 90)):
        try:
            found[column] = float(cells[column])
        except ValueError:
            yield column, f"{cells[column] or 'empty'} is no number of degrees"
            return
        if not abs(found[column]) <= limit:
            swapped = "; longitude and latitude swapped?" if column == "lat" else ""
            yield column, f"{cells[column]} is beyond {limit} degrees{swapped}"
            return
    within = _LATITUDES[0] < found["lon"] < _LATITUDES[1]
    if within and _LONGITUDES[0] < found["lat"] < _LONGITUDES[1]:
        yield "lon", f"{cells['lon']}, {cells['lat']}: longitude and latitude swapped?"
