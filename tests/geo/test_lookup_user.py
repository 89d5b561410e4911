"""A user's tables and layers: what is refused, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quyu_geo.errors import TableError
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.lookup_user import read_boundaries

if TYPE_CHECKING:
    from pathlib import Path

LEAD = (
    "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>{}</SrcDataSource>"
    "</OGRVRTLayer></OGRVRTDataSource>"
)


@pytest.mark.parametrize("where", ["/vsicurl/http://127.0.0.1:1/x.geojson", "secret.geojson"])
@pytest.mark.parametrize("lead", ["", "<?xml version='1.0'?>\n", "<!-- x -->" * 50])
def test_a_layer_that_leads_elsewhere_is_refused(where: str, lead: str, tmp_path: Path) -> None:
    """Neither a file of this machine nor the internet is read through it."""
    path = tmp_path / "x.geojson"
    path.write_text(lead + LEAD.format(where), encoding="utf-8")
    with pytest.raises(TableError, match="only refers to a layer"):
        read_boundaries(path, Gazetteer.bundled())
