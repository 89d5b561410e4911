"""The payload says what the feature table says, in the form that the scripts read."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from factories import initiative
from pages import JILIN, content, rows
from quyu_maps.base import subject_box
from quyu_maps.encode import decode_steps
from quyu_maps.payload import Content, national_payload, province_payload
from quyu_maps.regions import region_shape


@pytest.fixture(scope="module")
def small() -> Content:
    return content()


def test_every_row_is_in_the_payload(small: Content) -> None:
    payload = province_payload(small, small.gazetteer.place(JILIN))
    assert [feature["ref"] for feature in payload["features"]] == [row.ref for row in rows()]
    assert payload["title"]["zh"] == "吉林省区域合作空间总图"
    assert [plan["key"] for plan in payload["plans"]] == ["p"]


def test_every_layer_has_its_geometry(small: Content) -> None:
    payload = province_payload(small, small.gazetteer.place(JILIN))
    link, support, corridor, zone, *_, region = payload["features"]
    assert link["arcs"] == [["220000", "320000"]]
    assert support["directed"]
    assert support["arcs"] == [["220000", "654300"]]
    (path,) = corridor["paths"]
    assert path["nodes"] == ["220100", "220700", "220800"]
    assert zone["hosts"] == ["220100"]
    assert len(zone["at"]) == 1
    assert region["rings"]


def test_places_of_a_path_stand_where_the_line_passes(small: Content) -> None:
    payload = province_payload(small, small.gazetteer.place(JILIN))
    (path,) = payload["features"][2]["paths"]
    line = decode_steps(path["line"])
    for node, index in zip(path["nodes"], path["at"], strict=True):
        place = payload["places"][node]
        assert line[index] == (round(place["x"] * 1000), round(place["y"] * 1000))


def test_places_know_their_province_and_rank(small: Content) -> None:
    places = province_payload(small, small.gazetteer.place(JILIN))["places"]
    assert places["220100"]["n"] == "长春市"
    assert places["220100"]["r"] == 0
    assert places["220200"] | {"r": 1, "p": JILIN, "in": 1} == places["220200"]
    assert "in" not in places["654300"]
    assert {"220184", "220382"} <= set(places)


def test_the_whole_country_is_there_to_zoom_out_to(small: Content) -> None:
    base = province_payload(small, small.gazetteer.place(JILIN))["base"]
    assert len(base["provinces"]) == 34
    assert len(base["tendash"]) == 10
    assert base["own"]
    assert {row["rank"] for row in base["borders"] if row["own"]} == {"county", "prefecture"}
    assert "CN" not in {row["id"] for row in base["countries"]}


def test_the_national_payload_has_no_subject(small: Content) -> None:
    payload = national_payload(small)
    assert payload["subject"]["national"]
    assert payload["base"]["own"] == []
    assert set(payload) == set(province_payload(small, small.gazetteer.place(JILIN)))


def test_reefs_do_not_widen_the_view_of_hainan() -> None:
    west, south, east, north = subject_box("province", "460000")
    assert 108 < west < east < 112
    assert 18 < south < north < 21


def test_regions_of_the_same_members_do_not_coincide() -> None:
    area = shapely.box(124, 42, 127, 44)
    metro, cluster = (region_shape(area, kind) for kind in ("metro", "city_cluster"))
    assert cluster.covers(metro)
    assert metro.area < cluster.area < area.area


def test_plates_keep_their_boundaries() -> None:
    area = shapely.box(124, 42, 127, 44)
    assert region_shape(area, "plate").symmetric_difference(area).area < 0.01


def test_a_small_region_is_not_drawn_in_to_nothing() -> None:
    town = shapely.box(125.30, 43.80, 125.36, 43.86)
    assert region_shape(town, "metro").area > 0


def test_a_province_without_rows_still_has_a_page() -> None:
    empty = content([])
    payload = province_payload(empty, empty.gazetteer.place(JILIN))
    assert payload["features"] == []
    assert payload["plans"] == []


def test_a_link_of_one_party_is_kept_at_its_host() -> None:
    row = replace(initiative("link", "collaboration", "220100"), ref="p#001")
    (feature,) = national_payload(content([row]))["features"]
    assert feature["arcs"] == []
    assert len(feature["at"]) == 1
