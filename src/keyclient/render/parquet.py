"""Renders the customers of a book as a Parquet file: declared types, money in whole fen, with their origin.

Columns, in this order: every field of `Customer` in the book, under the field's name; the measure and the column to
group by, if they are no fields, under their headings (money with its unit); `data_date`, the data date in every row;
`row`, the row number in Excel. Text and choices are strings, money is int64 with `unit: fen` in the metadata of the
column, counts are int64, numbers float64, dates date32; a blank is null. The metadata of the file contain its schema
and its sources.
"""

import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from keyclient.model.column import Reads
from keyclient.model.envelope import Envelope
from keyclient.model.fields import FieldSpec, fields
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.portfolio import GROUPED_BY_HEADING, Portfolio
from keyclient.render.next_maturity import with_next_maturity

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SCHEMA = "keyclient/customers/1"
DATA_DATE, ROW = "data_date", "row"
LOST_DIGITS = "has_lost_digits"
"""Whether the customer id of a row has lost digits in Excel; in the portfolio of a batch run."""
_OWN = "#"
"""Appended by the frame to a heading that equals one of its own columns."""
_COMPRESSION = "zstd"


def render_parquet(portfolio: Portfolio, envelope: Envelope[BaseModel]) -> bytes:
    """The file. The same customers, data date, policy and version give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found = list(_columns(portfolio))
    schema = pa.schema([field for field, _ in found], metadata=_metadata(envelope))
    table = pa.Table.from_arrays([column for _, column in found], schema=schema)
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression=_COMPRESSION, version="2.6", store_schema=True)
    return buffer.getvalue()


def _columns(portfolio: Portfolio) -> "Iterator[tuple[pa.Field, pa.Array]]":
    import pyarrow as pa

    frame = with_next_maturity(portfolio, portfolio.frame)
    for name, spec in fields().items():
        if name in frame.columns:
            yield parquet_field(name, spec), parquet_array(frame[name], _type(spec))
    yield from _measure(portfolio)
    for name in map(str, frame.columns):
        if name.endswith(GROUPED_BY_HEADING):
            heading = name.removesuffix(GROUPED_BY_HEADING)
            yield pa.field(heading, pa.string()), parquet_array(frame[name], pa.string())
    day = pa.array([portfolio.as_of] * len(frame), pa.date32())
    yield pa.field(DATA_DATE, pa.date32(), nullable=False), day
    yield pa.field(ROW, pa.int64(), nullable=False), parquet_array(frame[ROW], pa.int64())


def _measure(portfolio: Portfolio) -> "Iterator[tuple[pa.Field, pa.Array]]":
    """The columns of the measure that are no fields."""
    measure = portfolio.measure
    for column in () if measure is None else measure.columns:
        if measure is not None and column not in fields():
            yield _measured(portfolio, measure, column)


def _measured(portfolio: Portfolio, measure: Measure, column: str) -> "tuple[pa.Field, pa.Array]":
    import pyarrow as pa

    kind = _number_type(measure)
    values = parquet_array(portfolio.frame[column], pa.float64() if measure.decimals is None else pa.int64())
    if pa.types.is_decimal(kind):
        values = pa.array(
            [None if cell is None else measure.amount(cell) for cell in values.to_pylist()], kind
        )
    heading, is_money = column.removesuffix(_OWN), measure.kind is MeasureKind.MONEY
    name, about = (f"{heading}(元)", {"unit": "fen"}) if is_money else (heading, None)
    return pa.field(name, kind, metadata=about), values


def _number_type(measure: Measure) -> "pa.DataType":
    """Money as whole fen; a plain number as a float or as a decimal with the decimals of the measure."""
    import pyarrow as pa

    if measure.decimals is None:
        return pa.float64()
    is_whole = measure.kind is MeasureKind.MONEY or not measure.decimals
    return pa.int64() if is_whole else pa.decimal128(38, measure.decimals)


def parquet_field(name: str, spec: FieldSpec) -> "pa.Field":
    """The Parquet column of a field: its type, and the unit of money."""
    import pyarrow as pa

    return pa.field(name, _type(spec), metadata={"unit": "fen"} if spec.is_money else None)


def _type(spec: FieldSpec) -> "pa.DataType":
    import pyarrow as pa

    kinds = {
        Reads.MONEY: pa.int64(),
        Reads.COUNT: pa.int64(),
        Reads.NUMBER: pa.float64(),
        Reads.DATE: pa.date32(),
    }
    return kinds.get(spec.column.reads, pa.string())


def parquet_array(column: "pd.Series", kind: "pa.DataType") -> "pa.Array":
    """A column of a frame in this type; NA is null."""
    import pyarrow as pa

    array = pa.Array.from_pandas(column)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    return array.cast(kind)


def _metadata(envelope: Envelope[BaseModel]) -> dict[str, str]:
    """The schema of the file and its sources."""
    made_from = [
        {"path": source.path, "sheet": source.sheet, "sha256": source.sha256} for source in envelope.sources
    ]
    return {
        "schema": SCHEMA,
        "version": envelope.version,
        "as_of": (envelope.as_of or dt.date.min).isoformat(),
        "policy_sha256": envelope.policy_sha256,
        "sources": json.dumps(made_from, ensure_ascii=False),
    }
