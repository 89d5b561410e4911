"""Where documents come from: folders, patterns, archives and JSON Lines, clean and hostile."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import documents
from quyu_geo.corpus import archives
from quyu_geo.corpus.inputs import Inputs
from quyu_geo.corpus.records import record_items
from quyu_geo.errors import DocumentError

if TYPE_CHECKING:
    from quyu_geo.corpus.model import Item


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def items(*names: str) -> list[Item]:
    """Give all documents behind names."""
    return list(Inputs.of(names).items())


def records(*lines: object) -> list[Item]:
    """Give the documents of JSON Lines."""
    text = "".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines)
    return list(record_items(io.BytesIO(text.encode("utf-8", "surrogatepass")), "a.jsonl"))


def packed(members: dict[str, bytes], name: str = "a.tar.gz") -> None:
    """Write a tar.gz archive."""
    with tarfile.open(name, "w:gz") as archive:
        for label, data in members.items():
            info = tarfile.TarInfo(label)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def test_a_folder_gives_its_documents_by_name() -> None:
    """Deeper ones too, hidden ones and other kinds of files not, the same in every run."""
    for name in ("b.txt", "a/z.html", "a/y.TXT", ".git/x.txt", "a/.y.txt", "a/z.png"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x", encoding="utf-8")
    assert [item.id for item in items(".")] == ["a/y.TXT", "a/z.html", "b.txt"]
    assert [item.id for item in items("a", "*.txt")] == ["a/y.TXT", "a/z.html", "b.txt"]


def test_the_dataset_itself_is_no_input() -> None:
    """A folder that is written to is passed over, wherever it lies."""
    for name in ("a.txt", "out/b.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x", encoding="utf-8")
    assert [i.id for i in Inputs.of(["."], without=Path("out")).items()] == ["a.txt"]


def test_a_name_of_nothing_is_said_at_once() -> None:
    """Hours of work do not come before a typing error is found."""
    for name in ("nowhere", "no*.txt"):
        with pytest.raises(DocumentError, match="no "):
            Inputs.of([name])


def test_a_file_that_vanishes_is_an_item_with_a_problem() -> None:
    """What was there when the run began may be gone when its turn comes."""
    Path("a.txt").write_text("x", encoding="utf-8")
    Path("b.txt").write_text("x", encoding="utf-8")
    found = Inputs.of(["a.txt", "b.txt"])
    stream = found.items()
    next(stream)
    Path("b.txt").unlink()
    assert [item.problem for item in stream] in ([], ["b.txt: No such file or directory"])


def test_a_file_that_may_not_be_read_is_an_item_with_a_problem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Permission denied is said of the file, and the rest goes on."""
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("x", encoding="utf-8")
    opened = Path.open

    def guarded(path: Path, mode: str = "r") -> object:
        if path.name == "a.txt":  # root, who may run this test, is forbidden nothing
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", guarded)
    first, second = items("a.txt", "b.txt")
    assert first.problem == "a.txt: Permission denied"
    assert second.data == b"x"


def test_a_link_to_nothing_is_passed_over_in_a_folder() -> None:
    """A broken link is no document."""
    Path("d").mkdir()
    Path("d/a.txt").symlink_to("nowhere")
    assert items("d") == []


def test_members_of_archives_are_documents() -> None:
    """A zip by name, a tar in its order; JSON Lines inside, too."""
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("b/二.txt", "乙")
        archive.writestr("a.jsonl", json.dumps({"id": "k", "text": "甲"}))
        archive.writestr("__MACOSX/a.txt", "x")
        archive.writestr("c.png", "x")
    packed({"y.txt": "丙".encode(), "x.txt": "丁".encode()})
    assert [(item.id, item.data.decode()) for item in items("a.zip", "a.tar.gz")] == [
        ("k", "甲"),
        ("a.zip/b/二.txt", "乙"),
        ("a.tar.gz/y.txt", "丙"),
        ("a.tar.gz/x.txt", "丁"),
    ]


def test_names_of_chinese_windows_are_read() -> None:
    """A zip that says nothing of its encoding is in GBK there."""
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("AAAA.txt", "甲")
    made = Path("a.zip").read_bytes().replace(b"AAAA", "规划".encode("gbk"))
    Path("a.zip").write_bytes(made)
    assert [item.id for item in items("a.zip")] == ["a.zip/规划.txt"]


@pytest.mark.parametrize("name", ["../../etc/x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt"])
def test_a_name_that_climbs_is_only_a_label(name: str) -> None:
    """Nothing is unpacked; a path of an archive never becomes one of the disk."""
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr(name, "x")
    packed({name: b"x"})
    for item in items("a.zip", "a.tar.gz"):
        assert ".." not in item.id
        assert item.data == b"x"
    assert sorted(path.name for path in Path().iterdir()) == ["a.tar.gz", "a.zip"]


def test_links_and_devices_in_an_archive_are_no_documents() -> None:
    """A link in a tar never leads to a file of this machine."""
    with tarfile.open("a.tar.gz", "w:gz") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            info = tarfile.TarInfo("a.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert items("a.tar.gz") == []


def test_a_decompression_bomb_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive that unpacks to far more than text can is left at that point."""
    monkeypatch.setattr(archives, "LARGEST", 1 << 16)
    bomb = b"\0" * (1 << 24)
    packed({"a.txt": b"x", "b.txt": bomb, "c.txt": b"x"})
    first, second = items("a.tar.gz")
    assert first.data == b"x"
    assert "unpacks to more than" in second.problem
    with zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.txt", bomb)
    (item,) = items("a.zip")
    assert len(item.data) == (1 << 16) + 1  # no more than says that it is too large


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
@pytest.mark.parametrize("damage", ["short", "noise", "empty"])
def test_a_damaged_archive_is_an_item_with_a_problem(name: str, damage: str) -> None:
    """What can be read of it is read, and the damage is one line."""
    text = os.urandom(5000).hex().encode()
    packed({"x.txt": text, "y.txt": text})
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr("x.txt", text)
    whole = Path(name).read_bytes()
    made = {"short": whole[: len(whole) // 2], "noise": b"\0" * 99, "empty": b""}[damage]
    Path(name).write_bytes(made)
    found = items(name)
    assert found[-1].problem
    assert "\n" not in found[-1].problem


def test_a_gzip_that_holds_no_tar() -> None:
    """A suffix may lie."""
    Path("a.tgz").write_bytes(gzip.compress(b"x" * 2000))
    (item,) = items("a.tgz")
    assert item.problem.startswith("a.tgz: damaged or protected archive")


def test_records_of_json_lines() -> None:
    """A record brings its id, title, subject and date; without an id it is file and line."""
    first, second = records(
        {"id": 7, "text": "甲", "date": 2020, "subject": "吉林"}, "", {"text": "乙"}
    )
    assert (first.id, first.date, first.subject, first.data) == ("7", "2020", "吉林", "甲".encode())
    assert (second.id, second.plain) == ("a.jsonl:3", True)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "[]",
            "1",
            "{",
            '{"text": 1}',
            '{"id": "a"}',
            '{"text": "x", "id": [1]}',
            "\x00",
            "[" * 9999,
        ),
        *('{"text": "x", "date": "gestern"}', '{"text": "x", "title": {"a": 1}}', "\ud800"),
        json.dumps({"text": "x", "id": "a" * 501}),
    ],
)
def test_a_line_that_is_no_record_is_an_item_with_a_problem(line: str) -> None:
    """The other lines are not lost."""
    bad, good = records(line, {"text": "甲"})
    assert bad.problem.startswith("a.jsonl:1: ")
    documents.one_line(bad.problem)
    assert good.data


def test_lone_surrogates_are_replaced() -> None:
    """JSON can hold what no file can."""
    (item,) = records('{"id": "\\ud800", "text": "a\\udfffb", "title": "\\ud83d\\ude00"}')
    assert (item.id, item.data.decode(), item.title) == ("\ufffd", "a\ufffdb", "\U0001f600")


def test_a_line_without_end_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is never longer in memory than a document may be."""
    monkeypatch.setattr("quyu_geo.corpus.records.LARGEST", 1000)
    bad, good = records({"text": "x" * 5000}, {"text": "甲"})
    assert "too large" in bad.problem
    assert good.data
