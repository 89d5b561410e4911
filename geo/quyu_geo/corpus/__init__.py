"""From many documents to one dataset: what is read, in which parts, and what one part becomes."""
