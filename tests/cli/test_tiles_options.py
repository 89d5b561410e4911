"""The options for online tiles: refused in one line where they do not fit, else in every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

OWN = "https://map.example.cn/{z}/{x}/{y}.png?tk={key}"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--tiles", OWN), "say the datum"),
        (("--tiles", OWN, "--tiles-datum", "gcj02", "--tiles-key", "k"), "GCJ-02"),
        (("--tiles", "javascript:1/{z}{x}{y}", "--tiles-datum", "wgs84"), "address"),
        (("--tiles", "tianditu"), "needs a key"),
        (("--tiles-datum", "wgs84"), "name these with --tiles"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, options: tuple[str, ...], words: str) -> None:
    done = quyu("map", "珲春", "-o", "x.html", *options, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert words in line
    assert not (tmp_path / "x.html").exists()


def test_all_pages_of_an_atlas_have_them(tmp_path: Path) -> None:
    done = quyu(
        *("atlas", "海南", "-o", "two", "--tiles", OWN, "--tiles-datum", "cgcs2000"),
        cwd=tmp_path,
        QUYU_TILES_KEY="k3y",
    )
    assert done.returncode == 0, done.stderr
    assert "k3y" not in done.stderr
    for name in ("index.html", "460000-hainan.html"):
        text = (tmp_path / "two" / name).read_text(encoding="utf-8")
        assert "img-src data: https://map.example.cn;" in text
        assert text.count("k3y") == 1
    assert "k3y" not in (tmp_path / "two" / "460000-hainan.geojson").read_text(encoding="utf-8")
