"""The network of cooperation: who with whom, as what, in which direction."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from quyu_maps.gis.edges import EDGE_COLUMNS, NODE_COLUMNS, network

if TYPE_CHECKING:
    from pathlib import Path

    from quyu_maps.gis.records import Records


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def graph(source: Records) -> nx.MultiDiGraph[str]:
    """Give the network of the atlas."""
    return network(source)


def _nodes(graph: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - generic views of networkx
    return dict(graph.nodes(data=True))


def _edges(graph: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - as above
    return list(graph.edges(keys=True))


def _ids(graph: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401 - as above
    """Give the ends and the feature of each edge."""
    return list(graph.edges(data="id"))


def test_tables_and_graphml_hold_the_same(folder: Path, graph: nx.MultiDiGraph[str]) -> None:
    """Nodes and edges with all their attributes."""
    read = nx.read_graphml(folder / "all.graphml", force_multigraph=True)
    assert _nodes(read) == _nodes(graph)
    assert sorted(_edges(read)) == sorted(_edges(graph))
    nodes, edges = rows_of(folder / "all_nodes.csv"), rows_of(folder / "all_edges.csv")
    assert list(nodes[0]) == NODE_COLUMNS
    assert list(edges[0]) == EDGE_COLUMNS
    assert {row["id"] for row in nodes} == set(graph)
    assert len(edges) == graph.number_of_edges()


def test_a_directed_link_goes_from_giver_to_receivers(
    graph: nx.MultiDiGraph[str], source: Records
) -> None:
    """Counterpart support has one edge a receiver, all from the first member."""
    given = source.features[source.features["directed"] & (source.features["layer"] == "link")]
    assert len(given)
    for row in given.to_dict("records"):
        edges = [(a, b) for a, b, key in _ids(graph) if key == row["id"]]
        parties = list(dict.fromkeys((*row["members"], *row["partners"])))
        assert sorted(edges) == sorted((parties[0], other) for other in parties[1:])


def test_edges_carry_type_direction_plan_and_year(
    graph: nx.MultiDiGraph[str], source: Records
) -> None:
    """As the features say."""
    features = source.features.set_index("id")
    for _, _, row in graph.edges(data=True):
        feature = features.loc[row["id"]]
        assert (row["type"], row["directed"]) == (feature["type"], feature["directed"])
        assert row["plan"] == feature["plan"]
        assert row["year"] == int(feature["plan_date"][:4])


def test_every_link_with_two_parties_is_in_it(graph: nx.MultiDiGraph[str], source: Records) -> None:
    """No link is lost, no region joins anybody."""
    ids = {key for _, _, key in _ids(graph)}
    links = source.features[source.features["layer"] == "link"]
    parties = (links["members"] + links["partners"]).map(lambda names: len(set(names)))
    assert set(links["id"][parties > 1]) <= ids
    assert not ids & set(source.features["id"][source.features["layer"] == "region"])
    assert not list(nx.selfloop_edges(graph))
