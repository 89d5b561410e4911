"""What a sheet is about: one unit of any rank, several side by side, or all China."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quyu_maps.base import subject_box

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Place
    from quyu_maps.layers import Box

#: Box of China (west, south, east, north) that national views show.
CHINA: Box = (73.4, 17.8, 135.2, 53.7)
#: Kinds of units that a sheet can be about.
KINDS = ("province", "prefecture", "county")
#: More units than this are not all named in a title.
NAMED = 3
_WIDE = {"province": "Province-wide", "prefecture": "City-wide", "county": "County-wide"}


@dataclass(frozen=True, slots=True)
class Subject:
    """
    The subject of a sheet.

    Attributes
    ----------
    units
        Provinces, prefectures or counties, the first one first in titles; none for all China.
    """

    units: tuple[Place, ...] = ()

    @property
    def id(self) -> str:
        """The code of a unit, codes joined by ``+``, or ``CN``."""
        return "+".join(unit.id for unit in self.units) or "CN"

    @property
    def name(self) -> str:
        """The official names, as they stand in a title."""
        return self._joined([unit.name for unit in self.units]) or "中国"

    @property
    def name_en(self) -> str:
        """The English names."""
        names = [unit.name_en for unit in self.units]
        if len(names) > NAMED:
            return f"{names[0]} and {len(names) - 1} others"
        return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names) or "China"

    @property
    def box(self) -> Box:
        """The box (west, south, east, north) in degrees that a view of all units shows."""
        boxes = [subject_box(unit.kind, unit.id) for unit in self.units] or [CHINA]
        west, south, east, north = zip(*boxes, strict=True)
        return (min(west), min(south), max(east), max(north))

    @property
    def areas(self) -> tuple[tuple[str, str], ...]:
        """Level and code of each unit, as `quyu_maps.base.base_map` takes them."""
        return tuple((unit.kind, unit.id) for unit in self.units)

    def title(self) -> dict[str, str]:
        """Give the title of a sheet in Chinese and English."""
        if not self.units:
            return {"zh": "全国区域合作空间总图", "en": "Regional cooperation in China"}
        return {
            "zh": f"{self.name}区域合作空间总图",
            "en": f"Regional cooperation of {self.name_en}",
        }

    def about(self, gazetteer: Gazetteer) -> dict[str, Any]:
        """Describe the subject to the scripts: the payload's ``subject``."""
        return {
            "id": self.id,
            "units": [unit.id for unit in self.units] or ["CN"],
            "name": self.name,
            "short": self._joined([unit.short for unit in self.units]) or "中国",
            "en": self.name_en,
            "bbox": [round(value, 3) for value in self.box],
            "national": not self.units,
            "inner": self._inner(gazetteer),
            "wide": self._wide(),
        }

    def _joined(self, names: list[str]) -> str:
        return "、".join(names) if len(names) <= NAMED else f"{names[0]}等{len(names)}地"

    def _inner(self, gazetteer: Gazetteer) -> str:
        """Tell which units are named inside: counties, or townships where there are none."""
        inside = (
            place.kind == "county" and place.id != unit.id
            for unit in self.units
            for place in gazetteer.units_in(unit.id)
        )
        return "county" if not self.units or any(inside) else "township"

    def _wide(self) -> dict[str, str]:
        """Name the box of what lies somewhere in the subject."""
        if not self.units:
            return {"zh": "全国·未定点", "en": "Nationwide"}
        if len(self.units) > 1:
            return {"zh": "全域·未定点", "en": "Area-wide"}
        unit = self.units[0]
        return {"zh": f"全{unit.name[-1]}·未定点", "en": _WIDE[unit.kind]}
