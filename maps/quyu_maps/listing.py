"""Make the list of a province of a corpus: thousands of rows in one page, a hundred at a time."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from quyu_maps import assets
from quyu_maps.embed import content_security_policy, json_text, plain

if TYPE_CHECKING:
    from collections.abc import Sequence


def listing(
    title: str, rows: Sequence[Sequence[Any]], layers: dict[str, str], links: dict[str, str]
) -> str:
    """
    Make a page that shows rows a hundred at a time, with a search and a choice of layer.

    Parameters
    ----------
    title
        Of the page.
    rows
        Layer, name, type, parties, number of plans, and titles of some of them.
    layers
        Names of the layers by id.
    links
        Pages beside it: file by what the link says.

    Returns
    -------
    html
        A whole document that needs no network. No text of the input becomes markup in it.
    """
    data = {"title": title, "rows": [list(row) for row in rows], "layers": layers, "links": links}
    script = f"<script>\n{assets.listing_script()}\n</script>"
    policy = content_security_policy(script)
    style = "\n".join((assets.style_variables(), assets.style("listing")))
    lines = (
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<link rel="icon" href="data:,">',
        f"<title>{escape(plain(title))}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        f'<script type="application/json" id="quyu-list">{json_text(data)}</script>',
        script,
        "</body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"
