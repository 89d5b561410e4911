"""Look-ups by id and by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factories import gazetteer, line_of, place
from quyu_data import resource
from quyu_geo.errors import TableError, UnknownPlaceError
from quyu_geo.gazetteer import COLUMNS, TABLES, Gazetteer
from quyu_geo.lookup_tables import bundled_lines

if TYPE_CHECKING:
    from pathlib import Path

JILIN = place("220000", "province", name="吉林省", short="吉林", name_en="Jilin")
CITY = place("220200", name="吉林市", short="吉林", name_en="Jilin City", parent="220000")
LAKE = place("lake-x", "lake", name="镜泊湖", short="镜泊湖", aliases=("吉林",), adcode="")
PORT = place("320700", name="连云港市", short="连云港", name_en="Lianyungang")
KNOWN = gazetteer(JILIN, CITY, LAKE, PORT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("吉林", ["220000", "220200", "lake-x"]),
        ("吉林市", ["220200"]),
        ("JILIN", ["220000"]),
        ("220200", ["220200"]),
        ("lake-x", ["lake-x"]),
        ("連雲港", ["320700"]),
        (" 连云港 ", ["320700"]),
        ("无此地", []),
    ],
)
def test_find(name: str, expected: list[str]) -> None:
    assert [found.id for found in KNOWN.find(name)] == expected


@pytest.mark.parametrize("name", ["吉林", "吉林省", "jilin", "220000"])
def test_a_province_has_four_names(name: str) -> None:
    assert KNOWN.province(name).id == "220000"


def test_an_unknown_province_offers_the_nearest_names() -> None:
    with pytest.raises(UnknownPlaceError) as caught:
        KNOWN.province("吉林生")
    assert caught.value.nearest == ("吉林省",)
    assert "吉林生" in str(caught.value)


def test_a_city_is_no_province() -> None:
    with pytest.raises(UnknownPlaceError):
        KNOWN.province("吉林市")


def test_the_province_of_a_place() -> None:
    town = place("220201100", "township", adcode="", county="220201")
    inner = place("zone-a", "zone", parent="220200")
    known = gazetteer(JILIN, CITY, town, inner, LAKE)
    assert [known.province_of(p) for p in known] == ["220000"] * 4 + [""]


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "units.tsv"
    table.write_text("id\tname\n1\tx\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"units\.tsv"):
        Gazetteer.from_files([table])


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "units.tsv"
    rows = ["\t".join(COLUMNS), line_of(JILIN), line_of(JILIN)]
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(TableError, match="220000"):
        Gazetteer.from_files([table])


def test_the_units_in_a_unit() -> None:
    """Codes that only begin alike (411000 and 411100) are no units of one another."""
    henan = place("410000", "province")
    xuchang = place("411000", parent="410000")
    county = place("411002", "county", parent="411000")
    luohe = place("411100", parent="410000")
    town = place("411002001", "township", adcode="", county="411002", parent="411002")
    known = gazetteer(henan, xuchang, county, town, luohe)
    assert [unit.id for unit in known.units_in("411000")] == ["411000", "411002"]
    assert len(known.units_in("410000")) == 4


def test_a_table_is_searched_for_all_that_it_holds() -> None:
    """Of the largest table it is told what it holds, so that it need not be looked through."""
    held: dict[str, set[str]] = {}
    for name in TABLES:
        for line in resource(f"gazetteer/{name}.tsv").read_text("utf-8").splitlines()[1:]:
            held.setdefault(line.split("\t", 2)[1], set()).add(line)
    lines = bundled_lines()
    for kind, wanted in held.items():
        assert set(lines.of_kinds((kind,))) == wanted, kind
