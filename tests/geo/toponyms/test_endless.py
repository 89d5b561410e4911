"""Letters of provinces without end are read in a time that grows with their number alone."""

from __future__ import annotations

import random
import time

from quyu_geo.toponyms import find_places
from quyu_geo.toponyms.lexicon import PROVINCE_LETTERS

_LETTERS, _SECONDS = 60_000, 5.0  # it took 26 s, and now half a second


def test_letters_of_provinces_without_end() -> None:
    draw = random.Random(7)  # noqa: S311 - no secret
    text = "".join(draw.choice(PROVINCE_LETTERS) for _ in range(_LETTERS))
    find_places("吉林省长春市", subject="220000")
    started = time.process_time()
    find_places(text, subject="220000")
    assert time.process_time() - started < _SECONDS


def test_a_compound_of_many_provinces_is_still_one() -> None:
    found = find_places("深化湘鄂渝黔合作。", subject="430000")
    assert [each.surface for each in found] == ["湘鄂渝黔"]
