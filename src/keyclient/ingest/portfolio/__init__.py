"""Customers of a portfolio of any size, from Parquet, by an engine."""
