"""`quyu extract`: one object a document, in every format, and no document lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from documents import PLAN, archive, docx, page, pdf
from quyu_geo.fold import fold
from running import quyu, spent

if TYPE_CHECKING:
    from pathlib import Path

LINES = PLAN.strip().split("\n")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Give a file with the plan of our own making."""
    path = tmp_path / "plan.txt"
    path.write_bytes(PLAN.encode())
    return path


def extracted(*arguments: str | Path, cwd: Path) -> dict[str, Any]:
    """Give what was found in one document."""
    done = quyu("extract", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_plan(plan: Path) -> None:
    found = extracted(plan, cwd=plan.parent)
    assert found["text"] == PLAN
    assert found["document"]["subject"] == ["530000"]
    assert found["document"]["issuer"] == "云南省人民政府"
    assert found["document"]["date"] == "2021-06-09"
    assert found["document"]["section_count"] == 8
    assert found["document"]["characters"] == len(PLAN)
    assert found["document"]["warnings"] == []
    assert found["initiatives"]
    for each in found["initiatives"]:
        assert 0 <= each["start"] < each["end"] <= len(PLAN)
        assert {*each["members"], *each["partners"]} <= set(found["places"])
    for mention in found["mentions"]:
        assert found["text"][mention["start"] : mention["end"]] == mention["surface"]
        assert set(mention["places"]) <= set(found["places"])
    assert {"530000", "530100", "530300", "530400"} <= set(found["places"])


def test_the_caller_knows_the_subject_and_the_date(plan: Path) -> None:
    found = extracted(plan, "--subject", "昆明市", "--date", "2021", cwd=plan.parent)
    assert found["document"]["subject"] == ["530100"]
    assert found["document"]["date"] == "2021"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_every_encoding_gives_the_same(encoding: str, plan: Path) -> None:
    other = plan.with_name("other.txt")
    other.write_bytes(PLAN.encode(encoding))
    one, two = (extracted(path.name, cwd=plan.parent) for path in (plan, other))
    assert one["mentions"] == two["mentions"]
    assert one["text"] == two["text"]


def test_line_ends_are_kept(plan: Path) -> None:
    plan.write_bytes(PLAN.replace("\n", "\r\n").encode())
    assert extracted(plan, cwd=plan.parent)["text"] == PLAN.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", page(*LINES).encode()), ("a.docx", docx(*LINES)), ("a.pdf", pdf(PLAN))],
)
def test_every_format_gives_the_same_places(name: str, data: bytes, plan: Path) -> None:
    plan.with_name(name).write_bytes(data)
    one, two = (extracted(each, cwd=plan.parent) for each in ("plan.txt", name))
    assert one["places"] == two["places"]
    assert one["document"]["issuer"] == two["document"]["issuer"]
    assert [m["surface"] for m in one["mentions"]] == [m["surface"] for m in two["mentions"]]


def test_standard_input(plan: Path) -> None:
    import subprocess  # noqa: PLC0415 - only here is something fed to the command

    from running import COMMAND, environment  # noqa: PLC0415 - as above

    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "extract", "-"],
        input=PLAN.encode(),
        capture_output=True,
        check=True,
        env=environment(),
        cwd=plan.parent,
    )
    assert json.loads(done.stdout)["document"]["source"] == "-"


def test_what_is_dirty_names_no_place(plan: Path) -> None:
    plan.write_text(f"{PLAN}上海时时彩 广东麻将技巧 贵阳六合彩开奖 福建22选5\n", encoding="utf-8")
    done = quyu("extract", plan, cwd=plan.parent)
    found = json.loads(done.stdout)
    assert not {"310000", "440000", "520100", "350000"} & set(found["places"])
    assert found["document"]["warnings"][0]["kind"] == "spam"
    assert found["document"]["warnings"][0]["lines"] == [PLAN.count("\n") + 1]
    assert "spam" in done.stderr


def test_several_documents_are_lines(plan: Path) -> None:
    plan.with_name("second.txt").write_text(PLAN, encoding="utf-8")
    done = quyu("extract", "plan.txt", "second.txt", cwd=plan.parent)
    sources = [json.loads(line)["document"]["source"] for line in done.stdout.splitlines()]
    assert sources == ["plan.txt", "second.txt"]


@pytest.mark.parametrize("argument", ["in", "in/*", "in/**/*.txt"])
def test_a_folder_and_a_pattern(argument: str, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "deep/c.txt"):
        (tmp_path / "in" / name).write_text(PLAN, encoding="utf-8")
    done = quyu("extract", argument, "--format", "jsonl", "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0
    rows = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    sources = [json.loads(row)["document"]["source"] for row in rows]
    assert sources == sorted(sources)
    assert sources[:2] == ["in/a.txt", "in/b.txt"]
    assert len(sources) == (2 if argument == "in/*" else 3)


def test_a_file_for_each_document(plan: Path) -> None:
    (plan.parent / "more").mkdir()
    (plan.parent / "more" / "plan.txt").write_text(PLAN, encoding="utf-8")
    done = quyu("extract", "plan.txt", "more/plan.txt", "-o", "out/", cwd=plan.parent)
    assert done.returncode == 0
    names = sorted(path.name for path in (plan.parent / "out").iterdir())
    assert names == ["plan-2.json", "plan.json"]
    for name in names:
        json.loads((plan.parent / "out" / name).read_text(encoding="utf-8"))


def test_a_table(plan: Path) -> None:
    done = quyu("extract", plan, plan, "--format", "tsv", cwd=plan.parent)
    head, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert head[:5] == ["source", "line", "start", "end", "surface"]
    assert len({len(row) for row in rows}) == 1
    first = dict(zip(head, rows[0], strict=True))
    assert (first["line"], first["surface"], first["places"]) == ("1", "云南省", "530000")
    lines = PLAN.split("\n")
    for row in (dict(zip(head, row, strict=True)) for row in rows):
        assert row["surface"] in lines[int(row["line"]) - 1]


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 50,
    "nul.txt": bytes(5000),
    "bomb.docx": archive({"word/document.xml": b"<t>" + b" " * (120 << 20)}),
    "damaged.pdf": pdf(PLAN)[:300],
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
}


@pytest.mark.parametrize("name", [*BAD, "missing.txt"])
def test_a_document_that_is_none(name: str, tmp_path: Path) -> None:
    if name in BAD:
        (tmp_path / name).write_bytes(BAD[name])
    done = quyu("extract", name, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"quyu: {name}: ")
    assert done.stderr.count("\n") == 1


def test_bad_documents_do_not_lose_the_others(plan: Path) -> None:
    for name, data in BAD.items():
        plan.with_name(name).write_bytes(data)
    done = quyu("extract", *BAD, "plan.txt", "missing.txt", "-o", "out/", cwd=plan.parent)
    assert done.returncode == 3
    assert [path.name for path in (plan.parent / "out").iterdir()] == ["plan.json"]
    told = [line for line in done.stderr.splitlines() if line.startswith("quyu: ")]
    assert len(told) == len(BAD) + 1


def test_all_documents_are_bad(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    done = quyu("extract", "a.txt", "b.txt", "-o", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 2
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    "text",
    [
        PLAN.replace("\n", "") * 9000,
        f"{PLAN}\0\ufffd",
        "<html><body>" + "<div>" * 100_000 + PLAN,
        "*市" * 300_000,
        "1、\n" * 300_000,
    ],
    ids=["one line of ten megabytes", "nul", "deep", "masks", "numbers"],
)
def test_odd_documents_are_read_in_time(text: str, tmp_path: Path) -> None:
    name = "odd.html" if text.startswith("<") else "odd.txt"
    (tmp_path / name).write_text(text, encoding="utf-8")
    began = spent()
    done = quyu("extract", name, "-o", "out.json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert spent() - began < 60


@pytest.mark.parametrize(
    "arguments",
    [
        ("--subject", "nowhere-at-all"),
        ("--subject", "朝阳区"),
        ("--date", "yesterday"),
        ("--date", "2020-13"),
        ("-o", "plan.txt"),
        ("-o", "./plan.txt"),
        ("--format", "xml"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], plan: Path) -> None:
    done = quyu("extract", "plan.txt", *arguments, cwd=plan.parent)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert plan.read_text(encoding="utf-8") == PLAN


@pytest.mark.parametrize("argument", ["none/*.txt", "empty"])
def test_nothing_to_read(argument: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = quyu("extract", argument, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"quyu: {argument}: no ")


def test_the_real_plans(gold: Path, tmp_path: Path) -> None:
    done = quyu("extract", gold, "-o", "out/", cwd=tmp_path)
    assert done.returncode == 0
    for path in sorted(gold.glob("*.txt")):
        found = json.loads((tmp_path / "out" / f"{path.stem}.json").read_text(encoding="utf-8"))
        assert found["text"] == path.read_bytes().decode()
        assert found["mentions"]
        assert fold(found["document"]["title"])


AMBIGUOUS = (
    "关于推进两地协作的意见\n一、总体安排\n支持鼓楼区与长春市共建园区。\n加强吉林市、吉林省往来。\n"
)


def test_explain_shows_every_candidate_with_its_grounds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(AMBIGUOUS, encoding="utf-8")
    done = quyu("extract", "a.txt", "--explain", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("a.txt: title ")
    assert lines[1].split() == ["line", "name", "place", "sure", "because"]
    asked = next(at for at, line in enumerate(lines) if "鼓楼区" in line)
    assert lines[asked].split()[:3] == ["3", "鼓楼区", "?"]
    assert "unresolved: several places bear the name" in lines[asked]
    offered = lines[asked + 1 : asked + 5]
    assert [line.split()[0] for line in offered] == ["1.", "2.", "3.", "4."]
    assert all("usual meaning +" in line and "鼓楼区" in line for line in offered)
    (known,) = [line for line in lines if line.startswith("3 ") and "长春市" in line]
    assert known.split() == ["3", "长春市", "长春市", "220100", *known.split()[4:]]
    assert known.endswith("only place of this name")


def test_explain_in_json_weighs_the_candidates(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(AMBIGUOUS, encoding="utf-8")
    plain = extracted("a.txt", cwd=tmp_path)
    found = extracted("a.txt", "--explain", "--format", "json", cwd=tmp_path)
    (asked,) = found["unresolved"]
    assert [each["id"] for each in asked["weighed"]] == asked["candidates"]
    for each in [*found["mentions"], asked]:
        for place in each["weighed"]:
            assert place["score"] == pytest.approx(sum(place["grounds"].values()), abs=0.3)
            assert place["name"]
    for each in [*found["mentions"], *found["unresolved"]]:
        del each["weighed"]
    assert found == plain


def test_a_table_has_no_room_for_explanations(plan: Path) -> None:
    done = quyu("extract", plan, "--explain", "--format", "tsv", cwd=plan.parent)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
