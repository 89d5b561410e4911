"""What a sheet is about: names, titles and boxes of one unit, of several, of all China."""

from __future__ import annotations

import pytest

from pages import units
from quyu_maps.subject import CHINA, Subject

KNOWN = units()


def _of(*codes: str) -> Subject:
    return Subject(tuple(KNOWN.place(code) for code in codes))


@pytest.mark.parametrize(
    ("codes", "name", "english", "wide"),
    [
        (("220000",), "吉林省", "Jilin", "全省·未定点"),
        (("150000",), "内蒙古自治区", "Inner Mongolia", "全区·未定点"),
        (("211100",), "盘锦市", "Panjin", "全市·未定点"),
        (("222400",), "延边朝鲜族自治州", "Yanbian", "全州·未定点"),
        (("220000", "230000"), "吉林省、黑龙江省", "Jilin and Heilongjiang", "全域·未定点"),
        (
            ("110000", "120000", "130000"),
            "北京市、天津市、河北省",
            "Beijing, Tianjin and Hebei",
            "全域·未定点",
        ),
        (
            ("110000", "120000", "130000", "140000"),
            "北京市等4地",
            "Beijing and 3 others",
            "全域·未定点",
        ),
        ((), "中国", "China", "全国·未定点"),
    ],
)
def test_names(codes: tuple[str, ...], name: str, english: str, wide: str) -> None:
    subject = _of(*codes)
    about = subject.about(KNOWN)
    assert (subject.name, subject.name_en, about["wide"]["zh"]) == (name, english, wide)
    assert about["id"] == ("+".join(codes) or "CN")
    assert about["national"] == (not codes)


def test_the_box_of_several_holds_each() -> None:
    both, one, two = _of("220000", "230000").box, _of("220000").box, _of("230000").box
    assert both == (*map(min, one[:2], two[:2]), *map(max, one[2:], two[2:]))
    assert _of().box == CHINA


@pytest.mark.parametrize(
    ("code", "inner"),
    [("220000", "county"), ("211100", "county"), ("441900", "township"), ("222404", "township")],
)
def test_what_is_named_inside(code: str, inner: str) -> None:
    assert _of(code).about(KNOWN)["inner"] == inner
