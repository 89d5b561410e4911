"""Across plans: which initiatives are the same one, and whether the other side names it too."""

from quyu_geo.across.joint import Across, across
from quyu_geo.across.model import NO_PLAN, ONE_SIDED, RECIPROCAL, TIES, Row, Stated

__all__ = ["NO_PLAN", "ONE_SIDED", "RECIPROCAL", "TIES", "Across", "Row", "Stated", "across"]
