"""From the command line to a book that has been read."""
