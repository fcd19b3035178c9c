"""Spark as the engine: on this machine or a cluster, without a word of its own on the terminal."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from keyclient.ingest.portfolio.refusals import EngineMissing
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Schema
from keyclient.ingest.portfolio.spark_files import spark_frame
from keyclient.ingest.portfolio.spark_session import session
from keyclient.ingest.portfolio.sql import SPARK
from keyclient.ingest.portfolio.sql_table import Rows, SqlTable
from keyclient.model.scan import Engine

if TYPE_CHECKING:
    import narwhals as nw
    from pyspark.sql import SparkSession

_NUMBERS = count()


class SparkTable(SqlTable):
    """The files of a portfolio as one view of Spark."""

    engine = Engine.SPARK
    sums_wrap = True

    def __init__(self, schema: Schema, spark: "SparkSession") -> None:
        name = f"portfolio_{os.getpid()}_{next(_NUMBERS)}"
        spark_frame(schema, spark).createOrReplaceTempView(name)
        super().__init__(schema, SPARK, name)
        self._spark = spark

    def fetch(self, query: str) -> Rows:
        """See `SqlTable`."""
        return [tuple(row) for row in self._spark.sql(query).collect()]

    def lazy(self, query: str) -> "nw.LazyFrame[Any]":
        """See `SqlTable`."""
        import narwhals as nw

        frame: nw.LazyFrame[Any] = nw.from_native(self._spark.sql(query))
        return frame

    def keep(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """See `Table`. Spark removes it when the frame is no longer used."""
        import narwhals as nw

        kept: nw.LazyFrame[Any] = nw.from_native(nw.to_native(frame).localCheckpoint(eager=False))
        return kept


@contextmanager
def spark_tables(request: ScanRequest) -> Iterator[Callable[[Schema], SparkTable]]:
    """Tables in a session of Spark; one that runs already is used and left running.

    Raises `EngineMissing`, `NoJava` or `BadMemoryLimit`.
    """
    try:
        import pyspark  # noqa: F401
    except ImportError as error:
        raise EngineMissing(engine=Engine.SPARK) from error
    with session(request) as spark:
        yield lambda schema: SparkTable(schema, spark)
