"""The rows of a frame of any engine as batches of Arrow, of which only a few are in memory at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from keyclient.model.scan import Engine

if TYPE_CHECKING:
    import narwhals as nw

ROWS = 1 << 17


def batches_of(frame: "nw.LazyFrame[Any]", engine: Engine, folder: Path) -> Iterator[pa.RecordBatch]:
    """The rows in batches; at least one, which is empty where there are no rows. Days are dates.

    `folder`: where Spark may keep the rows on their way, since it computes them elsewhere.
    """
    match engine:
        case Engine.DUCKDB:
            yield from _all(frame.to_native().to_arrow_reader(ROWS))
        case Engine.SPARK:
            yield from _of_spark(frame, folder)
        case Engine.PANDAS:
            table = pa.Table.from_pandas(frame.collect().to_pandas(), preserve_index=False)
            yield from _all(pa.RecordBatchReader.from_batches(table.schema, table.to_batches(ROWS)))


def _all(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    schema = _plain(reader.schema)
    is_empty = True
    for batch in reader:
        is_empty = False
        columns = [column.cast(field.type) for column, field in zip(batch.columns, schema, strict=True)]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)
    if is_empty:
        yield pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in schema], schema=schema)


def _plain(schema: pa.Schema) -> pa.Schema:
    """Days as dates, and texts in one type, as all engines are to write them."""
    return pa.schema([pa.field(field.name, _type(field.type)) for field in schema])


def _type(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_timestamp(kind):
        return pa.date32()
    return pa.string() if pa.types.is_large_string(kind) or pa.types.is_string_view(kind) else kind


def _of_spark(frame: "nw.LazyFrame[Any]", folder: Path) -> Iterator[pa.RecordBatch]:
    import shutil

    import pyarrow.parquet as pq

    kept = folder / "_spark"
    frame.to_native().write.parquet(str(kept))
    is_first = True
    for path in sorted(kept.glob("*.parquet")):
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            if file.metadata.num_rows or is_first:
                batches = pa.RecordBatchReader.from_batches(schema, file.iter_batches(ROWS))
                yield from (
                    _all(batches)
                    if file.metadata.num_rows
                    else _all(pa.RecordBatchReader.from_batches(schema, []))
                )
                is_first = False
        path.unlink()
    shutil.rmtree(kept, ignore_errors=True)
