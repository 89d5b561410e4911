"""Hold `quyu score` to the figures of the scorer that came with the annotation."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

#: What the other scorer calls a figure, and what we call it.
NAMES = {"span": "span", "place": "place", "place*": "place*", "docset": "once", "init": "init"}
SHARES = ("exact", "type", "members", "clause", "name", "status")


@pytest.mark.slow
def test_the_figures_are_those_of_the_other_scorer(gold: Path, tmp_path: Path) -> None:
    scorer = gold.parent / "score" / "score.py"
    if not scorer.is_file():
        pytest.skip("the scorer that came with the annotation is not at hand")
    plans = sorted(gold.glob("*.txt"))
    assert quyu("extract", *plans, "-o", f"{tmp_path}/", cwd=tmp_path).returncode == 0
    done = quyu("score", gold, tmp_path, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    ours = json.loads(done.stdout)
    other = subprocess.run(  # noqa: S603 - the scorer of the annotation
        [sys.executable, scorer, gold, tmp_path, "--json"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    theirs = json.loads(other.stdout)
    agree(theirs["all"], ours["all"])
    assert theirs["documents"].keys() == ours["documents"].keys()
    for name, figures in theirs["documents"].items():
        agree(figures, ours["documents"][name])


def agree(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    for name, own in NAMES.items():
        assert list(ours[own].values()) == pytest.approx(theirs[name], abs=1e-12), name
    for name in SHARES:
        assert ours[name] == pytest.approx(theirs[name], abs=1e-12), name
