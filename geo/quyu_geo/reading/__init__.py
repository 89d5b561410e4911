"""From files to documents: text of record, its blemishes, its articles, and who speaks."""

from quyu_geo.reading.document import Blemish, Document
from quyu_geo.reading.formats import read_document

__all__ = ["Blemish", "Document", "read_document"]
