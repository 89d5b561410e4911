"""The data sources as the notes of a page list them."""

from __future__ import annotations

import tomllib
from functools import cache

from quyu_data import resource

_SHOWN = ("title", "title_zh", "used_for", "used_for_zh", "source", "licence")


@cache
def sources() -> list[dict[str, str]]:
    """
    List the bundled data sources.

    Returns
    -------
    sources
        ``title`` and ``used_for`` (in Chinese with ``_zh``), ``source`` and ``licence`` of
        each record of ``sources.toml``, in its order.
    """
    with resource("sources.toml").open("rb") as file:
        table = tomllib.load(file)
    return [{name: str(record.get(name, "")) for name in _SHOWN} for record in table.values()]
