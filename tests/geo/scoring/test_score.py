"""Score predictions of a small annotated folder of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from quyu_geo.errors import AnnotationError
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.scoring import Tally, read_gold, score
from quyu_geo.scoring.tally import Share

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "支持长春市与四平市共建园区。\n省政府和长春银行办公,建设长春至四平铁路。\n"
MENTIONS = """line\tsurface\tnth\tkind\tflags\trefs\tnote
1\t长春市\t1\tadmin\tz\t220100\t
1\t四平市\t1\tadmin\t\t220300\t
2\t长春\t1\tadmin\to\t220100\t
2\t长春\t2\tadmin\t\t220100\t
2\t四平\t1\tadmin\tm\t220300\t
"""
ROW: dict[str, Any] = {
    "name": "长春四平园区",
    "layer": "zone",
    "type": "park",
    "members": ["220100", "220300"],
    "partners": [],
    "directed": False,
    "line": 1,
    "evidence": "支持长春市与四平市共建园区",
    "status": "build",
    "core": True,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "a.mentions.tsv").write_text(MENTIONS, encoding="utf-8")
    line = json.dumps(ROW, ensure_ascii=False)
    (tmp_path / "a.initiatives.jsonl").write_text(f"{line}\n", encoding="utf-8")
    (tmp_path / "said.toml").write_text('[a]\nsubject = "220000"\ndate = 2020\n', encoding="utf-8")
    return tmp_path


def mention(surface: str, nth: int, *places: str) -> dict[str, Any]:
    at = -1
    for _ in range(nth):
        at = TEXT.index(surface, at + 1)
    return {"start": at, "end": at + len(surface), "places": list(places)}


def report(*mentions: dict[str, Any], initiatives: list[dict[str, Any]]) -> dict[str, Any]:
    names = {"220100": "长春市", "220300": "四平市", "220000": "吉林省"}
    places = {
        key: {
            "name": name,
            "kind": "province" if key == "220000" else "prefecture",
            "adcode": key,
            "country": "CN",
        }
        for key, name in names.items()
    }
    return {"text": TEXT, "places": places, "mentions": [*mentions], "initiatives": initiatives}


FOUND = {**ROW, "start": 0, "end": 13}


def test_a_folder_is_read(folder: Path) -> None:
    (gold,) = read_gold(folder, Gazetteer.bundled())
    assert (gold.name, gold.text, gold.subject, gold.date) == ("a", TEXT, "220000", "2020")
    assert [TEXT[one.start : one.end] for one in gold.mentions] == [
        *("长春市", "四平市", "长春", "长春", "四平")
    ]
    assert [one.office for one in gold.mentions] == [False, False, True, False, False]
    assert [one.marginal for one in gold.mentions] == [False, False, False, False, True]
    (one,) = gold.initiatives
    assert TEXT[one.start : one.end] == ROW["evidence"]


def test_all_right(folder: Path) -> None:
    (gold,) = read_gold(folder, Gazetteer.bundled())
    every = [
        mention("长春市", 1, "220100"),
        mention("四平市", 1, "220300"),
        mention("长春", 2, "220100"),
        mention("长春", 3, "220100"),
        mention("四平", 2, "220000"),  # marginal: neither right nor wrong
    ]
    found = score(gold, report(*every, initiatives=[FOUND]), Gazetteer.bundled())
    assert found.errors == ()
    tally = found.tally
    whole = Share(1.0, 1.0, 1.0)
    assert (tally.span, tally.place, tally.place_apart, tally.once) == (whole,) * 4
    assert tally.initiatives == whole
    assert tally.of_matched(tally.exact) == 1
    assert tally.meant_apart == 3


def test_what_is_wrong_is_told(folder: Path) -> None:
    (gold,) = read_gold(folder, Gazetteer.bundled())
    names = [mention("长春市", 1, "220300"), mention("省政府", 1, "220000")]
    other = {**FOUND, "layer": "link", "type": "agreement"}
    found = score(gold, report(*names, initiatives=[other]), Gazetteer.bundled())
    assert [(each.kind, each.line) for each in found.errors] == [
        *(("place", 1), ("missed", 1), ("spurious", 2), ("missed", 2), ("missed", 2)),
        *(("initiative missed", 1), ("initiative spurious", 1)),
    ]
    assert found.tally.span == Share.of(1, 4, 2)
    assert found.tally.place.f1 == 0
    assert found.tally.initiatives == Share(0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("change", "typed", "membered"),
    [
        ({}, 1, 1),
        ({"type": "pilot"}, 0, 1),
        ({"members": ["220300", "220100"]}, 1, 1),
        ({"directed": True}, 1, 1),
        ({"members": ["220100", "220300", "220000"]}, 1, 0),
    ],
)
def test_an_initiative_is_matched_and_then_judged(
    folder: Path, change: dict[str, Any], typed: int, membered: int
) -> None:
    (gold,) = read_gold(folder, Gazetteer.bundled())
    found = score(gold, report(initiatives=[{**FOUND, **change}]), Gazetteer.bundled())
    assert (found.tally.matched, found.tally.typed, found.tally.membered) == (1, typed, membered)


def test_a_region_counts_as_its_members(folder: Path) -> None:
    row = {**ROW, "layer": "region", "type": "national_strategy", "members": ["R:京津冀"]}
    line = json.dumps(row, ensure_ascii=False)
    (folder / "a.initiatives.jsonl").write_text(line, encoding="utf-8")
    (gold,) = read_gold(folder, Gazetteer.bundled())
    each = {**FOUND, "layer": "region", "type": "national_strategy"}
    each["members"] = ["110000", "120000", "130000"]
    made = report(initiatives=[each])
    for key in each["members"]:
        made["places"][key] = {"kind": "province", "adcode": key}
    assert score(gold, made, Gazetteer.bundled()).tally.exact == 1


def test_without_annotated_initiatives_only_places_count(folder: Path) -> None:
    (folder / "a.initiatives.jsonl").unlink()
    (gold,) = read_gold(folder, Gazetteer.bundled())
    found = score(gold, report(initiatives=[FOUND]), Gazetteer.bundled())
    assert found.tally.found_core == 0
    assert not gold.annotated


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "a.mentions.tsv",
            "line\tsurface\tnth\tkind\tflags\trefs\n9\t甲\t1\tadmin\t\t1\n",
            "row 2",
        ),
        ("a.mentions.tsv", MENTIONS.replace("220300", "X:1"), "no reference"),
        ("a.mentions.tsv", MENTIONS.replace("line", "row"), "row 2: no 'line'"),
        ("a.initiatives.jsonl", "{", "row 1"),
        ("a.initiatives.jsonl", json.dumps({**ROW, "evidence": "没有"}), "row 1: line 1"),
        ("a.initiatives.jsonl", json.dumps({"name": "x"}), "row 1: no "),
        ("said.toml", "[a", "said.toml"),
    ],
)
def test_a_bad_row_is_named(folder: Path, name: str, content: str, told: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(AnnotationError, match=told) as caught:
        read_gold(folder, Gazetteer.bundled())
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_annotation_and_a_report_of_another_form(folder: Path) -> None:
    with pytest.raises(AnnotationError, match="no annotated document"):
        read_gold(folder.parent / "nowhere", Gazetteer.bundled())
    with pytest.raises(AnnotationError, match=r"no b\.mentions\.tsv"):
        read_gold(folder, Gazetteer.bundled(), ["b"])
    (gold,) = read_gold(folder, Gazetteer.bundled())
    with pytest.raises(AnnotationError, match="not what quyu extract writes"):
        score(gold, {"mentions": [{"places": ["x"]}]}, Gazetteer.bundled())


def test_counts_add_up() -> None:
    one = Tally(meant=2, found=1, spans=1, clause=0.5)
    assert one + Tally() == one
    assert (one + one).clause == 1.0
    assert Share.of(0, 0, 0) == Share(1.0, 1.0, 1.0)
    assert Share.of(0, 0, 1).precision == 0
