"""From sentences to initiatives: the links, corridors, zones and regions that a text sets up."""

from quyu_geo.initiatives.extract import extract
from quyu_geo.initiatives.model import Extracted

__all__ = ["Extracted", "extract"]
