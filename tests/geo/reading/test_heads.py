"""Who speaks, when and under which number, on documents of our own in the shapes of the genre."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.reading.examine import document_report, examine

BODY = """
各有关单位:
一、总体要求
支持两地加强协作,共建园区。
二、重点任务
推进交通互联。
"""


class Shape(NamedTuple):
    """What stands before the body and after it, and what is to be read there."""

    opening: str
    closing: str
    subject: str
    issuer: str
    date: str
    number: str


SHAPES = {
    "a provincial government hands a plan down": Shape(
        "湖南省人民政府关于印发《湘南区域协作方案》的通知\n湘政发〔2021〕5号",
        "湖南省人民政府\n2021年3月4日",
        *("430000", "湖南省人民政府", "2021-03-04", "湘政发〔2021〕5号"),
    ),
    "its office": Shape(
        "河北省人民政府办公厅关于印发沿海协作规划的通知\n冀政办字〔2020〕12号",
        "河北省人民政府办公厅\n2020年12月1日",
        *("130000", "河北省人民政府办公厅", "2020-12-01", "冀政办字〔2020〕12号"),
    ),
    "a city's commission": Shape(
        "绵阳市发展和改革委员会关于促进区域协作的实施意见",
        "绵阳市发展和改革委员会\n2022年7月8日",
        *("510700", "绵阳市发展和改革委员会", "2022-07-08", ""),
    ),
    "the office of a county": Shape(
        "蓝田县人民政府办公室关于加强区域协作的通知\n蓝政办发〔2019〕33号",
        "蓝田县人民政府办公室\n2019年5月6日",
        *("610122", "蓝田县人民政府办公室", "2019-05-06", "蓝政办发〔2019〕33号"),
    ),
    "party and government together": Shape(
        "中共江西省委 江西省人民政府关于促进区域协调的意见\n(2020年9月3日)",
        "",
        *("360000", "中共江西省委、江西省人民政府", "2020-09-03", ""),
    ),
    "two boards together": Shape(
        "山东省发展和改革委员会 山东省财政厅关于支持区域协作的通知\n鲁发改〔2021〕8号",
        "山东省发展和改革委员会\n山东省财政厅\n2021年2月3日",
        *("370000", "山东省发展和改革委员会、山东省财政厅", "2021-02-03", "鲁发改〔2021〕8号"),
    ),
    "only the signature names it": Shape(
        "关于推进区域协作的实施方案",
        "广西壮族自治区人民政府\n2020年2月9日",
        *("450000", "广西壮族自治区人民政府", "2020-02-09", ""),
    ),
    "the date in numerals": Shape(
        "浙江省人民政府关于深化山海协作的意见",
        "浙江省人民政府\n二〇二一年五月十七日",
        *("330000", "浙江省人民政府", "2021-05-17", ""),
    ),
    "a league's office": Shape(
        "兴安盟行政公署关于印发区域协作方案的通知\n兴署发〔2017〕10号",
        "兴安盟行政公署\n2017年10月11日",
        *("152200", "兴安盟行政公署", "2017-10-11", "兴署发〔2017〕10号"),
    ),
    "a prefecture's short name in the signature": Shape(
        "延边朝鲜族自治州人民政府关于促进边境协作的意见\n延州政发〔2018〕2号",
        "延边州人民政府\n2018年4月5日",
        *("222400", "延边州人民政府", "2018-04-05", "延州政发〔2018〕2号"),
    ),
    "a district of a municipality": Shape(
        "上海市浦东新区人民政府关于推进协作的意见\n浦府规〔2022〕1号",
        "上海市浦东新区人民政府\n2022年1月5日",
        *("310115", "上海市浦东新区人民政府", "2022-01-05", "浦府规〔2022〕1号"),
    ),
    "round brackets in the number": Shape(
        "黑龙江省人民政府关于推进沿边协作的意见\n黑政发(2019)7号",
        "黑龙江省人民政府\n2019年7月7日",
        *("230000", "黑龙江省人民政府", "2019-07-07", "黑政发(2019)7号"),
    ),
    "another script": Shape(
        "廣東省人民政府關於促進區域協作的實施意見\n粵府〔2020〕18號",
        "廣東省人民政府\n2020年3月3日",
        *("440000", "广东省人民政府", "2020-03-03", "粤府〔2020〕18号"),
    ),
    "a page's table of facts": Shape(
        "发文机关:贵州省人民政府\n发文字号:黔府发〔2021〕9号\n成文日期:2021年6月1日\n"
        "关于推进区域协作的意见",
        "",
        *("520000", "贵州省人民政府", "2021-06-01", "黔府发〔2021〕9号"),
    ),
    "the short word for it in the title": Shape(
        "省政府关于推进宁镇扬协作的意见\n苏政发〔2020〕44号",
        "江苏省人民政府\n2020年4月4日",
        *("320000", "江苏省人民政府", "2020-04-04", "苏政发〔2020〕44号"),
    ),
    "a city whose letter is a province's": Shape(
        "市政府关于印发区域协作方案的通知\n宁政发〔2021〕6号",
        "南京市人民政府\n2021年6月6日",
        *("320100", "南京市人民政府", "2021-06-06", "宁政发〔2021〕6号"),
    ),
    "the State Council": Shape(
        "国务院办公厅关于促进区域协作的指导意见\n国办发〔2019〕2号",
        "国务院办公厅\n2019年1月1日",
        *("CN", "国务院办公厅", "2019-01-01", "国办发〔2019〕2号"),
    ),
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_the_head_of_a_document(shape: Shape, encoding: str) -> None:
    text = f"{shape.opening}{BODY}{shape.closing}\n"
    head = examine(text.encode(encoding), "a.txt", Gazetteer.bundled()).head
    assert (head.subject, head.date, head.number) == (shape.subject, shape.date, shape.number)
    assert head.issuer == shape.issuer
    assert not head.guessed


def test_a_speech_names_its_congress() -> None:
    text = f"政府工作报告\n——2023年1月12日在海南省第七届人民代表大会第一次会议上\n{BODY}"
    head = examine(text.encode(), "a.txt", Gazetteer.bundled()).head
    assert (head.subject, head.subject_basis, head.date) == ("460000", "congress", "2023-01-12")


def test_two_provinces_speak_together() -> None:
    names = "四川省人民政府", "重庆市人民政府"
    text = (
        f"{' '.join(names)}关于推进毗邻地区协作的方案\n{BODY}{names[0]}\n{names[1]}\n2020年8月1日\n"
    )
    examined = examine(text.encode(), "a.txt", Gazetteer.bundled())
    assert (examined.head.subject, examined.head.others) == ("510000", ("500000",))
    assert document_report(examined)["subject"] == ["510000", "500000"]
    (told,) = [each for each in examined.findings() if each.kind == "subject"]
    assert "issued together with 500000" in told.message
    assert not told.person


def test_party_and_offices_of_one_unit_are_no_others() -> None:
    names = "中共昆明市委", "昆明市人民政府"
    opening, closing = f"{' '.join(names)}关于协作的意见", "\n".join(names)
    text = f"{opening}\n{BODY}{closing}\n2020年1月1日\n"
    assert examine(text.encode(), "a.txt", Gazetteer.bundled()).head.others == ()


def test_a_masked_body_tells_its_level() -> None:
    text = (
        "关于推进区域协作的工作方案\n*市人民政府\n支持红海滩旅游,开行“盘满欧”班列,扩能阜盘铁路。\n"
        "*市人民政府\n2020年1月1日\n"
    )
    head = examine(text.encode(), "a.txt", Gazetteer.bundled()).head
    assert head.candidates[0].id == "211100"
    assert head.guessed or not head.subject


def test_a_zone_is_no_unit_but_its_place_is_guessed() -> None:
    text = f"长春新区管理委员会关于推进协作的实施方案\n{BODY}长春新区管理委员会\n2021年1月2日\n"
    head = examine(text.encode(), "a.txt", Gazetteer.bundled()).head
    assert head.guessed or not head.subject
    assert head.date == "2021-01-02"
