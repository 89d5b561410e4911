"""Online tiles: a plain address of one host, a declared datum, a key that fits; nothing else."""

from __future__ import annotations

import pytest

from pages import JILIN, PAYLOADS, content
from quyu_maps.lint import broken_rules
from quyu_maps.payload import province_payload
from quyu_maps.sheet import sheet
from quyu_maps.tiles import TilesError, tiles

OWN = "https://map.example.cn:8443/wmts/{z}/{x}/{y}.png"


def test_an_address_of_ones_own() -> None:
    made = tiles(OWN, datum="wgs84", credit="某院")
    assert made.payload() == {
        "url": OWN,
        "servers": [""],
        "hosts": ["https://map.example.cn:8443"],
        "datum": "wgs84",
        "shift": False,
        "zh": "某院",
        "en": "某院",
    }
    assert tiles(OWN, datum="wgs84").credit == "map.example.cn"


def test_tianditu_has_eight_servers_its_datum_and_a_key() -> None:
    made = tiles("tianditu", key="a b")
    assert len(made.hosts) == 8
    assert made.hosts[0] == "https://t0.tianditu.gov.cn"
    assert made.datum == "cgcs2000"
    assert made.url.endswith("&tk=a%20b")
    assert made.credit == "天地图"


def test_servers_are_named_one_by_one() -> None:
    made = tiles("http://{s}.tile.example.org/{z}/{x}/{-y}.png", datum="wgs84")
    assert made.hosts == tuple(f"http://{s}.tile.example.org" for s in "abc")
    assert made.credit == "tile.example.org"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://x.cn/{z}/{x}.png",
        "https://x.cn/{z}/{x}/{y}/{secret}.png",
        "ftp://x.cn/{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}{x}{y}",
        "data:image/svg+xml,{z}{x}{y}",
        "file:///etc/{z}/{x}/{y}",
        "//x.cn/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
        "https://user:word@x.cn/{z}/{x}/{y}",
        "https://*/{z}/{x}/{y}",
        "https://*.cn/{z}/{x}/{y}",
        "https://x.cn;script-src/{z}/{x}/{y}",
        "https://x.cn 'unsafe-inline'/{z}/{x}/{y}",
        "https://{x}.cn/{z}/{y}",
        "https://{key}.cn/{z}/{x}/{y}",
        "https://x.cn:port/{z}/{x}/{y}",
        "https://x.cn:99999/{z}/{x}/{y}",
        "https://[::1/{z}/{x}/{y}",
        "https://x.cn/{z}/{x}/{y}#{z}",
        "https://图.cn/{z}/{x}/{y}",
        "https://x.cn/{z}/{x}/{y}/" + "a" * 1000,
        *(f"https://x.cn/{{z}}/{{x}}/{{y}}/{payload}" for payload in PAYLOADS if " " in payload),
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(TilesError):
        tiles(address, datum="wgs84", key="k" if "{key}" in address else "")


@pytest.mark.parametrize(
    ("source", "more", "words"),
    [
        (OWN, {}, "say the datum"),
        (OWN, {"datum": "bd09"}, "say the datum"),
        (OWN, {"datum": "gcj02"}, "500 m beside"),
        (OWN, {"datum": "wgs84", "shift": True}, "only what lies over"),
        (OWN, {"datum": "wgs84", "key": "k"}, "no {key}"),
        (OWN + "?tk={key}", {"datum": "wgs84"}, "needs a key"),
        (OWN + "?tk={key}", {"datum": "wgs84", "key": "a\nb"}, "what no key holds"),
        ("tianditu", {}, "tianditu needs a key"),
        ("tianditu", {"key": "k", "datum": "gcj02"}, "in CGCS2000"),
    ],
)
def test_datum_and_key_must_fit(source: str, more: dict[str, str], words: str) -> None:
    with pytest.raises(TilesError, match=words):
        tiles(source, **more)  # type: ignore[arg-type]


def test_a_key_is_quoted_whatever_it_holds() -> None:
    made = tiles(OWN + "?tk={key}", datum="wgs84", key="a&b={z}<>\"'")
    assert made.url.endswith("?tk=a%26b%3D%7Bz%7D%3C%3E%22%27")


def test_tiles_in_gcj02_need_the_shift() -> None:
    made = tiles(OWN, datum="gcj02", shift=True)
    assert made.payload()["shift"] is True
    rows = content()
    payload = province_payload(rows, rows.gazetteer.place(JILIN)) | {"tiles": made.payload()}
    assert broken_rules(payload) == []
    payload["tiles"]["shift"] = False
    assert any("GCJ-02" in breach for breach in broken_rules(payload))


def test_the_policy_lets_in_images_of_this_host_alone() -> None:
    made = content()
    place = made.gazetteer.place(JILIN)
    bare = sheet(made.features, place, made.plans, made.gazetteer)
    page = sheet(made.features, place, made.plans, made.gazetteer, tiles=tiles(OWN, datum="wgs84"))
    assert "img-src data:; base-uri" in bare
    assert "example.cn" not in bare
    assert "img-src data: https://map.example.cn:8443; base-uri" in page
    assert "default-src 'none'" in page
