"""
Online tiles under a sheet, for those who have a net: where they come from, and in which datum.

A sheet needs no network and has no tiles unless it is made with them; even then none is asked
for before the reader switches them on. The address of the tiles is the only one that such a page
may reach, and only for images (see `quyu_maps.embed.content_security_policy`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from quyu_geo.errors import QuyuError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Datums that tiles can have. The first two agree within a metre and need no shift.
DATUMS = ("wgs84", "cgcs2000", "gcj02")
#: What {s} stands for in an address of one's own.
SERVERS = ("a", "b", "c")
#: Layers of 天地图 (Tianditu, the national platform): name to layer and its words.
TIANDITU: Mapping[str, tuple[str, str, str]] = {
    "tianditu": ("vec", "天地图", "Tianditu"),
    "tianditu-img": ("img", "天地图影像", "Tianditu imagery"),
    "tianditu-ter": ("ter", "天地图地形", "Tianditu terrain"),
}
_TIANDITU_URL = (
    "https://t{{s}}.tianditu.gov.cn/{0}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
    "&LAYER={0}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
    "&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={{key}}"
)
_TIANDITU_SERVERS = tuple("01234567")
#: Longest address and longest key.
_LONGEST, _LONGEST_KEY = 1000, 200
_HOLDER = re.compile(r"\{([^{}]*)\}")
_HOLDERS = {"z", "x", "y", "-y", "s", "key"}
#: Printable ASCII without what HTML, scripts, policies or spaces could make more of.
_PLAIN = re.compile(r"""[!#$%&()*+,\-./0-9:=?@A-Z_a-z{}~\[\]]+""")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")


class TilesError(QuyuError):
    """An address, key or datum of tiles that cannot be used."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """
    A source of tiles in Web Mercator (EPSG:3857), as XYZ or WMTS addresses.

    Attributes
    ----------
    url
        With ``{z}``, ``{x}`` and ``{y}`` (or ``{-y}``), maybe ``{s}`` for the servers; a key
        stands in it already.
    datum
        One of `DATUMS`.
    servers
        What ``{s}`` stands for.
    credit, credit_en
        Whose tiles these are.
    """

    url: str
    datum: str
    servers: tuple[str, ...]
    credit: str
    credit_en: str

    @property
    def hosts(self) -> tuple[str, ...]:
        """The origins that tiles come from, as a content security policy names them."""
        parts = urlsplit(self.url.replace("{s}", "\x00"))
        origin = f"{parts.scheme}://{parts.netloc}"
        return tuple(dict.fromkeys(origin.replace("\x00", server) for server in self.servers))

    def payload(self) -> dict[str, Any]:
        """Describe the tiles to the scripts: the payload's ``tiles``."""
        return {
            "url": self.url,
            "servers": [*self.servers],
            "hosts": [*self.hosts],
            "datum": self.datum,
            # Features are drawn where tiles of this datum show them.
            "shift": self.datum == "gcj02",
            "zh": self.credit,
            "en": self.credit_en,
        }


def tiles(
    source: str, *, key: str = "", datum: str = "", credit: str = "", shift: bool = False
) -> Tiles:
    """
    Take a source of tiles.

    Parameters
    ----------
    source
        A name of `TIANDITU`, or an address with ``{z}``, ``{x}`` and ``{y}``, and ``{key}``
        where the key goes.
    key
        Of the service.
    datum
        One of `DATUMS`; may be left out for a name that is known.
    credit
        Whose tiles these are; the host if left out.
    shift
        Whether features may be drawn shifted to GCJ-02.

    Raises
    ------
    TilesError
        If the address is none, the key does not fit it, the datum is not said, or tiles in
        GCJ-02 would lie under unshifted features.
    """
    known = TIANDITU.get(source)
    url = _TIANDITU_URL.format(known[0]) if known else source
    _check_address(url)
    if known and datum not in {"", "cgcs2000"}:
        raise TilesError(f"the tiles of {source} are in CGCS2000, not in {datum}")
    declared = "cgcs2000" if known else datum
    if declared not in DATUMS:
        raise TilesError(f"say the datum of the tiles: {', '.join(DATUMS)}")
    if declared == "gcj02" and not shift:
        raise TilesError(
            "tiles in GCJ-02 lie some 500 m beside features in WGS 84; allow the shift of what "
            "is drawn over them, or use other tiles"
        )
    if shift and declared != "gcj02":
        raise TilesError("only what lies over tiles in GCJ-02 is shifted")
    host = str(urlsplit(url.replace("{s}.", "").replace("{s}", "")).hostname)
    return Tiles(
        _with_key(url, key, source),
        declared,
        _TIANDITU_SERVERS if known else SERVERS if "{s}" in url else ("",),
        known[1] if known else credit or host,
        known[2] if known else credit or host,
    )


def _with_key(url: str, key: str, source: str) -> str:
    if "{key}" not in url:
        if key:
            raise TilesError("the address of the tiles has no {key} for the key to go to")
        return url
    if not key:
        raise TilesError(f"{source if source in TIANDITU else 'this address'} needs a key")
    if len(key) > _LONGEST_KEY or not key.isprintable():
        raise TilesError("the key of the tiles is too long or holds what no key holds")
    return url.replace("{key}", quote(key, safe=""))


def _check_address(url: str) -> None:
    """Hold that an address is a plain template for tiles and leads to one host."""
    if len(url) > _LONGEST or not _PLAIN.fullmatch(url):
        raise TilesError("the address of the tiles is too long or holds what no address holds")
    holders = _HOLDER.findall(url)
    if unknown := sorted({*holders} - _HOLDERS):
        raise TilesError(
            f"the address of the tiles holds {{{unknown[0]}}}, which stands for nothing"
        )
    if not {"z", "x"} <= {*holders} or not {"y", "-y"} & {*holders}:
        raise TilesError("the address of the tiles needs {z}, {x} and {y}")
    _check_host(url)


def _check_host(url: str) -> None:
    try:
        parts = urlsplit(url.replace("{s}", "a"))
        port = parts.port
    except ValueError as error:
        raise TilesError(f"the address of the tiles is none: {error}") from error
    if parts.scheme not in {"http", "https"}:
        raise TilesError("the address of the tiles begins with https:// or http://")
    bare = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
    if not _HOST.fullmatch(bare) or parts.fragment:
        raise TilesError("the address of the tiles names a host, no user, and no place in a page")
