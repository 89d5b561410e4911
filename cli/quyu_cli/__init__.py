"""The command `quyu`: one command a file."""
