"""Portfolios in Parquet of any size: which files, which columns, and what an engine is to compute with."""
