"""Small corpora of our own making, and what a dataset holds, for the tests of the command."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import documents

if TYPE_CHECKING:
    from pathlib import Path

#: Units that take each other's place from document to document.
UNITS = ("昆明", "玉溪", "楚雄", "曲靖", "大理", "保山", "昭通", "丽江", "普洱", "临沧")


def text(number: int, times: int = 1) -> str:
    """Give a document; the more times its body stands in it, the longer it takes to read."""
    head, body = documents.PLAN.split("\n", 1)
    for at, name in enumerate(UNITS):
        body = body.replace(name, f"<{(at + number) % len(UNITS)}>")
    for at, name in enumerate(UNITS):
        body = body.replace(f"<{at}>", name)
    return f"{head}\n" + body * times


def write(path: Path, count: int, times: int = 1) -> None:
    """Write documents as JSON Lines."""
    rows = ({"id": f"d{n:03d}", "text": text(n, times)} for n in range(count))
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def content(folder: Path) -> dict[str, str]:
    """Give the hash of every file of a dataset by its name."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def errors(folder: Path) -> list[dict[str, str]]:
    """Give the documents that failed."""
    lines = (folder / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
