"""Find the Chinese faces of this machine, and put what a drawing uses of them into it."""

from __future__ import annotations

import base64
import html
import io
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quyu_maps.picture.errors import PictureError
from quyu_maps.style import bundled_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_QUOTED = re.compile(r'"([^"]+)"')
_TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
_FAMILY = re.compile(r'font-family="([^"]*)"')
_WEIGHT = re.compile(r'font-weight="(\d+)"')
#: From this weight on a text asks for the bold face.
BOLD = 600
#: Names under which the faces stand in a drawing that carries them.
CARRIED = {"sans": "Quyu Sans", "song": "Quyu Song"}
NO_FONT = (
    "no Chinese font is installed here, and a map without names is none; install one, on Debian "
    "or Ubuntu with: apt install fonts-noto-cjk (looked for {})"
)


@dataclass(frozen=True, slots=True, order=True)
class Face:
    """
    One installed face.

    Attributes
    ----------
    family
        Its name.
    weight
        100 to 900.
    path
        Of the file.
    index
        Number within a collection.
    """

    family: str
    weight: int
    path: str
    index: int


@dataclass(frozen=True, slots=True)
class Faces:
    """
    The installed faces that a picture is set in.

    Attributes
    ----------
    sans, song
        All weights of one family each; `song` (宋体, serifs) is `sans` where there is none.
    """

    sans: tuple[Face, ...]
    song: tuple[Face, ...]

    @classmethod
    def of(cls, installed: Iterable[Face]) -> Faces:
        """
        Choose among installed faces, by the families that the style table lists.

        Raises
        ------
        PictureError
            If none of those families is installed.
        """
        known = sorted(installed)
        wanted = {name: _QUOTED.findall(bundled_style()["interface"][name]) for name in CARRIED}
        found = {name: _first(families, known) for name, families in wanted.items()}
        sans = found["sans"] or found["song"]
        if not sans:
            raise PictureError(NO_FONT.format("、".join([*wanted["sans"], *wanted["song"]])))
        return cls(sans, found["song"] or sans)

    def families(self) -> dict[str, str]:
        """Give the value of ``font-family`` by the style table's name of the face."""
        return {"sans": f'"{self.sans[0].family}"', "song": f'"{self.song[0].family}"'}


def _first(families: Iterable[str], installed: list[Face]) -> tuple[Face, ...]:
    for family in families:
        faces = tuple(face for face in installed if face.family == family)
        if faces:
            return faces
    return ()


@cache
def installed_faces() -> Faces:
    """
    Find the faces of this machine; looked for once a process.

    Raises
    ------
    PictureError
        If none of them can write Chinese, or the parts that draw pictures are missing.
    """
    from quyu_maps.picture.render import system_fonts  # noqa: PLC0415 - heavy, and optional

    return Faces.of(
        Face(font.family, font.weight, font.path, font.index)
        for font in system_fonts().fonts()
        if font.path and font.style == "normal"
    )


def carry(svg: str, faces: Faces) -> str:
    """
    Put the letters that a drawing uses into it, so that it looks the same everywhere.

    Parameters
    ----------
    svg
        A drawing set in `Faces.families`.
    faces
        Where the letters come from.

    Returns
    -------
    svg
        The same with one style sheet of its own; the installed families stay as second
        choice, for programs that know no embedded faces.
    """
    rules = "".join(_rules(svg, faces))
    for name, family in faces.families().items():
        quoted = html.escape(family)
        svg = svg.replace(f'font-family="{quoted}"', f'font-family="{CARRIED[name]}, {quoted}"')
    head, _, rest = svg.partition(">")
    return f"{head}><style>{rules}</style>{rest}"


def _rules(svg: str, faces: Faces) -> Iterator[str]:
    families = {name: html.escape(value) for name, value in faces.families().items()}
    used: dict[tuple[str, bool], set[str]] = {}
    for attributes, text in _TEXT.findall(svg):
        family, weight = _FAMILY.search(attributes), _WEIGHT.search(attributes)
        for name in CARRIED:
            if family and family[1] == families[name]:
                bold = bool(weight and int(weight[1]) >= BOLD)
                used.setdefault((name, bold), set()).update(html.unescape(text))
    for (name, bold), letters in sorted(used.items()):
        face = _nearest(getattr(faces, name), 700 if bold else 400)
        data = base64.b64encode(_subset(face, "".join(sorted(letters)))).decode("ascii")
        yield (
            f"@font-face{{font-family:'{CARRIED[name]}';"
            f"font-weight:{'600 900' if bold else '100 500'};"
            f"src:url(data:font/woff;base64,{data})format('woff')}}"
        )


def _nearest(faces: tuple[Face, ...], weight: int) -> Face:
    return min(faces, key=lambda face: (abs(face.weight - weight), face))


def _subset(face: Face, letters: str) -> bytes:
    """Cut a face down to some letters, as WOFF; the same letters give the same bytes."""
    from fontTools import subset  # noqa: PLC0415 - optional, and slow to import
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    options = subset.Options(
        hinting=False, layout_features=["kern", "locl"], desubroutinize=True, name_IDs=[0, 1, 2, 13]
    )
    out = io.BytesIO()
    with TTFont(face.path, fontNumber=face.index, lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        font.save(out)
    return out.getvalue()
