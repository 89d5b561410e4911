"""Score the predictions of annotated documents, as `quyu extract` writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from quyu_geo.errors import AnnotationError
from quyu_geo.scoring.gold import today_of
from quyu_geo.scoring.initiatives import PredictedInitiative, compare_initiatives
from quyu_geo.scoring.mentions import Error, Named, compare_mentions
from quyu_geo.scoring.references import Predicted, predicted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.scoring.gold import GoldDocument
    from quyu_geo.scoring.tally import Tally

__all__ = ["Error", "Score", "score"]

#: What stands for a document that nothing was predicted of.
NOTHING: dict[str, Any] = {"places": {}, "mentions": [], "initiatives": []}


class Score(NamedTuple):
    """
    How well a document was read.

    Attributes
    ----------
    tally
        The counts.
    errors
        What was missed, made up or misread, place names before initiatives.
    """

    tally: Tally
    errors: tuple[Error, ...]


def score(gold: GoldDocument, report: Mapping[str, Any], gazetteer: Gazetteer) -> Score:
    """
    Hold a report against the annotation of its document.

    Parameters
    ----------
    gold
        The annotated document.
    report
        As `quyu extract` writes it: the parts ``places``, ``mentions`` and ``initiatives``.
    gazetteer
        Leads codes of former units to those of today.

    Raises
    ------
    AnnotationError
        If the report is not of that form.
    """
    try:
        read = _Report(report, gazetteer)
        named, found = read.named(), read.core()
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise AnnotationError(f"{gold.name}: not what quyu extract writes: {reason}") from error
    tally, errors = compare_mentions(gold, named)
    if not gold.annotated:
        return Score(tally, tuple(errors))
    more, others = compare_initiatives(gold, found)
    return Score(tally + more, (*errors, *others))


class _Report:
    """A report whose places are looked up."""

    def __init__(self, report: Mapping[str, Any], gazetteer: Gazetteer) -> None:
        self._report = report
        self._today = today_of(gazetteer)
        self._places: dict[str, Predicted] = {}

    def named(self) -> Named:
        """Give the predicted places by the span of their name."""
        return {
            (each["start"], each["end"]): self._listed(each["places"])
            for each in self._report["mentions"]
            if each.get("places")
        }

    def core(self) -> list[PredictedInitiative]:
        """Give the core initiatives."""
        return [
            PredictedInitiative(
                each["name"],
                each["layer"],
                each["type"],
                each.get("status") or "",
                bool(each.get("directed")),
                self._listed(each["members"]),
                self._listed(each.get("partners", ())),
                each["start"],
                each["end"],
            )
            for each in self._report["initiatives"]
            if each.get("core", True)
        ]

    def _listed(self, keys: list[str]) -> tuple[Predicted, ...]:
        return tuple(map(self._place, dict.fromkeys(keys)))

    def _place(self, key: str) -> Predicted:
        if key not in self._places:
            described = self._report["places"].get(key, {})
            self._places[key] = predicted(key, described, self._today)
        return self._places[key]
