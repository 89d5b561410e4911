"""One part: its rows, its bytes, and documents that fail alone."""

from __future__ import annotations

import io
from typing import Any

import pytest

import documents
from quyu_geo.corpus.model import Failed, Item, Part, Settings
from quyu_geo.gazetteer import Gazetteer

pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")

from quyu_geo.corpus.study import Desk  # noqa: E402 - needs pyarrow
from quyu_geo.corpus.task import do_part  # noqa: E402 - as above

SETTINGS = Settings("1")
PLAN = Item("云南", "p/云南.txt", documents.PLAN.encode("gb18030"))


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Give the desk that all tests work at."""
    return Desk(Gazetteer.bundled())


def rows(data: bytes) -> list[dict[str, Any]]:
    """Read a Parquet file."""
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()
    return found


def test_a_document_becomes_rows(desk: Desk) -> None:
    """Who speaks, the places with offsets into the text, and initiatives with a geometry."""
    made = do_part(Part(0, (PLAN,)), SETTINGS, desk, lambda _: None, {})
    (document,) = rows(made.tables["documents"])
    assert (document["subject"], document["province"], document["encoding"]) == (
        *("530000", "530000"),
        "gb18030",
    )
    text = str(document["text"])
    mentions = rows(made.tables["mentions"])
    assert len(mentions) == document["mentions"] == made.counts["mentions"]
    for row in mentions:
        assert text[row["start"] : row["end"]] == row["surface"]
    initiatives = rows(made.tables["initiatives"])
    assert len(initiatives) == document["initiatives"] > 0
    for row in initiatives:
        assert text[row["start"] : row["end"]] == row["quote"]
        assert str(row["id"]).startswith(f"{PLAN.key}-")
        assert row["provinces"] == ["530000"]


def test_geopandas_reads_the_geometry(desk: Desk) -> None:
    """The table of initiatives is GeoParquet in longitude and latitude."""
    gpd = pytest.importorskip("geopandas")
    made = do_part(Part(0, (PLAN,)), SETTINGS, desk, lambda _: None, {})
    frame = gpd.read_parquet(io.BytesIO(made.tables["initiatives"]))
    assert frame.crs.to_epsg() in {4326, None}
    west, south, east, north = frame.total_bounds
    assert 97 < west <= east < 107
    assert 21 < south <= north < 30


def test_the_same_part_gives_the_same_bytes(desk: Desk) -> None:
    """Also after other documents, and at another desk."""
    first = do_part(Part(0, (PLAN,)), SETTINGS, desk, lambda _: None, {})
    other = Item("o", "o", "吉林省与黑龙江省共建哈长城市群。".encode(), plain=True)
    do_part(Part(0, (other,)), SETTINGS, desk, lambda _: None, {})
    again = do_part(Part(0, (PLAN,)), SETTINGS, desk, lambda _: None, {})
    fresh = do_part(Part(0, (PLAN,)), SETTINGS, Desk(Gazetteer.bundled()), lambda _: None, {})
    assert first == again == fresh


def test_a_record_speaks_for_itself(desk: Desk) -> None:
    """Title, subject and date of a record count; a text is a text whatever it begins with."""
    text = "%PDF-<html>深化全市与长春市对口合作。"
    item = Item("k", "a.jsonl:1", text.encode(), True, "标题", "盘锦市", "2021-03")  # noqa: FBT003
    made = do_part(Part(0, (item,)), SETTINGS, desk, lambda _: None, {})
    (row,) = rows(made.tables["documents"])
    assert (row["title"], row["subject"], row["date"]) == ("标题", "211100", "2021-03")
    assert row["text"] == text


def test_documents_fail_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each bad one is said with its reason; what the library never foresaw as well."""
    bad = (
        Item("a", "a.pdf", b"%PDF-1.7 nothing"),
        Item("b", "b", b"x", plain=True, subject="无此地名县"),
        Item("c", "c", b"  ", plain=True),
        Item("d", "d", b"x", plain=True, subject="d"),
    )
    read = desk.read

    def strange(item: Item, settings: Settings) -> object:
        if item.id == "d":
            raise ZeroDivisionError("odd\nthing")
        return read(item, settings)

    monkeypatch.setattr(desk, "read", strange)
    made = do_part(Part(0, (*bad[:2], PLAN, *bad[2:])), SETTINGS, desk, lambda _: None, {})
    assert made.counts["documents"] == 1
    assert [each.id for each in made.failed] == ["a", "b", "c", "d"]
    for each in made.failed:
        documents.one_line(each.reason)
    assert made.failed[3].reason == "d: cannot be read (ZeroDivisionError: odd thing)"


def test_documents_of_one_province_come_together(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows stay in the order of the input; every other part is gone through backwards."""
    provinces = ("吉林", "云南", "江苏", "云南", "吉林")
    items = tuple(
        Item(f"{n}", f"{n}", "推进协作。".encode(), plain=True, subject=name)
        for n, name in enumerate(provinces)
    )
    studied: list[str] = []
    study = desk.study

    def noted(item: Item, examined: Any) -> object:  # noqa: ANN401 - handed on
        studied.append(item.id)
        return study(item, examined)

    monkeypatch.setattr(desk, "study", noted)
    tables = [
        do_part(Part(number, items), SETTINGS, desk, lambda _: None, {}).tables for number in (0, 1)
    ]
    assert studied == [*"04213", *"31240"]
    assert tables[0] == tables[1]
    assert [row["id"] for row in rows(tables[0]["documents"])] == [*"01234"]


def test_a_document_that_was_given_up_is_not_opened(desk: Desk) -> None:
    """It is among those that failed, with the reason that was given."""
    begun: list[int] = []
    gone = Failed("x", "x", "timeout", "x: takes long")
    items = (Item("x", "x", b"x"), PLAN)
    made = do_part(Part(0, items), SETTINGS, desk, begun.append, {0: gone})
    assert made.failed == (gone,)
    assert begun == [1, 1, 2]


def test_want_of_memory_ends_the_part(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it leaves behind is not to be relied on."""

    def greedy(_item: Item, _examined: object) -> object:
        raise MemoryError

    monkeypatch.setattr(desk, "study", greedy)
    with pytest.raises(MemoryError):
        do_part(Part(0, (PLAN,)), SETTINGS, desk, lambda _: None, {})
