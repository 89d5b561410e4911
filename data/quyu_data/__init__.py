"""What quyu knows: gazetteer, boundaries, reviewed atlas and vocabularies, read through `resource`."""

from quyu_data.resources import resource

__all__ = ["resource"]
