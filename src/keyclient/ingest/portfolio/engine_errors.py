"""What an engine raises while it computes, as the program tells it: stopped, out of memory, no disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from keyclient.errors import InputError
from keyclient.model.engine import Engine
from keyclient.model.label import Label

_STOPPED = "Query interrupted"
"""What DuckDB says in a plain `RuntimeError` when the user has stopped it."""
_NO_MEMORY = frozenset(("OutOfMemoryException", "MemoryError", "ArrowMemoryError"))
_NO_JAVA_MEMORY = ("java.lang.OutOfMemoryError", "UNABLE_TO_ACQUIRE_MEMORY")


class EngineOutOfMemory(InputError):
    """The engine has not enough memory."""

    sentence = Label(
        "{engine} ran out of memory. {remedy}",
        "{engine} 内存不足。{remedy}",
    )


class EngineDisk(InputError):
    """The engine cannot read the portfolio or write what does not fit into memory."""

    sentence = Label(
        "{engine} could not read a file of the portfolio, or write to its spill folder: the disk is full, or a file was changed or "
        "removed meanwhile. Check the free space, name another folder with --spill, and run again.",
        "{engine} 无法读取客户数据文件，或无法写入溢出文件夹：磁盘已满，或文件在此期间被改动、删除。请检查可用空间，"
        "用 --spill 另指定文件夹，然后重试。",
    )


class EngineFailed(InputError):
    """Spark could not do its work."""

    sentence = Label(
        "Spark could not finish ({kind}). Its own log says why; check the master, its workers, and that they can read the files.",
        "Spark 未能完成计算（{kind}）。原因见 Spark 日志；请检查主节点、工作节点，以及它们能否读取这些文件。",
    )


_REMEDIES = {
    Engine.PANDAS: Label(
        "Use --engine duckdb, which needs less memory than the portfolio is large.",
        "请改用 --engine duckdb，所需内存小于数据量。",
    ),
    Engine.DUCKDB: Label(
        "Give it more with --memory-limit, or name a spill folder on a disk with room: --spill FOLDER.",
        "请用 --memory-limit 增加内存，或用 --spill 文件夹 指定空间充足的磁盘。",
    ),
    Engine.SPARK: Label(
        "Give the driver and the workers more memory (spark.driver.memory, spark.executor.memory).",
        "请为驱动程序和工作节点增加内存（spark.driver.memory、spark.executor.memory）。",
    ),
}


@contextmanager
def told_errors(engine: Engine) -> Iterator[None]:
    """What an engine raises inside, in the words of the program, without any data of customers.

    Raises `KeyboardInterrupt` where the user stopped it, `EngineOutOfMemory`, `EngineDisk` or `EngineFailed`; any other
    error passes.
    """
    try:
        yield
    except Exception as error:
        told = _told(error, engine)
        if told is None:
            raise
        raise told from None


def _told(error: Exception, engine: Engine) -> BaseException | None:
    """What the error means; None: it is not one of the engine."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "InterruptException" in kinds or (isinstance(error, RuntimeError) and str(error) == _STOPPED):
        return KeyboardInterrupt()
    if kinds & _NO_MEMORY:
        return EngineOutOfMemory(engine=engine.value, remedy=_REMEDIES[engine])
    if engine is Engine.DUCKDB and "IOException" in kinds:
        return EngineDisk(engine=engine.value)
    if engine is Engine.SPARK and kinds & {"Py4JError", "PySparkException"}:
        if any(sign in str(error) for sign in _NO_JAVA_MEMORY):
            return EngineOutOfMemory(engine=engine.value, remedy=_REMEDIES[engine])
        return EngineFailed(kind=type(error).__name__)
    return None
