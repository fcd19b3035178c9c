"""The files of a portfolio as DuckDB reads them: one relation, whatever columns each file has."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from keyclient.ingest.portfolio.schema import Kind, PortfolioColumn, Schema
from keyclient.ingest.portfolio.sql import DUCKDB

if TYPE_CHECKING:
    import duckdb

_PLACE = "file\x1fplace"
_NUMBERS = count()
_GLOB = "*?["
_TYPES = {
    Kind.INT: "BIGINT",
    Kind.DECIMAL: "DECIMAL(38, 0)",
    Kind.FLOAT: "DOUBLE",
    Kind.DATE: "DATE",
    Kind.BOOL: "BOOLEAN",
}
"""The type of a column that is blank in all rows, by what it would hold."""


def duckdb_relation(schema: Schema, connection: "duckdb.DuckDBPyConnection") -> str:
    """The rows of all files; a column that no file has is null, and the keys of partitions are texts.

    The keys come from a small table of files, since DuckDB guesses their types.
    """
    files = ", ".join(DUCKDB.literal(escaped(str(footer.file.path))) for footer in schema.footers)
    union = ", union_by_name = true" if schema.differs else ""
    keys = [name for name, column in schema.columns.items() if column.is_key]
    if not keys:
        return _completed(f"read_parquet([{files}]{union}, hive_partitioning = false)", schema)
    table = _keep_keys(keys, schema, connection)
    read = f"read_parquet([{files}]{union}, hive_partitioning = false, filename = '{_PLACE}')"
    return _completed(f"{read} JOIN {table} USING ({DUCKDB.name(_PLACE)})", schema)


def _completed(relation: str, schema: Schema) -> str:
    """The relation with the columns that all its files lack, as where only the files of one day are read."""
    there = {name for footer in schema.footers for name in footer.columns}
    missing = [
        f"CAST(NULL AS {_type(column)}) AS {DUCKDB.name(name)}"
        for name, column in schema.columns.items()
        if name not in there and not column.is_key
    ]
    return f"(SELECT *, {', '.join(missing)} FROM {relation})" if missing else relation


def _type(column: PortfolioColumn) -> str:
    if column.zone is not None:
        return "TIMESTAMPTZ"
    if column.kind is Kind.TIME:
        return "TIMESTAMP_NS" if column.has_nanoseconds else "TIMESTAMP"
    return _TYPES.get(column.kind, "VARCHAR")


def _keep_keys(keys: Sequence[str], schema: Schema, connection: "duckdb.DuckDBPyConnection") -> str:
    """Keep the keys of every file in a table of its own, and return its name."""
    table = f"partition_keys_{next(_NUMBERS)}"
    names = (_PLACE, *keys)
    columns = ", ".join(f"{DUCKDB.name(name)} VARCHAR" for name in names)
    connection.execute(f"CREATE TEMP TABLE {table} ({columns})")
    rows = [(str(footer.file.path), *_values(footer.file.keys, keys)) for footer in schema.footers]
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})", rows)
    return table


def _values(given: Mapping[str, str | None], keys: Sequence[str]) -> list[str | None]:
    return [given[key] for key in keys]


def escaped(path: str) -> str:
    """A path in which the signs of a pattern mean themselves."""
    return "".join(f"[{sign}]" if sign in _GLOB else sign for sign in path)
