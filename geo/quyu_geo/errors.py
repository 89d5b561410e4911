"""
What can go wrong in quyu, as one tree.

::

    QuyuError
    ├── UnknownPlaceError    no such name in the gazetteer; carries the nearest names
    ├── DocumentError        a file that holds no text quyu can read, with its name and the reason
    ├── TableError           a bundled or user's table breaks its contract
    │   └── ReviewError      a reviewed table or plan does; carries every fault
    ├── AnnotationError      an annotated folder, or a prediction of it, is not as described
    └── PlanTextError        a plan's text is not the one the offsets refer to
"""

from __future__ import annotations


class QuyuError(Exception):
    """Anything quyu reports to its user in one line."""


class UnknownPlaceError(QuyuError):
    """
    A name that the gazetteer does not know.

    Attributes
    ----------
    name
        As asked for.
    nearest
        Known names that look most like it, best first.
    """

    def __init__(self, name: str, nearest: tuple[str, ...] = (), what: str = "place") -> None:
        hint = f"; nearest: {'、'.join(nearest)}" if nearest else ""
        super().__init__(f"{name}: no such {what} is known{hint}")
        self.name = name
        self.nearest = nearest


class DocumentError(QuyuError):
    """A file that holds no text quyu can read; the message names it and the reason."""


class TableError(QuyuError):
    """A table that does not keep its contract, with file and reason."""


class ReviewError(TableError):
    """
    A table or plan that people reviewed and that does not keep its contract.

    Attributes
    ----------
    faults
        One line each, with row and column where there are any; never empty.
    """

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class PlanTextError(QuyuError):
    """A text that is not the plan it is said to be."""


class AnnotationError(QuyuError):
    """A folder of annotated documents, or a prediction of one, that is not as described."""
