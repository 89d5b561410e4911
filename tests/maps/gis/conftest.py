"""The whole atlas in every format, written once for all tests of GIS files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quyu_geo.atlas import Atlas
from quyu_geo.features import feature_table
from quyu_geo.gazetteer import Gazetteer
from quyu_maps.gis.formats import FORMATS
from quyu_maps.gis.records import Records, records
from quyu_maps.gis.write import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def source() -> Records:
    """Give the records of the bundled atlas."""
    atlas, known = Atlas.bundled(), Gazetteer.bundled()
    table = feature_table(atlas.initiatives, atlas.plans, known)
    return records(table, atlas.plans, known)


@pytest.fixture(scope="session")
def folder(source: Records, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the atlas in every format, as ``all`` with the usual suffix."""
    folder = tmp_path_factory.mktemp("gis")
    for form in FORMATS:
        write(source, folder / f"all{form.suffixes[0]}", form)
    return folder
