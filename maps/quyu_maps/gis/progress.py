"""How writers say how far they are."""

from __future__ import annotations

from collections.abc import Callable

#: Called with the number of features written since the last call.
Progress = Callable[[int], object]

#: Features that are written at a time where a writer takes them in parts: some megabytes of text.
CHUNK = 1000


def silent(_count: int) -> None:
    """Say nothing."""
