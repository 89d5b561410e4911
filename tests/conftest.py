"""What all tests share: no network, and the real plans where they are at hand."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


class NetworkBlockedError(RuntimeError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that does not stay on this machine."""

    def guarded(name: str) -> Callable[..., object]:
        connect: Callable[..., object] = getattr(socket.socket, name)

        def only_local(self: socket.socket, address: object) -> object:
            host = address[0] if isinstance(address, tuple) else "localhost"
            if host not in {"127.0.0.1", "::1", "localhost"}:
                raise NetworkBlockedError(f"a test tried to connect to {host}")
            return connect(self, address)

        return only_local

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, guarded(name))


@pytest.fixture(scope="session")
def gold() -> Path:
    """Give the folder with the real plans and their annotation, or skip the test."""
    folder = os.environ.get("QUYU_GOLD", "")
    if not folder:
        pytest.skip("QUYU_GOLD names no folder with the real plans")
    if not Path(folder).is_dir():
        pytest.fail(f"QUYU_GOLD is {folder}, which is no folder")
    return Path(folder)
