"""What an engine raises while an analysis computes, as the program tells it: stopped, out of memory, no disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from keyclient.ingest.portfolio.refusals import EngineDiskFull, EngineFailed, EngineOutOfMemory
from keyclient.model.engine import Engine
from keyclient.model.label import Label

_STOPPED = "Query interrupted"
"""What DuckDB says in a plain `RuntimeError` when the user has stopped it."""
_NO_MEMORY = frozenset(("OutOfMemoryException", "MemoryError", "ArrowMemoryError"))
_NO_JAVA_MEMORY = ("OutOfMemory", "Java heap space", "UNABLE_TO_ACQUIRE_MEMORY")
_FULL = ("No space left", "max_temp_directory_size")
_OF_ENGINES = frozenset(("_duckdb.Error", "PySparkException", "Py4JError"))


class PandasOutOfMemory(EngineOutOfMemory):
    """The portfolio does not fit into the memory of this machine."""

    sentence = Label(
        "The portfolio does not fit into memory. Use --engine duckdb, which needs less memory than the portfolio is large.",
        "内存容纳不下该数据。请改用 --engine duckdb，所需内存小于数据量。",
    )


@contextmanager
def told_errors(engine: Engine) -> Iterator[None]:
    """What an engine raises inside, in the words of the program, without any data of customers.

    Raises `KeyboardInterrupt` where the user stopped it, `EngineOutOfMemory`, `EngineDiskFull` or `EngineFailed`; any other
    error passes.
    """
    try:
        yield
    except Exception as error:
        told = refusal_of(error, engine)
        if told is None:
            raise
        raise told from None


def refusal_of(error: Exception, engine: Engine) -> BaseException | None:
    """What the error means; None: it is not one of the engine."""
    kinds = {
        name for kind in type(error).__mro__ for name in (kind.__name__, f"{kind.__module__}.{kind.__name__}")
    }
    said = str(error)
    if "InterruptException" in kinds or (isinstance(error, RuntimeError) and said == _STOPPED):
        return KeyboardInterrupt()
    if not kinds & (_NO_MEMORY | _OF_ENGINES):
        return None
    if any(sign in said for sign in _FULL):
        return EngineDiskFull(engine=engine.value)
    if kinds & _NO_MEMORY or any(sign in said for sign in _NO_JAVA_MEMORY):
        return PandasOutOfMemory() if engine is Engine.PANDAS else EngineOutOfMemory(engine=engine.value)
    other = Engine.PANDAS if engine is Engine.DUCKDB else Engine.DUCKDB
    return EngineFailed(engine=engine.value, kind=type(error).__name__, other=other.value)
