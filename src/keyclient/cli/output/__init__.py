"""From an answer to standard output or a file."""
