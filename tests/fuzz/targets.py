"""What the fuzzer and the property tests run: one function a boundary that hostile input crosses.

Each takes bytes. It may refuse them with a `QuyuError`, which is one line for the user; any other
exception, a broken invariant or a hang is a defect.
"""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from contextlib import contextmanager, suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import documents
from quyu_geo.annotated import annotate
from quyu_geo.corpus.archives import tar_items, zip_items
from quyu_geo.corpus.records import record_items
from quyu_geo.errors import QuyuError, ReviewError
from quyu_geo.features import feature_table
from quyu_geo.fold import fold
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.initiatives.gather import gather
from quyu_geo.lookup_user import read_places
from quyu_geo.reading.decode import decode
from quyu_geo.reading.examine import examine
from quyu_geo.reading.formats import read_document
from quyu_geo.reviews.apply import apply
from quyu_geo.reviews.document import read_reviewed, write_reviewed
from quyu_geo.reviews.files import csv_bytes, read_table
from quyu_geo.reviews.read import read_plan
from quyu_geo.reviews.table import rows_of
from quyu_geo.toponyms import find_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quyu_geo.model import Resolution

#: Pieces that texts are put together from, a byte each: whatever the rules look for, and dirt.
PIECES = (
    *"省市县区州盟旗乡镇村港江河湖山海岛口路线站园廊带圈群链",
    *"吉黑辽蒙京津冀沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕甘青宁新台港澳",
    *"，。、；：（）()《》“”〈〉【】—－-~～·…！？,.;:!?\n\n\n\r\t \u3000\u00a0*＊□◇",
    *"一二三四五六七八九十〇0123456789年月日号第条章节款项",
    *"与和及同至到在以为从向由经对将等的",
    *("长春市", "吉林省", "吉林市", "哈尔滨", "公主岭", "盘锦市", "南京", "大连", "珲春", "朝阳"),
    *("长江", "松花江", "图们江", "太湖", "长白山", "大运河", "辽河", "黄海"),
    *("俄罗斯", "蒙古国", "新加坡", "韩国", "东盟", "乔巴山", "扎鲁比诺", "符拉迪沃斯托克"),
    *("京津冀", "长三角", "粤港澳大湾区", "哈长", "呼包鄂", "沪苏大丰", "长吉图", "中蒙俄"),
    *("战略合作协议", "对口合作", "对口支援", "东西部协作", "一体化", "同城化", "友好城市"),
    *("铁路", "高铁", "高速公路", "班列", "航线", "经济走廊", "产业带", "生态廊道", "输气管道"),
    *("新区", "示范区", "试验区", "合作区", "综合保税区", "产业园", "国际陆港", "口岸", "枢纽"),
    *("城市群", "都市圈", "经济圈", "经济带", "经济区", "板块", "我省", "我市", "全市", "本区"),
    *("加快", "推进", "建设", "规划建设", "研究", "争取", "建成", "支持", "签署", "开通", "打造"),
    *(
        "（责任单位：",
        "牵头单位",
        "到2025年",
        "2019年",
        "人民政府",
        "办公厅",
        "关于",
        "意见",
        "规划",
    ),
    *("G1", "S206", "国道", "1号线", "西站", "机场", "水库", "东部", "沿海", "长(春)白(山)", "<p>"),
    *("連雲港", "陜西", "\ufeff", "\ud800", "\udfff", "\x00", "\U00020000", "é", "A", "ａ", "㎡"),
)
_SHORT = 224  # pieces that one byte gives
_MOST = 1000  # bytes that make a text


@cache
def _known() -> Gazetteer:
    return Gazetteer.bundled()


def text_of(data: bytes) -> str:
    """Put a text together from pieces: one byte for a common one, two for one of the rest."""
    numbers = iter(data[:_MOST])
    return "".join(
        PIECES[n if n < _SHORT else (_SHORT + (n << 8 | next(numbers, 0))) % len(PIECES)]
        for n in numbers
    )


@contextmanager
def _refusing() -> Iterator[None]:
    """Let input be refused, in one line."""
    said = "refused"
    try:
        yield
    except QuyuError as error:
        said = str(error)
    documents.one_line(said)


def decoding(data: bytes) -> None:
    """Decode bytes in any encoding or none."""
    with _refusing():
        made = decode(data, "x.txt")
        made.text.encode("utf-8")


def page(data: bytes) -> None:
    """Read a web page."""
    with _refusing():
        read_document(b"<!doctype html><html>" + data, "x.html").text.encode("utf-8")


def word(data: bytes) -> None:
    """Read a Word file: damaged as a zip, or sound as one with hostile XML inside."""
    packed = data[1:]
    if data[:1] > b"\x20":
        packed = documents.archive({"word/document.xml": data[1:]})
    elif not packed.startswith(b"PK"):
        packed = b"PK\x03\x04" + packed
    with _refusing():
        read_document(packed, "x.docx")


def paper(data: bytes) -> None:
    """Read a PDF."""
    with _refusing():
        read_document(data if b"%PDF-" in data[:1024] else b"%PDF-1.7\n" + data, "x.pdf")


def folding(data: bytes) -> None:
    """Fold a text of any characters: that its length, and what is folded stays as it is."""
    text = data.decode("utf-16-le", "surrogatepass") if len(data) % 2 == 0 else text_of(data)
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def recognition(data: bytes) -> None:
    """Find the place names of a text: in order, apart, and where they say they are."""
    text = text_of(data[1:])
    subject = ("", "220000", "320000", "211100", "150000")[sum(data[:1]) % 5]
    _sound(text, find_places(text, subject=subject, date="2020", gazetteer=_known()))


def extraction(data: bytes) -> None:
    """Read a whole document: dirt, who speaks, places, initiatives and their geometry."""
    text = text_of(data)
    with _refusing():
        read = examine(text.encode("utf-8", "replace"), "x.txt", _known())
        found = gather(read, _known())
        _sound(read.document.text, found.places)
        for each in found.initiatives:
            assert 0 <= each.span.start < each.span.end <= len(read.document.text)
        made = annotate(read, _known())
        feature_table(made.initiatives, {made.plan.key: made.plan}, made.gazetteer, made.quotes)


def _sound(text: str, found: Sequence[Resolution]) -> None:
    for each in found:
        assert text[each.start : each.end] == each.surface
        assert 0 <= each.confidence <= 1
    for one, other in pairwise(found):
        assert one.end <= other.start


def places_table(data: bytes) -> None:
    """Read a user's table of places, as CSV or as GeoJSON."""
    suffix = ".geojson" if data[:1] > b"\x80" else ".csv"
    content = data[1:]
    with _filed(content, suffix) as path, _refusing():
        rows = read_places(path, _known())
        laid = _known().with_places(rows)
        for key in rows:
            laid.place(key)


def records(data: bytes) -> None:
    """Read JSON Lines, and archives that may be none."""
    for item in record_items(io.BytesIO(data), "x.jsonl"):
        documents.one_line(item.problem or "sound")
        item.data.decode("utf-8")
        item.id.encode("utf-8")
    for suffix, read in ((".zip", zip_items), (".tar.gz", tar_items)):
        with _filed(data, suffix) as path:
            for item in read(path, "x"):
                documents.one_line(item.problem or "sound")
                item.id.encode("utf-8")


def review(data: bytes) -> None:
    """Read a table that people have corrected, or a reviewed plan: all faults, or a sound plan."""
    try:
        if data[:1] > b"\x80":
            plan = read_reviewed(data[1:], "x.json", _known())
        else:
            plan = apply(read_table(data[1:], "x.csv"), "x.csv", _known())
    except ReviewError as error:
        for line in str(error).split("\n"):
            assert line.startswith("x."), line
        return
    again = read_reviewed(write_reviewed(plan).encode("utf-8"), "x.json", _known())
    assert write_reviewed(again) == write_reviewed(plan)


def _reviews() -> tuple[bytes, ...]:
    """Give a table and a reviewed plan of a document of our own."""
    plan = read_plan(examine(documents.PLAN.encode(), "x.txt", _known()), _known())
    table = csv_bytes(rows_of(plan, _known()))
    return b"\x00" + table, b"\xff" + write_reviewed(plan).encode("utf-8")


@contextmanager
def _filed(content: bytes, suffix: str) -> Iterator[Path]:
    number, name = tempfile.mkstemp(suffix=suffix)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        yield Path(name)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


_PACKED = io.BytesIO()
with tarfile.open(fileobj=_PACKED, mode="w:gz") as _archive:
    _archive.addfile(tarfile.TarInfo("a.txt"))

#: By name, with the bytes that the fuzzer starts from.
TARGETS: dict[str, tuple[Callable[[bytes], None], tuple[bytes, ...]]] = {
    "decoding": (
        decoding,
        (
            documents.PLAN.encode(),
            documents.PLAN.encode("gb18030"),
            documents.PLAN.encode("big5", "replace"),
        ),
    ),
    "page": (page, (documents.page("昆明市与玉溪市共建园区。").encode(),)),
    "word": (
        word,
        (b"\x00" + documents.docx("昆明市"), b"!" + documents.docx_body("昆明市").encode()),
    ),
    # A narrow table of characters: a whole one takes most of the time.
    "paper": (
        paper,
        (documents.pdf("昆明市").replace(b"<0000> <ffff> <0000>", b"<6600> <66ff> <6600>"),),
    ),
    "folding": (folding, (documents.PLAN.encode("utf-16-le"),)),
    "recognition": (recognition, (bytes(range(256)), b"\x40\x50\x60\x70\x80\x90\xa0")),
    "extraction": (extraction, (bytes(range(256)), bytes(range(255, 0, -1)))),
    "records": (
        records,
        (
            b'{"id": "a", "text": "\xe6\x98\x86", "date": "2020"}\n[]\n',
            documents.archive({"a.txt": b"x", "b/../c.jsonl": b'{"text": "x"}'}),
            _PACKED.getvalue(),
        ),
    ),
    "review": (review, _reviews()),
    "places_table": (
        places_table,
        (
            "\x00id,name,lon,lat,kind\nx-1,某园,125.3,43.9,site\n".encode(),
            (
                b'\xff{"features":[{"geometry":{"type":"Point","coordinates":[125,43]},'
                b'"properties":{"id":"x-1","name":"A"}}]}'
            ),
        ),
    ),
}
