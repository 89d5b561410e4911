"""What stops a picture, told in one line each."""

from __future__ import annotations

from quyu_geo.errors import QuyuError


class PictureError(QuyuError):
    """A picture that cannot be drawn here; says what is missing and what brings it."""
