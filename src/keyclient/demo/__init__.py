"""A realistic branch book that names nobody: seeded, skewed, and its own total ties to the fen."""
