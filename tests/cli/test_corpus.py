"""`quyu corpus`: one dataset of many documents, the same whoever works, and documents that fail."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import datasets
import documents
from running import COMMAND, environment, quyu

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

if TYPE_CHECKING:
    from collections.abc import Iterator


INPUT = ("corpus", "in.jsonl", "plans", "--batch", "4")


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a corpus in every form and the dataset that one process makes of it."""
    folder = tmp_path_factory.mktemp("corpus")
    datasets.write(folder / "in.jsonl", 12)
    (folder / "plans").mkdir()
    (folder / "plans" / "云南.txt").write_bytes(documents.PLAN.encode("gb18030"))
    (folder / "plans" / "页.html").write_text(documents.page(documents.PLAN), encoding="utf-8")
    (folder / "plans" / "broken.docx").write_bytes(b"PK\x03\x04 no more than that")
    done = quyu(
        "corpus", "in.jsonl", "plans", "-o", "one", "--jobs", "1", "--batch", "4", cwd=folder
    )
    assert done.returncode == 3, done.stderr
    return folder


def test_a_dataset_holds_every_document_once(undisturbed: Path) -> None:
    """In three tables that other programs read, with what was left out beside them."""
    out = undisturbed / "one"
    rows = pq.read_table(out / "documents", columns=["id", "mentions", "initiatives"]).to_pylist()
    ids = [row["id"] for row in rows]
    assert sorted(ids) == sorted(
        {*(f"d{n:03d}" for n in range(12)), "plans/云南.txt", "plans/页.html"}
    )
    for name in ("mentions", "initiatives"):
        table = pq.read_table(out / name, columns=["document"])
        assert table.num_rows == sum(row[name] for row in rows) > 0
        assert set(table["document"].to_pylist()) <= {*ids}
    (error,) = datasets.errors(out)
    assert (error["id"], error["kind"]) == ("plans/broken.docx", "document")
    said = json.loads((out / "dataset.json").read_text(encoding="utf-8"))
    assert (said["documents"], said["failed"], said["parts"]) == (14, 1, 4)


def test_more_processes_make_the_same_bytes(undisturbed: Path) -> None:
    """However many work, and whatever they finish first."""
    done = quyu(*INPUT, "-o", "two", "--jobs", "2", "--quiet", cwd=undisturbed)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "1 failed: two/errors.jsonl\n", "--quiet says only what is wrong"
    assert datasets.content(undisturbed / "two") == datasets.content(undisturbed / "one")


def test_what_is_done_stays_done(undisturbed: Path) -> None:
    """Resumed, nothing is made again but what is missing, damaged, or of another text."""
    out = undisturbed / "again"
    shutil.copytree(undisturbed / "one", out)
    (out / "mentions" / "part-000001.parquet").write_bytes(b"damaged")
    (out / "documents" / ".part-000002.parquet.x.part").write_bytes(b"half")
    (out / "documents" / "part-000077.parquet").write_bytes(b"of a longer input")
    kept = (out / "documents" / "part-000000.parquet").stat().st_mtime_ns
    done = quyu(*INPUT, "-o", out, "--resume", "--jobs", "1", cwd=undisturbed)
    assert done.returncode == 3
    assert json.loads(done.stderr.splitlines()[0])["kept"] == 3
    assert (out / "documents" / "part-000000.parquet").stat().st_mtime_ns == kept
    assert datasets.content(out) == datasets.content(undisturbed / "one")


def test_a_dataset_is_not_written_over(undisturbed: Path) -> None:
    """Neither without a word, nor into a folder of something else."""
    done = quyu("corpus", "plans", "-o", "one", cwd=undisturbed)
    assert (done.returncode, "--resume" in done.stderr) == (2, True)
    done = quyu("corpus", "in.jsonl", "-o", "plans", "--resume", cwd=undisturbed)
    assert (done.returncode, "something else" in done.stderr) == (2, True)
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nowhere", "-o", "x"), 1, "nowhere: no such file or folder"),
        (("empty", "-o", "x"), 1, "no document"),
        (("plans", "-o", "plans/云南.txt/x"), 1, "cannot be written"),
        (("plans", "-o", "x", "--subject", "无此地名县"), 2, "no such place"),
        (("plans", "-o", "x", "--scheduler", "nowhere"), 2, "no address of a scheduler"),
        (("plans", "-o", "x", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"), 2, "--jobs"),
    ],
)
def test_what_cannot_be_begun(
    arguments: tuple[str, ...], code: int, said: str, undisturbed: Path
) -> None:
    """One line says why, and nothing is left behind."""
    (undisturbed / "empty").mkdir(exist_ok=True)
    done = quyu("corpus", *arguments, cwd=undisturbed)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    shutil.rmtree(undisturbed / "x", ignore_errors=True)


def test_a_document_that_takes_too_long(tmp_path: Path) -> None:
    """It is said with its reason; the others, before and after it, are there."""
    datasets.write(tmp_path / "a.jsonl", 3)
    row = json.dumps({"id": "slow", "text": datasets.text(0, 4000)}, ensure_ascii=False)
    (tmp_path / "slow.jsonl").write_text(row, encoding="utf-8")
    options = ("-o", "out", "--jobs", "1", "--timeout", "2")
    done = quyu("corpus", "slow.jsonl", "a.jsonl", *options, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    (found,) = datasets.errors(tmp_path / "out")
    assert found["reason"] == "slow.jsonl:1: takes longer than 2 seconds"
    rows = pq.read_table(tmp_path / "out" / "documents", columns=["id"])["id"].to_pylist()
    assert rows == ["d000", "d001", "d002"]


def test_a_full_disk(undisturbed: Path, tmp_path: Path) -> None:
    """One line; no half of a file, and no part that counts without its tables."""

    def small() -> None:
        import resource  # noqa: PLC0415 - in the child

        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000, 3_000))

    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "corpus", undisturbed / "plans", "-o", "out", "--jobs", "1", "--quiet"],
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=small,
        timeout=240,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "cannot be written" in done.stderr
    assert datasets.content(tmp_path / "out") == {}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_an_interrupted_run(number: signal.Signals, tmp_path: Path) -> None:
    """Whole parts only, one line, no process left; and it can be gone on with."""
    datasets.write(tmp_path / "in.jsonl", 60, times=20)
    command = [
        *COMMAND,
        "corpus",
        "in.jsonl",
        "-o",
        "out",
        "--jobs",
        "2",
        "--batch",
        "2",
        "--quiet",
    ]
    with subprocess.Popen(  # noqa: S603 - our own command
        command,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment(),
        start_new_session=True,
    ) as running:
        wait_for(tmp_path / "out" / "parts", 2, running)
        below = [*children(running.pid)]
        send = os.killpg if number == signal.SIGINT else os.kill
        send(running.pid, number)
        assert running.stderr is not None
        said = running.stderr.read()
        assert running.wait(timeout=60) == 1
    assert said == "quyu: interrupted; nothing half-written is left, --resume goes on\n"
    assert below
    assert not [pid for pid in below if Path(f"/proc/{pid}/stat").exists() and not zombie(pid)]
    names = {path.rpartition(".")[2] for path in datasets.content(tmp_path / "out")}
    assert names == {"parquet", "json"}


def wait_for(folder: Path, count: int, running: subprocess.Popen[str]) -> None:
    """Wait until so many parts are there."""
    while running.poll() is None:
        if folder.is_dir() and len([*folder.glob("*.json")]) >= count:
            return
        time.sleep(0.02)
    raise AssertionError("the run ended before it could be disturbed")


def children(pid: int) -> Iterator[int]:
    """Give the processes that a process has started."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        for word in (task / "children").read_text(encoding="ascii").split():
            yield int(word)


def zombie(pid: int) -> bool:
    """Tell whether a process has ended and only its parent does not know yet."""
    return (
        Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    )


def test_a_locale_that_knows_no_chinese(undisturbed: Path) -> None:
    """Names and texts are the same under LANG=C."""
    options = ("-o", "c", "--jobs", "1", "--quiet")
    done = quyu(*INPUT, *options, cwd=undisturbed, LANG="C", LC_ALL="C")
    assert done.returncode == 3
    assert datasets.content(undisturbed / "c") == datasets.content(undisturbed / "one")


@pytest.mark.slow
def test_a_dask_cluster_makes_the_same_bytes(undisturbed: Path, tmp_path: Path) -> None:
    """The workers of a scheduler do the very same work."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    address = f"tcp://127.0.0.1:{20_000 + os.getpid() % 20_000}"
    parts = [
        ("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2]),
        ("worker", address, "--nthreads", "2", "--no-nanny", "--local-directory", str(tmp_path)),
    ]
    cluster = [
        subprocess.Popen(  # noqa: S603 - our own cluster
            [sys.executable, "-m", f"distributed.cli.dask_{name}", *options, "--no-dashboard"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        for name, *options in parts
    ]
    try:
        for _ in range(30):  # until the cluster is up
            options = ("-o", "far", "--scheduler", address, "--quiet", "--resume")
            done = quyu(*INPUT, *options, cwd=undisturbed)
            if done.returncode == 3:
                break
        assert done.returncode == 3, done.stderr
    finally:
        for process in reversed(cluster):
            process.terminate()
            process.wait(timeout=60)
    assert datasets.content(undisturbed / "far") == datasets.content(undisturbed / "one")
