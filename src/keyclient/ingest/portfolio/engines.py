"""Which engine opens a portfolio."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from keyclient.ingest.portfolio.layouts import as_one_table
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Schema
from keyclient.ingest.portfolio.tables import Table
from keyclient.model.scan import Engine

OpenTable = Callable[[Schema], Table]
"""Opens the files of a schema as one table."""


@contextmanager
def engine_tables(request: ScanRequest) -> Iterator[OpenTable]:
    """The engine that was asked for, started only where it is used, and closed in the end.

    Files that differ in the name or type of a column are read each by its own, and are one table all the same.
    """
    with _tables_of(request) as tables:
        yield lambda schema: as_one_table(schema, tables)


@contextmanager
def _tables_of(request: ScanRequest) -> Iterator[OpenTable]:
    match request.engine:
        case Engine.DUCKDB:
            from keyclient.ingest.portfolio.duckdb_engine import duckdb_tables

            with duckdb_tables(request) as tables:
                yield tables
        case Engine.SPARK:
            from keyclient.ingest.portfolio.spark_engine import spark_tables

            with spark_tables(request) as tables:
                yield tables
        case Engine.PANDAS:
            from keyclient.ingest.portfolio.pandas_engine import PandasTable

            yield PandasTable
