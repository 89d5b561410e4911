"""Measure how fast places and initiatives are read together; print a Markdown table.

The corpus is that of `places.py`: 10 MB of the annotated plans (the folder that QUYU_GOLD
names), each round with the names of prefectures and counties exchanged.
"""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from places import corpus, measure
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.initiatives import extract
from quyu_geo.toponyms import find_places

SUBJECT, DATE = "220000", "2019"


def main() -> None:
    """Measure recognition alone and extraction as a whole, and print both."""
    folder = os.environ.get("QUYU_GOLD")
    if not folder:
        sys.exit("QUYU_GOLD must name the folder of the annotated plans")
    texts = corpus(Path(folder))
    gazetteer = Gazetteer.bundled()
    count = sum(map(len, texts))

    def places() -> None:
        for text in texts:
            find_places(text, subject=SUBJECT, date=DATE, gazetteer=gazetteer)

    def whole() -> None:
        for text in texts:
            found = find_places(text, subject=SUBJECT, date=DATE, gazetteer=gazetteer)
            extract(text, found, subject=SUBJECT, date=DATE, gazetteer=gazetteer)

    whole()  # reads the tables once
    lines = [
        f"{platform.machine()}, Python {platform.python_version()}, {count} characters",
        "",
        "| stage | characters per second |",
        "|---|---:|",
        f"| places | {count / measure(places):,.0f} |",
        f"| places and initiatives | {count / measure(whole):,.0f} |",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
