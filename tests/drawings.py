"""What the tests of pictures share: what must be installed, and reading a drawing back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from quyu_maps.picture.errors import PictureError
from quyu_maps.picture.fonts import installed_faces

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")


def need_parts() -> None:
    """Skip where the optional part of quyu, or a Chinese font, is not installed."""
    for name in ("py_mini_racer", "typst", "fontTools"):
        pytest.importorskip(name, reason=f"{name} is not installed (pip install 'quyu[picture]')")
    try:
        installed_faces()
    except PictureError as error:
        pytest.skip(str(error))


def parsed(svg: bytes) -> ET.Element:
    """Read a drawing of our own as XML."""
    return ET.fromstring(svg)  # noqa: S314 - written by the test itself


def texts(root: ET.Element) -> list[str]:
    """Give every text of a drawing in its order."""
    return [node.text or "" for node in root.iter(f"{SVG}text")]


def boxes(root: ET.Element, name: str) -> Iterator[tuple[float, float, float, float]]:
    """Give the first rectangle of each group of a class, as left, top, right, bottom."""
    for group in root.iter(f"{SVG}g"):
        if group.get("class") == name:
            rect = next(group.iter(f"{SVG}rect"))
            left, top = float(rect.get("x", 0)), float(rect.get("y", 0))
            yield (
                left,
                top,
                left + float(rect.get("width", 0)),
                top + float(rect.get("height", 0)),
            )


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    """Tell whether two boxes share more than a rim of half a pixel."""
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide > 0.5 and high > 0.5
