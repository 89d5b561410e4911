"""The words that initiatives are sorted by: layers, types, statuses, topics, precision, ties."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from quyu_data import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

Names = dict[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """
    Ids with their names, in drawing order.

    Attributes
    ----------
    layers, status, precision, topics, ties
        Names (``zh``, ``en``) by id; a topic's id is its Chinese name.
    types
        Names by layer and type id.
    course_words
        Words in names that decide how a course is drawn.
    """

    layers: Mapping[str, Names]
    types: Mapping[str, Mapping[str, Names]]
    status: Mapping[str, Names]
    precision: Mapping[str, Names]
    topics: Mapping[str, Names]
    ties: Mapping[str, Names]
    course_words: Mapping[str, tuple[str, ...]]

    @classmethod
    def bundled(cls) -> Vocabulary:
        """Give the vocabulary that comes with quyu; read once a process."""
        return _bundled()


@cache
def _bundled() -> Vocabulary:
    with resource("vocabulary.toml").open("rb") as file:
        table = tomllib.load(file)
    words = {key: tuple(values) for key, values in table["course_words"].items()}
    return Vocabulary(
        layers=table["layers"],
        types=table["types"],
        status=table["status"],
        precision=table["precision"],
        topics={key: {"zh": key, **names} for key, names in table["topics"].items()},
        ties=table["ties"],
        course_words=words,
    )
