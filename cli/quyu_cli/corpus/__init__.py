"""Work through a corpus: a crew of processes, one supervisor each, and the folder they fill."""
