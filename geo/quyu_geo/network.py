"""Route a corridor over the named railways and roads of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

import networkx as nx

from quyu_geo.crs import Point, distance_km
from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from quyu_geo.model import Place

#: A place further than this from every node is not on the network, kilometres, by kind.
REACH_KM = {"region": 600.0, "country": 120.0, "province": 25.0, "prefecture": 25.0}
REACH_ELSE_KM = 15.0
#: A degree of latitude has at least so many kilometres.
DEGREE_KM = 110.0
#: A way over the network that is longer than this many times the direct one is no way.
DETOUR = 1.7
#: Two waypoints of a line further apart than this are its ends, not its course, kilometres.
COURSE_KM = 250.0
#: Ways that are kept.
_WAYS = 20_000
#: Lines that the initiative follows count this much of their length.
PREFERENCE = 0.35
#: Which lines each type of corridor runs on; others may use both.
CARRIERS = {"rail": ("railway",), "rail_freight": ("railway",), "road": ("road", "railway")}


@dataclass(frozen=True)
class Network:
    """Nodes are places with points; edges are stretches of named lines."""

    graph: nx.MultiGraph[str]
    points: dict[str, Point]

    @classmethod
    def of(cls, lines: Iterable[Place], gazetteer: Gazetteer) -> Network:
        """Join lines at the waypoints that they share; those known by their ends alone stay out."""
        graph: nx.MultiGraph[str] = nx.MultiGraph()
        points: dict[str, Point] = {}
        for line in lines:
            ends = line.members if line.country == "CN" else ()
            if len(ends) == 2 and _apart(*map(gazetteer.place, ends)) > COURSE_KM:  # noqa: PLR2004
                continue
            for a, b in pairwise(line.members):
                for node in (a, b):
                    place = gazetteer.place(node)
                    points.setdefault(node, (place.lon, place.lat))
                km = distance_km(points[a], points[b])
                graph.add_edge(a, b, key=line.id, km=km, kind=line.kind)
        return cls(graph, points)

    def node(self, place: Place) -> str | None:
        """Give the node that stands for a place: itself or the nearest within reach."""
        if place.id in self.points:
            return place.id
        here = (place.lon, place.lat)
        reach = REACH_KM.get(place.kind, REACH_ELSE_KM)
        high = reach / DEGREE_KM
        wide = high / max(cos(radians(min(abs(place.lat) + high, 89))), 0.01)
        near = [
            (distance_km(here, point), node)
            for node, point in self.points.items()
            if abs(point[0] - here[0]) <= wide and abs(point[1] - here[1]) <= high
        ]
        found = min(near, default=None)
        return found[1] if found and found[0] <= reach else None

    def way(
        self, start: str, end: str, carriers: Collection[str], along: Collection[str] = ()
    ) -> list[str] | None:
        """
        Give the nodes of the best way between two nodes, or nothing where none is sensible.

        Parameters
        ----------
        start, end
            Node ids.
        carriers
            Kinds of line that may be used.
        along
            Ids of lines to keep to where possible.
        """
        # Many plans ask for the same ways.
        asked = (start, end, tuple(carriers), tuple(along))
        if asked not in self._ways:
            if len(self._ways) >= _WAYS:
                self._ways.clear()
            self._ways[asked] = self._found(*asked)
        found = self._ways[asked]
        return None if found is None else [*found]

    @cached_property
    def _ways(self) -> dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], list[str] | None]:
        return {}

    def _found(
        self, start: str, end: str, carriers: Collection[str], along: Collection[str]
    ) -> list[str] | None:
        def weight(_a: str, _b: str, edges: dict[str, dict[str, float | str]]) -> float | None:
            costs = [
                float(edge["km"]) * (PREFERENCE if line in along else 1)
                for line, edge in edges.items()
                if edge["kind"] in carriers or line in along
            ]
            return min(costs, default=None)

        try:
            nodes: list[str] = nx.shortest_path(self.graph, start, end, weight=weight)
        except nx.NetworkXNoPath:
            return None
        length = sum(distance_km(self.points[a], self.points[b]) for a, b in pairwise(nodes))
        direct = distance_km(self.points[start], self.points[end])
        return nodes if along or length <= DETOUR * direct else None


def _apart(a: Place, b: Place) -> float:
    return distance_km((a.lon, a.lat), (b.lon, b.lat))


@cache
def bundled() -> Network:
    """Give the network of all railways and roads of the bundled gazetteer."""
    gazetteer = Gazetteer.bundled()
    lines = (place for place in gazetteer.of_kinds(("railway", "road")) if len(place.members) > 1)
    return Network.of(sorted(lines, key=lambda line: line.id), gazetteer)
