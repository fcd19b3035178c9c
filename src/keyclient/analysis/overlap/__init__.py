"""Which customers several branches or managers claim, and whose they are."""
