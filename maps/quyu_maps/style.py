"""Load the style table that legend, layer tree and map share."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_TABLE = Path(__file__).with_name("style.toml")


@cache
def bundled_style() -> dict[str, Any]:
    """
    Give the bundled style table.

    Returns
    -------
    style
        The tables of ``style.toml``: ``interface``, ``levels``, ``layers``, ``base``,
        ``labels``, ``dots``, ``links``, ``corridors``, ``zones``, ``regions``, ``types``
        (by ``layer/type``), ``zone_shapes`` and ``glyphs``. Widths are CSS pixels,
        shapes and glyphs SVG path data on a box of 16 units. The value is shared:
        callers must not change it.
    """
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))
