"""Sheets of paper: sizes in millimetres, and how many drawing pixels they hold."""

from __future__ import annotations

from dataclasses import dataclass

#: Millimetres of the long and the short side (ISO 216).
SIZES = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}
#: Drawing pixels along the long side: names of 12 pixels are 7 points high on A4, 7.7 on A3.
PIXELS = {"a4": 1440, "a3": 1860}
#: Subjects higher than this share of their width stand on upright paper.
TALL = 1.3


@dataclass(frozen=True, slots=True)
class Paper:
    """
    One sheet of paper.

    Attributes
    ----------
    width, height
        Drawing pixels.
    mm
        Millimetres a drawing pixel.
    """

    width: int
    height: int
    mm: float

    @classmethod
    def of(cls, size: str, *, tall: bool = False) -> Paper:
        """
        Give a sheet.

        Parameters
        ----------
        size
            A key of `SIZES`.
        tall
            Upright instead of lying.

        Raises
        ------
        KeyError
            If there is no such size.
        """
        long, short = SIZES[size]
        across = PIXELS[size]
        along = round(across * short / long)
        width, height = (along, across) if tall else (across, along)
        return cls(width, height, long / across)
