"""Run one target under atheris, guided by coverage: `python tests/fuzz/run.py TARGET -runs=100000`.

Everything after the name goes to libFuzzer; inputs that it keeps lie in .cache/fuzz/TARGET.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / name) for name in ("geo", "data", "maps", "cli", "tests")]

# What is otherwise imported only when it is needed comes here, too, or it would go unwatched.
with atheris.instrument_imports(include=["quyu_geo", "pypdf"]):
    import pypdf  # noqa: F401

    import quyu_geo.reading.docx
    import quyu_geo.reading.html
    import quyu_geo.reading.pdf  # noqa: F401
    from fuzz.targets import TARGETS

#: Seconds after which an input counts as a hang, and megabytes beyond which it takes too much.
LIMITS = ("-timeout=20", "-rss_limit_mb=2000", "-max_len=8192")


def main() -> None:
    """Fuzz the target that the first argument names."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: run.py TARGET [-runs=N]...; targets: {' '.join(TARGETS)}")
    name = sys.argv.pop(1)
    target, seeds = TARGETS[name]
    folder = ROOT / ".cache" / "fuzz" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    kept = f"-artifact_prefix={folder.parent}/{name}-"
    atheris.Setup([sys.argv[0], *LIMITS, kept, *sys.argv[1:], str(folder)], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
