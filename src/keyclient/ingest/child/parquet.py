"""The rows of a Parquet file, under a row with the names of its columns."""

import json
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from keyclient.ingest.child.job import MEMORY, SHEET, Refused, SheetLimits
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import cell_text, plain, strings

if TYPE_CHECKING:
    import pyarrow as pa

UNIT, FEN = b"unit", b"fen"
"""What the metadata of a column says whose whole numbers are fen, as keyclient writes money."""
_JOINED = "、"


def parquet_sheets(path: str, limits: SheetLimits = SHEET) -> Iterator[Sheet]:
    """The one table of the file, cell by cell as text. Raises `Refused` for more cells than one sheet may have."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, memory_map=False) as file:
        if file.metadata.num_rows * file.metadata.num_columns > limits.cells:
            raise Refused(MEMORY)
        yield Sheet(None, batches=_batches(file))


def _batches(file: "pa.parquet.ParquetFile") -> "Iterator[pa.RecordBatch]":
    import pyarrow as pa

    schema = file.schema_arrow
    names = [str(place) for place in range(len(schema))]
    yield pa.record_batch([pa.array([name], pa.string()) for name in schema.names], names=names)
    for batch in file.iter_batches():
        columns = [
            _texts(column, is_fen=(about.metadata or {}).get(UNIT) == FEN)
            for column, about in zip(batch.columns, schema, strict=True)
        ]
        yield pa.record_batch(columns, names=names)


def _texts(column: "pa.Array", *, is_fen: bool) -> "pa.Array":
    """A column as text: dates ISO, numbers in plain decimals, fen as yuan, the items of a list side by side."""
    import pyarrow as pa
    import pyarrow.types as kinds

    if kinds.is_dictionary(column.type):
        column = column.dictionary_decode()
    if is_fen and kinds.is_integer(column.type):
        return strings([None if fen is None else _yuan(fen) for fen in column.to_pylist()])
    if kinds.is_date(column.type) or kinds.is_integer(column.type) or kinds.is_boolean(column.type):
        return column.cast(pa.string())
    if kinds.is_string(column.type) or kinds.is_large_string(column.type):
        return column.cast(pa.string())
    if kinds.is_floating(column.type):
        return strings([_number(number) for number in column.cast(pa.float64()).to_pylist()])
    return strings([_text(value) for value in column.to_pylist()])


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def _number(number: float | None) -> str | None:
    """A number; NaN is blank, as programs that write such files mean it."""
    return None if number is None or math.isnan(number) else plain(number)


def _text(value: object) -> str | None:
    if isinstance(value, list):
        return _JOINED.join(_text(item) or "" for item in value) or None
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell_text(value)
