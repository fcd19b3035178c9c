"""The worker processes, each of which handles one book at a time."""
