"""A file is written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from quyu_maps.files import write_text

if TYPE_CHECKING:
    from pathlib import Path


def test_text_arrives_unchanged_in_a_new_folder(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "页.html"
    write_text(target, "一\r\n二\n")
    assert target.read_bytes() == "一\r\n二\n".encode()
    assert [path.name for path in target.parent.iterdir()] == ["页.html"]


def test_a_file_is_replaced_and_readable_as_the_mask_says(tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    target.write_text("old")
    mask = os.umask(0o027)
    try:
        write_text(target, "new")
    finally:
        os.umask(mask)
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    target = tmp_path / "x.html"
    target.write_text("old")

    def fail(_number: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises((OSError, KeyboardInterrupt)):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


def test_an_error_names_target_and_reason_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="cannot be written") as caught:
        write_text(tmp_path / "file" / "x.html", "text")
    assert str(caught.value).startswith(str(tmp_path / "file" / "x.html"))
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    (tmp_path / "x.html").mkdir()
    with pytest.raises(OSError, match="cannot be written"):
        write_text(tmp_path / "x.html", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


def test_invalid_text_touches_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_text(tmp_path / "new" / "x.html", "\ud800")
    assert not (tmp_path / "new").exists()
