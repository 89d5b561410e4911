"""Which forms of the gazetteer's rows are names that a text may use by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyu_data import resource
from quyu_geo.fold import fold
from quyu_geo.lookup_tables import UNREVIEWED
from quyu_geo.toponyms.lexicon import Candidate
from quyu_geo.toponyms.tables import read_lexicon

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer

#: Endings of a name of a plan, a zone or a belt: the toponym inside it is the mention.
_ZONE = re.compile(
    r"(城市群|区域|都市圈|经济圈|经济带|[^湾海港]区|走廊|板块|产业带|创新带|城市带|生态带|国家|[^中美德英法泰韩]国|沿线|盟市"
    r"|大开发|振兴|崛起|发展|战略|自贸港|自由贸易港|城市圈|发展带|组织|联盟|城市|[\d一二三四五六七八九十]市|流域|一体化|金三角"
    r"|周边|灌区|兵团|沿边|通道|省区|政策|盟|[带圈群]|城化|结合部|集团|组团|首府|目的地|大陆桥|边际|辐射中心|全岛)$"
    r"|发达经济体|全球南方|城乡融合|次区域|丝绸之路|煤城|山区\d|副中心|^五点一线|两群$"
)
#: What a form of a region may not hold: it spells out members, or a direction round a name.
_SPELT = re.compile(
    r"[、·—\-()（）等及和与]|^[沿环泛](?!渤海|珠三角|北部湾|杭州湾)|^(?:西部|中部|东部|西北部|沿海|内陆)$"
)
#: What a form may not be like, by kind.
_RULES = {
    "region": re.compile(f"{_ZONE.pattern}|{_SPELT.pattern}"),
    "zone": re.compile(f"{_ZONE.pattern}|{_SPELT.pattern}"),
    "railway": re.compile(r"[—\-(至]|^..$|段$|(?<![路铁线际道速桥隧专网])$"),
    "road": re.compile(r"[—\-(至]|^..$|走廊$|段$|\d国道$"),
    "county": re.compile(r"^第?[一二三四五六七八九十]+师"),
    "lake": re.compile(r"水利枢纽$"),
    "pipeline": re.compile(r"^(?!西气东输.线$|陕京.线$)"),
    "canal": re.compile(r"(?:工程|航道|复航)$"),
    "site": re.compile(r"(?:区|公园|(?<!水利)枢纽|科学城|合作中心)$"),
    "settlement": re.compile(r"区$"),
    "plain": re.compile(r"(?:灌区|地区)$"),
    "country": re.compile(r"^(?:哈萨克|乌兹别克|中非)$"),
}
_PROVINCE_LETTERS = frozenset("京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕")
#: Kinds that are looked for under every name they bear.
_KINDS = (
    *("province", "prefecture", "county", "country", "region", "river", "lake", "mountain"),
    *("sea", "plain", "island", "canal", "railway", "road", "port", "airport", "station"),
    *("border_crossing", "site", "settlement", "zone", "pipeline"),
)
#: Names that stay whole although they end like a zone or begin with another name.
WHOLE = frozenset(
    [
        "粤港澳大湾区",
        "大湾区",
        "雄安新区",
        "雄安",
        "独联体",
        "俄罗斯远东",
        "俄罗斯远东地区",
        "新亚欧大陆桥",
        "亚欧大陆桥",
        "东北三省",
        "东三省",
        "欧盟",
        "东盟",
        "长城金三角",
        "黄河金三角",
        "三峡库区",
        "武陵山区",
        "秦巴山区",
        "罗霄山区",
        "六盘山区",
        "乌蒙山区",
        "吕梁山区",
        "太行山区",
    ]
)
_RANK = {
    "province": 90.0,
    "prefecture": 80.0,
    "region": 79.0,
    "country": 75.0,
    "county": 55.0,
    "settlement": 40.0,
    "river": 60.0,
    "lake": 60.0,
    "mountain": 60.0,
    "sea": 60.0,
    "site": 51.0,
}


#: Endings of names of terrain, which stay whole.
_TERRAIN = (
    "半岛",
    "岛",
    "山区",
    "南麓",
    "北麓",
    "南坡",
    "北坡",
    "三角洲",
    "故宫",
    "遗址",
    "水电站",
    "大桥",
    *("石刻", "大佛", "石窟", "古城", "古镇", "雪山", "瀑布", "冰川", "梯田", "亚丁", "土楼"),
    *("碉楼", "竹海", "并流", "海角", "苗寨", "悬空寺", "木塔"),
)
#: Endings of a street's or town's name that are common nouns, too.
_COMMON = (
    *("乡镇", "城镇", "村镇", "集镇", "小镇", "重镇", "名镇", "心镇", "星镇", "色镇", "点镇"),
    *("新街道", "城乡", "老街道"),
)


def rows_of(gazetteer: Gazetteer) -> list[list[str]]:
    """Give the rows of all kinds whose names are looked for, townships apart."""
    return list(gazetteer.rows(_KINDS))


def collect_forms(rows: list[list[str]]) -> dict[str, list[Candidate]]:
    """Give the candidates for each folded form, except townships, zones and pipelines."""
    forms: dict[str, list[Candidate]] = {}
    stems: list[tuple[str, Candidate]] = []
    abroad = frozenset(form for (form,) in read_lexicon("abroad"))
    for row in rows:
        key, kind, name = row[0], row[1], row[2]
        if kind == "zone" and key != "zone-xiongan":
            continue
        if key.startswith(UNREVIEWED) and not abroad & {name, row[3]}:
            continue
        province = f"{key[:2]}0000" if key.isdigit() else ""
        for form in dict.fromkeys((name, row[3], *row[4].split("|"), *_further(row))):
            if _usable(form, kind) and (form in abroad or not key.startswith(UNREVIEWED)):
                rank = _RANK.get(kind, 50.0) - 5.0 * (form not in (name, row[3]))
                one = Candidate(key, kind, province, row[7], rank, form == name)
                forms.setdefault(fold(form), []).append(one)
        if kind == "county" and len(name) == 3:  # noqa: PLR2004
            stem = Candidate(key, kind, province, row[7], 54.0, full=False)
            stems.append((fold(name[:-1]), stem))
    _drop_prefixed(forms)
    _add_stems(forms, stems)
    _add_former(forms)
    return forms


def _further(row: list[str]) -> tuple[str, ...]:
    """Give forms that the table leaves out because users of other kinds would stumble on them."""
    key, kind, name, short, aliases = row[:5]
    named = (name, short, *aliases.split("|"))
    forms: tuple[str, ...] = ()
    if key == "zone-xiongan":
        forms = ("雄安",)
    elif "乾" in name:  # a conversion by words makes 干 of it; names keep 乾
        forms = tuple(form.replace("乾", "干") for form in named[:2])
    elif name.endswith("族自治县") and short.endswith("县"):  # 东乡 for 东乡族自治县
        forms = (short[:-1],)
    elif name.endswith("自治州"):
        forms = tuple(form[:-1] for form in named[1:] if form[2:] == "州")
    elif kind == "road":
        forms = tuple(form[:-2] for form in named if form.endswith("高速公路"))
    return forms


def _add_stems(forms: dict[str, list[Candidate]], stems: list[tuple[str, Candidate]]) -> None:
    """Add 南沙 for 南沙区, 毛乌素 for its sands, 策克 for its crossing, if nothing else has it."""
    for stem, candidate in stems:
        held = forms.setdefault(stem, [])
        if {c.kind for c in held} <= {"county"} and candidate.id not in {c.id for c in held}:
            held.append(candidate)
    for form in list(forms):
        for suffix in ("沙漠", "沙地", "口岸"):
            bare = form.removesuffix(suffix)
            if bare == form or len(bare) < 2 or bare.endswith(("铁路", "公路")):  # noqa: PLR2004
                continue
            if len(forms[form]) == 1 and (suffix == "口岸" or len(bare) > 2):  # noqa: PLR2004
                forms.setdefault(bare, forms[form])


def _add_former(forms: dict[str, list[Candidate]]) -> None:
    """Add the former names of units that no place bears today."""
    for name, now in _history():
        old = fold(name)
        if old not in forms and len(old) > 2 and old[-1] in "市县区旗盟州":  # noqa: PLR2004
            kind = "prefecture" if now.endswith("00") else "county"
            former = Candidate(now, kind, f"{now[:2]}0000", f"{now[:4]}00", 45.0, full=True)
            forms[old] = [former]


def _drop_prefixed(forms: dict[str, list[Candidate]]) -> None:
    """Drop regions and sites whose name begins with another name: that one is the mention."""
    units = {"province", "prefecture", "county", "country"}
    for form in sorted(forms, key=len, reverse=True):
        if len(form) < 3 or not {c.kind for c in forms[form]} <= {"region", "site", "zone"}:  # noqa: PLR2004
            continue
        if form in WHOLE or form.endswith(_TERRAIN):
            continue
        if form.endswith(("部", "沿海")) and not any(
            units & {c.kind for c in forms.get(form[:size], ())} for size in range(2, len(form))
        ):
            continue
        inner = {c.kind for c in forms.get(form[1:], ())}
        large = form[0] == "大" and "prefecture" in inner and "region" not in inner
        spelt = large or (set(form[:2]) <= _PROVINCE_LETTERS and len(form) > 2)  # noqa: PLR2004
        longest = len(form) - (form[-1] not in "区圈带群")
        if spelt or any(form[:size] in forms for size in range(2, longest)):
            del forms[form]


def _history() -> list[tuple[str, str]]:
    text = resource("gazetteer/history.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in text.rstrip("\n").split("\n")[1:])
    return [(row[0], row[2]) for row in rows]


def _usable(form: str, kind: str) -> bool:
    if len(form) < 2 or not "\u4e00" <= form[-1] <= "\u9fff":  # noqa: PLR2004
        return False
    if form in WHOLE:
        return True
    rule = _RULES.get(kind)
    return rule is None or not rule.search(form)


def collect_townships(
    gazetteer: Gazetteer, province: str, forms: dict[str, list[Candidate]], words: frozenset[str]
) -> None:
    """Add the townships of one province under full and short names, but not under common words."""
    if not province:
        return
    for row in gazetteer.townships(province[:2]):
        if not row[2].endswith(("镇", "乡", "街道", "苏木")):
            continue
        for form in dict.fromkeys((row[2], row[3], *row[4].split("|"))):
            full = form == row[2] and len(form) > 2 and not form.endswith(_COMMON)  # noqa: PLR2004
            if len(form) < 2 or form.endswith(("区", "园", "园乡", "路")) or form in words:  # noqa: PLR2004
                continue
            key = fold(form)
            if key in forms and forms[key][0].kind != "township":
                continue
            candidate = Candidate(row[0], "township", province, row[7], 20.0 + full, full)
            forms.setdefault(key, []).append(candidate)


def first_letters(rows: list[list[str]], province: str) -> dict[str, list[tuple[str, str]]]:
    """Give kind and id of prefectures, and of a province's counties, by the first character."""
    letters: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        own = row[1] == "county" and bool(province) and row[0].startswith(province[:2])
        if own or row[1] == "prefecture":
            letters.setdefault(fold(row[3][:1]), []).append((row[1], row[0]))
    return letters
