"""Bytes become text in the right encoding, whatever is declared and however broken."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import PLAN, one_line
from quyu_geo.errors import DocumentError
from quyu_geo.reading.decode import decode

TRADITIONAL = "雲南省與貴州省、四川省簽訂協議,共同開發烏蒙山區,發展綠色產業,聯合辦學。"
SHORT = "吉林省与浙江省对口合作。"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "gb18030",
        "gbk",
        "gb2312",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
    ],
)
@pytest.mark.parametrize(
    "text", [PLAN.replace("〔", "(").replace("〕", ")"), SHORT, "云南,昆明\r\n"]
)
def test_simplified(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "x").text == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "big5", "big5hkscs", "gb18030", "utf-16", "utf-16-be"]
)
@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL * 9, "臺灣與福建合作。"])
def test_traditional(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "x").text == text


@pytest.mark.parametrize("said", ["utf-8", "gb2312", "big5", "iso-8859-1", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_a_lying_declaration(said: str, encoding: str) -> None:
    text = f'<meta charset="{said}">{TRADITIONAL}'
    assert decode(text.encode(encoding), "x").text == text


def test_line_ends_and_marks() -> None:
    made = decode("\ufeff甲市\r\n乙县\r丙区\n".encode(), "x")
    assert (made.text, made.encoding, made.remarks) == ("甲市\r\n乙县\r丙区\n", "utf-8", ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_a_broken_character_is_remarked(encoding: str) -> None:
    half = "龙".encode(encoding)[:1] if encoding == "utf-8" else b"\xff"
    made = decode(TRADITIONAL.encode(encoding) + half + b"\n" + TRADITIONAL.encode(encoding), "x")
    assert made.encoding == encoding
    assert "\ufffd" in made.text
    assert "1 broken" in made.remarks[0]


def test_lone_surrogates_and_nul() -> None:
    made = decode(PLAN.encode() + b"\xed\xa0\x80\0", "x")
    made.text.encode("utf-8")  # no surrogate is left
    assert made.text.startswith(PLAN)
    assert any("NUL" in remark for remark in made.remarks)


def test_what_was_broken_before_is_no_fault_of_ours() -> None:
    assert decode("甲\ufffd市".encode(), "x").remarks == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"\xef\xbb\xbf", b" \r\n\t", bytes(1000), bytes(range(256)) * 40, b"\x7fELF" + bytes(90)],
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^plan\.txt: "):
        decode(data, "plan.txt")


@pytest.mark.parametrize("length", [100, 1000, 100_000])
def test_noise_is_no_text(length: int) -> None:
    with pytest.raises(DocumentError, match="binary data"):
        decode(random.Random(length).randbytes(length), "x")  # noqa: S311 - no secret


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16-le"])
def test_rare_names_are_a_text(encoding: str) -> None:
    text = "濮陽、亳州、儋州、瀘州、衢州、漯河、邳州、郯城、鄄城、盱眙、黟縣、歙縣"
    assert decode(text.encode(encoding), "x").text == text


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_give_a_text_or_one_error(data: bytes) -> None:
    try:
        text = decode(data, "x").text
    except DocumentError as error:
        one_line(error)
    else:
        text.encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
@settings(deadline=None)
def test_utf8_is_exact(text: str) -> None:
    assert decode(text.encode(), "x").text == text
