"""Write the network of cooperation: places as nodes, cooperation as edges, CSV and GraphML."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.model import Plan
    from quyu_maps.gis.progress import Progress
    from quyu_maps.gis.records import Records

    Row = dict[str, Any]

NODE_COLUMNS = ["id", "name", "name_en", "kind", "province", "country", "lon", "lat", "degree"]
EDGE_COLUMNS = [
    *("source", "target", "id", "name", "layer", "type", "directed", "status", "core"),
    *("plan", "year"),
]


def network(source: Records) -> nx.MultiDiGraph[str]:
    """
    Give the network of cooperation.

    Returns
    -------
    graph
        A node a place (attributes as `NODE_COLUMNS`), an edge a pair of parties (as
        `EDGE_COLUMNS`; its key is the feature's id and a number). Of a link, the first member
        with each other where it is directed; the unit whose plan speaks with each other
        where it is a party; else every pair. Of a corridor, places that follow each other;
        of a zone, each host with each partner. A region joins nobody. ``directed`` says
        whether the direction of an edge means anything: where it is false the edge goes as
        the plan lists the parties. ``year`` is 0 where the document does not say when it is of.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=source.title)
    edges = list(_edges(source))
    for key in sorted({end for row in edges for end in (row["source"], row["target"])}):
        graph.add_node(key, **_node(key, source.gazetteer))
    for number, row in enumerate(edges):
        ends = (row["source"], row["target"])
        attributes = {name: row[name] for name in EDGE_COLUMNS[2:]}
        graph.add_edge(*ends, key=f"{row['id']}:{number}", **attributes)
    nx.set_node_attributes(graph, dict(graph.degree()), "degree")
    return graph


def write_network(source: Records, path: Path, progress: Progress) -> list[str]:
    """
    Write ``NAME.graphml`` with ``NAME_nodes.csv`` and ``NAME_edges.csv`` beside it.

    Parameters
    ----------
    source
        In EPSG:4326.
    path
        Of the GraphML file.
    progress
        Told how many features were written.
    """
    graph = network(source)
    nx.write_graphml_xml(graph, path, encoding="utf-8")
    nodes = pd.DataFrame([{"id": key, **values} for key, values in graph.nodes(data=True)])
    edges = nx.to_pandas_edgelist(graph)
    for frame, columns, name in ((nodes, NODE_COLUMNS, "nodes"), (edges, EDGE_COLUMNS, "edges")):
        frame.reindex(columns=columns).to_csv(
            path.with_name(f"{path.stem}_{name}.csv"),
            index=False,
            encoding="utf-8-sig",
            lineterminator="\r\n",
        )
    progress(len(source.features))
    return []


def _node(key: str, gazetteer: Gazetteer) -> Row:
    place = gazetteer.place(key)
    province = gazetteer.province_of(place)
    return {
        "name": place.name,
        "name_en": place.name_en,
        "kind": place.kind,
        "province": gazetteer.place(province).name if province else "",
        "country": place.country,
        "lon": place.lon,
        "lat": place.lat,
    }


def _edges(source: Records) -> Iterator[Row]:
    hubs = {key: _hubs(plan, source.gazetteer) for key, plan in source.plans.items()}
    needed = [*EDGE_COLUMNS[2:-1], "members", "partners", "plan_date"]
    for row in pd.DataFrame(source.features)[needed].to_dict("records"):
        shared = {name: row[name] for name in EDGE_COLUMNS[2:-1]}
        for start, end in _pairs(row, hubs[row["plan"]]):
            yield {"source": start, "target": end, **shared, "year": int(row["plan_date"][:4] or 0)}


def _hubs(plan: Plan, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Give the unit whose plan speaks, and its province."""
    return (plan.subject, gazetteer.province_of(gazetteer.place(plan.subject)))


def _pairs(row: Mapping[Hashable, Any], hubs: Sequence[str]) -> list[tuple[str, str]]:
    members, partners = row["members"], row["partners"]
    if row["layer"] == "corridor":
        return list(pairwise(members))
    if row["layer"] == "zone":
        return [(host, partner) for host in members for partner in partners]
    if row["layer"] == "region":
        return []
    parties = list(dict.fromkeys((*members, *partners)))
    hub = parties[0] if row["directed"] else next((h for h in hubs if h in parties), None)
    if hub:
        return [(hub, other) for other in parties if other != hub]
    return list(combinations(parties, 2))
