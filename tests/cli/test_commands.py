"""What each command gives when all is well: data on standard output, words beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from running import quyu

if TYPE_CHECKING:
    from pathlib import Path


def test_plans_lists_each_plan_with_its_counts(tmp_path: Path) -> None:
    """The counts of the listed plans add up to the whole atlas."""
    done = quyu("plans", "--format", "json", cwd=tmp_path)
    rows = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert {row["key"] for row in rows} >= {"jilin-2019", "panjin-2020"}
    assert sum(row["initiatives"] for row in rows) == 533
    assert sum(row["core"] for row in rows) == 394


@pytest.mark.parametrize(
    ("name", "first"),
    [("长春", "220100"), ("吉林", "220000"), ("220184", "220184"), ("Jilin", "220000")],
)
def test_places_gives_the_likeliest_first(name: str, first: str, tmp_path: Path) -> None:
    """A short name, a code and an English name all lead to the place."""
    done = quyu("places", name, "--format", "json", cwd=tmp_path)
    assert done.stderr == ""
    assert json.loads(done.stdout)[0]["id"] == first


def test_places_lists_every_candidate_with_its_parents(tmp_path: Path) -> None:
    """朝阳 is a prefecture of Liaoning and a district of Beijing and of Changchun."""
    done = quyu("places", "朝阳", "--format", "tsv", cwd=tmp_path)
    head, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert head[:6] == ["id", "name", "kind", "parents", "lon", "lat"]
    parents = {row[0]: row[3] for row in rows}
    assert parents["211300"] == "辽宁省"
    assert parents["220104"] == "吉林省/长春市"
    assert "110105" in parents


@pytest.mark.parametrize("name", ["吉林省", "jilin", "Jilin", "220000"])
def test_a_province_has_many_names(name: str, tmp_path: Path) -> None:
    """Each way to name a province gives the same bytes, on standard output or in a file."""
    short = quyu("export", "吉林", cwd=tmp_path)
    other = quyu("export", name, "-o", "out.geojson", cwd=tmp_path)
    assert (short.returncode, other.returncode) == (0, 0)
    assert (short.stderr, other.stdout) == ("", "")
    assert other.stderr == "out.geojson: written\n"
    assert (tmp_path / "out.geojson").read_text(encoding="utf-8") == short.stdout
    assert len(json.loads(short.stdout)["features"]) > 100


def test_map_writes_one_sheet(tmp_path: Path) -> None:
    """The same command gives the same bytes, and nothing but the file."""
    for name in ("one.html", "two.html"):
        done = quyu("map", "吉林", "-o", name, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    one, two = (tmp_path / name for name in ("one.html", "two.html"))
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.html", "two.html"]


def test_the_imprint_is_on_the_sheet(tmp_path: Path) -> None:
    """Review number and producer are printed as they are given."""
    imprint = ("--review-number", "审图号-试-7", "--producer", "制图室 & 试验")
    quyu("map", "吉林", "-o", "a.html", *imprint, cwd=tmp_path)
    quyu("map", "吉林", "-o", "b.html", cwd=tmp_path)
    with_number, without = ((tmp_path / name).read_text("utf-8") for name in ("a.html", "b.html"))
    assert "审图号-试-7" in with_number
    assert "制图室" in with_number
    assert "审图号-试-7" not in without
    assert "内部工作用图" in without


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_will_do(locale: str, tmp_path: Path) -> None:
    """Names go in and come out as UTF-8, whatever the locale says."""
    done = quyu("places", "长春", cwd=tmp_path, LC_ALL=locale, LANG=locale)
    assert done.returncode == 0, done.stderr
    assert "长春市" in done.stdout


def test_atlas_of_chosen_provinces(tmp_path: Path) -> None:
    """One process or two, the same files with the same bytes come out."""
    for folder, jobs in (("a", "1"), ("b", "2")):
        done = quyu("atlas", "吉林", "320000", "-o", folder, "--jobs", jobs, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        *progress, where, look = done.stderr.splitlines()
        assert [line[:5] for line in progress] == ["[1/3]", "[2/3]", "[3/3]"]
        assert where.endswith(folder)
        assert look == f"Open {folder}/index.html in a browser."
    files = {
        folder: {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("a", "b")
    }
    assert sorted(files["a"]) == [
        *(
            "220000-jilin.geojson",
            "220000-jilin.html",
            "320000-jiangsu.geojson",
            "320000-jiangsu.html",
            "index.html",
        ),
    ]
    assert files["a"] == files["b"]
    export = quyu("export", "吉林", cwd=tmp_path)
    assert files["a"]["220000-jilin.geojson"].decode() == export.stdout


def test_quotes_appear_with_the_texts(gold: Path, tmp_path: Path) -> None:
    """Quotes are there when the user supplies the texts, and only then."""
    bare = json.loads(quyu("export", "吉林", cwd=tmp_path).stdout)
    quoted = json.loads(quyu("export", "吉林", "--plans", gold, cwd=tmp_path).stdout)
    assert not any("quote" in feature["properties"] for feature in bare["features"])
    assert all(feature["properties"].get("quote") for feature in quoted["features"])
