"""Comparisons of portfolios of any size."""
