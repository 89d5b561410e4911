"""Hold the grammar of initiatives to sentences of our own making."""

from __future__ import annotations

import pytest

from quyu_geo.initiatives import Extracted, extract
from quyu_geo.toponyms import find_places


def read(text: str, subject: str = "410000", date: str = "2025") -> tuple[Extracted, ...]:
    return extract(text, find_places(text, subject=subject, date=date), subject=subject, date=date)


def members(found: tuple[Extracted, ...], kind: str) -> list[tuple[str, ...]]:
    layer, _, name = kind.partition("/")
    return [each.members for each in found if each.layer == layer and name in {"", each.type}]


def test_list_that_shares_a_head_gives_a_zone_each() -> None:
    found = read("推进腾冲、瑞丽、河口等边境经济合作区建设。", "530000")
    assert members(found, "zone/cooperation_zone") == [("530581",), ("533102",), ("532532",)]


def test_list_before_a_corridor_gives_one_in_order() -> None:
    found = read("构建洛阳、三门峡、焦作先进制造业走廊。")
    assert members(found, "corridor/industry") == [("410300", "411200", "410800")]


def test_chains_before_a_railway_give_one_each() -> None:
    found = read("推进南阳至襄阳、周口至亳州铁路建设。")
    assert members(found, "corridor/rail") == [("411300", "420600"), ("411600", "341600")]


def test_subject_is_the_unnamed_party() -> None:
    found = read("深化与湖北、安徽合作。")
    assert members(found, "link") == [("410000", "420000"), ("410000", "340000")]


def test_our_province_is_the_subject() -> None:
    found = read("我省与湖北签署战略合作框架协议。")
    assert members(found, "link/agreement") == [("410000", "420000")]


def test_pairs_in_a_list_are_not_mixed() -> None:
    found = read("深化洛阳与无锡、南阳与镇江对口合作。")
    assert members(found, "link") == [("410300", "320200"), ("411300", "321100")]


def test_city_that_opens_a_clause_is_the_party() -> None:
    found = read("开封市加强与扬州市合作。")
    assert members(found, "link") == [("410200", "321000")]


def test_abroad_makes_it_international() -> None:
    (each,) = read("加强与卢森堡合作。")
    assert (each.layer, each.type, each.members) == ("link", "international", ("410000", "LU"))


def test_aid_goes_from_the_subject_to_each_receiver() -> None:
    found = read("做好对口支援新疆哈密工作。")
    assert members(found, "link/counterpart_support") == [("410000", "650500")]
    assert found[0].directed


def test_aid_comes_from_the_coast() -> None:
    found = read("深化与江苏、北京等省市东西部协作。", "630000")
    assert members(found, "link/poverty_collaboration") == [
        ("320000", "630000"),
        ("110000", "630000"),
    ]


def test_what_is_made_a_zone_is_its_host() -> None:
    found = read("把商丘市建设成为面向东部沿海的门户城市。")
    assert members(found, "zone/hub") == [("411400",)]


def test_park_of_another_country_has_it_as_partner() -> None:
    (each,) = [e for e in read("建设中德（许昌）产业园。") if e.layer == "zone"]
    assert each.members == ("411000",)
    assert each.partners == ("DE",)


def test_region_has_the_members_of_the_gazetteer() -> None:
    (members_,) = members(read("加快郑州都市圈建设。"), "region/metro")
    assert "410100" in members_
    assert len(members_) > 4


def test_region_of_its_date() -> None:
    early, late = (
        members(read("加快南京都市圈建设。", "320000", date), "region/metro")
        for date in ("2020", "2023")
    )
    assert early
    assert late
    assert early != late


def test_status_comes_from_the_verb() -> None:
    texts = ("谋划", "推进", "深化")
    found = [read(f"{verb}郑州至长治铁路建设。", date="2025")[0].status for verb in texts]
    assert found == ["plan", "build", "existing"]


def test_one_initiative_many_mentions() -> None:
    found = read("加快郑许市域铁路建设。\n推进郑许市域铁路提质。")
    assert len(members(found, "corridor/rail")) == 1


def test_span_is_the_clause_and_offsets_are_the_texts() -> None:
    text = "坚持創新引領，加快鄭州至長治鐵路建設，改善民生。"
    (each,) = read(text)
    assert text[each.span.start : each.span.end] == "加快鄭州至長治鐵路建設"
    assert each.name == "郑州至长治铁路"


def test_responsible_units_and_horizon() -> None:
    text = "一、交通\n到2027年，推进郑州至长治铁路建设。(省发展改革委、郑州市政府按职责分工负责)"
    (each,) = read(text)
    assert each.responsible == ("省发展改革委", "郑州市政府")
    assert each.horizon == "2027"
    assert each.section == "一、"


def first(text: str) -> Extracted:
    return read(text, "410000")[0]


def test_units_in_charge_behind_a_label() -> None:
    text = "推进郑州至长治铁路建设。(责任单位:省发展改革委、省交通运输厅,各有关市政府)"
    assert first(text).responsible == ("省发展改革委", "省交通运输厅", "各有关市政府")
    text = "推进郑州至长治铁路建设。\n责任单位：省发展改革委、郑州市政府。"
    assert first(text).responsible == ("省发展改革委", "郑州市政府")


def test_units_in_charge_in_the_sentence_only() -> None:
    text = "由省发展改革委、省财政厅牵头，推进郑州至长治铁路建设。"
    assert first(text).responsible == ("省发展改革委", "省财政厅")
    text = "推进郑州至长治铁路建设。由省文化和旅游厅负责，建设洛阳国家物流枢纽。"
    assert first(text).responsible == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026年底前，郑州至长治铁路建成通车。", "2026"),
        ("推进郑州至长治铁路建设，确保2027年通车。", "2027"),
        ("“十四五”末，郑州至长治铁路建成。", "2025"),
        ("到2030年，郑州至长治铁路建成。", "2030"),
        ("2019年以来，推进郑州至长治铁路建设。", ""),
    ],
)
def test_year_by_which(text: str, year: str) -> None:
    assert first(text).horizon == year


def test_slogans_give_nothing() -> None:
    assert read("坚持创新驱动，深化产业融合，建设一批产业园区，加强合作。") == ()


def test_swapped_names_are_read_alike() -> None:
    first = read("推进洛阳—三门峡同城化，建设洛阳国家物流枢纽，深化洛阳与无锡对口合作。")
    second = read("推进南阳—信阳同城化，建设南阳国家物流枢纽，深化南阳与扬州对口合作。")
    assert [(e.layer, e.type, len(e.members), e.status) for e in first] == [
        (e.layer, e.type, len(e.members), e.status) for e in second
    ]


def test_stretch_of_a_line_gives_its_own_ends() -> None:
    found = read("加快沿江高铁武汉至合肥段建设。", "420000")
    assert members(found, "corridor/rail") == [("420100", "340100")]


def test_areas_of_a_trade_zone_lie_each_in_its_city() -> None:
    found = read("提升湖北自贸试验区武汉、襄阳、宜昌片区能级。", "420000")
    hosts = members(found, "zone/bonded_ftz")
    assert {("420100",), ("420600",), ("420500",)} <= set(hosts)


def test_structure_of_parts_is_one_region() -> None:
    found = read("形成以洛阳为核心，以南阳、商丘为两个增长极，以安阳为支点的城市群布局。")
    assert ("410300", "411300", "411400", "410500") in members(found, "region/city_cluster")


def test_parties_are_handed_on_from_the_clause_before() -> None:
    found = read("整合洛阳、南阳装备产业，与襄阳、十堰联合打造装备产业链。")
    assert members(found, "link") == [("410300", "411300", "420600", "420300")]


def test_industry_that_moves_is_a_link() -> None:
    found = read("推动劳动密集型产业从郑州有序转移到周口、商丘。")
    assert members(found, "link") == [("410100", "411600", "411400")]


def test_centre_of_a_basin_lies_in_its_city() -> None:
    found = read("支持信阳建设淮河流域中心城市。")
    assert members(found, "zone/hub") == [("411500",)]


def test_airport_grows_by_a_phase() -> None:
    (each,) = read("推动济南遥墙机场二期建设。", "370000")
    assert (each.layer, each.type, each.members, each.core) == ("zone", "hub", ("370100",), True)


def test_garden_of_another_city_lies_in_the_subject() -> None:
    found = read("打造郑州的后花园。", "411000")
    assert members(found, "zone") == [("411000",)]


def test_prepositions_say_nothing_of_status() -> None:
    (each,) = read("在洛阳、三门峡等市建设沿黄生态走廊。")
    assert each.status == "build"
