"""Every core initiative of every plan is on its province's sheet and in its GeoJSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from quyu_geo.atlas import Atlas
from quyu_geo.gazetteer import Gazetteer
from running import quyu

if TYPE_CHECKING:
    from pathlib import Path

PAYLOAD = re.compile(r'<script type="application/json" id="quyu-data">(.*?)</script>', re.DOTALL)


def subjects() -> dict[str, str]:
    """Give the province that each plan belongs to, by key of the plan."""
    look = Gazetteer.bundled()
    plans = Atlas.bundled().plans
    return {key: look.province_of(look.place(plan.subject)) for key, plan in plans.items()}


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw the sheets of the provinces whose plans are bundled."""
    folder = tmp_path_factory.mktemp("subjects")
    done = quyu("atlas", *sorted(set(subjects().values())), "-o", folder, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def drawn(folder: Path, province: str) -> tuple[set[str], set[str]]:
    """Give the refs on a province's sheet and those in its GeoJSON."""
    (sheet,) = folder.glob(f"{province}-*.html")
    (payload,) = PAYLOAD.findall(sheet.read_text(encoding="utf-8"))
    features: list[dict[str, Any]] = json.loads(payload)["features"]
    collection = json.loads(sheet.with_suffix(".geojson").read_text(encoding="utf-8"))
    return (
        # What two plans say of one initiative is one feature that keeps both refs.
        {said["ref"] for feature in features for said in (feature, *feature.get("also", ()))},
        {feature["properties"]["ref"] for feature in collection["features"]},
    )


def test_every_initiative_is_drawn(atlas: Path) -> None:
    """All 533 of them, on the sheet and in the GeoJSON of the province that speaks."""
    seen = 0
    for key, province in subjects().items():
        refs = {row.ref for row in Atlas.bundled().initiatives if row.plan == key}
        sheet, collection = drawn(atlas, province)
        assert refs - sheet == set(), key
        assert refs - collection == set(), key
        seen += len(refs)
    assert seen == 533


def test_every_annotated_core_initiative_is_drawn(atlas: Path, gold: Path) -> None:
    """394 of 394, by the annotation of the real plans."""
    seen = 0
    for key, province in subjects().items():
        lines = (gold / f"{key}.initiatives.jsonl").read_text(encoding="utf-8").splitlines()
        core = {row["ref"] for row in map(json.loads, lines) if row["core"]}
        sheet, collection = drawn(atlas, province)
        assert core - sheet == set(), key
        assert core - collection == set(), key
        seen += len(core)
    assert seen == 394
