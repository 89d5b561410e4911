"""Small documents of our own in every format, clean and dirty, for the tests of reading."""

from __future__ import annotations

import io
import zipfile

#: A plan of our own making, in the manner of the genre.
PLAN = """云南省人民政府关于促进滇中城镇协作的若干意见
云政发〔2021〕17号
各州、市人民政府,省直各委、办、厅、局:
为使滇中各地往来更密、分工更清,经研究,现提出以下意见。
一、总体安排
(一)工作思路。以昆明为中心,带动玉溪、楚雄、曲靖三地分工协作,三年内初见成效。
(二)工作目标。到2023年,四地公交一卡通行,园区互设联络处。
二、重点任务
(三)交通相连。加快昆明至玉溪市域铁路前期工作,研究楚雄至大姚公路改造。
(四)产业相济。支持曲靖市与昆明市合办新材料园区,收益按协议分成。
三、保障措施
(五)加强统筹。各地每季度会商一次,省发展改革委汇总进展。
云南省人民政府
2021年6月9日
"""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def one_line(error: object) -> None:
    """Hold that an error says what it has to say in one line."""
    assert str(error)
    assert "\n" not in str(error)


def docx(*paragraphs: str, inside: str = "") -> bytes:
    """Give a Word file with these paragraphs, and further XML in its body."""
    return archive({"word/document.xml": docx_body(*paragraphs, inside=inside).encode()})


def docx_body(*paragraphs: str, inside: str = "") -> str:
    """Give the XML of the body of such a Word file."""
    rows = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return f'<w:document xmlns:w="{W}"><w:body>{rows}{inside}</w:body></w:document>'


def archive(parts: dict[str, bytes]) -> bytes:
    """Give a zip archive with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            # A fixed time: what tests are made of must not differ from one process to the next.
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def pdf(*pages: str) -> bytes:
    """Give a PDF with a text layer: one page each, one line for each line."""
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        "1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    font, parts = "/Type /Font /BaseFont /Song", "/DescendantFonts [4 0 R] /ToUnicode 5 0 R"
    system = "/Registry (Adobe) /Ordering (Identity) /Supplement 0"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< {font} /Subtype /Type0 /Encoding /Identity-H {parts} >>",
        f"<< {font} /Subtype /CIDFontType2 /DW 1000 /CIDSystemInfo << {system} >> >>",
        _stream(cmap),
    ]
    fonts = "/Resources << /Font << /F1 3 0 R >> >>"
    leaf = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {fonts}"
    for number, words in enumerate(pages):
        shown = " 0 -16 Td ".join(
            f"<{line.encode('utf-16-be').hex()}> Tj" for line in words.split("\n")
        )
        objects += [
            f"<< {leaf} /Contents {7 + 2 * number} 0 R >>",
            _stream(f"BT /F1 12 Tf 72 760 Td {shown} ET"),
        ]
    return _filed(objects)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _filed(objects: list[str]) -> bytes:
    made, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    rows = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + (table + tail).encode("ascii")


def page(*paragraphs: str, charset: str = "utf-8", title: str = "") -> str:
    """Give a web page of a government: navigation, the document, links, a footer."""
    body = "".join(f"<p>{words}</p>\n" for words in paragraphs)
    links = "".join(f"<li><a href='{n}.html'>上海市第{n}号通告</a></li>" for n in range(8))
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}</title>'
        "<script>var city = '广东省';</script><style>p {}</style></head><body>"
        "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/a'>政务公开</a></li>"
        "<li><a href='/b'>福建省平台</a></li></ul></div>"
        f"<div class='main'><div class='content'>{body}</div></div>"
        f"<div class='related'><h3>相关文章</h3><ul>{links}</ul></div>"
        "<div class='footer'>主办:某办公室 ICP备00000号 <a href='/c'>网站地图</a></div>"
        "</body></html>"
    )
