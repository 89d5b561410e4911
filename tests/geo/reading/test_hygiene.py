"""Dirt is found by its kind, left in the text, and never seen where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from documents import PLAN
from quyu_geo.reading import Document
from quyu_geo.reading.hygiene import blemishes, findings, left_out

if TYPE_CHECKING:
    from pathlib import Path

LINES = PLAN.strip().split("\n")
BODY = "".join(LINES[4:])


def kinds(text: str) -> dict[str, list[str]]:
    """Give what was found in a text, by kind."""
    found: dict[str, list[str]] = {}
    for each in blemishes(Document("x", "txt", text)):
        found.setdefault(each.kind, []).append(text[each.start : each.end])
    return found


def ignored(text: str) -> str:
    """Give what is left out of a text, run together."""
    return "".join(text[a:b] for a, b in left_out(blemishes(Document("x", "txt", text))))


def test_a_clean_plan_has_no_blemish() -> None:
    assert kinds(PLAN) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "严厉打击网络赌博、六合彩、时时彩和跨境博彩等违法犯罪活动,保持高压态势。",
        "用好体育彩票和福利彩票公益金,新建球场。",
        "发展直播、电竞、短视频等新业态,办好麻将主题公园外的各类赛事。",
        "引导居民下载政务软件,充值公交卡,参加股票知识讲座。",
        "依托江南体育中心和东方娱乐公司办节。",
        "年处理能力2×100万吨,建成5×60万千瓦机组,实现A×B互补。",
        "推广L型布局、Ⅰ类水质、II类用地、AI赋能和LNG接收站。",
        "单位面积产量提高3%。到2025年达到65%以上。",
        "大力推进“**一张网**”建设,落实 **重点任务**。",
        "某些地区、某镇试点,一事一议。",
        "1、加强领导\n2、落实责任\n3、强化督导\n4、广泛宣传",
        "分享改革成果,首页设置专栏,位置优越。",
        "来源于群众,编辑成册,图为指引,相关文件另行印发。",
        "与广东、上海、贵阳、广西等地开展合作,开奖励先河。",
        "东西双向开放,<重点>突出,A<B且B>C。",
    ],
)
def test_plain_sentences_are_left_alone(sentence: str) -> None:
    assert kinds(f"{PLAN}{sentence}\n{LINES[-1]}\n") == {}


@pytest.mark.parametrize(
    "tail",
    [
        "北京赛车开奖直播 昆明麻将技巧 双色球走势图 福建22选5 真人百家乐 炒股软件下载",
        "大乐透预测 湖南快3 棋牌下载手机版 河北捕鱼达人 重庆时时彩计划",
        "澳门威尼斯人网上娱乐城,真人百家乐,注册送彩金,上海时时彩平台官网",
        "四川麻将安卓版\n河南快乐十分\n浙江六合彩开奖结果\n天津股票配资",
        "bet365 casino online betting poker bonus Shanghai",
        "成人用品 代开发票 信用卡套现 私服外挂 壮阳药 广州约炮",
    ],
)
@pytest.mark.parametrize("end", ["\n", " ", "\n\n\n"])
def test_a_tail_of_spam(tail: str, end: str) -> None:
    text = PLAN.strip() + end + tail
    found = blemishes(Document("x", "txt", text))
    assert [each.kind for each in found] == ["spam"]
    assert ignored(text).strip().endswith(tail)
    assert all(word not in ignored(text) for word in ("滇中", "昆明至"))
    assert found[0].person


def test_spam_between_paragraphs() -> None:
    text = PLAN.replace("二、重点任务", "江西快三走势 幸运飞艇计划 广东时时彩\n二、重点任务")
    assert kinds(text) == {"spam": ["江西快三走势 幸运飞艇计划 广东时时彩"]}


@pytest.mark.parametrize("name", ["欢乐天地", "亚博体育", "kaiyun体育", "幸运空间站点"])
def test_an_overwritten_body(name: str) -> None:
    text = PLAN.replace("云南省人民政府", name)
    found = kinds(text)
    assert found == {"hijack": [name, name]}


@pytest.mark.parametrize(
    "name", ["昆明市发展改革委", "滇中新区管委会", "国家林草局", "水利部", "省国资委"]
)
def test_a_body_of_any_kind_is_no_hijack(name: str) -> None:
    assert kinds(PLAN.replace("云南省人民政府", name)) == {}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("支持*市与*新区共建,推动*港扩能", 3),
        ("学习××县做法,联系XX省和□□区", 3),
        ("某某市经验,*、*等地跟进", 3),
    ],
)
def test_masks(text: str, count: int) -> None:
    found = [e for e in blemishes(Document("x", "txt", text)) if e.kind == "mask"]
    assert len(found) == count
    assert all(each.person and not each.left_out for each in found)


def _paged(width: int, *, numbered: bool) -> str:
    """Set the plan in pages that break sentences, with or without numbers before them."""
    pages = [BODY[at : at + width] for at in range(0, len(BODY) - width, width)]
    pages = [each + "与" if each[-1] in "。;:" else each for each in pages]
    return "\n".join(f"{n}、{each}" if numbered else each for n, each in enumerate(pages, 1))


def test_page_numbers_inside_sentences() -> None:
    text = _paged(47, numbered=True)
    marks = kinds(text)["page_number"]
    assert [mark.strip() for mark in marks] == [f"{n}、" for n in range(1, len(marks) + 1)]
    assert len(marks) == text.count("\n") + 1
    assert all(mark.startswith("\n") for mark in marks[1:])


def test_breaks_inside_sentences() -> None:
    text = _paged(24, numbered=False)
    assert len(kinds(text)["join"]) >= text.count("\n") * 0.7


@pytest.mark.parametrize(
    "mark", ["— 3 —", "-3-", "第3页 共9页", "3/9", "Page 3 of 9", "3", "· 3 ·"]
)
def test_a_page_number_of_its_own(mark: str) -> None:
    half = LINES[10][:20] + "统筹推进公路铁路机场和码头等设施联通建设"
    text = f"{LINES[0]}\n{half}\n{mark}\n并继续完善后续工程管理办法。\n"
    found = kinds(text)
    assert found["page_number"] == [mark]
    assert "".join(ignored(text).split()) == "".join(mark.split())


def test_a_sentence_runs_on_over_a_page_number() -> None:
    half = "统筹推进公路铁路机场和码头等设施联通建设,研究连接昆明与玉溪、楚雄与曲靖两线的"
    text = f"{LINES[0]}\n{half}\n— 3 —\n重大工程。\n"
    found = kinds(text)
    assert (found["page_number"], found["join"]) == (["— 3 —"], ["\n— 3 —\n"])


@pytest.mark.parametrize(
    ("line", "kind", "out"),
    [
        ("【字号:大 中 小】 【打印】", "navigation", "【字号:大 中 小】 【打印】"),
        ("【字體:大 中 小】", "navigation", "【字體:大 中 小】"),
        ("来源:云南日报 【字号:大 中 小】", "navigation", "【字号:大 中 小】"),
        ("当前位置:首页 > 政务公开 > 昆明", "navigation", "当前位置:首页 > 政务公开 > 昆明"),
        ("分享到:微信 微博", "navigation", "分享到:微信 微博"),
        ("上一篇:广东省发布通知", "navigation", "上一篇:广东省发布通知"),
        ("浏览次数:1024", "navigation", "浏览次数:1024"),
        ("主办单位:云南省人民政府办公厅", "navigation", "主办单位:云南省人民政府办公厅"),
        ("图为昆明火车站候车大厅", "caption", "图为昆明火车站候车大厅"),
        (
            "工人在楚雄工地作业。新华社记者 张三摄",
            "caption",
            "工人在楚雄工地作业。新华社记者 张三摄",
        ),
        ("图1 滇中城镇分布示意", "caption", "图1 滇中城镇分布示意"),
        ("来源:云南日报", "byline", ""),
        ("(责任编辑:张三)", "byline", ""),
        ("2021年06月10日 09:15  来源:云南日报", "byline", ""),
    ],
)
def test_what_surrounds_a_plan_on_a_page(line: str, kind: str, out: str) -> None:
    text = f"{LINES[0]}\n{line}\n{PLAN}"
    assert kind in kinds(text)
    assert set(kinds(text)) <= {kind, "byline"}
    assert ignored(text).strip() == out


def test_a_list_of_links_to_the_end() -> None:
    text = f"{PLAN}\n相关文章:\n上海市出台新规\n广东省召开会议\n"
    assert ignored(text).endswith("广东省召开会议")
    assert kinds(text)["navigation"] == ["相关文章:", "上海市出台新规", "广东省召开会议"]


def test_markup_left_in_a_text() -> None:
    text = PLAN.replace("。\n", "。</p><p align='上海'>\n").replace("昆明", "<b>昆明</b>")
    assert set(kinds(text)) == {"markup"}
    assert "昆明" not in ignored(text)
    assert "上海" in ignored(text)


@pytest.mark.parametrize("fault", ["L总体安排部署要求", "达到65%O", "(云发2018)43号"])
def test_faults_of_text_recognition(fault: str) -> None:
    assert "ocr" in kinds(f"会议研究。{fault},照此办理。")


def test_broken_characters_and_nul() -> None:
    assert kinds("甲\ufffd\ufffd市\0") == {"broken": ["\ufffd\ufffd"], "nul": ["\0"]}


def test_findings_have_lines() -> None:
    document = Document("x", "txt", f"{PLAN}\n支持*市\n\n推动*县\n")
    (found,) = findings(document, blemishes(document))
    assert (found.kind, found.count, found.person) == ("mask", 2, True)
    assert found.lines == (PLAN.count("\n") + 2, PLAN.count("\n") + 4)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("jilin-2019", {}),
        ("jiangsu-2020", {"spam": {94}, "navigation": {5}, "page_number": {4}}),
        ("jilin-hachang-2016", {"hijack": {1, 6}}),
        ("neimenggu-2020", {"navigation": {82, 85}}),
        ("panjin-2020", {"page_number": set(range(1, 21)), "mask": None}),
    ],
)
def test_the_real_plans(gold: Path, name: str, expected: dict[str, set[int] | None]) -> None:
    text = (gold / f"{name}.txt").read_bytes().decode()
    document = Document(name, "txt", text)
    found = {each.kind: set(each.lines) for each in findings(document, blemishes(document))}
    found = {kind: lines for kind, lines in found.items() if kind not in {"byline", "ocr"}}
    assert set(found) == set(expected)
    assert all(lines is None or found[kind] == lines for kind, lines in expected.items())


def test_no_annotated_name_is_left_out(gold: Path) -> None:
    for path in sorted(gold.glob("*.txt")):
        text = path.read_bytes().decode()
        out = left_out(blemishes(Document(path.name, "txt", text)))
        lines = text.split("\n")
        starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
        table = path.with_suffix(".mentions.tsv").read_text(encoding="utf-8").splitlines()[1:]
        for number, surface, nth, *_ in (row.split("\t") for row in table):
            at = -1
            for _ in range(int(nth)):
                at = lines[int(number) - 1].index(surface, at + 1)
            at += starts[int(number) - 1]
            assert not any(a < at + len(surface) and at < b for a, b in out), (path.name, surface)


def test_clean_passages_have_no_blemish(gold: Path) -> None:
    passages = sorted((gold.parent / "excerpts").glob("*.txt"))
    if not passages:
        pytest.skip("no clean passages beside the plans")
    for path in passages:
        assert kinds(path.read_bytes().decode()) == {}, path.name
