"""The reading view holds the whole text, marks what stands there, and keeps hostile texts inert."""

from __future__ import annotations

import pytest

from pages import PAYLOADS
from quyu_geo.annotated import Annotated, annotate
from quyu_geo.gazetteer import Gazetteer
from quyu_geo.reading.examine import examine
from quyu_maps.reading import reading_payload, reading_view

KNOWN = Gazetteer.bundled()
TEXT = (
    "区域合作试行方案\n\n一、合作\n"
    "\U0002a6a5深化吉林省与浙江省对口合作。\n到2025年,建成长春至通化铁路。\n"
)


def _read(text: str, subject: str = "220000") -> Annotated:
    examined = examine(text.encode("utf-8"), "plan.txt", KNOWN, subject=subject, date="2021")
    return annotate(examined, KNOWN)


def test_marks_stand_where_the_words_are_for_a_script() -> None:
    """Offsets count units of UTF-16, in which a rare character counts two."""
    found = _read(TEXT)
    payload = reading_payload(found)
    names, seen = payload["reading"]["names"], set()
    for block in payload["reading"]["blocks"]:
        units = block["t"].encode("utf-16-le")
        for start, end, which in block["m"]:
            word = units[2 * start : 2 * end].decode("utf-16-le")
            assert any(at[1].startswith(word) for at in names[which]["at"])
            seen.add(word)
    assert {"吉林省", "浙江省", "长春", "通化"} <= seen


def test_every_initiative_is_marked_with_its_words() -> None:
    found = _read(TEXT)
    payload = reading_payload(found)
    marked = {mark[2] for block in payload["reading"]["blocks"] for mark in block["i"]}
    assert marked == {feature["id"] for feature in payload["features"]}
    facts = payload["reading"]["facts"]
    assert any(fact["horizon"] == "2025" for fact in facts.values())
    assert all(payload["subject"]["units"] == ["220000"] for _ in facts)


def test_what_no_person_reviewed_is_named() -> None:
    payload = reading_payload(_read("推进长春与吉林市一体化发展。建设珲春国际合作示范区。"))
    assert payload["unreviewed"] == sorted(entry["id"] for entry in payload["features"])


def test_only_a_whole_line_is_a_heading() -> None:
    blocks = reading_payload(_read(TEXT))["reading"]["blocks"]
    assert [block["t"][:2] for block in blocks if block.get("h")] == ["一、"]


@pytest.mark.parametrize("text", ["甲", "\n\n", "合作。" * 3])
def test_a_text_without_places_still_has_a_page(text: str) -> None:
    found = _read(text + "没有地名的文字", subject="220000")
    payload = reading_payload(found)
    assert payload["features"] == []
    assert "没有地名的文字" in payload["reading"]["blocks"][-1]["t"]


def test_no_subject_gives_the_map_of_the_country() -> None:
    examined = examine("一段话。".encode(), "plan.txt", KNOWN)
    payload = reading_payload(annotate(examined, KNOWN))
    assert payload["subject"]["national"]


def test_hostile_texts_are_only_text() -> None:
    """No payload of the text, or of a file's name, can begin a tag."""
    poison = "".join(PAYLOADS).replace("\ud800", "")
    name = "<img src=x onerror=P>.txt"
    text = f"{poison}\n深化吉林省与浙江省对口合作{poison}。\n"
    examined = examine(text.encode("utf-8"), name, KNOWN, subject="220000", date="2021")
    page = reading_view(annotate(examined, KNOWN))
    assert "<img" not in page
    assert "<svg/onload" not in page
    assert page.count("<script") == page.count("</script>")
    assert reading_view(annotate(examined, KNOWN)) == page
