"""Read a document as a plan, for the first time or with what people said of it before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quyu_geo.annotated import annotate
from quyu_geo.reviews.carry import carry
from quyu_geo.reviews.model import draft_of, named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from quyu_geo.gazetteer import Gazetteer
    from quyu_geo.reading.examine import Examined
    from quyu_geo.reviews.carry import Carried
    from quyu_geo.reviews.model import Name, Reviewed


def read_plan(
    examined: Examined,
    gazetteer: Gazetteer,
    choices: Mapping[tuple[int, int], tuple[str, ...]] | None = None,
    base: Gazetteer | None = None,
) -> Reviewed:
    """
    Read a document as a plan that nobody has reviewed.

    Parameters
    ----------
    examined
        The document, with who speaks in it and when.
    gazetteer
        All places.
    choices
        Places of names that are ambiguous, by their span in the text of record.
    base
        What whoever reads the plan later has, if that is less than `gazetteer`: places that
        it lacks go with the plan.
    """
    found = named(annotate(examined, gazetteer, choices=choices))
    return draft_of(found, gazetteer if base is None else base)


def read_again(
    examined: Examined, gazetteer: Gazetteer, earlier: Reviewed, base: Gazetteer | None = None
) -> Carried:
    """
    Read a document anew and carry over what people said of it; parameters as of `read_plan`.

    Names that they chose places for are read so; that may set up further initiatives.
    """
    fresh = read_plan(examined, gazetteer, base=base)
    names = chosen(earlier.names, fresh.names)
    choices = {(name.start, name.end): name.choice for name in names if name.choice}
    if choices:
        fresh = read_plan(examined, gazetteer, choices, base)
    return carry(earlier, replace(fresh, names=names), examined.document.text)


def chosen(earlier: Iterable[Name], fresh: Sequence[Name]) -> tuple[Name, ...]:
    """
    Carry choices over to the names of a new reading.

    A choice holds for the same name in the same line; where all choices for a name are one,
    it holds for each place where the name stands.
    """
    made = [name for name in earlier if name.choice]
    lines = {(name.surface, name.context): name.choice for name in made}
    every: dict[str, set[tuple[str, ...]]] = {}
    for name in made:
        every.setdefault(name.surface, set()).add(name.choice)
    out = []
    for name in fresh:
        alone = every.get(name.surface, set())
        only = next(iter(alone)) if len(alone) == 1 else ()
        out.append(replace(name, choice=lines.get((name.surface, name.context), only)))
    return tuple(out)
