"""Draw a payload as a static sheet for A4 or A3."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from quyu_maps.lint import hold_rules
from quyu_maps.picture.engine import draw
from quyu_maps.picture.fonts import carry, installed_faces
from quyu_maps.picture.paper import TALL, Paper
from quyu_maps.picture.projection import Conic
from quyu_maps.picture.render import render

if TYPE_CHECKING:
    from collections.abc import Mapping

#: File endings of pictures.
FORMS = ("png", "svg", "pdf")


@dataclass(frozen=True, slots=True)
class Wish:
    """
    What a picture should be like.

    Attributes
    ----------
    form
        One of `FORMS`.
    paper
        ``a4`` or ``a3``.
    dpi
        Pixels an inch of a PNG.
    theme
        A key of the style table's themes; empty for the one that a page opens with.
    lang
        ``zh`` or ``en``.
    every
        True to draw all initiatives, not the core ones only.
    letters
        True for the letters of their types on the links, for print in grey.
    """

    form: str = "png"
    paper: str = "a4"
    dpi: int = 300
    theme: str = ""
    lang: str = "zh"
    every: bool = False
    letters: bool = False


def picture(payload: Mapping[str, Any], wish: Wish) -> bytes:
    """
    Draw a payload.

    Parameters
    ----------
    payload
        Of `quyu_maps.payload`.
    wish
        Size, form, theme, language.

    Returns
    -------
    content
        Of the file; the same payload, wish and faces give the same bytes.

    Raises
    ------
    MapRuleError
        If the sheet would break a rule for public maps.
    PictureError
        If a library or a Chinese font is missing.
    """
    hold_rules(payload)
    faces = installed_faces()
    subject = payload["subject"]
    paper = Paper.of(wish.paper, tall=_tall(subject["bbox"]))
    style = payload["style"]
    set_in = {**style, "interface": {**style["interface"], **faces.families()}}
    svg = draw({**payload, "style": set_in}, _options(subject, paper, wish))
    if wish.form == "svg":
        return carry(svg, faces).encode("utf-8")
    return render(svg, paper, wish.form, dpi=wish.dpi, title=payload["title"][wish.lang])


def _options(subject: Mapping[str, Any], paper: Paper, wish: Wish) -> dict[str, Any]:
    conic = Conic.of_box(subject["bbox"], national=subject["national"])
    return {
        "width": paper.width,
        "height": paper.height,
        "mm": paper.mm,
        "lang": wish.lang,
        "theme": wish.theme,
        "all": wish.every,
        "letters": wish.letters,
        "about": asdict(conic),
        "projection": conic.text(wish.lang),
    }


def _tall(box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    across = (east - west) * math.cos(math.radians((south + north) / 2))
    return north - south > TALL * across
