"""`quyu check --map`: what breaks the rules for public maps is named, with exit code 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_about_to_be_drawn_keeps_the_rules(tmp_path: Path) -> None:
    done = quyu("check", "--map", "海南", "全国", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines == [f"{name}: keeps the rules for public maps" for name in ("海南", "全国")]


def test_a_spoiled_sheet_is_named_with_its_rules(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    done = quyu("map", "海南", "-o", "maps/hainan.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    sound = quyu("check", "--map", "maps", cwd=tmp_path)
    assert sound.returncode == 0, sound.stdout
    page = tmp_path / "maps" / "hainan.html"
    text = page.read_text(encoding="utf-8").replace("赤尾屿", "某屿").replace("未经审图", "")
    page.write_text(text, encoding="utf-8")
    done = quyu("check", "--map", "maps", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    said = json.loads(done.stdout)
    assert said["map"] == "maps/hainan.html"
    assert any("赤尾屿 is not named" in breach for breach in said["breaches"])
    assert any("no review number" in breach for breach in said["breaches"])


def test_what_cannot_be_checked_says_why(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    (tmp_path / "x.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for name, code, words in (
        ("x.png", 2, "cannot be read again"),
        ("x.html", 1, "no sheet"),
        ("empty", 1, "no sheet"),
        ("nowhere.svg", 1, "nowhere.svg"),
        ("某某某", 2, "known"),
    ):
        done = quyu("check", "--map", name, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
