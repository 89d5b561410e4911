"""Short names, other names in use and English names of the units."""

from __future__ import annotations

import re
import zipfile
from functools import cache

from pypinyin import lazy_pinyin

from quyu_build.packages import package

#: Endings of the official names, longest first.
ENDINGS = (
    "特别行政区",
    "行政委员会",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "特区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "盟",
)

#: The peoples named in the units' names, longest first so that 东乡族 is not cut as 乡族.
PEOPLES = (
    "柯尔克孜",
    "维吾尔",
    "哈萨克",
    "塔吉克",
    "达斡尔",
    "蒙古族",
    "蒙古",
    "朝鲜族",
    "满族",
    "回族",
    "藏族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "土族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯",
    "阿昌族",
    "普米族",
    "怒族",
    "鄂温克族",
    "保安族",
    "裕固族",
    "独龙族",
    "鄂伦春",
    "各族",
    "哈萨克族",
    "达斡尔族",
)
_PEOPLES = re.compile("(?:" + "|".join(sorted(PEOPLES, key=len, reverse=True)) + ")+$")

#: English words for endings that a short name keeps.
KEPT = {"市": "City", "县": "County", "区": "District", "州": "Prefecture", "旗": "Banner"}

#: Readings of characters in place names where pypinyin's default is another; whole names
#: that depart from these stand in the reviewed table ``unit_names.tsv``.
READINGS = {"长": "chang", "都": "du", "勒": "le", "朝": "chao", "什": "shi", "珲": "hun"}

_SHORT = re.compile(r"^\t*([^\t]+)\t(\d{6})\t(.+)$")


@cache
def jionlp_shorts() -> dict[str, str]:
    """Read the short names that jionlp lists, by code; several are joined by ``/``."""
    archive = package("jionlp") / "jionlp" / "dictionary" / "china_location.zip"
    with zipfile.ZipFile(archive) as bundle:
        lines = bundle.read("china_location.txt").decode("utf-8").splitlines()
    found = (_SHORT.match(line) for line in lines)
    pairs = {hit[2]: hit[3].strip() for hit in found if hit}
    # It names the special administrative regions after one of their districts.
    return {
        code: short
        for code, short in pairs.items()
        if short != "市直辖" and not code.startswith(("81", "82"))
    }


def stem(name: str) -> str:
    """
    Cut the ending and the peoples off a name: 前郭尔罗斯蒙古族自治县 gives 前郭尔罗斯.

    A stem of one character keeps its ending (蔚县), as it does in use.
    """
    for ending in ENDINGS:
        if name.endswith(ending):
            rest = name.removesuffix(ending)
            if ending.startswith("自治"):
                rest = _PEOPLES.sub("", rest) or rest
            return rest if len(rest) > 1 else name
    return name


def short_name(code: str, name: str, reviewed: str, taken: bool) -> str:  # noqa: FBT001 - two states
    """
    Choose the form for labels.

    Parameters
    ----------
    code, name
        Of the unit.
    reviewed
        From ``unit_names.tsv``; empty if it says nothing.
    taken
        Whether the stem belongs to a sister unit as well (新竹市, 新竹县).
    """
    if reviewed:
        return reviewed
    if listed := jionlp_shorts().get(code):
        return listed.split("/")[-1]
    return name if taken and name.endswith("县") else stem(name)


def other_names(name: str, short: str, code: str, reviewed: str) -> list[str]:
    """
    List further forms in use, without the name and the short name.

    An autonomous prefecture or county is called by its short name with 州 or 县
    (延边州, 前郭县) or the whole ending (延边自治州), and by its full stem (前郭尔罗斯); a city
    by its stem even where jionlp keeps the ending (吉林市 as 吉林).
    """
    forms = [form for form in reviewed.split("|") if form]
    forms += jionlp_shorts().get(code, "").split("/")
    root = stem(name)
    for ending, kept in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(ending):
            bare = short.removesuffix(kept)
            forms += [bare + kept, root, root + kept, bare + ending]
    if name.endswith(("市", "盟", "地区", "旗")):
        forms.append(root)
    if name.endswith("旗"):  # 左, 后 or 白 belong to the banner, a people's name is no place
        forms = [form for form in forms if form[-1] not in _PART_OF_BANNER]
    if name.endswith("新区"):
        forms.append(name.removesuffix("区"))
    seen = dict.fromkeys(form for form in forms if len(form) > 1)
    return sorted(set(seen) - {name, short} - _AMBIGUOUS_STEMS)


_PART_OF_BANNER = frozenset("左右前后中王黄白蓝合族")

#: Stems that are words or directions of their own, never a unit's name without its ending.
_AMBIGUOUS_STEMS = frozenset({"海南", "河南", "东乡", "浦东新", "滨海新", "沈北新"})


def english(short: str) -> str:
    """
    Romanise a short name: 长春 gives Changchun, 六安 is in the reviewed table.

    Endings that the short name keeps become English words (Chaoyang County), except after
    a single character, where the ending belongs to the name (Yuxian).
    """
    root, ending = (short[:-1], KEPT.get(short[-1], "")) if len(short) > 2 else (short, "")  # noqa: PLR2004
    if not ending:
        root = short
    syllables = spelt(root)
    word = syllables[0] + "".join(("'" if s[0] in "aeo" else "") + s for s in syllables[1:])
    return (word[0].upper() + word[1:] + " " + ending).strip()


def spelt(text: str) -> list[str]:
    """Read a name aloud, one syllable a character without its tone; what is not Chinese stays."""
    syllables = lazy_pinyin(text, v_to_u=True)
    if len(syllables) != len(text):  # letters and figures come out in one piece
        return syllables
    return [READINGS.get(char, said) for char, said in zip(text, syllables, strict=True)]
