"""From a book that was read to the answers about it: shared by the commands, `report` and batch runs."""
