"""Messages between processes: a line of JSON, then blocks of bytes; never code or pickles."""

from __future__ import annotations

import io
import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Bytes that a message may hold at most: beyond it, the other side is not ours.
_MOST = 1 << 31


def pack(head: dict[str, Any], blocks: Sequence[bytes] = ()) -> bytes:
    """Write a message: what JSON can say, and blocks of bytes as they are."""
    line = json.dumps({"head": head, "sizes": [len(block) for block in blocks]})
    return b"".join((line.encode("ascii"), b"\n", *blocks))


def unpack(message: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Read a message that `pack` wrote."""
    found = read(io.BytesIO(message))
    if found is None:
        raise ValueError("an empty message")
    return found


def read(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    """
    Read the next message of a stream, or nothing at its end.

    Raises
    ------
    ValueError
        If it is none, or ends in the middle of one.
    """
    line = stream.readline()
    if not line:
        return None
    held = json.loads(line)
    if sum(held["sizes"]) > _MOST:
        raise ValueError("a message that is too large")
    blocks = [stream.read(size) for size in held["sizes"]]
    if [len(block) for block in blocks] != held["sizes"]:
        raise ValueError("a message that breaks off")
    return held["head"], blocks
