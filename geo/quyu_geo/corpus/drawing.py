"""Draw initiatives of many documents: simplified outlines held once, equal parties drawn once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING

from quyu_geo import network
from quyu_geo.courses import Ground
from quyu_geo.geometry import draw
from quyu_geo.shapes import LAYERS, shapes
from quyu_geo.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Hashable

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.geometry import Drawing
    from quyu_geo.model import Initiative

#: Drawings that are kept for the next initiative of the same parties.
_KEPT = 5000


class Draughtsman:
    """
    Draws initiatives over the bundled ground, one after the other.

    A corpus names the same parties over and over; what was drawn is kept, up to a number,
    so that memory stays flat however long the corpus is.

    Parameters
    ----------
    gazetteer
        All places.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        words = Vocabulary.bundled().course_words
        outlines = shapes(gazetteer.of_kinds(tuple(LAYERS)), gazetteer.boundaries, light=True)
        self._ground = Ground(
            gazetteer, network.bundled(), outlines, words["whole_river"], words["loop"]
        )
        self._kept: OrderedDict[Hashable, Drawing] = OrderedDict()

    def draw(self, row: Initiative, subject: str, gazetteer: Gazetteer) -> Drawing:
        """
        Draw an initiative.

        Parameters
        ----------
        row
            The initiative.
        subject
            Id of the place that speaks in its plan.
        gazetteer
            Knows its parties; another one than that of all documents where some of them are
            places that only its document names.
        """
        known = self._ground.gazetteer
        home = known.province_of(known.place(subject))
        if gazetteer is not known:
            return draw(row, home, replace(self._ground, gazetteer=gazetteer))
        key = self._key(row, home)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = draw(row, home, self._ground)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def _key(self, row: Initiative, home: str) -> Hashable:
        """Give all that a drawing hangs on; of the name only the words about its course."""
        named = [word in row.name for word in (*self._ground.whole_words, *self._ground.loop_words)]
        parties = (row.members, row.partners, row.directed, row.course, row.site)
        return (row.layer, row.type, *parties, home, *named)
