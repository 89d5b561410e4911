"""`quyu export`: what may be asked for, where it goes, and what is refused."""

from __future__ import annotations

import json
import resource
import subprocess
from typing import TYPE_CHECKING

import pyogrio
import pytest
from click.testing import CliRunner

from quyu_cli.commands.export import export
from quyu_maps.gis.formats import FORMATS
from running import COMMAND, environment, quyu

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_maps.gis.formats import Format


def one_line(text: str) -> str:
    """Give the line that a failing command wrote, and hold that it is only one."""
    assert text.count("\n") == 1, text
    assert text.startswith("quyu: ")
    return text


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("z.shp", ["z_zone.shp"]),
        ("z.XLSX", ["z.XLSX"]),
        ("z.graphml", ["z.graphml", "z_edges.csv", "z_nodes.csv"]),
    ],
)
def test_the_suffix_decides(name: str, files: list[str], tmp_path: Path) -> None:
    """One line a file that readers open."""
    done = quyu("export", "panjin-2020", "--layer", "zone", "-o", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr == "".join(f"{file}: written\n" for file in files)
    assert {path.name for path in tmp_path.iterdir()} >= set(files)


def test_a_plan_and_everything(tmp_path: Path) -> None:
    """A plan's own initiatives, and those of all plans, as a stream of lines."""
    seen = {}
    for key, words in {"plan": ("jilin-2019",), "all": ("--all",)}.items():
        done = quyu("export", *words, "--format", "geojsonseq", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        seen[key] = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["properties"]["plan"] for row in seen["plan"]} == {"jilin-2019"}
    assert len(seen["all"]) == 533
    of_plan = [row for row in seen["all"] if row["properties"]["plan"] == "jilin-2019"]
    assert of_plan == seen["plan"]


def test_layers_may_be_chosen(tmp_path: Path) -> None:
    """One or several."""
    layers = ("--layer", "zone", "--layer", "region")
    done = quyu("export", "panjin-2020", *layers, cwd=tmp_path)
    kinds = {row["properties"]["layer"] for row in json.loads(done.stdout)["features"]}
    assert kinds == {"zone", "region"}


def test_the_crs_is_in_the_file(tmp_path: Path) -> None:
    """CGCS2000, as many offices want it."""
    done = quyu("export", "panjin-2020", "--crs", "EPSG:4490", "-o", "p.gpkg", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert pyogrio.read_info(tmp_path / "p.gpkg", layer="zone")["crs"] == "EPSG:4490"


def test_gcj02_names_itself(tmp_path: Path) -> None:
    """The file is not the one that was named, but one that says what it is."""
    done = quyu("export", "panjin-2020", "--datum", "gcj02", "-o", "p.geojson", cwd=tmp_path)
    assert done.stderr == "p.gcj02.geojson: written\n"
    document = json.loads((tmp_path / "p.gcj02.geojson").read_text("utf-8"))
    assert document["datum"] == "GCJ-02"
    assert {row["properties"]["datum"] for row in document["features"]} == {"GCJ-02"}


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("-o", "a.geojson", "--crs", "EPSG:4490"), "RFC 7946"),
        (("--crs", "EPSG:4490"), "RFC 7946"),
        (("-o", "a.kml", "--datum", "gcj02"), "WGS 84 only"),
        (("-o", "a.gpkg", "--datum", "gcj02", "--crs", "EPSG:4490"), "either --crs or --datum"),
        (("-o", "a.gpkg", "--crs", "EPSG:1"), "no such CRS"),
        (
            (
                "-o",
                "a.xyz",
            ),
            ".gpkg",
        ),
        (("--format", "gpkg"), "-o FILE.gpkg"),
        (("--datum", "gcj02"), "whose name says so"),
        (("--to", "mysql://x"), "postgresql://"),
        (("--to", "postgresql://x", "-o", "a.gpkg"), "leave out -o"),
        (("--to", "postgresql://x", "--datum", "gcj02"), "GCJ-02"),
    ],
)
def test_what_is_refused(
    words: tuple[str, ...], reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong usage: one line with the reason, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(export, ["panjin-2020", *words])
    assert (done.exit_code, done.stdout) == (2, "")
    assert reason in one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [(), ("吉林", "--all"), ("吉林", "--format", "dwg")])
def test_wrong_usage(words: tuple[str, ...]) -> None:
    """What cannot be meant at all gets the usage."""
    done = CliRunner().invoke(export, words)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr


def test_a_crs_that_does_not_reach(tmp_path: Path) -> None:
    """Bad input: the features are where the projection is not."""
    done = quyu("export", "--all", "--crs", "EPSG:4527", "-o", "a.gpkg", cwd=tmp_path)
    assert done.returncode == 1
    assert "does not reach" in one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "form",
    [form for form in FORMATS if form.name in {"gpkg", "shapefile", "geoparquet", "kml", "xlsx"}],
    ids=lambda form: form.name,
)
def test_a_disk_that_fills_up(form: Format, tmp_path: Path) -> None:
    """When a file does not fit, one line says so and nothing lies there."""
    name = f"x{form.suffixes[0]}"
    done = subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, "export", "panjin-2020", "-o", name],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=_small_files_only,
        timeout=240,
    )
    assert done.returncode == 1
    assert name in one_line(done.stderr)
    assert list(tmp_path.iterdir()) == []


def _small_files_only() -> None:
    """Let the kernel refuse every file of more than four kilobytes, as a full disk would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
