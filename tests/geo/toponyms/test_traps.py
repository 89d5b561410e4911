"""Hold recognition and resolution to the traps met in real plans and in other tools."""

from __future__ import annotations

import pytest

from quyu_geo.gazetteer import Gazetteer
from quyu_geo.toponyms import find_places

NO_PLACE = [
    "深化务实合作，发挥资源优势，培育新兴产业，推进全面振兴。",
    "打通出海通道，让群众更加富裕，会同有关部门抓好落实。",
    "邻里友好互助，维护和平稳定，公安机关守护安居乐业。",
    "开发温泉旅游，建设滨海新城，完善港口功能和海港设施。",
    "加快南部新城建设，统筹县(市)城区发展，促进社会长治久安。",
    "打造新出海口，吸引客商投资兴业，协调东中西区域发展。",
    "弘扬新乡贤文化，一汽和吉化继续扩能，我国坚持和平发展。",
    "全国一盘棋，中国特色社会主义，一带一路，丝绸之路。",
    "科技-产业-金融良性循环，加快建设文明城区和县城。",
    "平和心态，强化富民惠农，整治水城乱象，保护莲花，推进新建项目。",
    "扩权强县，提升城区功能和县城发展水平，统筹乡镇建设，发展中蓝电子。",
    "守护最北海岸线，建设东方枢纽国际商务合作区，打造平安乡村、文明单位。",
    "培育长春花、金银花种植，穿中山装，人命关天，海面包罗万象，通达全域。",
    "完善火车站、汽车站周边，改造体育场、人民广场，形成六横七纵路网。",
    "支持工会、共青团工作，推进建设街道综合服务中心和新建街道便民设施。",
    "红土地、黑土地、黄土地保护有力，大理石、石材产业壮大，增加纳税户。",
]

MEANT = [
    ("220000", "长白山旅游", "长白山", "mountain-changbaishan"),
    ("220000", "图们江区域开发", "图们江", "river-tumenjiang"),
    ("230000", "嫩江流域治理", "嫩江", "river-nenjiang"),
    ("320000", "环太湖科创圈", "太湖", "lake-taihu"),
    ("150000", "赤峰—朝阳—锦州通道", "朝阳", "211300"),
    ("320000", "建设通州湾新出海口", "通州湾", "site-tongzhouwan"),
    ("220000", "与双城市共建园区", "双城市", "230113"),
    ("320000", "支援新疆克州和伊犁州", "克州", "653000"),
    ("320000", "支援新疆克州和伊犁州", "伊犁州", "654000"),
    ("630000", "支持海西、海南、海北等州", "海南", "632500"),
    ("", "支持青海海南州发展", "海南州", "632500"),
    ("220000", "吉林省吉林市", "吉林市", "220200"),
    ("220000", "长春、吉林、四平等城市", "吉林", "220200"),
    ("220000", "吉林与浙江开展合作", "吉林", "220000"),
    ("440000", "支持广州南沙建设", "南沙", "440115"),
    ("460000", "推进三沙南沙岛礁建设", "南沙", "460322"),
    ("220000", "治理长江和松花江", "长江", "river-changjiang"),
    ("340000", "支持太湖、宿松、望江三县发展", "太湖", "340825"),
    ("650000", "支持和丰县发展", "和丰县", "654226"),
    ("220000", "建设延吉（长白）通道", "长白", "220623"),
    ("220000", "推进通化、白山振兴", "白山", "220600"),
    ("610000", "加快渝西高铁建设", "渝西高铁", "railway-yuxigaotie"),
    ("500000", "推动渝西地区一体化", "渝西", "region-yuxidiqu"),
    ("230000", "治理黑龙江、松花江", "黑龙江", "river-heilongjiang"),
    ("230000", "黑龙江、吉林携手开放", "黑龙江", "230000"),
    ("530000", "保护金沙江、红河、怒江", "怒江", "river-nujiang"),
    ("530000", "支持怒江、迪庆发展", "怒江", "533300"),
    ("540000", "推进雅江下游水电开发", "雅江", "river-yaluzangbujiang"),
    ("360000", "推进东江流域补偿", "东江", "river-dongjiang"),
    ("650000", "做好对口支援皮山工作", "皮山", "653223"),
]

COMPOUNDS = [
    ("220000", "落实吉京“1+8”战略合作协议", "吉京", "220000|110000"),
    ("220000", "推进吉蜀“1+11”战略合作", "吉蜀", "220000|510000"),
    ("150000", "落实京蒙协作", "京蒙", "110000|150000"),
    ("150000", "签署蒙宁战略合作协议", "蒙宁", "150000|640000"),
    ("150000", "培育锡赤通经济区", "锡赤通", "152500|150400|150500"),
    ("150000", "建设呼包银榆经济区", "呼包银榆", "150100|150200|640100|610800"),
    ("320000", "推进宁镇扬一体化", "宁镇扬", "320100|321100|321000"),
    ("320000", "推动常泰跨江融合", "常泰", "320400|321200"),
    ("220000", "推进四辽铁通区域合作", "四辽铁通", "220300|220400|211200|150500"),
    ("220000", "建设白通丹经济带", "白通丹", "220600|220500|210600"),
    ("220000", "谋划白齐兴经济合作区", "白齐兴", "220800|230200|152200"),
    ("220000", "开行“长满欧”班列", "长满欧", "220100|150781|region-ouzhou"),
    ("210000", "加密“盘满欧”班列", "盘满欧", "211100|150781|region-ouzhou"),
    ("220000", "推进延龙图一体化", "延龙图", "222401|222405|222402"),
    ("220000", "完善长(春)吉(林)珲(春)通道", "长(春)吉(林)珲(春)", "220100|220200|222404"),
    ("420000", "发展襄十随神城市群", "襄十随神", "420600|420300|421300|429021"),
    ("420000", "做强宜荆荆恩城市群", "宜荆荆恩", "420500|421000|420800|422800"),
    ("410000", "打造郑洛西合作带", "郑洛西", "410100|410300|610100"),
    ("610000", "深化晋陕蒙毗邻地区合作", "晋陕蒙", "140000|610000|150000"),
    ("640000", "推动陕甘宁革命老区振兴", "陕甘宁", "610000|620000|640000"),
    ("430000", "建好湘琼产业园", "湘琼", "430000|460000"),
    ("340000", "深化苏皖合作", "苏皖", "320000|340000"),
    ("", "推进中俄合作", "中俄", "CN|RU"),
    ("220000", "落实吉渝、吉苏、吉粤协议", "吉苏", "220000|320000"),
    ("150000", "深化黑吉两省合作", "黑吉", "230000|220000"),
    ("150000", "建设蒙晋冀长城金三角", "蒙晋冀", "150000|140000|130000"),
    ("150000", "打造呼包鄂榆城市群", "呼包鄂榆", "150100|150200|150600|610800"),
    ("320000", "推动宁淮挂钩、宁杭合作", "宁淮", "320100|320800"),
    ("320000", "推动宁淮挂钩、宁杭合作", "宁杭", "320100|330100"),
    ("320000", "建设沪苏大丰产业联动区", "沪苏", "310000|320000"),
    ("320000", "促进沪苏同城化", "沪苏", "310000|320500"),
    ("210000", "开行“盘蒙欧”班列", "盘蒙欧", "211100|MN|region-ouzhou"),
    ("220000", "开行长珲欧班列", "长珲欧", "220100|222404|region-ouzhou"),
    (
        "220000",
        "建设长(春)白(山)通(化)丹(东)大通道",
        "长(春)白(山)通(化)丹(东)",
        "220100|220600|220500|210600",
    ),
    ("150000", "畅通中蒙俄经济走廊", "中蒙俄", "CN|MN|RU"),
    ("320000", "建设中哈（连云港）物流基地", "中哈", "CN|KZ"),
    ("640000", "加密中欧（亚）班列", "中欧（亚）", "CN|region-ouzhou|region-zhongya"),
    ("410000", "加密郑新欧班列", "郑新欧", "410100|650000|region-ouzhou"),
    ("320000", "用好中阿（联酋）平台", "中阿", "CN|AE"),
    ("540000", "开展玉昌（玉树至昌都）铁路前期", "玉昌", "632700|540300"),
    ("", "面向日韩开放", "日韩", "JP|KR"),
]


@pytest.mark.parametrize("text", NO_PLACE)
def test_common_words_are_no_places(text: str) -> None:
    for subject in ("", "220000", "510000"):
        assert [found.surface for found in find_places(text, subject=subject)] == []


@pytest.mark.parametrize(("subject", "text", "surface", "place"), MEANT)
def test_the_place_meant_is_found(subject: str, text: str, surface: str, place: str) -> None:
    found = {one.surface: one for one in find_places(text, subject=subject)}
    assert found[surface].places == (place,)


@pytest.mark.parametrize(("subject", "text", "surface", "members"), COMPOUNDS)
def test_compounds_give_their_members_in_order(
    subject: str, text: str, surface: str, members: str
) -> None:
    found = {one.surface: one for one in find_places(text, subject=subject)}
    assert "|".join(found[surface].places) == members


def test_a_compound_unlisted_anywhere_is_read_by_rule() -> None:
    found = find_places("推动韶梅河一体化", subject="440000")
    assert [one.places for one in found] == [("440200", "441400", "441600")]


def test_a_zone_gives_its_host() -> None:
    found = find_places("建设珲春国际合作示范区和长春新区", subject="220000")
    assert [one.surface for one in found] == ["珲春", "长春"]


@pytest.mark.parametrize("dash", ["—", "－", "-", "――", "～", "、"])
def test_whatever_joins_places_joins_them(dash: str) -> None:
    found = find_places(f"建设赤峰{dash}朝阳{dash}锦州通道", subject="150000")
    assert [one.places for one in found] == [("150400",), ("211300",), ("210700",)]


def test_names_in_brackets_and_behind_a_mask() -> None:
    found = find_places("支持蒙东（通辽）与*市、*新区合作", subject="150000")
    assert [one.surface for one in found] == ["蒙东", "通辽"]


def test_half_converted_and_variant_characters() -> None:
    found = find_places("推進連云港、云陽、陜西和新潟合作", subject="320000")
    assert [one.surface for one in found] == ["連云港", "云陽", "陜西", "新潟"]
    assert [one.places for one in found][:3] == [("320700",), ("500235",), ("610000",)]


def test_items_of_a_list_of_lines_are_their_cities() -> None:
    found = find_places("加快合武、阜蒙宿等高铁和沿江、宁国至安吉高速建设", subject="340000")
    assert [one.surface for one in found] == ["合武", "阜蒙宿", "宁国", "安吉"]
    assert found[0].places == ("340100", "420100")


def test_a_name_of_another_province_needs_something_that_bears_it_out() -> None:
    assert [one.surface for one in find_places("建设金沙遗址旁花山绿道", subject="420000")] == [
        "金沙遗址"
    ]
    found = find_places("推进溧阳—郎溪合作，支持贵州金沙发展", subject="320000")
    assert [one.surface for one in found] == ["溧阳", "郎溪", "贵州", "金沙"]


def test_every_mention_says_why_and_how_surely() -> None:
    text = "支持朝阳、锦州、鼓楼区与京津冀合作，治理辽河、无名河，加快阜盘铁路建设"
    for one in find_places(text, subject="210000"):
        assert one.basis or not one.places
        assert 0.0 <= one.confidence <= 1.0
        assert one.places or len(one.candidates) > 1
        if one.candidates and one.places:
            assert one.candidates[0] == one.places[0]


def test_shared_heads_and_roads() -> None:
    found = find_places("杭州、宁波、温州机场改扩建，G1京哈高速扩容", subject="330000")
    assert [one.surface for one in found] == ["杭州", "宁波", "温州", "G1京哈高速"]


def test_a_line_known_by_its_ends_is_made() -> None:
    (one,) = find_places("加快遵昆高铁建设", subject="530000")
    assert one.surface == "遵昆高铁"
    assert [place.kind for place in one.made] == ["railway"]
    assert set(one.made[0].members) == {"520300", "530100"}


def test_what_cannot_be_decided_stays_unresolved() -> None:
    (one,) = find_places("在鼓楼区试点")
    assert one.places == ()
    assert len(one.candidates) > 1


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "（" * 500, "欧", "中国", "G", "线" * 100])
def test_odd_texts_give_no_error(text: str) -> None:
    find_places(text, subject="220000")


def test_traditional_variant_and_wide_forms_are_alike() -> None:
    plain = find_places("支持连云港、乾安和陕西(榆林)合作", subject="320000")
    other = find_places("支持連雲港、乾安和陜西（榆林）合作", subject="320000")
    assert [one.places for one in plain] == [one.places for one in other]
    assert len(plain) == 4


def test_offsets_are_those_of_the_text_of_record() -> None:
    text = "推進內蒙古呼倫貝爾與吉林白城合作"
    for one in find_places(text, subject="150000"):
        assert text[one.start : one.end] == one.surface
        assert all(key in Gazetteer.bundled() for key in one.places)
