"""The command line opens no socket: neither itself nor any process that it starts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import documents
from running import PACKAGES, quyu

if TYPE_CHECKING:
    from pathlib import Path

#: Run by every Python that starts: notes each socket of the internet, and each look-up of a name.
WATCH = """
import sys
NAMES = {"socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.bind"}
def watch(event, arguments):
    inet = event == "socket.__new__" and arguments[1] not in (-1, 1)
    if inet or event in NAMES:
        with open(LOG, "a") as log:
            log.write(f"{event} {arguments}\\n")
with open(LOG, "a") as log:
    log.write("watched\\n")
sys.addaudithook(watch)
"""


@pytest.mark.slow
def test_no_command_opens_a_socket(tmp_path: Path) -> None:
    """Without --scheduler or --to, nothing leaves the machine, and nobody listens."""
    log = tmp_path / "sockets.log"
    watch = tmp_path / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(f"LOG = {str(log)!r}\n{WATCH}", encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plan.txt").write_text(documents.PLAN, encoding="utf-8")
    (tmp_path / "in" / "plan.html").write_text(documents.page("昆明市"), encoding="utf-8")
    (tmp_path / "in" / "plan.pdf").write_bytes(documents.pdf(documents.PLAN))
    commands = (
        ("plans",),
        ("places", "朝阳"),
        ("extract", "in", "-o", "out.jsonl"),
        ("check", "in/plan.txt"),
        ("export", "吉林", "-o", "jilin.gpkg"),
        ("map", "吉林", "-o", "jilin.html"),
        ("map", "in/plan.txt", "-o", "plan.html", "--tiles", "tianditu", "--tiles-key", "k"),
        ("atlas", "吉林", "-o", "atlas", "--jobs", "2"),
        ("corpus", "in", "-o", "dataset", "--jobs", "2", "--quiet"),
    )
    for command in commands:
        done = quyu(*command, cwd=tmp_path, PYTHONPATH=f"{watch}{os.pathsep}{PACKAGES}")
        assert done.returncode in {0, 1}, (command, done.stderr)
    lines = log.read_text(encoding="utf-8").splitlines()
    assert lines.count("watched") > len(commands), "processes that a command starts are watched"
    assert {*lines} == {"watched"}
