"""The memory of this machine as the engine: the columns that are asked for as a frame of pandas."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.portfolio.arrow_held import held_values
from keyclient.ingest.portfolio.arrow_values import (
    Column,
    days_of,
    filled_cells,
    plain_values,
    texts_of,
    values_of,
)
from keyclient.ingest.portfolio.odd_words import worded
from keyclient.ingest.portfolio.reading import Reading, Value
from keyclient.ingest.portfolio.refusals import NotParquet
from keyclient.ingest.portfolio.schema import FileFooter, Kind, PortfolioColumn, Schema
from keyclient.ingest.portfolio.sql_table import fits
from keyclient.ingest.portfolio.tables import MOST_LISTS, MOST_WORDS, FrameColumn, HeldBy, Kept, Totals

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

_HALF = 2**32
_TYPES = {"BIGINT": pa.int64(), "STRING": pa.string()}


class PandasTable:
    """The files of a portfolio; each column is read when it is asked for, and kept."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._columns: dict[str, Column] = {}

    def _raw(self, column: PortfolioColumn) -> Column:
        if column.name not in self._columns:
            parts = [_part(footer, column) for footer in self.schema.footers]
            kind = pa.string() if column.kind is Kind.TEXT else _widest([part.type for part in parts], column)
            chunks = [chunk for part in parts for chunk in part.cast(kind).chunks]
            self._columns[column.name] = pa.chunked_array(chunks, kind)
        return self._columns[column.name]

    def _values(self, reading: Reading, kept: Kept | None = None) -> Column:
        values = values_of(reading, self._raw(reading.column))
        return values if kept is None else _filtered(values, self._mask(kept))

    def _mask(self, kept: Kept) -> Column | None:
        """Which rows count; None where all do."""
        masks = []
        for reading in kept.readable:
            filled, values = filled_cells(reading, self._raw(reading.column)), self._values(reading)
            masks.append(pc.invert(pc.and_(filled, pc.is_null(values))))
        if kept.newest is not None and kept.date is not None:
            masks.append(self._newest(kept.newest, kept.date, kept.branch))
        mask = None
        for other in masks:
            mask = other if mask is None else pc.and_(mask, other)
        return mask

    def _newest(
        self, newest: Mapping[str | None, Value | None], date: Reading, branch: Reading | None
    ) -> Column:
        """Whether a row is of the data date that counts for its branch."""
        days = self._values(date)
        if branch is None:
            return _is_day(days, next(iter(newest.values())))
        names, found = self._values(branch), None
        for day in dict.fromkeys(newest.values()):
            those = pa.array([name for name, other in newest.items() if other == day], pa.string())
            is_of = pc.and_(pc.is_in(names, value_set=those), _is_day(days, day))
            found = is_of if found is None else pc.or_(found, is_of)
        return found

    def totals(self, readings: Sequence[Reading], kept: Kept) -> Mapping[str, Totals]:
        """See `Table`."""
        mask = self._mask(kept)
        return {reading.name: self._totals(reading, mask) for reading in readings}

    def _totals(self, reading: Reading, mask: Column | None) -> Totals:
        values = _filtered(self._values(reading), mask)
        filled = _filtered(filled_cells(reading, self._raw(reading.column)), mask)
        ends = pc.min_max(values).as_py()
        count = int(pc.sum(filled.cast(pa.int64())).as_py() or 0)
        total = _exact_sum(values) if reading.is_whole and len(values) > values.null_count else None
        return Totals(count, len(values) - values.null_count, ends["min"], ends["max"], total)

    def rows(self, kept: Kept) -> int:
        """See `Table`."""
        mask = self._mask(kept)
        return self.schema.rows if mask is None else int(pc.sum(mask.cast(pa.int64())).as_py() or 0)

    def odd_texts(self, reading: Reading) -> Sequence[str] | None:
        """See `Table`."""
        raw = self._raw(reading.column)
        text = texts_of(raw, reading.column.kind)
        odd = pc.and_(filled_cells(reading, raw), pc.is_null(plain_values(reading, raw)))
        found = pc.unique(text.filter(odd)).drop_null().to_pylist()
        return sorted(found) if len(found) <= MOST_WORDS else None

    def with_words(self, reading: Reading) -> Reading:
        """See `Table`."""
        return worded(reading, self.odd_texts)

    def distinct(self, reading: Reading, most: int = MOST_LISTS) -> Sequence[str] | None:
        """See `Table`."""
        found = pc.unique(self._values(reading)).drop_null().to_pylist()
        return sorted(found) if len(found) <= most else None

    def cells(self, reading: Reading, kept: Kept, most: int = MOST_LISTS) -> Mapping[str, int] | None:
        """See `Table`."""
        found = pc.value_counts(self._values(reading, kept).drop_null()).to_pylist()
        texts = {pair["values"]: pair["counts"] for pair in found}
        return dict(sorted(texts.items())) if len(texts) <= most else None

    def dated(self, date: Reading, branch: Reading | None) -> Sequence[tuple[str | None, Any, int]]:
        """See `Table`."""
        days = self._values(date)
        names = pa.nulls(len(days), pa.string()) if branch is None else self._values(branch)
        table = pa.table({"b": names, "d": days}).group_by(["b", "d"]).aggregate([([], "count_all")])
        return [(row["b"], row["d"], row["count_all"]) for row in table.to_pylist()]

    def whole_decimals(self, reading: Reading, most: int) -> int | None:
        """See `Table`."""
        import numpy as np

        floats = np.asarray(self._values(reading).drop_null(), dtype=np.float64)
        largest = float(np.max(np.abs(floats), initial=0.0))
        for decimals in range(most + 1):
            scale = 10.0**decimals
            if fits(largest, decimals) and np.array_equal(np.rint(floats * scale) / scale, floats):
                return decimals
        return None

    def keep(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """See `Table`: it is in memory already."""
        return frame

    def frame(self, columns: Sequence[FrameColumn], kept: Kept) -> "nw.LazyFrame[Any]":
        """See `Table`."""
        import narwhals as nw
        import pandas as pd

        mask = self._mask(kept)
        made = {column.name: _series(_filtered(self._made(column), mask)) for column in columns}
        return nw.from_native(pd.DataFrame(made)).lazy()

    def _made(self, column: FrameColumn) -> Column:
        if column.held:
            return held_values(column, self._said)
        if not column.readings:
            return pa.chunked_array([_constant(column.constant, _TYPES[column.type], self.schema.rows)])
        values = self._values(column.readings[0])
        for reading in column.readings[1:]:
            other = self._values(reading)
            total = pc.add(pc.fill_null(values, 0), pc.fill_null(other, 0))
            some = pc.or_(pc.is_valid(values), pc.is_valid(other))
            values = pc.if_else(some, total, pa.scalar(None, pa.int64()))
        return values if column.otherwise is None else pc.fill_null(values, column.otherwise)

    def _said(self, by: HeldBy) -> tuple[Column, Column]:
        """The values of a column about holdings, and which of its cells are filled."""
        return self._values(by.reading), filled_cells(by.reading, self._raw(by.reading.column))


def _part(footer: FileFooter, column: PortfolioColumn) -> Column:
    """A column of one file."""
    import pyarrow.parquet as pq

    if column.is_key:
        return pa.chunked_array([_constant(footer.file.keys[column.name], pa.string(), footer.rows)])
    if column.name not in footer.columns or footer.columns[column.name].kind is Kind.NOTHING:
        return pa.chunked_array(
            [pa.nulls(footer.rows, pa.date32() if column.kind is Kind.TIME else column.arrow)]
        )
    try:
        with pq.ParquetFile(footer.file.path, memory_map=False) as file:
            read = file.read(columns=[column.name]).column(0)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise NotParquet(path=footer.file.path) from error
    if pa.types.is_timestamp(read.type):
        return days_of(read)
    return read.cast(read.type.value_type) if pa.types.is_dictionary(read.type) else read


def _widest(types: Sequence[pa.DataType], column: PortfolioColumn) -> pa.DataType:
    """The type that holds those of all files, which are of one kind."""
    if column.kind is Kind.INT and len(set(types)) > 1:
        return pa.int64()
    if column.kind is Kind.FLOAT:
        return pa.float64()
    if column.kind is Kind.DECIMAL:
        return max(types, key=lambda type_: type_.precision)
    return pa.date32() if column.kind in (Kind.DATE, Kind.TIME) else types[0]


def _is_day(days: Column, day: Value | None) -> Column:
    if day is None:
        return pc.is_null(days)
    return pc.fill_null(pc.equal(days, pa.scalar(day)), fill_value=False)


def _filtered(values: Column, mask: Column | None) -> Column:
    return values if mask is None else values.filter(mask)


def _constant(value: Value | None, kind: pa.DataType, size: int) -> pa.Array:
    return pa.nulls(size, kind) if value is None else pa.repeat(pa.scalar(value, kind), size)


def _exact_sum(values: Column) -> int:
    """The sum of int64 however large, by halves that cannot overflow."""
    import numpy as np

    whole = np.asarray(pc.fill_null(values, 0), dtype=np.int64)
    low = whole % _HALF
    return int((whole - low >> 32).sum()) * _HALF + int(low.sum())


def _series(values: Column) -> "pd.Series":
    """A column in the types of a portfolio's frame: `Int64`, `Float64`, `str`, `datetime64[s]`."""
    import pandas as pd

    nullable = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}
    if values.type in nullable:
        series: pd.Series = values.to_pandas(types_mapper=nullable.get)
        return series
    if pa.types.is_date32(values.type):
        return pd.Series(values.cast(pa.timestamp("s")).to_numpy(), dtype="datetime64[s]")
    return pd.Series(values.to_pandas(), dtype="str")
