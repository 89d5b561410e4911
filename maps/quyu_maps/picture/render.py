"""Turn a drawing in SVG into PNG or PDF, with the faces of this machine embedded."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from quyu_maps.picture.errors import PictureError

if TYPE_CHECKING:
    from quyu_maps.picture.paper import Paper

MISSING = (
    "pictures need the optional part of quyu, and {} is not installed: pip install 'quyu[picture]'"
)


def part(name: str) -> Any:  # noqa: ANN401 - a module
    """
    Import one of the libraries that only pictures need.

    Raises
    ------
    PictureError
        If it is not installed; says how to install it.
    """
    from importlib import import_module  # noqa: PLC0415 - only here

    try:
        return import_module(name)
    except ImportError as error:
        raise PictureError(MISSING.format(error.name or name)) from error


@cache
def system_fonts() -> Any:  # noqa: ANN401 - typst.Fonts
    """Search the fonts of this machine; once a process."""
    return part("typst").Fonts(include_system_fonts=True, include_embedded_fonts=False)


def render(svg: str, paper: Paper, form: str, *, dpi: int, title: str) -> bytes:
    """
    Render a drawing.

    Parameters
    ----------
    svg
        The drawing; its view box is that of `paper`.
    paper
        Its size.
    form
        ``png`` or ``pdf``. A PDF keeps lines as lines and names as text, the faces in it.
    dpi
        Pixels an inch of a PNG.
    title
        Of the document, in a PDF.

    Returns
    -------
    content
        The file; the same drawing and faces give the same bytes.

    Raises
    ------
    PictureError
        If the library that renders is not installed.
    """
    typst = part("typst")
    width, height = paper.width * paper.mm, paper.height * paper.mm
    # Drawing and title are values, never source: nothing in them can be read as a command.
    source = (
        "#set document(title: sys.inputs.title, date: none)\n"
        f"#set page(width: {width:.4f}mm, height: {height:.4f}mm, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)\n'
    )
    inputs = {"svg": svg, "title": title}
    compiler = typst.Compiler(
        source.encode("utf-8"),
        font_paths=system_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    # Without a time of its own a PDF would tell when it was made, and no two would be equal.
    content: bytes = compiler.compile(format=form, ppi=dpi, timestamp=0)
    return content
