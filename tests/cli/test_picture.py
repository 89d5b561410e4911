"""`quyu picture` as a user runs it: forms, units, plans, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drawings import need_parts
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

HEADS = {"png": b"\x89PNG", "pdf": b"%PDF", "svg": b"<svg"}


@pytest.mark.parametrize(
    ("form", "arguments"),
    [
        ("png", ("盘锦", "--dpi", "40")),
        ("pdf", ("jilin-2019", "--paper", "a3", "--theme", "corridor", "--producer", "某院")),
        ("svg", ("吉林", "黑龙江", "--lang", "en", "--all")),
    ],
)
def test_forms(form: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    need_parts()
    done = quyu("picture", *arguments, "-o", f"x.{form}", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"x.{form}: written\n"
    assert (tmp_path / f"x.{form}").read_bytes().startswith(HEADS[form])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("吉林", "-o", "x.gif"), ".png, .svg or .pdf"),
        (("鼓楼区", "-o", "x.png"), "320106"),
        (("吉林生", "-o", "x.png"), "吉林省"),
        (("吉林", "--subject", "盘锦", "-o", "x.png"), "name a file"),
        (("吉林", "--dpi", "5000", "-o", "x.png"), "--dpi"),
    ],
)
def test_what_it_refuses(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = quyu("picture", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []
