"""Make a corpus to measure with: annotated plans, or short texts of our own, names exchanged."""

from __future__ import annotations

import json
import re
from itertools import count, islice
from typing import TYPE_CHECKING

from quyu_geo.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLANS = ("jiangsu-2020", "jilin-2019", "jilin-hachang-2016", "neimenggu-2020", "panjin-2020")

#: A text of our own making, for corpora of documents that are many rather than long.
SHORT = """吉林省人民政府关于推进区域协作的若干意见
吉政发〔2020〕{number}号
各市(州)人民政府:
一、总体要求
以长春市为中心,带动吉林市、四平市、松原市分工协作,建设长春都市圈。
二、重点任务
(一)通道。加快长春至白城铁路扩能,研究延边至通化高速公路。
(二)园区。支持长春市与四平市共建产业合作示范区,推进白山市生态产业园。
(三)协作。深化吉林省与浙江省对口合作,长春市与杭州市互设联络处。
三、保障
各地每季度会商一次。
吉林省人民政府
2020年6月9日
"""


def texts(folder: Path | None) -> Iterator[str]:
    """
    Give documents without end, each round with the names of units exchanged.

    Parameters
    ----------
    folder
        With the annotated plans, or none for short texts of our own.
    """
    known = Gazetteer.bundled()
    others: dict[str, list[str]] = {}
    for kind in ("province", "prefecture"):
        names = [unit.short for unit in known.of_kinds((kind,)) if len(unit.short) > 1]
        others |= dict.fromkeys(names, names)
    place = {name: names.index(name) for name, names in others.items()}
    pattern = re.compile("|".join(sorted(map(re.escape, others), key=len, reverse=True)))
    bases = [SHORT]
    if folder is not None:
        bases = [(folder / f"{name}.txt").read_text(encoding="utf-8") for name in PLANS]
    for turn in count():

        def other(found: re.Match[str], turn: int = turn) -> str:
            names = others[found[0]]
            return names[(place[found[0]] + turn) % len(names)]

        for base in bases:
            yield pattern.sub(other, base).replace("{number}", str(turn))


def write(path: Path, number: int, folder: Path | None) -> int:
    """Write so many documents as JSON Lines and give the number of their characters."""
    characters = 0
    with path.open("w", encoding="utf-8") as file:
        for index, text in enumerate(islice(texts(folder), number)):
            characters += len(text)
            file.write(json.dumps({"id": f"d{index:07d}", "text": text}, ensure_ascii=False) + "\n")
    return characters
