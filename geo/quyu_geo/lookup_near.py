"""Find the names within a few typing errors of a word, among all names at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

#: What an error costs: one letter missing, added, exchanged, or two letters swapped.
ERROR = 4
#: A character in place of another of the same sound: what an input method gets wrong.
SAME_SOUND = 2
#: More than any distance that is looked for.
FAR = 200


def allowed(length: int, *, han: bool) -> int:
    """
    Say how many errors a word of some length may hold.

    One in a Chinese name of two to four characters, two up to eight, then three; one in
    a word of three to seven letters, two up to twelve, then three.
    """
    steps = (2, 5, 9) if han else (3, 8, 13)
    return sum(length >= step for step in steps)


class NearNames:
    """
    All names, laid out by their length so that they are compared together.

    The distance is the optimal string alignment distance (Damerau 1964, without edits
    inside a swapped pair), except that characters which sound the same are half an error
    apart.

    Parameters
    ----------
    names
        Without repetition.
    readings
        Syllable of each character.
    """

    def __init__(self, names: Sequence[str], readings: Mapping[str, str]) -> None:
        self._sounds = _sounds(readings)
        by_length: dict[tuple[int, bool], list[str]] = {}
        for name in names:
            by_length.setdefault((len(name), not name.isascii()), []).append(name)
        self._names = by_length
        self._letters = {shape: _letters(held) for shape, held in by_length.items()}

    def near(self, word: str) -> list[tuple[str, float]]:
        """
        Give the names near a word, nearest first, with the number of errors.

        Names that equal the word are left out.
        """
        han = not word.isascii()  # keys in Latin script have no accents
        errors = allowed(len(word), han=han)
        found: list[tuple[str, float]] = []
        for length in range(max(len(word) - errors, 1), len(word) + errors + 1):
            letters = self._letters.get((length, han))
            if letters is None or not errors:
                continue
            distance = self._distances(word, letters, errors)
            close = np.flatnonzero((distance > 0) & (distance <= errors * ERROR)).tolist()
            names = self._names[length, han]
            found += ((names[at], int(distance[at]) / ERROR) for at in close)
        return sorted(found, key=lambda pair: (pair[1], pair[0]))

    def _distances(self, word: str, letters: NDArray[np.uint16], band: int) -> NDArray[np.uint8]:
        """
        Compute the distances of a word to names of one length.

        Parameters
        ----------
        word
            Rows of the table of dynamic programming.
        letters
            One row a position, one column a name.
        band
            Cells farther from the diagonal than this need more errors than are allowed.
        """
        length, count = letters.shape
        far = np.full(count, FAR, np.uint8)
        rows = [[np.full(count, min(j * ERROR, FAR), np.uint8) for j in range(length + 1)]]
        sounds = self._sounds[letters]
        given = [min(ord(sign), 0xFFFF) for sign in word]
        for i, sign in enumerate(given, start=1):
            row = [np.full(count, min(i * ERROR, FAR), np.uint8)] + [far] * length
            sound = int(self._sounds[sign])
            for j in range(max(1, i - band), min(length, i + band) + 1):
                step = np.where(letters[j - 1] == sign, 0, ERROR).astype(np.uint8)
                if sound:
                    step[(sounds[j - 1] == sound) & (step > 0)] = SAME_SOUND
                best = np.minimum(rows[i - 1][j], row[j - 1]) + ERROR
                best = np.minimum(best, rows[i - 1][j - 1] + step)
                if i > 1 and j > 1 and given[i - 2] != sign:
                    swapped = (letters[j - 1] == given[i - 2]) & (letters[j - 2] == sign)
                    best[swapped] = np.minimum(best, rows[i - 2][j - 2] + ERROR)[swapped]
                row[j] = np.minimum(best, FAR)
            rows.append(row)
        return rows[-1][length]


def _letters(names: Sequence[str]) -> NDArray[np.uint16]:
    """Lay names of one length out, one row a position; letters beyond 16 bits become one."""
    codes = np.frombuffer("".join(names).encode("utf-32-le", "replace"), np.uint32)
    narrow = np.minimum(codes, 0xFFFF).astype(np.uint16)
    return np.ascontiguousarray(narrow.reshape(len(names), -1).T)


def _sounds(readings: Mapping[str, str]) -> NDArray[np.uint16]:
    """Give the number of the syllable of each character of 16 bits, 0 where there is none."""
    numbers = {syllable: at for at, syllable in enumerate(sorted(set(readings.values())), start=1)}
    table = np.zeros(0x10000, np.uint16)
    for sign, syllable in readings.items():
        if ord(sign) < len(table):
            table[ord(sign)] = numbers[syllable]
    return table
