"""Rows that are totals or sums of groups, and what the book says they add up to."""
