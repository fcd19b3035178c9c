"""What an engine raises while an analysis computes, as the program tells it: stopped, out of memory, no disk."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from keyclient.ingest.portfolio.refusals import EngineDiskFull, EngineFailed, EngineOutOfMemory, NotParquet
from keyclient.model.engine import Engine
from keyclient.model.label import Label

_STOPPED = "Query interrupted"
"""What DuckDB says in a plain `RuntimeError` when the user has stopped it."""
_NO_MEMORY = frozenset(("OutOfMemoryException", "MemoryError", "ArrowMemoryError"))
_NO_JAVA_MEMORY = ("OutOfMemory", "Java heap space", "UNABLE_TO_ACQUIRE_MEMORY")
_FULL = ("No space left on device", "max_temp_directory_size")
"""In what DuckDB says when the spill folder may not grow the second one stands, in an error for want of memory."""
_OF_SPARK = frozenset(("PySparkException", "Py4JError"))


class PandasOutOfMemory(EngineOutOfMemory):
    """The portfolio does not fit into the memory of this machine."""

    sentence = Label(
        "The portfolio does not fit into memory. Use --engine duckdb, which needs less memory than the portfolio is large.",
        "内存容纳不下该数据。请改用 --engine duckdb，所需内存小于数据量。",
    )


@contextmanager
def told_errors(engine: Engine, files: Sequence[Path] = ()) -> Iterator[None]:
    """What an engine raises inside, in the words of the program, without any data of customers.

    `files`: what it reads. Raises `KeyboardInterrupt` where the user stopped it, `EngineOutOfMemory`, `EngineDiskFull`,
    `NotParquet` where one of the files is damaged, else `EngineFailed`; any other error passes.
    """
    try:
        yield
    except Exception as error:
        told = refusal_of(error, engine)
        if told is None:
            raise
        if isinstance(told, EngineFailed) and (damaged := damaged_file(files, str(error))) is not None:
            raise NotParquet(path=damaged) from None
        raise told from None


def refusal_of(error: Exception, engine: Engine) -> BaseException | None:
    """What the error means; None: it is not one of the engine."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    said = str(error)
    if "InterruptException" in kinds or (isinstance(error, RuntimeError) and said == _STOPPED):
        return KeyboardInterrupt()
    if not (kinds & (_NO_MEMORY | _OF_SPARK) or _is_of_duckdb(error)):
        return None
    if any(sign in said for sign in _FULL):
        return EngineDiskFull(engine=engine.value)
    if kinds & _NO_MEMORY or any(sign in said for sign in _NO_JAVA_MEMORY):
        return PandasOutOfMemory() if engine is Engine.PANDAS else EngineOutOfMemory(engine=engine.value)
    other = Engine.PANDAS if engine is Engine.DUCKDB else Engine.DUCKDB
    return EngineFailed(engine=engine.value, kind=type(error).__name__, other=other.value)


def damaged_file(files: Sequence[Path], said: str) -> Path | None:
    """The first file that cannot be read through; of those that an error names, if it names any."""
    named = [file for file in files if str(file) in said]
    return next((file for file in named or files if _is_damaged(file)), None)


def _is_damaged(file: Path) -> bool:
    """Whether Arrow cannot read some of it; what is read is not kept."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file, memory_map=False) as opened:
            for _ in opened.iter_batches():
                pass
    except MemoryError:
        return False
    except (pa.ArrowException, OSError):
        return True
    return False


def _is_of_duckdb(error: Exception) -> bool:
    """Whether DuckDB raised it, by its public class, whichever module that stands in."""
    duckdb = sys.modules.get("duckdb")
    return duckdb is not None and isinstance(error, duckdb.Error)
