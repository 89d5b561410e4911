"""The commands of quyu, one a file."""
