"""Places of a user that would lead whoever follows them round in a circle are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from factories import gazetteer, place
from quyu_geo.errors import TableError
from quyu_geo.lookup_user import read_places

if TYPE_CHECKING:
    from pathlib import Path

WORLD = gazetteer(place("410000", "province", name="甲山省"))
HEAD = "id,kind,name,lon,lat,parent,members\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,site,甲,110,30,b,\nb,site,乙,110,30,a,\n", "row 2, column parent: a leads back"),
        ("a,site,甲,110,30,a,\n", "row 2, column parent: a leads back"),
        ("410000,province,甲,110,30,a,\na,site,乙,110,30,410000,\n", "row 2, column parent"),
        ("a,region,甲,110,30,,b\nb,region,乙,110,30,,410000|a\n", "row 2, column members"),
    ],
)
def test_a_circle_is_named(rows: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        read_places(path, WORLD)


def test_places_in_places_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    rows = "a,site,甲,110,30,b,\nb,county,乙,110,30,410000,\nc,region,丙,110,30,,a|b\n"
    path.write_text(HEAD + rows, encoding="utf-8")
    assert set(read_places(path, WORLD)) == {"a", "b", "c"}
