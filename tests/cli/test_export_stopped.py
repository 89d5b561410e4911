"""`quyu export` stopped on its way: no file looks complete, and a reader may leave early."""

from __future__ import annotations

import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pyogrio
import pytest

from running import COMMAND, environment

if TYPE_CHECKING:
    from pathlib import Path

#: Beside the file a draft folder is made, hidden and with a name that no reader knows.
DRAFT = ".part"


def started(*words: str, cwd: Path) -> subprocess.Popen[str]:
    """Start the command."""
    return subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "export", "--all", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=cwd,
        env=environment(),
        # Where the tests run in the background, Ctrl-C is ignored, and that would be inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("a.gpkg", signal.SIGINT),
        ("a.gpkg", signal.SIGTERM),
        ("a.gpkg", signal.SIGKILL),
        ("a.shp", signal.SIGKILL),
        ("a.kml", signal.SIGTERM),
        ("a.xlsx", signal.SIGINT),
    ],
)
def test_a_stopped_export_leaves_nothing_that_looks_complete(
    name: str, number: signal.Signals, tmp_path: Path
) -> None:
    """Neither after Ctrl-C nor after a polite kill, and after a hard one only the draft."""
    running = started("-o", name, cwd=tmp_path)
    while running.poll() is None and not any(tmp_path.iterdir()):
        time.sleep(0.002)
    running.send_signal(number)
    _, words = running.communicate(timeout=240)
    left = [path.name for path in tmp_path.iterdir()]
    if running.returncode == 0:  # it was quicker
        assert left
        return
    if number == signal.SIGKILL:
        assert all(path.startswith(f".{name}") and path.endswith(DRAFT) for path in left), left
        return
    assert left == []
    assert running.returncode == 1
    assert words == "quyu: interrupted; nothing half-written is left behind\n"


def test_the_draft_of_a_killed_run_is_in_nobodys_way(tmp_path: Path) -> None:
    """The next run writes the whole file, whatever a killed one has left."""
    (tmp_path / f".a.gpkg.killed{DRAFT}").mkdir()
    (tmp_path / f".a.gpkg.killed{DRAFT}" / "a.gpkg").write_bytes(b"half")
    running = started("-o", "a.gpkg", cwd=tmp_path)
    running.communicate(timeout=240)
    assert running.returncode == 0
    assert len(pyogrio.list_layers(tmp_path / "a.gpkg")) == 8


@pytest.mark.parametrize("form", ["geojson", "geojsonseq", "csv"])
def test_a_reader_that_takes_one_line(form: str, tmp_path: Path) -> None:
    """As `| head -1` does: what it wants arrives, and nobody complains."""
    running = started("--format", form, cwd=tmp_path)
    assert running.stdout is not None
    assert running.stderr is not None
    assert running.stdout.readline().endswith("\n")
    running.stdout.close()
    words = running.stderr.read()
    running.stderr.close()
    assert running.wait(timeout=240) in {0, 1}
    assert words == ""
