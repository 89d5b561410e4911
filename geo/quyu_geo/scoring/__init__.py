"""Score what was read out of documents against what people annotated in them."""

from quyu_geo.scoring.gold import GoldDocument, read_gold
from quyu_geo.scoring.score import Error, Score, score
from quyu_geo.scoring.tally import Tally

__all__ = ["Error", "GoldDocument", "Score", "Tally", "read_gold", "score"]
