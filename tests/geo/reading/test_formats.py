"""Every format gives its text, and whatever holds none says so in one line."""

from __future__ import annotations

import io
import random
import time

import pytest
from pypdf import PdfReader, PdfWriter

from documents import PLAN, archive, docx, one_line, page, pdf
from quyu_geo.errors import DocumentError
from quyu_geo.reading import read_document
from quyu_geo.reading.html import flattened
from quyu_geo.reading.hygiene import blemishes

LINES = PLAN.strip().split("\n")


def test_text_is_taken_as_it_stands() -> None:
    text = "\n 甲市<b>乙县</b>\r\n\n"
    assert read_document(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("source", ["a.html", "a.htm", "-", "page"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page(source: str, encoding: str) -> None:
    made = read_document(page(*LINES, charset="big5", title="甲").encode(encoding), source)
    assert (made.form, made.encoding, made.title) == ("html", encoding, "甲")
    assert all(line in made.text.split("\n") for line in LINES)
    assert not any(word in made.text for word in ("广东", "福建", "上海", "ICP", "<"))


def test_a_page_named_txt_stays_text() -> None:
    assert read_document(page(*LINES).encode(), "a.txt").form == "txt"


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<font><p>"])
def test_a_page_that_nests_without_end(tag: str) -> None:
    deep = f"<html><body>{tag * 100_000}{LINES[3]}"
    began = time.process_time()  # what others use of the machine does not count
    made = read_document(deep.encode(), "deep.html")
    assert time.process_time() - began < 30
    assert LINES[3] in made.text
    assert any("too deep" in remark for remark in made.remarks)


@pytest.mark.parametrize(
    "page_of",
    [
        "<p {attributes}>{words}</p>",
        "<p x='<' {attributes}>{words}</p>",
        "<p>{words}</p><p {attributes}",
        "<p>{words}</p><a =" + "=" * 1_000_000 + ">",
        "<p>{words}</p>" + "<a b='" * 100_000,
    ],
    ids=["many", "behind a sign", "without end", "signs", "quotes"],
)
def test_a_page_with_attributes_without_end(page_of: str) -> None:
    attributes = " ".join(f"a{number}='x'" for number in range(200_000))
    words = LINES[3] * 20
    made = read_document(
        f"<html><body>{page_of.format(attributes=attributes, words=words)}".encode(), "a.html"
    )
    assert LINES[3] in made.text


def test_a_sign_in_quotes_ends_no_tag() -> None:
    made = read_document(f"<html><body><p title='a>b'>{LINES[3] * 9}</p>".encode(), "a.html")
    assert made.text == f"{LINES[3] * 9}\n"


def test_flattening_leaves_a_shallow_page_alone() -> None:
    assert flattened(page(*LINES), 80) == page(*LINES)


def test_a_page_without_a_word() -> None:
    with pytest.raises(DocumentError, match="no text"):
        read_document(b"<html><body><img src='x'></body></html>", "a.html")


def test_a_word_file() -> None:
    made = read_document(docx(*LINES), "a.docx")
    assert (made.form, made.text) == ("docx", PLAN)


def test_a_word_file_with_odd_parts() -> None:
    inside = (
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>甲</w:t><w:tab/>"
        '<w:t xml:space="preserve">乙 </w:t>'
        "<w:br/><w:delText>丙</w:delText><w:instrText>PAGE</w:instrText></w:r></w:p>"
        '<mc:Fallback xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<w:p><w:r><w:t>丁</w:t></w:r></w:p></mc:Fallback>"
    )
    made = read_document(docx("一", inside=inside), "a.docx")
    assert made.text == "一\n甲\t乙 \n\n"
    assert made.remarks == ("automatic numbers of paragraphs are not part of the text",)


def test_a_word_file_with_a_table_a_text_box_and_tracked_changes() -> None:
    def said(words: str) -> str:
        return f"<w:r><w:t>{words}</w:t></w:r>"

    cells = "".join(f"<w:tc><w:p>{said(words)}</w:p></w:tc>" for words in ("甲市", "乙市"))
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent><w:p>{said('框内')}</w:p></w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent><w:p>{said('框内')}</w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    inside = (
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
        f"<w:p>{said('推进')}<w:r>{box}</w:r>{said('合作')}</w:p>"
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        f"<w:ins>{said('新')}</w:ins><w:moveFrom>{said('移走')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{said('移走')}</w:moveTo></w:p>"
    )
    made = read_document(docx("一", inside=inside), "a.docx")
    assert made.text == "一\n甲市\n乙市\n推进合作\n框内\n新\n移走\n"


def test_a_decompression_bomb() -> None:
    bomb = archive({"word/document.xml": b"<t>" + b" " * (200 << 20)})
    assert len(bomb) < 1 << 20
    with pytest.raises(DocumentError, match=r"bomb\.docx: unpacks to more than"):
        read_document(bomb, "bomb.docx")


def test_an_entity_bomb() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 99 + b'">]><a>' + b"&b;" * 99 + b"</a>"
    with pytest.raises(DocumentError, match="document type"):
        read_document(archive({"word/document.xml": xml}), "a.docx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx("甲")[:-30], "damaged"),
        (docx("甲")[:40], "damaged"),
        (archive({"a.txt": b"x"}), "no Word document"),
        (archive({"word/document.xml": b"<a><b></a>"}), "damaged"),
        (docx(" "), "holds no text"),
        (b"plain words", "does not begin like"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Word"),
    ],
    ids=["cut", "stump", "other", "broken", "empty", "text", "old"],
)
def test_what_is_no_word_file(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.docx: .*{reason}"):
        read_document(data, "a.docx")


def test_a_pdf() -> None:
    made = read_document(pdf("\n".join(LINES[:6]), "\n".join(LINES[6:])), "a.pdf")
    assert made.form == "pdf"
    assert [line for line in made.text.split("\n") if line] == LINES


def test_a_pdf_set_in_lines() -> None:
    words = "".join(LINES[4:]) * 6
    rows = [words[at : at + 30] for at in range(0, len(words), 30)]
    sheets = [
        "\n".join(["云南省文件汇编 第七卷", *rows[at : at + 12], f"第{at}页"])
        for at in range(0, len(rows), 12)
    ]
    made = read_document(pdf(*sheets), "a.pdf")
    assert made.text.count("\n") < len(rows) * 0.6
    assert "".join(made.text.split()).count(LINES[6]) >= 4
    kinds = {each.kind for each in blemishes(made) if each.left_out}
    assert {"running_head", "page_number", "join"} <= kinds


def test_a_pdf_in_radicals_and_with_gaps() -> None:
    text = "⻓春与⻄安 、 ⻢鞍⼭在 2021 年 ( 第 2 次 ) 会商 , 推进 China Rail 合作 。"
    made = read_document(pdf(f"{text}\n{PLAN}"), "a.pdf")
    assert made.text.startswith("长春与西安、马鞍山在2021年(第2次)会商,推进China Rail合作。")


def _encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PLAN))))
    writer.encrypt(user_password=password, owner_password=password + "!", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_pdf_that_only_restricts_printing() -> None:
    assert LINES[5] in read_document(_encrypted(""), "a.pdf").text


def _blank() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_encrypted("secret"), "password"),
        (_blank(), "scanned"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 99, "damaged"),
        (pdf(PLAN)[:200], "damaged"),
        (b"words", "does not begin like"),
    ],
)
def test_what_is_no_readable_pdf(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.pdf: .*{reason}") as caught:
        read_document(data, "a.pdf")
    one_line(caught.value)


@pytest.mark.parametrize("whole", [pdf(PLAN), docx(*LINES)], ids=["pdf", "docx"])
def test_a_file_with_bytes_turned_over(whole: bytes) -> None:
    dice = random.Random(5)  # noqa: S311 - a fixed sequence, no secret
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 30)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        try:
            read_document(bytes(data), "x")
        except DocumentError as error:
            one_line(error)


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG....", b"\xff\xd8\xff\xe0", b"{\\rtf1 }", b"\x1f\x8b\x08"]
)
def test_what_no_reader_takes(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^a\.txt: "):
        read_document(data, "a.txt")
