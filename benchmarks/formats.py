"""Measure how fast GIS files are written, beside bare pyogrio, and print a Markdown table."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyogrio

from quyu_geo.atlas import Atlas
from quyu_geo.features import feature_id, feature_table
from quyu_geo.gazetteer import Gazetteer
from quyu_maps.gis.formats import FORMATS
from quyu_maps.gis.layers import flat
from quyu_maps.gis.records import Records, records
from quyu_maps.gis.write import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from quyu_maps.gis.formats import Format

#: What pyogrio calls the formats that it writes too; GeoParquet is geopandas' own.
DRIVERS = {
    "geojson": "GeoJSON",
    "geojsonseq": "GeoJSONSeq",
    "gpkg": "GPKG",
    "flatgeobuf": "FlatGeobuf",
    "kml": "LIBKML",
    "csv": "CSV",
}


def many(count: int) -> Records:
    """Give the records of the atlas over and over, `count` of them, each with its own id."""
    atlas, known = Atlas.bundled(), Gazetteer.bundled()
    table = feature_table(atlas.initiatives, atlas.plans, known)
    times = -(-count // len(table))
    table = gpd.GeoDataFrame(pd.concat([table] * times, ignore_index=True).iloc[:count])
    table["ref"] = [f"x#{number:06d}" for number in range(count)]
    table["id"] = table["ref"].map(feature_id)
    return records(table, atlas.plans, known)


def seconds(work: Callable[[], object], runs: int) -> float:
    """Give the best of some runs: what disturbs only ever adds."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def bare(source: Records, path: Path, form: Format) -> Callable[[], object] | None:
    """Give what writes the same rows with nothing but pyogrio (or geopandas), if it can."""
    if form.name == "geoparquet":
        return lambda: source.features.to_parquet(path)
    driver = DRIVERS.get(form.name)
    if driver is None:
        return None
    options = {"GEOMETRY": "AS_WKT"} if driver == "CSV" else {}
    frame = flat(source.features)

    def run() -> None:
        path.unlink(missing_ok=True)
        pyogrio.write_dataframe(frame, path, driver=driver, layer_options=options)

    return run


def measure(source: Records, form: Format, folder: Path, runs: int) -> str:
    """Give the row of one format."""
    path = folder / f"ours{form.suffixes[0]}"
    ours = seconds(lambda: write(source, path, form), runs)
    size = sum(file.stat().st_size for file in folder.glob("ours*")) / 1e6
    theirs = bare(source, folder / f"bare{form.suffixes[0]}", form)
    other = seconds(theirs, runs) if theirs else None
    beside = f"{other:.1f} s | {ours / other:.2f}" if other else "– | –"
    for file in folder.iterdir():
        file.unlink()
    return f"| {form.title} | {size:.0f} MB | {ours:.1f} s | {size / ours:.0f} MB/s | {beside} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("formats", nargs="*", help="names of formats (default: all)")
    options = parser.parse_args()
    source = many(options.features)
    lines = [
        f"{options.features:,} features",
        "",
        "| format | size | quyu | | bare | quyu / bare |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as name:
        chosen = [f for f in FORMATS if not options.formats or f.name in options.formats]
        lines.extend(measure(source, form, Path(name), options.runs) for form in chosen)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
