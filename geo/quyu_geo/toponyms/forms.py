"""Which forms of the gazetteer's rows are names that a text may use by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from quyu_data import resource
from quyu_geo.fold import fold

if TYPE_CHECKING:
    from quyu_geo.gazetteer import Gazetteer

#: Endings of a name of a plan, a zone or a belt: the toponym inside it is the mention.
_ZONE = re.compile(
    r"(城市群|区域|都市圈|经济圈|经济带|[^湾海港]区|走廊|板块|产业带|创新带|城市带|生态带|国家|[^中美德英法泰韩]国|沿线|盟市"
    r"|大开发|振兴|崛起|发展|战略|自贸港|自由贸易港|城市圈|发展带|组织|联盟|城市|[\d一二三四五六七八九十]市|流域|一体化|金三角"
    r"|周边|灌区|沿边|通道|省区|政策|盟)$"
)
#: What a form of a region may not hold: it spells out members, or a direction round a name.
_SPELT = re.compile(r"[、·—\-()（）等及和与]|^[沿环泛](?!渤海|珠三角|北部湾|杭州湾)|^(?:西部|中部|东部|西北部|沿海|内陆)$")
_PROVINCE_LETTERS = frozenset("京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕")
#: Kinds that are looked for under every name they bear.
_KINDS = (
    *("province", "prefecture", "county", "country", "region", "river", "lake", "mountain"),
    *("sea", "plain", "island", "canal", "railway", "road", "port", "airport", "station"),
    *("border_crossing", "site", "settlement", "zone"),
)
#: Names that stay whole although they end like a zone or begin with another name.
WHOLE = {"粤港澳大湾区", "大湾区", "雄安新区", "雄安", "独联体", "东北三省", "东三省", "欧盟", "东盟"} | {
    "三峡库区", "武陵山区", "秦巴山区", "罗霄山区", "六盘山区", "乌蒙山区", "吕梁山区", "太行山区", "长城金三角", "天府新区", "两江新区"
}  # fmt: skip
_RANK = {
    **{"province": 90.0, "prefecture": 80.0, "region": 79.0, "country": 75.0, "county": 55.0},
    **{"settlement": 40.0, "river": 60.0, "lake": 60.0, "mountain": 60.0, "sea": 60.0},
}


#: Endings of names of terrain, which stay whole.
_TERRAIN = ("半岛", "岛", "山区", "南麓", "北麓", "南坡", "北坡", "三角洲", "故宫", "遗址", "水电站", "大桥")
#: Endings of a street's or town's name that are common nouns, too.
_COMMON = ("乡镇", "城镇", "村镇", "集镇", "小镇", "重镇", "名镇", "新街道", "城乡", "老街道")


class Candidate(NamedTuple):
    """
    A place that bears a form.

    Attributes
    ----------
    id, kind
        Of the place.
    province
        Id of its province where the id tells it, else empty.
    parent
        Id of the unit above.
    rank
        How often a bare name means this kind; larger is more usual.
    full
        Whether the form is the official name, not a short one.
    """

    id: str
    kind: str
    province: str
    parent: str
    rank: float
    full: bool


def collect_forms(gazetteer: Gazetteer) -> dict[str, list[Candidate]]:
    """Give the candidates for each folded form, except townships, zones and pipelines."""
    forms: dict[str, list[Candidate]] = {}
    stems: list[tuple[str, Candidate]] = []
    for row in gazetteer.rows(_KINDS):
        key, kind, name = row[0], row[1], row[2]
        if kind == "zone" and key != "zone-xiongan":
            continue
        unit = key.isdigit()
        province = f"{key[:2]}0000" if unit else ""
        also = ("雄安",) if key == "zone-xiongan" else ()
        if name.endswith("自治州"):
            also = tuple(form[:-1] for form in (row[3], *row[4].split("|")) if form[2:] == "州")
        if kind == "county" and len(name) == 3:  # noqa: PLR2004
            stems.append((name[:-1], Candidate(key, kind, province, row[7], 54.0, full=False)))
        for form in {name, row[3], *row[4].split("|"), *also}:
            if not _usable(form, kind, key):
                continue
            rank = _RANK.get(kind, 50.0)
            if form not in (name, row[3]):
                rank -= 5.0
            forms.setdefault(fold(form), []).append(
                Candidate(key, kind, province, row[7], rank, form == name)
            )
    for stem, candidate in stems:
        held = forms.setdefault(fold(stem), [])
        if {c.kind for c in held} <= {"county"} and candidate.id not in {c.id for c in held}:
            held.append(candidate)
    _drop_prefixed(forms)
    for form in list(forms):
        stem = form.removesuffix("口岸")
        if stem.endswith(("铁路", "公路")):
            continue
        for suffix in ("沙漠", "沙地"):
            bare = form.removesuffix(suffix)
            if bare != form and len(bare) > 2:  # noqa: PLR2004
                forms.setdefault(bare, forms[form])
        if stem != form and len(stem) > 1 and stem not in forms and len(forms[form]) == 1:
            forms[stem] = forms[form]
    for old, now in _history():
        if old not in forms and len(old) > 2 and old[-1] in "市县区旗盟州":  # noqa: PLR2004
            row_kind = "county" if not now.endswith("00") else "prefecture"
            forms[fold(old)] = [Candidate(now, row_kind, f"{now[:2]}0000", f"{now[:4]}00", 45.0, full=True)]
    return forms


def _drop_prefixed(forms: dict[str, list[Candidate]]) -> None:
    """Drop regions and sites whose name begins with another name: that one is the mention."""
    units = {"province", "prefecture", "county", "country"}
    for form in list(forms):
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


def _usable(form: str, kind: str, key: str) -> bool:
    if len(form) < 2 or not "\u4e00" <= form[-1] <= "\u9fff":  # noqa: PLR2004
        return False
    if form in WHOLE:
        return True
    if kind in {"region", "zone"}:
        return not (_ZONE.search(form) or _SPELT.search(form))
    if kind in {"railway", "road"}:
        spelt = form.endswith("走廊") or any(mark in form for mark in "—-(至")
        return len(form) > 2 and not spelt  # noqa: PLR2004
    if kind == "site":
        return not form.endswith(("区", "公园", "枢纽", "科学城"))
    if kind == "plain":
        return not form.endswith(("灌区", "地区"))
    return kind != "country" or form not in {"哈萨克", "乌兹别克", "中非"}


def collect_townships(
    gazetteer: Gazetteer, province: str, forms: dict[str, list[Candidate]]
) -> None:
    """Add the townships of one province under their full and short names."""
    if not province:
        return
    for row in gazetteer.townships(province[:2]):
        if not row[2].endswith(("镇", "乡", "街道", "苏木")):
            continue
        for form in {row[2], row[3], *row[4].split("|")}:
            full = form == row[2] and len(form) > 2 and not form.endswith(_COMMON)  # noqa: PLR2004
            if len(form) < 2 or form.endswith("区"):  # noqa: PLR2004
                continue
            key = fold(form)
            if key in forms and forms[key][0].kind != "township":
                continue
            candidate = Candidate(row[0], "township", province, row[7], 20.0 + full, full)
            forms.setdefault(key, []).append(candidate)


def first_letters(gazetteer: Gazetteer, province: str) -> dict[str, list[tuple[str, str]]]:
    """Give kind and id of prefectures, and of a province's counties, by the first character."""
    letters: dict[str, list[tuple[str, str]]] = {}
    for row in gazetteer.rows(("prefecture", "county")):
        if row[1] == "prefecture" or (province and row[0].startswith(province[:2])):
            letters.setdefault(fold(row[3][:1]), []).append((row[1], row[0]))
    return letters
