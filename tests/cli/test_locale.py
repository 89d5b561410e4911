"""A locale that knows no Chinese changes nothing: not what is read, nor what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import documents
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

#: The bare C locale; and without Python's own way out of it, where only messages are held.
BARE = (
    {"LANG": "C", "LC_ALL": "C"},
    {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
)


@pytest.mark.parametrize("command", [("extract", "云南.txt"), ("export", "海南")])
def test_the_bare_locale_gives_the_same(command: tuple[str, ...], tmp_path: Path) -> None:
    """Chinese names of files and places, and results on standard output, byte for byte."""
    (tmp_path / "云南.txt").write_text(documents.PLAN, encoding="utf-8")
    usual = quyu(*command, cwd=tmp_path, LC_ALL="C.UTF-8", LANG="C.UTF-8")
    bare = quyu(*command, cwd=tmp_path, **BARE[0])
    assert (bare.returncode, bare.stdout) == (usual.returncode, usual.stdout)
    assert "Traceback" not in bare.stderr


@pytest.mark.parametrize("locale", BARE, ids=["C", "ASCII"])
def test_a_message_in_a_bare_locale(locale: dict[str, str], tmp_path: Path) -> None:
    """It is one line, whatever becomes of its characters."""
    done = quyu("map", "吉木省", "-o", "x.html", cwd=tmp_path, **locale)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
