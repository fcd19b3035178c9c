"""Which rows are customers, and what the others are."""
