"""From a book that was read to the answers about it, by name: what the commands and every run of several share."""
