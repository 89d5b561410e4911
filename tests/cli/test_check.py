"""`quyu check`: what is dirty or unclear, by line, and whether a person is needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from documents import PLAN
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str, name: str = "plan.txt") -> str:
    """Write a document and give its name."""
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_a_clean_plan(tmp_path: Path) -> None:
    done = quyu("check", write(tmp_path, PLAN), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = done.stdout.splitlines()
    for fact in ("云南省人民政府", "530000", "2021-06-09", "云政发〔2021〕17号", "utf-8"):
        assert fact in line


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        (f"{PLAN}天津时时彩 北京赛车开奖\n", PLAN.count("\n") + 1, "spam"),
        (PLAN.replace("云南省人民政府", "乐乐体育"), 1, "hijack"),
        (f"{PLAN}支持*市建设。\n", PLAN.count("\n") + 1, "mask"),
        (f"甲\ufffd乙\n{PLAN}", 1, "broken"),
    ],
)
def test_what_needs_a_person(text: str, line: int, kind: str, tmp_path: Path) -> None:
    done = quyu("check", write(tmp_path, text), cwd=tmp_path)
    assert done.returncode == 1
    assert any(
        row.startswith((f"plan.txt:{line}: ! {kind}", f"plan.txt:{line},")) and f"! {kind}" in row
        for row in done.stdout.splitlines()
    ), done.stdout


def test_what_needs_none(tmp_path: Path) -> None:
    done = quyu("check", write(tmp_path, f"【字号:大 中 小】\n{PLAN}- 3 -\n"), cwd=tmp_path)
    assert done.returncode == 0
    kinds = [row.split(": ")[1] for row in done.stdout.splitlines()[1:]]
    assert kinds == ["navigation", "page_number"]


def test_a_subject_that_is_missing_or_given(tmp_path: Path) -> None:
    name = write(tmp_path, "为促进开放,加快合作。\n")
    done = quyu("check", name, cwd=tmp_path)
    assert done.returncode == 1
    assert "! subject" in done.stdout
    done = quyu("check", name, "--subject", "云南省", cwd=tmp_path)
    assert (done.returncode, "! subject" in done.stdout) == (0, False)


def test_json(tmp_path: Path) -> None:
    names = [write(tmp_path, PLAN), write(tmp_path, f"{PLAN}支持*市建设。\n", "b.txt")]
    done = quyu("check", *names, "--format", "json", cwd=tmp_path)
    one, two = map(json.loads, done.stdout.splitlines())
    assert (one["needs_person"], two["needs_person"]) == (False, True)
    assert two["warnings"][0]["kind"] == "mask"
    assert done.returncode == 1


def test_a_bad_document_among_others(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    done = quyu("check", "bad.txt", write(tmp_path, PLAN), cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("quyu: bad.txt: ")
    assert "plan.txt: " in done.stdout


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("jiangsu-2020", {"spam"}),
        ("jilin-hachang-2016", {"hijack"}),
        ("panjin-2020", {"mask", "subject"}),
    ],
)
def test_the_real_plans(gold: Path, name: str, kinds: set[str], tmp_path: Path) -> None:
    done = quyu("check", gold / f"{name}.txt", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    warnings = json.loads(done.stdout)["warnings"]
    assert {each["kind"] for each in warnings if each["needs_person"]} == kinds
