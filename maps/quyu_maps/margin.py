"""The lines in the margin of a page: review, boundary data, credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

NOT_REVIEWED = "内部工作用图 未经审图 不得公开"
NOT_REVIEWED_EN = "For internal work only; not reviewed, not for publication"
BASE = "底图:天地图 2024 行政区界 · 审图号 GS(2024)0650号 · 边界经简化"
BASE_EN = "Base: Tianditu 2024 units, map review number GS(2024)0650, boundaries simplified"
CREDIT = "地名点位:GeoNames (CC BY 4.0) 等,见「说明」"
CREDIT_EN = "Place points: GeoNames (CC BY 4.0) and others, see About"


@dataclass(frozen=True)
class Review:
    """
    Who answers for a map that is shown in public.

    Attributes
    ----------
    number
        审图号 (map review number) granted by the authority; without one every page
        says that it is for internal work and not for publication.
    producer
        编制单位 (producer) named beside it; may be empty.
    """

    number: str = ""
    producer: str = ""


def margin_lines(review: Review) -> dict[str, Any]:
    """
    Give the lines of a page in Chinese and English.

    Parameters
    ----------
    review
        Review number and producer.

    Returns
    -------
    lines
        ``review`` (with the bare ``number``), ``base`` and ``credit``, each with ``zh``
        and ``en``.
    """
    zh, en = (
        (f"审图号 {review.number}", f"Map review number {review.number}")
        if review.number
        else (NOT_REVIEWED, NOT_REVIEWED_EN)
    )
    if review.producer:
        zh, en = f"{zh} · 编制:{review.producer}", f"{en} · produced by {review.producer}"
    return {
        "review": {"number": review.number, "zh": zh, "en": en},
        "base": {"zh": BASE, "en": BASE_EN},
        "credit": {"zh": CREDIT, "en": CREDIT_EN},
    }
