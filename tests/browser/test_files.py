"""What a reader saves from a sheet: the view as PNG, what is on the map as GeoJSON and CSV."""

from __future__ import annotations

import base64
import csv
import io
import json
import struct
from typing import TYPE_CHECKING, Any

import pytest

from pages import rows

if TYPE_CHECKING:
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

SAVED = """const done = arguments[arguments.length - 1];
Promise.resolve(quyu.page.save(arguments[0])).then(() => {
  const reader = new FileReader();
  reader.onload = () => done([quyu.page.saved.name, reader.result.split(",")[1]]);
  reader.readAsDataURL(quyu.page.saved.blob);
});"""


def saved(browser: Browser, kind: str) -> tuple[str, bytes]:
    """Save as a reader does and give name and content."""
    name, content = browser.driver.execute_async_script(SAVED, kind)
    return name, base64.b64decode(content)


def features(browser: Browser) -> list[dict[str, Any]]:
    """Give the features of a saved collection."""
    collection: dict[str, Any] = json.loads(saved(browser, "geojson")[1])
    found: list[dict[str, Any]] = collection["features"]
    return found


def test_a_picture_has_the_size_of_the_view_and_more(browser: Browser, both: Path) -> None:
    browser.open(both)
    name, content = saved(browser, "png")
    assert name == "quyu-220000-jilin.png"
    width, height = struct.unpack(">II", content[16:24])
    view = browser.run("const s = quyu.page.map.getSize(); return [s.x, s.y];")
    assert width >= 2 * view[0]
    assert height >= 2 * view[1] + 100
    assert browser.errors() == []
    assert browser.requests()[0] == both.as_uri()
    assert {url.partition(":")[0] for url in browser.requests()[1:]} <= {"data", "blob"}


def test_a_picture_shows_base_drawing_title_and_review(browser: Browser, both: Path) -> None:
    browser.open(both)
    saved(browser, "png")
    share = """const done = arguments[arguments.length - 1];
    createImageBitmap(quyu.page.saved.blob).then((image) => {
      const canvas = document.createElement("canvas");
      canvas.width = image.width; canvas.height = image.height;
      const pen = canvas.getContext("2d"); pen.drawImage(image, 0, 0);
      const inked = (x, y, w, h) => {
        const d = pen.getImageData(x, y, w, h).data;
        let n = 0;
        for (let i = 0; i < d.length; i += 4) if (d[i] + d[i + 1] + d[i + 2] < 700) n += 1;
        return n; };
      const foot = image.height - 60;
      done([inked(0, 0, 700, 110), inked(0, foot, 500, 60), inked(300, 300, 900, 700)]);
    });"""
    assert all(count > 300 for count in browser.driver.execute_async_script(share))


def test_the_collection_holds_what_is_on_the_map(browser: Browser, both: Path) -> None:
    browser.open(both)
    found = features(browser)
    assert len(found) == len(rows()) + 4
    by_id = {feature["id"]: feature for feature in found}
    assert by_id["q-001"]["properties"]["plan_title"] == "关于合作的方案"
    assert by_id["p-001"]["properties"]["member_names"] == ["吉林省", "江苏省"]
    kinds = {feature["properties"]["layer"]: feature["geometry"]["type"] for feature in found}
    assert kinds == {
        "link": "MultiLineString",
        "corridor": "MultiLineString",
        "zone": "MultiPoint",
        "region": "MultiPolygon",
    }
    browser.run("""document.querySelector('[data-theme="zone"]').click();""")
    assert {feature["properties"]["layer"] for feature in features(browser)} == {"zone"}


def test_arcs_are_those_of_the_command(browser: Browser, both: Path) -> None:
    """The browser's arc is the one that `quyu export` writes, to the rounding of the points."""
    from pages import content  # noqa: PLC0415 - the table is only needed here

    browser.open(both)
    line = next(f for f in features(browser) if f["id"] == "p-001")["geometry"]["coordinates"][0]
    table = content().features.set_index("id").geometry["p-001"]
    (arc,) = getattr(table, "geoms", [table])
    assert len(line) == len(arc.coords)
    for (x, y), (lon, lat) in zip(line, arc.coords, strict=True):
        assert (x, y) == pytest.approx((lon, lat), abs=0.002)


def test_the_table_can_be_read_and_runs_nothing(browser: Browser, poisoned: Path) -> None:
    browser.open(poisoned)
    browser.run("quyu.page.data.features[0].name = '=1+1';")
    name, content = saved(browser, "csv")
    assert name.endswith(".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(lines) == len(rows())
    assert lines[0]["name"] == "'=1+1"
    assert {line["ref"] for line in lines} == {row.ref for row in rows()}
    assert browser.run("return window.P === undefined;")


def test_hostile_texts_are_saved_as_text(browser: Browser, poisoned: Path) -> None:
    browser.open(poisoned)
    browser.run("quyu.page.select(quyu.page.data.features[0].id);")
    name, content = saved(browser, "png")
    assert content[1:4] == b"PNG"
    assert name.isascii()
    assert json.loads(saved(browser, "geojson")[1])["features"]
    assert browser.errors() == []
    assert browser.run("return window.P === undefined;")


def test_the_menu_saves_by_keyboard(browser: Browser, both: Path) -> None:
    browser.open(both)
    browser.run('document.getElementById("quyu-save").focus();')
    browser.keys("Enter", "ArrowDown", "ArrowDown", "Enter")
    assert browser.run("return quyu.page.saved.name;") == "quyu-220000-jilin.csv"
    assert browser.run('return document.getElementById("quyu-save-menu").hidden;')
    assert "quyu-220000-jilin.csv" in browser.run(
        'return document.getElementById("quyu-live").textContent;'
    )
