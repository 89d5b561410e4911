"""What stops a command: one line on standard error, the right exit code, nothing half-written."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from running import COMMAND, environment, quyu

if TYPE_CHECKING:
    from collections.abc import Callable

FULL = Path("/dev/full")


def one_line(text: str) -> str:
    """Give the line that a failing command wrote, and hold that it is only one."""
    assert text.count("\n") == 1, text
    assert text.startswith("quyu: ")
    return text


@pytest.mark.parametrize(
    "command",
    [("map", "-o", "x.html"), ("export", "-o", "x.geojson"), ("atlas", "-o", "x")],
)
@pytest.mark.parametrize(("wrong", "right"), [("吉林生", "吉林省"), ("heilongjian", "黑龙江省")])
def test_an_unknown_name(command: tuple[str, ...], wrong: str, right: str, tmp_path: Path) -> None:
    """The nearest names are offered, and nothing is written."""
    done = quyu(*command, wrong, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert wrong in one_line(done.stderr)
    assert right in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_no_province(tmp_path: Path) -> None:
    """A city is known to the gazetteer and still has no sheet."""
    done = quyu("export", "长春市", cwd=tmp_path)
    assert done.returncode == 2
    one_line(done.stderr)


@pytest.mark.parametrize("name", ["", " ", "\udcff", "<script>", "../吉林", "x" * 5000])
def test_names_that_are_none(name: str, tmp_path: Path) -> None:
    """Whatever is given as a name, the answer is one line."""
    done = quyu("export", name, cwd=tmp_path)
    assert done.returncode == 2
    one_line(done.stderr)


@pytest.mark.parametrize("arguments", [(), ("mapp",), ("map",), ("map", "吉林", "--nope")])
def test_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Wrong usage is exit code 2, with help on standard error."""
    done = quyu(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Usage:" in done.stderr


def test_texts_that_are_not_there(tmp_path: Path) -> None:
    """A folder that does not exist is bad input."""
    done = quyu("export", "吉林", "--plans", "nowhere", cwd=tmp_path)
    assert done.returncode == 1
    assert "nowhere" in one_line(done.stderr)


def test_a_text_that_is_another(tmp_path: Path) -> None:
    """A changed text is refused rather than quoted."""
    (tmp_path / "jilin-2019.txt").write_text("另一篇文章", encoding="utf-8")
    done = quyu("export", "吉林", "--plans", ".", cwd=tmp_path)
    assert done.returncode == 1
    assert "jilin-2019.txt" in one_line(done.stderr)


@pytest.mark.parametrize(
    "command", [("map", "吉林", "-o", "file/x"), ("atlas", "吉林", "-o", "file/x")]
)
def test_a_path_that_cannot_be_written(command: tuple[str, ...], tmp_path: Path) -> None:
    """A path below a file is named in the line."""
    (tmp_path / "file").write_text("old", encoding="utf-8")
    done = quyu(*command, cwd=tmp_path)
    assert done.returncode == 1
    assert "file" in one_line(done.stderr)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    """A folder is never replaced by a sheet."""
    (tmp_path / "out").mkdir()
    done = quyu("export", "吉林", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    one_line(done.stderr)
    assert list((tmp_path / "out").iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("command", [("map", "吉林", "-o", "x"), ("export", "吉林", "-o", "x")])
def test_a_disk_that_fills_up(command: tuple[str, ...], tmp_path: Path) -> None:
    """When the file does not fit, the old one stays and nothing lies beside it."""
    (tmp_path / "x").write_text("old", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *command],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=_small_files_only,
        timeout=240,
    )
    assert done.returncode == 1
    assert "x" in one_line(done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").read_text(encoding="utf-8") == "old"


def _small_files_only() -> None:
    """Let the kernel refuse every file of more than ten kilobytes, as a full disk would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [("plans",), ("export", "吉林")])
def test_standard_output_that_is_full(command: tuple[str, ...], tmp_path: Path) -> None:
    """A full disk behind standard output is one line too, also at the very end."""
    with FULL.open("w") as full:
        done = subprocess.run(  # noqa: S603 - our own command
            [*COMMAND, *command],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env=environment(),
            timeout=240,
        )
    assert done.returncode == 1
    one_line(done.stderr)


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_device_stays_a_device(tmp_path: Path) -> None:
    """What is no regular file is written to, never replaced."""
    done = quyu("export", "吉林", "-o", FULL, cwd=tmp_path)
    assert done.returncode == 1
    one_line(done.stderr)
    assert FULL.is_char_device()


def test_a_reader_that_leaves_early(tmp_path: Path) -> None:
    """A closed pipe ends the command without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(  # noqa: S603 - our own command
            [*COMMAND, "export", "吉林"],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
            cwd=tmp_path,
            env=environment(),
            timeout=240,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    ("number", "send"),
    [(signal.SIGINT, os.killpg), (signal.SIGTERM, os.kill), (signal.SIGTERM, os.killpg)],
    ids=["Ctrl-C", "kill", "kill of the group"],
)
def test_an_interrupted_atlas(
    number: signal.Signals, send: Callable[[int, int], None], tmp_path: Path
) -> None:
    """Ctrl-C (the whole group) or a polite kill leaves whole files only."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "atlas", "-o", "out", "--jobs", "2"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(),
        start_new_session=True,
    ) as running:
        assert running.stderr is not None
        first = running.stderr.readline()
        send(running.pid, number)
        rest = running.stderr.read()
        code = running.wait(timeout=120)
    assert first.startswith("["), first
    assert code == 1
    *progress, last = rest.splitlines()
    assert all(line.startswith("[") for line in progress), rest
    assert last.startswith("quyu: interrupted")
    _all_whole(tmp_path / "out")


def _all_whole(folder: Path) -> None:
    for path in folder.iterdir():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".geojson":
            json.loads(text)
        else:
            assert path.suffix == ".html", path
            assert text.rstrip().endswith("</html>"), path
    shutil.rmtree(folder)
