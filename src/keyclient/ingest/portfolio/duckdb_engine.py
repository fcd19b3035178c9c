"""DuckDB as the engine: out of core, within a memory limit, without network and without a trace on the disk."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from keyclient.ingest.portfolio.duckdb_files import duckdb_relation
from keyclient.ingest.portfolio.limits import memory_bytes, spill_folder
from keyclient.ingest.portfolio.refusals import (
    EngineDiskFull,
    EngineFailed,
    EngineMissing,
    EngineOutOfMemory,
)
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Schema
from keyclient.ingest.portfolio.sql import DUCKDB
from keyclient.ingest.portfolio.sql_table import Rows, SqlTable
from keyclient.model.scan import Engine

if TYPE_CHECKING:
    import duckdb
    import narwhals as nw

LEAST_MEMORY = 64 * 1000**2
"""With less DuckDB cannot hold the blocks that its threads work on."""
_NUMBERS = count()


class DuckDbTable(SqlTable):
    """The files of a portfolio as one relation of DuckDB."""

    def __init__(self, schema: Schema, connection: "duckdb.DuckDBPyConnection") -> None:
        super().__init__(schema, DUCKDB, duckdb_relation(schema, connection))
        self._connection = connection

    def fetch(self, query: str) -> Rows:
        """See `SqlTable`."""
        with told_errors():
            return self._connection.execute(query).fetchall()

    def lazy(self, query: str) -> "nw.LazyFrame[Any]":
        """See `SqlTable`."""
        import narwhals as nw

        with told_errors():
            return nw.from_native(self._connection.sql(query))

    def keep(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """See `Table`."""
        import narwhals as nw

        name = f"kept_{next(_NUMBERS)}"
        with told_errors():
            nw.to_native(frame).create(name)
            return nw.from_native(self._connection.table(name))


@contextmanager
def duckdb_tables(request: ScanRequest) -> "Iterator[Callable[[Schema], DuckDbTable]]":
    """Tables in a database of its own in memory, which is closed in the end; its spill folder is removed."""
    try:
        import duckdb
    except ImportError as error:
        raise EngineMissing(engine=Engine.DUCKDB) from error
    limit = memory_bytes(request.memory_limit, LEAST_MEMORY)
    with (
        spill_folder(request.spill) as spill,
        duckdb.connect(":memory:", config=_settings(spill, limit)) as connection,
    ):
        connection.execute("SET enable_progress_bar = false")
        yield lambda schema: DuckDbTable(schema, connection)


def _settings(spill: Path, limit: int | None) -> dict[str, str | bool | int | float | list[str]]:
    threads = _processors()
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(spill),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "threads": threads,
    }
    return settings if limit is None else settings | {"memory_limit": f"{limit}B"}


def _processors() -> int:
    try:
        return max(len(os.sched_getaffinity(0)), 1)
    except AttributeError:
        return os.cpu_count() or 1


@contextmanager
def told_errors() -> Iterator[None]:
    """Raise what went wrong in DuckDB as a refusal in our words; its own texts may hold personal data."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        if "directory" in str(error) and "max_temp" in str(error):
            raise EngineDiskFull(engine=Engine.DUCKDB) from None
        raise EngineOutOfMemory(engine=Engine.DUCKDB) from None
    except duckdb.IOException as error:
        if "No space left" in str(error) or "disk" in str(error).casefold():
            raise EngineDiskFull(engine=Engine.DUCKDB) from None
        raise EngineFailed(engine=Engine.DUCKDB, kind=type(error).__name__, other=Engine.PANDAS) from None
    except duckdb.Error as error:
        raise EngineFailed(engine=Engine.DUCKDB, kind=type(error).__name__, other=Engine.PANDAS) from None
