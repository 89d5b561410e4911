"""Compile the bundled data of quyu from pinned registry packages and reviewed tables."""
