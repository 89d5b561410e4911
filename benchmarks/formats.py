"""Measure how fast GIS files are written, beside their bare writers, and print a table."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import networkx as nx
import openpyxl
import pandas as pd
import pyogrio
import shapely

from quyu_geo.across import Across, across
from quyu_geo.atlas import Atlas
from quyu_geo.features import feature_table
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.model import feature_id
from quyu_maps.gis import tables
from quyu_maps.gis.edges import network
from quyu_maps.gis.fields import bundled_fields
from quyu_maps.gis.formats import FORMATS
from quyu_maps.gis.layers import flat, layers
from quyu_maps.gis.progress import CHUNK
from quyu_maps.gis.records import Records, records
from quyu_maps.gis.shapefile import fit
from quyu_maps.gis.write import write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quyu_maps.gis.formats import Format

    Work = Callable[[], object]
    Frames = list[tuple[str, str | None, Any]]

#: What GDAL calls the formats of one layer.
DRIVERS = {
    "geojson": "GeoJSON",
    "geojsonseq": "GeoJSONSeq",
    "flatgeobuf": "FlatGeobuf",
    "csv": "CSV",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """
    What a run took.

    Attributes
    ----------
    work
        Processor time of all threads, of user and system, in seconds.
    wait
        Time on the clock, in seconds.
    """

    work: float
    wait: float


def many(count: int) -> Records:
    """Give the records of the atlas over and over, `count` of them, each with its own id."""
    atlas, known = Atlas.bundled(), Gazetteer.bundled()
    once = feature_table(atlas.initiatives, atlas.plans, known)
    table = gpd.GeoDataFrame(
        pd.concat([once] * -(-count // len(once)), ignore_index=True).iloc[:count]
    )
    originals = table["ref"].to_list()
    table["ref"] = [f"x#{number:06d}" for number in range(count)]
    table["id"] = table["ref"].map(feature_id)
    compared = across(atlas.initiatives, atlas.plans, known)
    parts = [
        _again(compared, dict(zip(originals[at : at + len(once)], refs, strict=False)))
        for at in range(0, count, len(once))
        for refs in [table["ref"].iloc[at : at + len(once)]]
    ]
    groups = {ref: group for part in parts for ref, group in part.groups.items()}
    ties = {ref: tie for part in parts for ref, tie in part.ties.items()}
    return records(table, atlas.plans, known, compared=Across(groups, ties))


def _again(compared: Across, refs: Mapping[str, str]) -> Across:
    """Give what plans say of one another's initiatives for a copy of the atlas, by new ref."""
    return Across(
        {
            refs[old]: tuple(refs.get(o, o) for o in compared.groups.get(old, (old,)))
            for old in refs
        },
        {new: compared.tie(old) for old, new in refs.items()},
    )


def cost(work: Work) -> Cost:
    """Run once."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return Cost(time.process_time() - cpu, time.perf_counter() - clock)


def bare(source: Records, path: Path, form: Format) -> Work:
    """
    Give what writes the same rows with nothing but the library that writes the format.

    Whatever has to be done to the rows before, lists joined, geometries made multiple, texts
    cut, is done here and costs the bare writer nothing.
    """
    if form.name in DRIVERS:
        return _one_layer(flat(source.features), path, DRIVERS[form.name])
    return {
        "gpkg": _geopackage,
        "shapefile": _shapefiles,
        "geoparquet": _geoparquet,
        "kml": _kml,
        "kmz": _kml,
        "xlsx": _workbook,
        "edges": _network,
    }[form.name](source, path)


def _one_layer(frame: gpd.GeoDataFrame, path: Path, driver: str) -> Work:
    options = {"GEOMETRY": "AS_WKT"} if driver == "CSV" else {}
    return lambda: pyogrio.write_dataframe(frame, path, driver=driver, layer_options=options)


def _in_turn(frames: Frames, path: Path, driver: str) -> None:
    for number, (name, geometry, frame) in enumerate(frames):
        pyogrio.write_dataframe(
            frame, path, driver=driver, layer=name, geometry_type=geometry, append=number > 0
        )


def _layers(source: Records) -> Frames:
    return [(layer.name, layer.geometry, flat(layer.features)) for layer in layers(source)]


def _geopackage(source: Records, path: Path) -> Work:
    """Write the layers and the three tables beside them; no styles, no names of columns."""
    beside: Frames = [
        ("gazetteer", "Point", tables.gazetteer(source)),
        ("plans", None, tables.plans(source)),
        ("parties", None, tables.parties(source)),
    ]
    frames = _layers(source) + beside
    return lambda: _in_turn(frames, path, "GPKG")


def _shapefiles(source: Records, path: Path) -> Work:
    short = {f.name: f.short for f in bundled_fields()}
    texts = [f.name for f in bundled_fields() if f.type in ("text", "list")]
    words = {f.name: "int16" for f in bundled_fields() if f.type == "boolean"}
    frames: Frames = []
    for name, geometry, frame in _layers(source):
        fitting = {text: frame[text].map(fit) for text in texts if text in frame}
        ready = frame.assign(**fitting).astype(words).rename(columns=short)
        frames.append((f"{path.stem}_{name}", geometry, ready))

    def run() -> None:
        for name, geometry, frame in frames:
            pyogrio.write_dataframe(
                frame, path.with_name(f"{name}.shp"), geometry_type=geometry, encoding="UTF-8"
            )

    return run


def _geoparquet(source: Records, path: Path) -> Work:
    lists = [f.name for f in bundled_fields() if f.type == "list"]
    frame = source.features.assign(**{name: source.features[name].map(list) for name in lists})
    return lambda: frame.to_parquet(path, index=False, write_covering_bbox=True)


def _kml(source: Records, path: Path) -> Work:
    frames = _layers(source)
    return lambda: _in_turn(frames, path, "LIBKML")


def _workbook(source: Records, path: Path) -> Work:
    """Write the same sheets, but for the one that says what the columns mean."""
    features = pd.DataFrame(flat(source.features).drop(columns="geometry"))
    features = features.assign(lon=0.12345, lat=0.12345)
    sheets = [
        [list(frame), *frame.itertuples(index=False, name=None)]
        for frame in (features, tables.plans(source), tables.parties(source))
    ]

    def run() -> None:
        book = openpyxl.Workbook(write_only=True)
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(row)
        book.save(path)

    return run


def _network(source: Records, path: Path) -> Work:
    graph = network(source)
    nodes = pd.DataFrame([{"id": key, **values} for key, values in graph.nodes(data=True)])
    edges = nx.to_pandas_edgelist(graph)

    def run() -> None:
        nx.write_graphml_xml(graph, path)
        nodes.to_csv(path.with_suffix(".nodes.csv"), index=False)
        edges.to_csv(path.with_suffix(".edges.csv"), index=False)

    return run


def measure(source: Records, form: Format, folder: Path, runs: int) -> str:
    """Give the row of one format: both writers in turn, so that what disturbs, disturbs both."""
    suffix = form.suffixes[0]
    works = (
        lambda: write(source, folder / f"ours{suffix}", form),
        bare(source, folder / f"bare{suffix}", form),
    )
    rounds: list[list[Cost]] = []
    size = 0.0
    for _ in range(runs + 1):
        rounds.append([cost(work) for work in works])
        size = _emptied(folder)
    ours, theirs = zip(*rounds[1:], strict=True)  # the first round warms up
    ratio = median(mine.work / other.work for mine, other in zip(ours, theirs, strict=True))
    work = median(run.work for run in ours)
    return (
        f"| {form.title} | {size:.0f} MB | {work:.2f} s | {size / work:.0f} MB/s "
        f"| {median(run.wait for run in ours):.2f} s "
        f"| {median(run.work for run in theirs):.2f} s "
        f"| {median(run.wait for run in theirs):.2f} s | {ratio:.2f} |"
    )


def ceiling(source: Records, runs: int) -> float:
    """Give how fast shapely alone turns the geometries into GeoJSON, in MB/s."""
    shapes = source.features.geometry.to_numpy()[:CHUNK]
    size = sum(map(len, shapely.to_geojson(shapes))) / 1e6
    return size / median(cost(lambda: shapely.to_geojson(shapes)).work for _ in range(runs))


def _emptied(folder: Path) -> float:
    """Remove what was written, and give the size of ours in megabytes."""
    size = sum(file.stat().st_size for file in folder.glob("ours*")) / 1e6
    for file in folder.iterdir():
        file.unlink()
    return size


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("formats", nargs="*", help="names of formats (default: all)")
    options = parser.parse_args()
    source = many(options.features)
    say = sys.stdout.write
    say(f"{options.features:,} features, medians of {options.runs} runs\n\n")
    say("| format | size | quyu | | … on the clock | bare | … on the clock | quyu / bare |\n")
    say("|---|---|---|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as name:
        for form in FORMATS:
            if not options.formats or form.name in options.formats:
                say(measure(source, form, Path(name), options.runs) + "\n")
                sys.stdout.flush()
    say(f"\nshapely.to_geojson alone: {ceiling(source, options.runs):.0f} MB/s\n")


if __name__ == "__main__":
    main()
