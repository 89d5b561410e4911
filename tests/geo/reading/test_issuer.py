"""Who speaks, when and under which number, and a guess with its grounds where it is masked."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from documents import PLAN
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.reading.bodies import Units, bodies_in, unit_named
from quyu_geo.reading.dates import date_alone
from quyu_geo.reading.examine import document_report, examine

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_geo.reading.issuer import Head


@pytest.fixture(scope="module")
def units() -> Units:
    return Units(Gazetteer.bundled())


def head(text: str, **known: str) -> Head:
    """Give who speaks in a text."""
    return examine(text.encode(), "x.txt", Gazetteer.bundled(), **known).head


def test_a_plan() -> None:
    found = head(PLAN)
    assert (found.title, found.issuer) == ("关于促进滇中城镇协作的若干意见", "云南省人民政府")
    assert (found.subject, found.date, found.number) == (
        "530000",
        "2021-06-09",
        "云政发〔2021〕17号",
    )
    assert (found.issuer_basis, found.subject_basis, found.date_basis) == ("signature",) * 3


def test_the_caller_knows_better() -> None:
    found = head(PLAN, subject="530100", date="2020")
    assert (found.subject, found.subject_basis) == ("530100", "caller")
    assert (found.date, found.date_basis) == ("2020", "caller")


@pytest.mark.parametrize(
    ("words", "names", "ids"),
    [
        ("吉林省委省政府", ["中共吉林省委", "吉林省人民政府"], "220000"),
        ("内蒙古自治区党委自治区人民政府", ["内蒙古自治区党委", "内蒙古自治区人民政府"], "150000"),
        (
            "中共盘锦市委办公室 盘锦市人民政府办公室",
            ["中共盘锦市委办公室", "盘锦市人民政府办公室"],
            "211100",
        ),
        ("长春市九台区人民政府", ["长春市九台区人民政府"], "220113"),
        ("长春市朝阳区人民政府", ["长春市朝阳区人民政府"], "220104"),
        ("恩施土家族苗族自治州人民政府", ["恩施土家族苗族自治州人民政府"], "422800"),
        ("四川省发展和改革委员会", ["四川省发展和改革委员会"], "510000"),
        ("国家发展改革委", ["国家发展改革委"], "CN"),
        ("上海市浦东新区人民政府", ["上海市浦东新区人民政府"], "310115"),
        ("双城市人民政府", ["双城市人民政府"], "230113"),
    ],
)
def test_bodies(words: str, names: list[str], ids: str, units: Units) -> None:
    found = bodies_in(words, units)
    assert [body.name for body in found] == names
    assert {body.units for body in found} == {(ids,)}


@pytest.mark.parametrize("words", ["各市州", "欧宝体育", "", "省政府", "推进区域协调发展"])
def test_no_bodies(words: str, units: Units) -> None:
    assert bodies_in(words, units) == []
    assert unit_named(words, units) == ()


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2021年6月9日", "2021-06-09"),
        ("(2021年6月9日)", "2021-06-09"),
        ("2021年6月9日印发", "2021-06-09"),
        ("二〇二一年六月九日", "2021-06-09"),
        ("二○一九年十二月三十一日", "2019-12-31"),
        ("二零二零年十月", "2020-10"),
        ("2021-06-09", "2021-06-09"),
        ("2021年13月9日", ""),
        ("截至2021年6月9日", ""),
        ("2021-06-09 10:30:00", ""),
    ],
)
def test_dates(words: str, date: str) -> None:
    assert date_alone(words) == date


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("云南省人民政府\n2021年6月9日", "", ("云南省人民政府", "title", "530000")),
        (
            "云南省人民政府\n2021年6月9日",
            "云南省人民政府 \n 2021年6月9日",
            ("云南省人民政府", "signature", "530000"),
        ),
        ("云南省人民政府", "乐乐体育", ("云南省人民政府", "number", "530000")),
        ("云南省人民政府", "昆明市人民政府", ("昆明市人民政府", "signature", "530100")),
        ("云南省人民政府", "中共昆明市呈贡区委员会", ("中共昆明市呈贡区委", "signature", "530114")),
    ],
)
def test_where_the_issuer_stands(old: str, new: str, what: tuple[str, str, str]) -> None:
    found = head(PLAN.replace(old, new))
    assert (found.issuer, found.issuer_basis, found.subject) == what


@pytest.mark.parametrize(
    ("opening", "title", "subject"),
    [
        (
            "贵州省人民政府关于印发《贵州省山区开放合作规划》的通知",
            "贵州省山区开放合作规划",
            "520000",
        ),
        ("遵义市推进黔北开放合作行动方案", "遵义市推进黔北开放合作行动方案", "520300"),
        (
            "关于加强山区开放合作的意见\n发文机关:毕节市人民政府",
            "关于加强山区开放合作的意见",
            "520500",
        ),
        (
            "政府工作报告\n——2022年1月20日在贵州省第十三届人民代表大会第六次会议上",
            "政府工作报告",
            "520000",
        ),
        ("贵州省人民政府办公厅关于印发\n山区开放合作规划的通知", "山区开放合作规划", "520000"),
        ("貴州省人民政府關於加強山區開放合作的意見", "关于加强山区开放合作的意见", "520000"),
    ],
)
def test_titles(opening: str, title: str, subject: str) -> None:
    found = head(f"{opening}\n为促进开放,提出以下安排。\n")
    assert (found.title, found.subject) == (title, subject)


MASKED = (
    "推进开放合作的实施方案\n为使我市更好发展,结合我市实际,制定本方案。\n"
    "一、对接周边。与{near}等省内城市以及*、*协作,全市各县(市、区)参与。\n"
    "二、借力通道。加快*港、*新区建设,{means}\n"
)


@pytest.mark.parametrize(
    ("subject", "near", "means"),
    [
        ("130300", "沧州、衡水", "加密“秦满欧”“秦蒙欧”班列,办好*论坛。"),
        ("210500", "鞍山、辽阳", "依托五女山发展旅游,办好*论坛。"),
        ("420500", "荆州、荆门", "依托三峡大坝发展旅游,与上海港联动。"),
        ("140100", "大同、朔州", "改造太焦铁路,开行“太满欧”班列。"),
    ],
)
def test_a_masked_name_is_guessed(subject: str, near: str, means: str) -> None:
    text = MASKED.format(near=near, means=means)
    found = examine(text.encode(), "x.txt", Gazetteer.bundled())
    assert (found.head.subject, found.head.guessed) == (subject, True)
    assert found.head.candidates[0].grounds
    assert document_report(found)["subject_is_guess"]
    assert any(each.kind == "subject" and each.person for each in found.findings())


def test_weak_grounds_are_offered_and_not_taken() -> None:
    found = head(MASKED.format(near="沧州、衡水", means="开行“秦满欧”班列。"))
    assert found.subject == ""
    assert found.candidates[0].id == "130300"


def test_nothing_is_guessed_from_nothing() -> None:
    found = head("为促进我市各项事业发展,制定本方案。")
    assert (found.subject, found.candidates) == ("", ())


def test_the_real_plans(gold: Path) -> None:
    plans = tomllib.loads((gold / "plans.toml").read_text(encoding="utf-8"))
    for key, plan in plans.items():
        found = head((gold / f"{key}.txt").read_bytes().decode())
        assert found.subject == plan["subject"], key
        assert found.guessed == ("masked" in plan["issuer"]), key
        assert found.number == plan.get("document_number", ""), key
        assert found.date in {plan["date"], ""}, key
        assert found.date or plan["date"] == "2020", key
        if not found.guessed:
            assert found.issuer.endswith(plan["issuer"].split("、")[-1][-6:]), key
        assert found.title.endswith(plan["title"][-12:]), key
