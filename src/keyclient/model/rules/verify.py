"""Rules 7xx: whether a plan was met."""
