"""Run the command `quyu` of this checkout as a process of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = os.pathsep.join(str(ROOT / folder) for folder in ("geo", "data", "maps", "cli"))

#: Warnings are errors, as they are in the tests themselves.
COMMAND = (sys.executable, "-W", "error", "-m", "quyu_cli")


def environment(**more: str) -> dict[str, str]:
    """Give the environment in which a fresh Python finds this checkout's packages."""
    return {**os.environ, "PYTHONPATH": PACKAGES, **more}


def quyu(*arguments: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """
    Run the command and wait for its end.

    Parameters
    ----------
    arguments
        As on the command line.
    cwd
        Folder to run in.
    more
        Environment variables to set besides.
    """
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        cwd=cwd,
        env=environment(**more),
        timeout=240,
    )


def spent() -> float:
    """Give the seconds of the processor that finished commands took; other work does not count."""
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
