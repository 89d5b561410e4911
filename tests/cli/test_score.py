"""`quyu score`: a table, JSON, errors, and predictions of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "吉林省人民政府关于区域协作的意见\n支持长春市与四平市共建产业园区。\n"
MENTIONS = """line\tsurface\tnth\tkind\tflags\trefs\tnote
1\t吉林省\t1\tadmin\to\t220000\t
2\t长春市\t1\tadmin\t\t220100\t
2\t四平市\t1\tadmin\t\t220300\t
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (folder / "a.mentions.tsv").write_text(MENTIONS, encoding="utf-8")
    return folder


def test_the_documents_are_read_where_no_predictions_are_given(gold: Path) -> None:
    done = quyu("score", gold, "--errors", "5", cwd=gold)
    assert (done.returncode, done.stderr) == (0, "")
    head, row, every = done.stdout.splitlines()
    assert head.split()[:3] == ["document", "span", "P"]
    assert row.split()[:4] == ["a", "1.000", "1.000", "1.000"]
    assert every.split()[0] == "ALL"
    assert "init" not in head


def test_predictions_are_scored_and_missing_ones_are_told(gold: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    done = quyu("extract", gold / "a.txt", "-o", f"{folder}/", cwd=gold)
    assert done.returncode == 0
    (gold / "b.txt").write_text(TEXT, encoding="utf-8", newline="")
    (gold / "b.mentions.tsv").write_text(MENTIONS, encoding="utf-8")
    done = quyu("score", gold, folder, "--format", "json", "--errors", "9", cwd=gold)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "b.json" in done.stderr
    found = json.loads(done.stdout)
    assert found["documents"]["a"]["place"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert found["documents"]["b"]["place"]["recall"] == 0
    assert [each["kind"] for each in found["errors"]["b"]] == ["missed"] * 3
    only = quyu("score", gold, folder, "--only", "a", cwd=gold)
    assert only.returncode == 0


def test_a_prediction_of_another_text_counts_as_empty(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"text": "别的"}', encoding="utf-8")
    done = quyu("score", gold, tmp_path, cwd=gold)
    assert done.returncode == 3
    assert "scored as empty" in done.stderr


@pytest.mark.parametrize("content", ["line\n1\n", MENTIONS.replace("220300", "?")])
def test_bad_annotation_is_one_line(gold: Path, content: str) -> None:
    (gold / "a.mentions.tsv").write_text(content, encoding="utf-8")
    done = quyu("score", gold, cwd=gold)
    assert done.returncode == 1
    assert done.stderr.startswith("quyu: ")
    assert done.stderr.count("\n") == 1
    assert "a.mentions.tsv" in done.stderr


def test_a_folder_without_annotation(tmp_path: Path) -> None:
    done = quyu("score", tmp_path, cwd=tmp_path)
    assert done.returncode == 1
    assert "no annotated document" in done.stderr
    done = quyu("score", tmp_path, tmp_path / "nowhere", cwd=tmp_path)
    assert done.returncode == 1
    assert "no folder of predictions" in done.stderr
