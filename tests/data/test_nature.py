"""Rivers, lakes, mountains, plains, seas and islands stand where they are on the ground."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import LineString, Point

from quyu_data import resource

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: Equal-area projection of China, metres.
ALBERS = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +datum=WGS84 +units=m"
KINDS = {"river", "canal", "lake", "mountain", "plain", "sea", "island"}


def table(name: str) -> list[dict[str, str]]:
    with resource(f"gazetteer/{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@lru_cache
def layer(name: str) -> gpd.GeoDataFrame:
    return gpd.read_file(resource(f"boundaries/{name}.fgb"), engine="pyogrio")


@lru_cache
def shapes(name: str) -> dict[str, BaseGeometry]:
    rows = layer(name)
    named = rows[rows["id"] != ""]
    return dict(zip(named["id"], named.geometry, strict=True))


@lru_cache
def seats() -> dict[str, Point]:
    return {row["id"]: Point(float(row["lon"]), float(row["lat"])) for row in table("units")}


def kilometres(here: BaseGeometry, there: BaseGeometry) -> float:
    both = gpd.GeoSeries([here, there], crs="EPSG:4326").to_crs(ALBERS)
    return float(both.iloc[0].distance(both.iloc[1])) / 1000


ROWS = table("nature")


def test_ids_are_unique_sorted_and_begin_with_the_kind() -> None:
    ids = [row["id"] for row in ROWS]
    assert ids == sorted(set(ids))
    assert {row["kind"] for row in ROWS} == KINDS
    for row in ROWS:
        assert re.fullmatch(rf"{row['kind']}-[a-z]+(-[a-z]+)?", row["id"])


def test_names_are_chinese_and_no_alias_repeats_a_name_of_another() -> None:
    owners: dict[str, str] = {}
    for row in ROWS:
        forms = [row["name"], *filter(None, row["aliases"].split("|"))]
        assert row["short"] == row["name"]
        assert len(forms) == len(set(forms))
        for form in forms:
            assert re.fullmatch("[\u3400-\u9fff]+", form), row["id"]
            assert owners.setdefault(form, row["id"]) == row["id"]


def test_every_row_has_a_point_an_english_name_and_a_basis() -> None:
    for row in ROWS:
        assert -180 <= float(row["lon"]) <= 180
        assert -90 <= float(row["lat"]) <= 90
        assert row["name_en"]
        assert row["note"]
        assert row["precision"] in {"anchor", "centre", "site", "approximate"}
        assert row["source"] in {"natural-earth", "wdbii", "gshhg", "compiled"}


@pytest.mark.parametrize("row", [r for r in ROWS if r["parent"]], ids=lambda row: row["id"])
def test_parents_hold_their_point(row: dict[str, str]) -> None:
    units = layer("units_light")
    parent = units[units["id"] == row["parent"]].geometry.iloc[0]
    assert kilometres(parent, Point(float(row["lon"]), float(row["lat"]))) < 15


def test_points_of_china_lie_in_or_beside_china() -> None:
    units = layer("units_light")
    land = shapely.union_all(units[units["level"] == "province"].geometry.to_numpy())
    near = shapely.buffer(land, 0.6)
    shapely.prepare(near)
    far = [
        row["id"]
        for row in ROWS
        if row["country"] == "CN"
        and row["kind"] not in {"sea", "island"}
        and not near.contains(Point(float(row["lon"]), float(row["lat"])))
    ]
    assert far == []


@pytest.mark.parametrize("name", ["rivers", "lakes", "areas"])
def test_shapes_are_valid_sorted_and_known(name: str) -> None:
    rows = layer(name)
    assert rows.crs is not None
    assert rows.crs.to_epsg() == 4326
    assert list(rows["id"]) == sorted(rows["id"])
    assert rows.geometry.is_valid.all()
    assert not rows.geometry.is_empty.any()
    names = {row["id"]: row["name"] for row in ROWS}
    named = rows[rows["id"] != ""]
    assert named["id"].is_unique
    assert [names[key] for key in named["id"]] == list(named["name"])


def test_rivers_are_single_lines_with_a_rank() -> None:
    rows = layer("rivers")
    assert set(rows["rank"]) <= {1, 2, 3, 4}
    assert all(isinstance(line, LineString) for line in rows.geometry)


def test_gazetteer_points_lie_on_their_water_or_plain() -> None:
    for row in ROWS:
        point = Point(float(row["lon"]), float(row["lat"]))
        for name in ("rivers", "lakes", "areas"):
            shape = shapes(name).get(row["id"])
            assert shape is None or shape.distance(point) < 0.0001, row["id"]


PASSES = [
    ("river-songhuajiang", "220202", 5),  # 吉林市 (昌邑区)
    ("river-songhuajiang", "220702", 5),  # 松原 (宁江区)
    ("river-songhuajiang", "230102", 5),  # 哈尔滨 (道里区)
    ("river-songhuajiang", "230800", 10),  # 佳木斯
    ("river-songhuajiang", "230882", 8),  # 富锦
    ("river-changjiang", "500103", 10),  # 重庆 (渝中区)
    ("river-changjiang", "420100", 10),  # 武汉
    ("river-changjiang", "320100", 15),  # 南京
    ("river-changjiang", "320281", 10),  # 江阴
    ("river-changjiang", "320600", 15),  # 南通
    ("river-huanghe", "620100", 10),  # 兰州
    ("river-huanghe", "150200", 20),  # 包头
    ("river-huanghe", "370100", 15),  # 济南
    ("river-huanghe", "150300", 10),  # 乌海
    ("river-huaihe", "340300", 5),  # 蚌埠
    ("river-liaohe", "211122", 10),  # 盘山县
    ("river-liaohe", "211100", 12),  # 盘锦
    ("river-liaohe", "211200", 15),  # 铁岭
    ("river-daliaohe", "210800", 8),  # 营口
    ("river-xiliaohe", "150500", 10),  # 通辽
    ("river-xiliaohe", "220382", 8),  # 双辽
    ("river-dongliaohe", "220400", 6),  # 辽源
    ("river-nenjiang", "230200", 10),  # 齐齐哈尔
    ("river-nenjiang", "220882", 8),  # 大安
    ("river-tumenjiang", "222402", 4),  # 图们
    ("river-yalujiang", "210600", 8),  # 丹东
    ("river-yalujiang", "220582", 5),  # 集安
    ("river-yalujiang", "220681", 5),  # 临江
    ("river-luanhe", "130800", 12),  # 承德
    ("river-yongdinghe", "110109", 6),  # 门头沟
    ("river-haihe", "120000", 10),  # 天津
    ("river-heilongjiang", "231100", 6),  # 黑河
    ("river-wusulijiang", "230524", 8),  # 饶河
    ("river-yitonghe", "220100", 8),  # 长春
    ("river-yitonghe", "220122", 6),  # 农安
    ("river-yinmahe", "220113", 12),  # 九台
    ("river-yinmahe", "220183", 8),  # 德惠
    ("river-huifahe", "220581", 5),  # 梅河口
    ("river-huifahe", "220282", 6),  # 桦甸
    ("river-lalinhe", "230184", 18),  # 五常
    ("river-tiaozihe", "220302", 6),  # 四平 (铁西区)
    ("river-zhaosutaihe", "220322", 6),  # 梨树
    ("river-mudanjiang", "231000", 8),  # 牡丹江
    ("river-mudanjiang", "222403", 6),  # 敦化
    ("river-mudanjiang", "230123", 6),  # 依兰
    ("river-chuoerhe", "152223", 10),  # 扎赉特旗
    ("river-yaluhe", "150783", 5),  # 扎兰屯
    ("river-taoerhe", "152201", 8),  # 乌兰浩特
    ("river-hunhe", "210100", 12),  # 沈阳
    ("river-weihe", "610300", 8),  # 宝鸡
    ("river-fenhe", "140100", 10),  # 太原
    ("river-hanjiang", "420600", 8),  # 襄阳
    ("river-ganjiang", "360100", 8),  # 南昌
    ("river-ganjiang", "360700", 8),  # 赣州
    ("river-xiangjiang", "430100", 8),  # 长沙
    ("river-minjiang", "511100", 8),  # 乐山
    ("river-jialingjiang", "511300", 8),  # 南充
    ("river-xijiang", "450400", 6),  # 梧州
    ("river-zhujiang", "440100", 12),  # 广州
    ("river-dongjiang", "441300", 8),  # 惠州
    ("river-beijiang", "440200", 8),  # 韶关
    ("river-yihe", "371300", 8),  # 临沂
    ("river-yinghe", "341200", 10),  # 阜阳
    ("river-qiantangjiang", "330100", 12),  # 杭州
    ("river-minjiang-fujian", "350100", 10),  # 福州
    ("river-lancangjiang", "532800", 10),  # 西双版纳
    ("river-heihe", "620700", 10),  # 张掖
    ("canal-dayunhe", "110112", 8),  # 通州
    ("canal-dayunhe", "120000", 15),  # 天津
    ("canal-dayunhe", "370800", 8),  # 济宁
    ("canal-dayunhe", "321300", 10),  # 宿迁
    ("canal-dayunhe", "320800", 10),  # 淮安
    ("canal-dayunhe", "321000", 10),  # 扬州
    ("canal-dayunhe", "320400", 8),  # 常州
    ("canal-dayunhe", "320200", 10),  # 无锡
    ("canal-dayunhe", "320500", 8),  # 苏州
    ("canal-dayunhe", "330400", 8),  # 嘉兴
    ("canal-dayunhe", "330100", 10),  # 杭州
]


@pytest.mark.parametrize(("river", "unit", "limit"), PASSES)
def test_rivers_pass_their_towns(river: str, unit: str, limit: float) -> None:
    assert kilometres(shapes("rivers")[river], seats()[unit]) <= limit


@pytest.mark.parametrize(
    ("river", "first", "last"),
    [
        ("river-songhuajiang", (128.1, 42.2), (132.5, 47.7)),  # 长白山 to 同江
        ("river-changjiang", (90.8, 34.3), (121.95, 31.25)),  # 沱沱河 to the sea
        ("river-huanghe", (96.2, 35.1), (119.0, 37.8)),
        ("river-liaohe", (123.5, 43.0), (121.87, 41.0)),  # 福德店 to 盘锦, not to 营口
        ("river-xiliaohe", (120.76, 43.42), (123.53, 43.0)),
        ("river-nenjiang", (126.04, 51.02), (124.67, 45.45)),
        ("canal-dayunhe", (116.66, 39.91), (120.23, 30.25)),  # 通州 to 杭州
    ],
)
def test_courses_run_from_end_to_end(
    river: str, first: tuple[float, float], last: tuple[float, float]
) -> None:
    line = shapes("rivers")[river]
    ends = [Point(line.coords[0]), Point(line.coords[-1])]
    assert kilometres(ends[0], Point(first)) < 12
    assert kilometres(ends[1], Point(last)) < 12


@pytest.mark.parametrize(
    ("lake", "inside"),
    [
        ("lake-taihu", (120.2, 31.2)),
        ("lake-hongzehu", (118.6, 33.3)),
        ("lake-chaganhu", (124.28, 45.26)),
        ("lake-hulunhu", (117.4, 48.95)),
        ("lake-poyanghu", (116.3, 29.1)),
        ("lake-qinghaihu", (100.1, 36.9)),
        ("lake-chaohu", (117.5, 31.55)),
        ("lake-dongtinghu", (112.9, 29.31)),
    ],
)
def test_lakes_cover_their_water(lake: str, inside: tuple[float, float]) -> None:
    assert shapes("lakes")[lake].contains(Point(inside))


def test_layers_stay_light() -> None:
    assert resource("boundaries/rivers.fgb").stat().st_size <= 1_500_000
    assert resource("boundaries/lakes.fgb").stat().st_size <= 1_000_000
