"""Build every bundled artefact, or check that the committed ones are what the sources give."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from quyu_build.changes import report
from quyu_build.packages import ROOT

TABLES = ROOT / "data" / "tables"
BUNDLED = ROOT / "data" / "quyu_data"

#: Steps in order; each is a module with ``build(tables, out)`` and may read what the
#: steps before it wrote. ``record`` and ``about`` come last: they count the rows of the others.
STEPS: tuple[str, ...] = (
    "script",
    "boundaries",
    "units",
    "townships",
    "countries",
    "shores",
    "history",
    "waters",
    "nature",
    "areas",
    "lanes",
    "compiled",
    "more",
    "cities",
    "index",
    "pinyin",
    "words",
    "lexicon",
    "schema",
    "record",
    "about",
)


def main() -> int:
    """Run the steps in a scratch folder, then replace or compare."""
    parser = argparse.ArgumentParser(prog="quyu_build", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    parser.add_argument("steps", nargs="*", help="only these steps (default: all)")
    options = parser.parse_args()
    chosen = [step for step in STEPS if not options.steps or step in options.steps]
    if unknown := set(options.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}; known: {', '.join(STEPS)}")
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "quyu_data"
        # Steps left out of a partial run find the committed files of the earlier ones.
        shutil.copytree(BUNDLED, out, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
        before = _contents(out)
        for step in chosen:
            started = time.monotonic()
            import_module(f"quyu_build.{step}").build(TABLES, out)
            _say(f"{step}: {time.monotonic() - started:.1f} s")
        after = _contents(out)
        # Only what a step wrote anew is put back: the rest may have changed meanwhile.
        changed = sorted(name for name, body in after.items() if before.get(name) != body)
        told = report(BUNDLED, out, TABLES) if changed else []
        if not options.check:
            for name in changed:
                (BUNDLED / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(out / name, BUNDLED / name)
    for line in told:
        _say(line)
    for name in changed:
        _say(f"{'differs' if options.check else 'written'}: {name}")
    _say(f"{len(changed)} files {'differ' if options.check else 'written'}")
    return 1 if options.check and changed else 0


def _contents(folder: Path) -> dict[str, str]:
    """Give the hash of every file below a folder by its relative path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.*"))
        if path.is_file()
    }


def _say(words: str) -> None:
    sys.stderr.write(words + "\n")


if __name__ == "__main__":
    sys.exit(main())
