"""Step: write the record of the sources, with the rows that each one gave."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from typing import TYPE_CHECKING, Any

import pyogrio

from quyu_build.packages import pins
from quyu_build.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

#: Order in which the fields of a record are written.
FIELDS = (
    *("title", "title_zh", "package", "registry", "version", "licence", "source", "sha256"),
    *("rows", "feeds", "datum", "simplified", "used_for", "used_for_zh"),
)

HEADER = (
    "# Where the bundled data come from. Compiled from data/tables/sources.toml by data/build.\n"
)


def build(tables: Path, out: Path) -> None:
    """
    Write ``sources.toml``.

    Version and hash come from ``packages.toml`` (field ``pin``); `rows` counts the rows
    of the gazetteer that name the source and the features of the layers it feeds.

    Raises
    ------
    ValueError
        If a row of the gazetteer names a source without a record.
    """
    records = tomllib.loads((tables / "sources.toml").read_text(encoding="utf-8"))
    named = named_sources(out)
    if unknown := set(named) - set(records) - {"compiled"}:
        raise ValueError(f"sources.toml lacks {', '.join(sorted(unknown))}")
    pinned = pins()
    parts = [HEADER]
    for key, record in records.items():
        if name := record.pop("pin", ""):
            pin = pinned[name]
            record |= {"package": pin.package, "registry": pin.registry}
            record |= {"version": pin.version, "sha256": pin.sha256}
        record["rows"] = named[key] + sum(features(out, feed) for feed in record["feeds"])
        parts.append(_section(key, record))
    (out / "sources.toml").write_text("\n".join(parts), encoding="utf-8", newline="\n")


def named_sources(out: Path) -> Counter[str]:
    """Count the rows of all gazetteer tables by the source they name."""
    rows = (row for path in sorted(out.glob("gazetteer/*.tsv")) for row in read_table(path))
    return Counter(row["source"] for row in rows if "source" in row)


def features(out: Path, feed: str) -> int:
    """Count the features of a layer, or the rows of a table that names no sources."""
    path = out / feed
    if path.suffix == ".fgb":
        return int(pyogrio.read_info(path)["features"])
    return 0 if feed.startswith("gazetteer/") else len(read_table(path))


def _section(key: str, record: dict[str, Any]) -> str:
    """Write one table of TOML; a JSON string or list of strings is valid TOML too."""
    lines = [f"[{key}]"]
    lines += [
        f"{field} = {json.dumps(record[field], ensure_ascii=False)}"
        for field in FIELDS
        if field in record
    ]
    return "\n".join(lines) + "\n"
