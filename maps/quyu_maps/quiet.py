"""Import Folium without what a sheet has no use for: a socket, and fifty compiled templates."""

from __future__ import annotations

import socket
from functools import cached_property
from typing import Any

import jinja2


class _Late:
    """
    A template that is compiled when it is first used.

    Folium's elements each compile theirs when they are imported, which takes a tenth of the time
    of a sheet; the sheet uses two of them.
    """

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def _made(self) -> jinja2.Template:
        made: jinja2.Template = _TEMPLATE(self._source)
        return made

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a template has
        return getattr(self._made, name)


# urllib3, far below Folium, opens a socket to try out IPv6. A sheet needs no network; whoever
# watches for sockets shall see none.
_HAS_IPV6 = socket.has_ipv6
_TEMPLATE = jinja2.Template
socket.has_ipv6 = False
jinja2.Template = _Late  # type: ignore[misc, assignment]
try:
    import folium
finally:
    socket.has_ipv6 = _HAS_IPV6
    jinja2.Template = _TEMPLATE  # type: ignore[misc]

__all__ = ["folium"]
