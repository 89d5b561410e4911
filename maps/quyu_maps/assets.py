"""The fixed texts of a page: Leaflet, our scripts, style sheets and the bare HTML."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet  # type: ignore[import-untyped]

from quyu_maps.style import bundled_style

_ASSETS = Path(__file__).with_name("assets")
_URL = re.compile(r"[^;{}]*:\s*url\([^)]*\)[^;}]*;?")
_COMMENT = re.compile(r"^ *\/\*.*?\*\/ *$", re.MULTILINE | re.DOTALL)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@cache
def leaflet_script() -> str:
    """Give Leaflet's script without the line that points to its source map."""
    text = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text(encoding="utf-8")
    return _SOURCE_MAP.sub("", text).strip()


@cache
def leaflet_style() -> str:
    """Give Leaflet's style sheet without the declarations that would fetch an image."""
    text = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text(encoding="utf-8")
    return _URL.sub("", text).strip()


@cache
def page_script() -> str:
    """Give the drawing engine and the page around it as one script."""
    # The files only define functions, so any order will do; the folders keep apart who drew what.
    paths = [
        path for part in ("engine", "page") for path in sorted((_ASSETS / "js" / part).glob("*.js"))
    ]
    return "\n".join(bare(path.read_text(encoding="utf-8")) for path in paths)


@cache
def listing_script() -> str:
    """Give the script of the lists of a corpus, which have no map."""
    return bare((_ASSETS / "js" / "listing" / "listing.js").read_text(encoding="utf-8"))


def bare(script: str) -> str:
    """
    Leave out of one of our own scripts what only its readers need.

    Whole lines of comment and the space at both ends of lines go; nothing inside a line is
    touched, so that no string can be hurt. Our scripts have no string over several lines, and
    begin every comment on a line of its own (both are tested).
    """
    return "\n".join(
        line
        for line in (line.strip() for line in _COMMENT.sub("", script).split("\n"))
        if line and not line.startswith("//")
    )


@cache
def style_variables() -> str:
    """Give the interface colours and faces of the style table as CSS variables."""
    values = bundled_style()["interface"]
    pairs = [
        f"--{key.replace('_', '-')}:{value}"
        for key, value in values.items()
        if isinstance(value, str)
    ]
    return f":root{{{';'.join(pairs)}}}"


@cache
def style(name: str) -> str:
    """Give one of our style sheets by its bare name."""
    return bare((_ASSETS / "css" / f"{name}.css").read_text(encoding="utf-8"))


@cache
def shell() -> str:
    """Give the bare HTML body of every page; it holds no data."""
    return (_ASSETS / "html" / "page.html").read_text(encoding="utf-8").strip()
