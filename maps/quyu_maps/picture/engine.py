"""Run the drawing engine of the pages outside a browser: payload in, SVG out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quyu_maps.picture.render import part

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGES = Path(__file__).parents[1] / "assets" / "js"
_OWN = Path(__file__).with_name("js")
#: Scripts of the page that the engine and the legend share.
_SHARED = ("state", "symbols", "words")
#: Must run before all others: what they take for a browser.
_FIRST = "document"
#: Seconds after which a drawing is given up: it takes less than one.
LIMIT = 120


@cache
def script() -> str:
    """Give all scripts that draw on paper as one."""
    own = sorted(path for path in _OWN.glob("*.js") if path.stem != _FIRST)
    paths = [
        _OWN / f"{_FIRST}.js",
        *sorted((_PAGES / "engine").glob("*.js")),
        *(_PAGES / "page" / f"{name}.js" for name in _SHARED),
        *own,
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def call(function: str, *values: Any) -> Any:  # noqa: ANN401 - whatever JSON can write
    """
    Call a function of the scripts with values.

    Raises
    ------
    PictureError
        If the library that runs the scripts is not installed.
    """
    with part("py_mini_racer").MiniRacer() as context:
        context.eval(script())
        return context.call(function, *values, timeout_sec=LIMIT)


def draw(payload: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """
    Draw a payload on paper.

    Parameters
    ----------
    payload
        Of `quyu_maps.payload`.
    options
        As the head of ``js/sheet.js`` explains.

    Returns
    -------
    svg
        The drawing; no string of the payload becomes markup in it.
    """
    svg: str = call("quyu.drawPicture", payload, options)
    return svg
