"""The conic projection of the scripts is PROJ's, and fades out far away without a jump."""

from __future__ import annotations

import math
from dataclasses import asdict
from itertools import pairwise

import pytest
from pyproj import Transformer

from drawings import need_parts
from quyu_maps.picture.engine import call
from quyu_maps.picture.projection import Conic

need_parts()

ABOUT = Conic.of_box((121.6, 40.8, 131.3, 46.3))


def test_it_is_the_one_of_proj() -> None:
    low, high = ABOUT.parallels
    proj = (
        f"+proj=aea +lat_1={low} +lat_2={high} +lat_0={ABOUT.lat} +lon_0={ABOUT.lon} +ellps=GRS80"
    )
    forward = Transformer.from_crs("EPSG:4490", proj, always_xy=True)
    points = [(121.6, 46.2), (131.0, 40.9), (126.4, 43.5), (110.0, 20.0)]
    ours = call("((about, points) => points.map((p) => quyu.conic(about)(p[0], p[1])))",
                asdict(ABOUT), points)  # fmt: skip
    for point, at in zip(points, ours, strict=True):
        assert at == pytest.approx(forward.transform(*point), abs=0.01)


def test_far_places_keep_the_bearing_of_mercator() -> None:
    """Europe lies to the west on the sheet, not over the top of it."""
    script = """((about) => { const plane = quyu.createConicPlane(about);
        const far = plane.point(10, 50), zero = quyu.mercator(about.lon, about.lat);
        const m = quyu.mercator(10, 50);
        const steps = [];
        for (let i = 0; i < 400; i += 1) steps.push(plane.point(126 - i * 0.25, 45));
        return [far, [m[0] - zero[0], m[1] - zero[1]], steps]; })"""
    far, mercator, steps = call(script, asdict(ABOUT))
    assert far == pytest.approx(mercator)
    gaps = [math.dist(a, b) for a, b in pairwise(steps)]
    assert max(gaps) < 3 * min(gaps)


def test_parallels_lie_inside_the_box() -> None:
    assert 40.8 < ABOUT.parallels[0] < ABOUT.parallels[1] < 46.3
    assert Conic.of_box((73.4, 17.8, 135.2, 53.7), national=True).lon == 105
    narrow = Conic.of_box((122.0, 41.0, 122.1, 41.05))
    assert narrow.parallels[0] < narrow.parallels[1]


def test_the_margin_names_it() -> None:
    assert "双标准纬线等积圆锥投影(41.7°N、45.4°N,中央经线 126.5°E)" in ABOUT.text("zh")
    assert "equal-area conic" in ABOUT.text("en")
