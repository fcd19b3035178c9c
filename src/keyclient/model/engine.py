"""What computes an answer about a portfolio."""

from enum import StrEnum


class Engine(StrEnum):
    """The machine's memory, or a database that needs less of it than the portfolio is large."""

    PANDAS = "pandas"
    DUCKDB = "duckdb"
    SPARK = "spark"
