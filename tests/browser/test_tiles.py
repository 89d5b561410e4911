"""Online tiles in a real browser: none before they are switched on, then of one host only."""

from __future__ import annotations

import re
import struct
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from pages import content
from quyu_maps.files import write_text
from quyu_maps.gis.datum import to_gcj02
from quyu_maps.sheet import sheet
from quyu_maps.tiles import tiles

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from browsing import Browser

pytestmark = pytest.mark.browser

SECRET = "s3cret-key"  # noqa: S105 - of nothing
PRESSED = 'return document.getElementById("quyu-net").getAttribute("aria-pressed");'
PRESS = 'document.getElementById("quyu-net").click();'
LOADED = 'return document.querySelectorAll(".leaflet-tile-loaded").length > 3;'
#: Alpha of the base map's canvas in the middle of the view.
ALPHA = """const c = document.querySelector("canvas.quyu-base");
return c.getContext("2d").getImageData(c.width / 2, c.height / 2, 60, 60).data
    .filter((v, i) => i % 4 === 3 && v === 0).length;"""


def _png() -> bytes:
    """Give the smallest picture there is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\x00\xaa\xcc\xaa"))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Give a tile, or nothing where the address says so."""
        good = "/no/" not in self.path
        self.send_response(200 if good else 404)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        if good:
            self.wfile.write(_png())

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as in the library
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def _written(page: Path, url: str, datum: str = "wgs84", *, shift: bool = False) -> Path:
    made = content()
    source = tiles(url, key=SECRET, datum=datum, credit="<b>某院</b>", shift=shift)
    place = made.gazetteer.place("220000")
    write_text(page, sheet(made.features, place, made.plans, made.gazetteer, tiles=source))
    return page


@pytest.fixture
def page(host: str, tmp_path: Path) -> Path:
    return _written(tmp_path / "tiled.html", host + "/{z}/{x}/{y}.png?tk={key}")


def test_nothing_is_asked_for_until_they_are_switched_on(
    browser: Browser, page: Path, host: str
) -> None:
    browser.open(page)
    assert browser.run(PRESSED) == "false"
    browser.run('quyu.page.map.setView([42, 124], 7); quyu.page.select("p-001");')
    asked = browser.requests()
    assert asked == [page.as_uri()]
    browser.run(PRESS)
    browser.wait(LOADED)
    asked = browser.requests()
    assert asked
    pattern = re.escape(host) + r"/\d+/\d+/\d+\.png\?tk=" + SECRET
    assert [url for url in asked if not re.fullmatch(pattern, url)] == []
    assert browser.errors() == []
    browser.run(PRESS)
    assert browser.run('return document.querySelectorAll(".leaflet-tile").length;') == 0


def test_the_base_makes_room_and_the_margin_says_whose_they_are(
    browser: Browser, page: Path
) -> None:
    browser.open(page)
    assert browser.run(ALPHA) == 0
    assert "某院" not in browser.run('return document.getElementById("quyu-foot").innerText;')
    browser.run(PRESS)
    assert browser.run(ALPHA) > 1000
    foot = browser.run('return document.getElementById("quyu-foot").innerText;')
    assert "在线底图:<b>某院</b> · WGS 84" in foot
    assert "未经审图" in foot


def test_the_key_is_in_no_link_text_or_file(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run(PRESS)
    browser.wait(LOADED)
    assert browser.run("return quyu.page.link.text();") == "#net=1"
    said = browser.run("""for (const tab of quyu.page.tabs()) quyu.page.showTab(tab);
        const sheet = document.body.innerText + location.href + document.title;
        const data = quyu.geojsonOf(quyu.page.data, quyu.chosen(quyu.page.data, quyu.page.state));
        return sheet + data + quyu.csvOf(quyu.page.data,
            quyu.chosen(quyu.page.data, quyu.page.state));""")
    assert "吉苏合作" in said
    assert SECRET not in said
    # The picture is drawn from the sheet's own base map, so that it can be read back at all.
    size = browser.driver.execute_async_script("""const done = arguments[0];
        quyu.page.save("png").then(() => done(quyu.page.saved.blob.size));""")
    assert size > 20_000


def test_a_link_brings_them_back(browser: Browser, page: Path) -> None:
    browser.open(page, "#net=1")
    assert browser.run(PRESSED) == "true"
    browser.wait(LOADED)


def test_without_a_net_the_sheet_goes_back_to_its_own_base(
    browser: Browser, host: str, tmp_path: Path
) -> None:
    gone = _written(tmp_path / "gone.html", host + "/no/{z}/{x}/{y}.png?tk={key}")
    browser.open(gone)
    browser.run(PRESS)
    browser.wait(PRESSED.replace(";", "") + ' === "false";')
    assert "无法取得" in browser.run('return document.getElementById("quyu-live").textContent;')
    assert browser.run(ALPHA) == 0


def test_a_sheet_without_tiles_has_no_switch(browser: Browser, small: Path) -> None:
    browser.open(small, "#net=1")
    assert browser.run('return document.getElementById("quyu-net");') is None
    assert browser.run(ALPHA) == 0
    assert browser.requests()[1:] == []


def test_over_gcj02_features_are_drawn_where_its_tiles_show_them(
    browser: Browser, host: str, tmp_path: Path
) -> None:
    url = host + "/{z}/{x}/{y}.png?tk={key}"
    browser.open(_written(tmp_path / "shifted.html", url, "gcj02", shift=True))
    points = np.array([[125.32, 43.82], [87.6, 43.8], [110.3, 20.0], [2.35, 48.85]])
    shifted = to_gcj02(points)
    for (lon, lat), expected in zip(points.tolist(), shifted.tolist(), strict=True):
        drawn = browser.run("return quyu.toGcj02(...arguments);", lon, lat)
        assert drawn == pytest.approx(expected, abs=1e-9)
    browser.run("quyu.page.map.setView([43.88, 125.32], 12, {animate: false});")
    apart = """const p = quyu.page.data.places["220100"], [x, y] = arguments;
        quyu.page.engine.redraw();
        const at = quyu.page.map.latLngToContainerPoint([y, x]);
        const dots = [...document.querySelectorAll("#map_sheet .quyu-dots circle")];
        return Math.min(...dots.map((d) => Math.hypot(d.cx.baseVal.value - at.x,
            d.cy.baseVal.value - at.y)));"""
    place = content().gazetteer.place("220100")
    bare = np.array([[place.lon, place.lat]])
    assert browser.run(apart, *to_gcj02(bare)[0].tolist()) < 1.5
    assert browser.run(apart, *bare[0].tolist()) > 10
    # What is saved stays in the coordinates of the data.
    line = browser.run("""const f = quyu.page.featureById.get("p-004");
        return quyu.geometryOf(quyu.page.data, f).coordinates[0];""")
    assert line == pytest.approx([place.lon, place.lat], abs=1e-3)
