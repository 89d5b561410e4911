"""The fixed texts of a page: Leaflet, our scripts in their order, styles and the bare HTML."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet  # type: ignore[import-untyped]

_ASSETS = Path(__file__).with_name("assets")
_URL = re.compile(r"[^;{}]*:\s*url\([^)]*\)[^;}]*;?")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)

#: Our scripts, each before those that use it; what is not listed here is no part of a page.
_ENGINE_FIRST = ("decode",)
_PAGE_ORDER = ("words", "dom", "state", "symbols", "card", "legend", "tools", "layers")
_PAGE_LAST = ("main",)


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
    engine = _ordered(_ASSETS / "js" / "engine", _ENGINE_FIRST, ("engine",))
    page = _ordered(_ASSETS / "js" / "page", _PAGE_ORDER, _PAGE_LAST)
    return "\n".join(path.read_text(encoding="utf-8").strip() for path in (*engine, *page))


@cache
def style(name: str) -> str:
    """Give one of our style sheets by its bare name."""
    return (_ASSETS / "css" / f"{name}.css").read_text(encoding="utf-8").strip()


@cache
def shell(name: str) -> str:
    """Give one of our bare HTML bodies by its bare name; it holds no data."""
    return (_ASSETS / "html" / f"{name}.html").read_text(encoding="utf-8").strip()


def _ordered(folder: Path, first: tuple[str, ...], last: tuple[str, ...]) -> list[Path]:
    """List the scripts of a folder: those named first, the others by name, those named last."""
    names = {path.stem for path in folder.glob("*.js")}
    middle = sorted(names - {*first, *last})
    order = [*(n for n in first if n in names), *middle, *(n for n in last if n in names)]
    return [folder / f"{name}.js" for name in order]
