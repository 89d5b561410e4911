"""Find the way over the compiled sea lanes."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from math import dist, hypot
from typing import TYPE_CHECKING

from quyu_data import resource

if TYPE_CHECKING:
    from quyu_geo.crs import Point


@dataclass(frozen=True)
class Lanes:
    """
    Where sea lanes cross, and which way they lead.

    Attributes
    ----------
    spots
        (lon, lat) of the crossings in degrees, sorted.
    led
        For each of them the numbers of its neighbours and the way there in kilometres, as
        in the file (``17:264.6 21:80.1``): a way passes few of them.
    """

    spots: tuple[Point, ...]
    led: tuple[str, ...]

    def way(self, start: Point, end: Point) -> list[Point]:
        """
        Give the shortest way between the crossings nearest to two points.

        Returns
        -------
        way
            (lon, lat); longitudes run on past 180°. A single point where both are the same
            crossing, none where no lane joins them.
        """
        source, target = self._nearest(start), self._nearest(end)
        came = self._came(source, target)
        if target not in came:
            return []
        numbers = [target]
        while numbers[-1] != source:
            numbers.append(came[numbers[-1]])
        line: list[Point] = []
        for number in reversed(numbers):
            lon, lat = self.spots[number]
            line.append((lon + 360 * round((line[-1][0] - lon) / 360) if line else lon, lat))
        return line

    def _nearest(self, point: Point) -> int:
        """Give the crossing that is fewest degrees away; they are sorted by longitude."""
        lon, lat = point
        east = bisect_left(self.spots, (lon, lat))
        best = min(east, len(self.spots) - 1)
        least = dist(self.spots[best], point)
        for numbers in (range(east, len(self.spots)), range(east - 1, -1, -1)):
            for number in numbers:
                x, y = self.spots[number]
                if abs(x - lon) > least:
                    break
                if (away := hypot(x - lon, y - lat)) < least:
                    best, least = number, away
        return best

    def _came(self, source: int, target: int) -> dict[int, int]:
        """Walk from one crossing to another (Dijkstra); give where each was reached from."""
        came: dict[int, int] = {}
        queue = [(0.0, source, source)]
        while queue:
            length, here, before = heapq.heappop(queue)
            if here in came:
                continue
            came[here] = before
            if here == target:
                break
            for lane in self.led[here].split():
                number, _, km = lane.partition(":")
                if (there := int(number)) not in came:
                    heapq.heappush(queue, (length + float(km), there, here))
        return came


@cache
def bundled() -> Lanes:
    """Read the bundled sea lanes; once a process."""
    lines = resource("boundaries/lanes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    spots = tuple((float(lon), float(lat)) for lon, lat, _ in rows)
    return Lanes(spots, tuple(led for _, _, led in rows))
