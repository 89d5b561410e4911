"""The wheel and the archive of sources: both install, offline, with the pinned backend alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import pytest

from running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("hatchling", reason="the build backend is not installed")
pytest.importorskip("pip", reason="pip is not installed")


def installed(package: Path, folder: Path) -> set[str]:
    """Install a package without a network or dependencies and give its files but for metadata."""
    subprocess.run(  # noqa: S603 - our own package
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"),
            *("--no-index", "--no-deps", "--no-build-isolation", "--no-compile"),
            *("--target", folder, package),
        ],
        check=True,
        env={**os.environ, "PIP_ROOT_USER_ACTION": "ignore"},
    )
    return {
        name
        for path in folder.rglob("*")
        if path.is_file() and not (name := path.relative_to(folder).as_posix()).startswith("bin/")
        if ".dist-info/" not in name
    }


@pytest.mark.slow
def test_wheel_and_sources_install_alike(tmp_path: Path) -> None:
    """What comes out of the sources is what the wheel holds, and the command runs from it."""
    subprocess.run(  # noqa: S603 - our own packages
        [sys.executable, "-m", "hatchling", "build", "-d", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,), (sources,) = tmp_path.glob("*.whl"), tmp_path.glob("*.tar.gz")
    with tarfile.open(sources) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "LICENSE", "pyproject.toml", "SECURITY.md", "CHANGELOG.md"} <= inside
    ours, theirs = (installed(p, tmp_path / p.suffix[1:]) for p in (wheel, sources))
    assert ours == theirs
    assert "quyu_cli/main.py" in ours
    done = subprocess.run(
        [sys.executable, "-P", "-m", "quyu_cli", "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "gz")},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout.startswith("quyu ")
