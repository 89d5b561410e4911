"""Import Folium without the socket that urllib3, far below it, opens to try out IPv6."""

from __future__ import annotations

import socket

# A sheet needs no network; whoever watches for sockets shall see none.
_HAS_IPV6 = socket.has_ipv6
socket.has_ipv6 = False
try:
    import folium
finally:
    socket.has_ipv6 = _HAS_IPV6

__all__ = ["folium"]
