"""What quyu knows: gazetteer, boundaries, reviewed atlas and vocabularies."""

from quyu_data.resources import resource

__all__ = ["resource"]
