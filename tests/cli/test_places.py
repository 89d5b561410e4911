"""`quyu places`: ranks and reasons, filters, dates, and what a user lays over the gazetteer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [[[124.0, 43.0], [126.0, 43.0], [126.0, 44.0], [124.0, 44.0], [124.0, 43.0]]]
BOW = [[[124.0, 43.0], [126.0, 44.0], [126.0, 43.0], [124.0, 44.0], [124.0, 43.0]]]


def found(*arguments: str | Path, cwd: Path) -> list[dict[str, Any]]:
    """Give the rows of a look-up that ended well."""
    done = quyu("places", *arguments, "--json", cwd=cwd)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


@pytest.mark.parametrize(
    ("arguments", "first", "match", "reason"),
    [
        (["长春"], "220100", "exact", "short name"),
        (["長春"], "220100", "variant", "another script"),
        (["huhehaote"], "150100", "variant", "pinyin"),
        (["Hohhot"], "150100", "exact", "English name"),
        (["双城市"], "230113", "variant", "former name until 2014-05"),
        (["双城市", "--on", "2010"], "230113", "exact", "in force then"),
        (["220381"], "220184", "variant", "former code"),
        (["九台区", "--on", "2010"], "220113", "variant", "since 2014-10"),
        (["前郭尔罗斯蒙古族"], "220721", "variant", "ending missing"),
        (["农安市"], "220122", "variant", "another ending"),
        (["牧丹江市"], "231000", "near", "same sound"),
        (["shenyagn"], "210100", "near", "1 letter off"),
        (["朝阳", "--within", "吉林省", "--kind", "county"], "220104", "exact", "short name"),
        (["公主岭市", "--on", "2015", "--within", "四平市"], "220184", "exact", "in force then"),
    ],
)
def test_the_first_place_and_its_reason(
    arguments: list[str], first: str, match: str, reason: str, tmp_path: Path
) -> None:
    row = found(*arguments, cwd=tmp_path)[0]
    assert (row["id"], row["match"]) == (first, match)
    assert reason in row["reason"]


def test_a_date_gives_the_name_the_code_and_the_parents_of_then(tmp_path: Path) -> None:
    """公主岭 belonged to 四平 until June 2020, and belongs to 长春 since."""
    before = found("公主岭市", "--on", "2015", cwd=tmp_path)[0]
    after = found("公主岭市", "--on", "2021", cwd=tmp_path)[0]
    assert (before["code_then"], before["parents"]) == ("220381", "吉林省/四平市")
    assert (after["code_then"], after["parents"]) == ("220184", "吉林省/长春市")
    assert before["valid_to"] == after["valid_from"] == "2020-06-05"


def test_a_divided_unit_leads_to_all_its_successors(tmp_path: Path) -> None:
    rows = found("巢湖市", "--on", "2005", "--kind", "prefecture", cwd=tmp_path)
    assert {row["id"] for row in rows} == {"340100", "340200", "340500"}


def test_near_names_are_told_apart_on_standard_error(tmp_path: Path) -> None:
    done = quyu("places", "heilongjian", "--format", "tsv", cwd=tmp_path)
    assert done.returncode == 0
    assert "黑龙江省" in done.stdout.splitlines()[1]
    assert done.stderr == "quyu: heilongjian: no such place is known; these names are near\n"


@pytest.mark.parametrize("name", ["", "乌有乡无此地名也", "<script>", "x" * 5000, "\udcff"])
def test_a_name_that_nothing_is_near(name: str, tmp_path: Path) -> None:
    done = quyu("places", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("quyu: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "options",
    [("--on", "20x"), ("--on", "2014-13"), ("--on", "2014-02-30"), ("--kind", "hill")],
)
def test_a_filter_that_is_none(options: tuple[str, str], tmp_path: Path) -> None:
    done = quyu("places", "长春", *options, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert options[1] in done.stderr


def test_own_places_lie_over_the_bundled_ones(tmp_path: Path) -> None:
    """A new row is found; a row of a known id changes what it fills in, and nothing else."""
    table = tmp_path / "own.csv"
    lines = [
        "id,name,lon,lat,parent,aliases",
        "site-a,甲基地,125.3,43.9,220100,基地一|基地二",
        "220184,公主岭市,124.9,43.5,,",
    ]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    row = found("基地二", "--gazetteer", table, cwd=tmp_path)[0]
    assert (row["id"], row["parents"]) == ("site-a", "吉林省/长春市")
    row = found("公主岭", "--gazetteer", table, cwd=tmp_path)[0]
    assert (row["lon"], row["kind"], row["match"]) == (124.9, "county", "exact")


def test_own_places_as_geojson_and_in_gb18030(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"id": "site-a", "name": "甲基地", "aliases": ["乙"]},
        "geometry": {"type": "Point", "coordinates": [125.3, 43.9]},
    }
    path = tmp_path / "own.geojson"
    body = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(body), encoding="utf-8")
    assert found("甲基地", "--gazetteer", path, cwd=tmp_path)[0]["id"] == "site-a"
    table = tmp_path / "own.csv"
    table.write_text("id;name;lon;lat\nsite-b;丙基地;125.3;43.9\n", encoding="gb18030")
    assert found("丙基地", "--gazetteer", table, cwd=tmp_path)[0]["id"] == "site-b"


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        (["id,name,lon", "a,甲,1"], "row 1: column lat is missing"),
        (["id,name,lon,lat,hue", "a,甲,1,2,red"], "row 1: column hue is unknown"),
        (["id,name,lon,lat", "a,甲,125,43", "b,乙,12x,43"], "row 3, column lon: 12x"),
        (["id,name,lon,lat", "a,甲,43.9,125.3"], "row 2, column lat: 125.3"),
        (["id,name,lon,lat", "a,甲,43.9,85.3"], "row 2, column lon: 43.9, 85.3"),
        (["id,name,lon,lat", "a,甲,nan,43"], "row 2, column lon: nan"),
        (["id,name,lon,lat", "a b,甲,125,43"], "row 2, column id: a b"),
        (["id,name,lon,lat", "a,,125,43"], "row 2, column name: empty"),
        (["id,name,lon,lat", "a,甲,125,43", "a,乙,125,43"], "row 3, column id: a stands twice"),
        (["id,name,lon,lat,kind", "a,甲,125,43,hill"], "row 2, column kind: hill"),
        (["id,name,lon,lat,parent", "a,甲,125,43,999999"], "row 2, column parent: 999999"),
        (["id,name,lon,lat,members", "a,甲,125,43,220100|b"], "row 2, column members: b"),
        (["id,name,lon,lat,valid_from", "a,甲,125,43,May"], "row 2, column valid_from: May"),
        (["id,name,lon,lat", "a,甲,125"], "row 2, column lat: 3 cells, not 4"),
    ],
)
def test_a_table_that_breaks_the_contract(lines: list[str], where: str, tmp_path: Path) -> None:
    """One line with file, row and column; exit code 1."""
    table = tmp_path / "own.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = quyu("places", "甲", "--gazetteer", table, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "own.csv" in done.stderr
    assert where in done.stderr
    assert done.stderr.count("\n") == 1


def layer(path: Path, properties: dict[str, str], rings: Any) -> Path:  # noqa: ANN401 - GeoJSON
    """Write a GeoJSON with one polygon."""
    shape = {"type": "Polygon", "coordinates": rings}
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    body = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def test_own_boundaries_say_what_lies_within(tmp_path: Path) -> None:
    """Within the square that stands for 公主岭 there is 四平's 伊通 as well."""
    path = layer(tmp_path / "own.geojson", {"id": "220184"}, SQUARE)
    rows = found("伊通", "--boundaries", path, "--within", "公主岭市", cwd=tmp_path)
    assert rows[0]["id"] == "220323"


@pytest.mark.parametrize(
    ("properties", "rings", "where"),
    [
        ({"id": "999"}, SQUARE, "feature 1, column id: 999"),
        ({"code": "220184"}, SQUARE, "column id is missing"),
        ({"id": "220184"}, BOW, "feature 1, column geometry: Self-intersection"),
    ],
)
def test_a_layer_that_breaks_the_contract(
    properties: dict[str, str],
    rings: Any,  # noqa: ANN401 - GeoJSON
    where: str,
    tmp_path: Path,
) -> None:
    path = layer(tmp_path / "own.geojson", properties, rings)
    done = quyu("places", "长春", "--boundaries", path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "own.geojson" in done.stderr
    assert where in done.stderr
