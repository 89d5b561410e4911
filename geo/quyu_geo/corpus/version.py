"""Say which quyu this is, program and data: parts of a dataset by another one are made again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from quyu_data import resource

#: Folders of the bundled data that reading hangs on.
_FOLDERS = ("gazetteer", "lexicon", "boundaries")


@cache
def fingerprint() -> str:
    """Give the version of quyu and, after a plus sign, eight digits of a hash of its data."""
    try:
        number = version("quyu")
    except PackageNotFoundError:  # run from a checkout that is not installed
        number = "0"
    made = hashlib.sha256()
    for folder in _FOLDERS:
        for path in sorted((resource("sources.toml").parent / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                made.update(path.name.encode())
                made.update(path.read_bytes())
    return f"{number}+{made.hexdigest()[:8]}"
