"""
What can go wrong in an export.

::

    QuyuError
    └── ExportError          the export cannot be made: one line with the reason
        └── RefusedError     it was asked for in a way that no format allows
"""

from __future__ import annotations

from quyu_geo.errors import QuyuError


class ExportError(QuyuError):
    """An export that cannot be made, with the reason."""


class RefusedError(ExportError):
    """A wish that cannot be met: format, CRS and datum do not go together."""


def missing(package: str, extra: str, what: str) -> ExportError:
    """Give the error for an optional dependency that is not installed."""
    return ExportError(
        f"{what} needs {package}, which is not installed: pip install 'quyu[{extra}]'"
    )
