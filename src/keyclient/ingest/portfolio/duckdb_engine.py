"""DuckDB as the engine: out of core, within a memory limit, without network and without a trace on the disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from keyclient.ingest.base.cores import usable_cores
from keyclient.ingest.portfolio.duckdb_files import duckdb_relation, escaped
from keyclient.ingest.portfolio.limits import memory_bytes, spill_folder
from keyclient.ingest.portfolio.refusals import EngineMissing
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
SHARE = 4
"""DuckDB gets this part of the memory limit, so that the whole process, of which Python and its libraries are a large part, keeps
to it: DuckDB counts neither what is handed over to Python nor what its memory loses in pieces."""
SMALL = 250 * 1000**2
"""Up to so much it gets all of the limit."""
PER_THREAD = 100 * 1000**2
"""What each thread needs for its own buffers; with less there are fewer threads."""
_NUMBERS = count()
_KEPT_ROWS = 10 * 2048
"""In each group of rows that is kept: every thread holds a whole group before it is written."""
_NOT_IN_PARQUET = frozenset(("HUGEINT", "UHUGEINT"))


class DuckDbTable(SqlTable):
    """The files of a portfolio as one relation of DuckDB."""

    engine = Engine.DUCKDB

    def __init__(self, schema: Schema, connection: "duckdb.DuckDBPyConnection", spill: Path) -> None:
        super().__init__(schema, DUCKDB, duckdb_relation(schema, connection))
        self._connection = connection
        self._spill = spill

    def fetch(self, query: str) -> Rows:
        """See `SqlTable`."""
        return self._connection.execute(query).fetchall()

    def lazy(self, query: str) -> "nw.LazyFrame[Any]":
        """See `SqlTable`."""
        import narwhals as nw

        return nw.from_native(self._connection.sql(query))

    def keep(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """See `Table`: a file of Parquet in the spill folder, of which each figure reads the columns that it needs.

        A table in memory would take the place of what is computed next. Whole numbers beyond 64 bits, which Parquet has not,
        make one all the same.
        """
        import narwhals as nw

        name, native = f"kept_{next(_NUMBERS)}", nw.to_native(frame)
        if any(str(type_) in _NOT_IN_PARQUET for type_ in native.types):
            native.create(name)
            return nw.from_native(self._connection.table(name))
        path = str(self._spill / f"{name}.parquet")
        native.write_parquet(path, compression="snappy", row_group_size=_KEPT_ROWS)
        return nw.from_native(self._connection.read_parquet(escaped(path)))


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
        connection.execute("SET enable_progress_bar = false; SET TimeZone = 'UTC'")
        yield lambda schema: DuckDbTable(schema, connection, spill)


def _settings(spill: Path, limit: int | None) -> dict[str, str | bool | int | float | list[str]]:
    share = None if limit is None else share_of(limit)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(spill),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "threads": usable_cores() if share is None else max(1, min(usable_cores(), share // PER_THREAD)),
    }
    return settings if share is None else settings | {"memory_limit": f"{share}B"}


def share_of(limit: int) -> int:
    """How many bytes of a memory limit DuckDB may take."""
    return max(limit // SHARE, min(limit, SMALL))
