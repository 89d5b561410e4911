"""The fixed texts of a page: Leaflet, our scripts, style sheets and the bare HTML."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet  # type: ignore[import-untyped]

from quyu_maps.style import bundled_style

_ASSETS = Path(__file__).with_name("assets")
_URL = re.compile(r"[^;{}]*:\s*url\([^)]*\)[^;}]*;?")
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
    return "\n".join(path.read_text(encoding="utf-8").strip() for path in paths)


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
    return (_ASSETS / "css" / f"{name}.css").read_text(encoding="utf-8").strip()


@cache
def shell(name: str) -> str:
    """Give one of our bare HTML bodies by its bare name; it holds no data."""
    return (_ASSETS / "html" / f"{name}.html").read_text(encoding="utf-8").strip()
