"""Find the regions whose name is nothing but letters of their members (张承: 张家口, 承德)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyu_geo.toponyms.lexicon import Candidate

#: Longest compound of letters.
_LONGEST = 6


def spelt_regions(
    rows: list[list[str]], forms: dict[str, list[Candidate]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the forms of regions that spell out their members, with these in written order."""
    shorts = {row[0]: row[3] or row[2] for row in rows if row[0].isdigit()}
    members = {row[0]: row[13].split("|") for row in rows if row[1] == "region" and row[13]}
    for form, found in forms.items():
        if len(form) > _LONGEST:
            continue
        for candidate in found:
            held = members.get(candidate.id, ())
            if len(held) != len(form) or not all(key in shorts for key in held):
                continue
            if ordered := _spell(form, {key: shorts[key] for key in held}):
                yield form, ordered
                break


def _spell(form: str, shorts: dict[str, str]) -> tuple[str, ...]:
    """Give one member for each letter, none twice, or nothing if a letter has none."""
    left, chosen = dict(shorts), []
    for letter in form:
        bearing = [key for key, short in left.items() if letter in short]
        if not bearing:
            return ()
        chosen.append(min(bearing, key=lambda key: left[key].index(letter)))
        del left[chosen[-1]]
    return tuple(chosen)
