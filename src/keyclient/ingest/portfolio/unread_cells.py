"""Where the first cell of a column stands that cannot be read, and why it cannot; never what stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from keyclient.ingest.portfolio.layouts import own_reading
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.schema import FileFooter, Kind, Schema
from keyclient.model.label import Label
from keyclient.model.rules.portfolio_columns import CellShown

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_ROWS = 2_000_000
"""So many rows are looked at, so that looking takes no longer than computing."""
_LARGE = Label("an amount beyond {most}", "金额超过 {most}")
_INFINITE = Label("infinite", "为无穷大")
_FRACTION = Label("no whole number", "不是整数")
_OUTSIDE = Label("outside of what can be", "超出合理范围")
_WORDS = Label("nothing that can be read as such", "内容无法识别")


@dataclass(frozen=True)
class UnreadCell:
    """The first cell that cannot be read."""

    column: str
    """What its file calls the column."""
    file: str
    row: int
    """From 1, among the rows of its file."""
    reason: Label

    def issue(self, reading: Reading) -> CellShown:
        """As it is told."""
        return CellShown(
            field=reading.name, column=self.column, file=self.file, row=self.row, reason=self.reason
        )


def first_unread(reading: Reading, schema: Schema) -> UnreadCell | None:
    """Look through the files in their order; None where none of the first rows has one."""
    looked = 0
    for footer in schema.filled:
        if looked >= _MOST_ROWS:
            return None
        column = footer.column(reading.column.name)
        if column is not None and column.kind in (Kind.TEXT, Kind.INT, Kind.DECIMAL, Kind.FLOAT, Kind.BOOL):
            found = _in_file(own_reading(reading, column), footer, _MOST_ROWS - looked)
            if found is not None:
                return found
        looked += footer.rows
    return None


def _in_file(reading: Reading, footer: FileFooter, most: int) -> UnreadCell | None:
    import pyarrow.compute as pc

    from keyclient.ingest.portfolio.arrow_values import filled_cells, values_of

    start = 0
    for cells in _batches(reading.column.name, footer):
        unread = pc.and_(filled_cells(reading, cells), pc.is_null(values_of(reading, cells)))
        if (at := pc.index(unread, True).as_py()) >= 0:
            reason = _reason(cells[at].as_py(), reading)
            return UnreadCell(reading.column.name, str(footer.file.path), start + at + 1, reason)
        start += len(cells)
        if start >= most:
            break
    return None


def _batches(name: str, footer: FileFooter) -> "Iterator[pa.ChunkedArray]":
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetFile(footer.file.path, memory_map=False) as file:
        for batch in file.iter_batches(columns=[name]):
            cells = batch.column(0)
            if pa.types.is_dictionary(cells.type):
                cells = cells.cast(cells.type.value_type)
            yield pa.chunked_array([cells])


def _reason(cell: object, reading: Reading) -> Label:
    if reading.want not in (Want.MONEY, Want.UNITS, Want.COUNT, Want.NUMBER):
        return _WORDS
    try:
        number = Decimal(str(cell).strip().replace(",", ""))
    except InvalidOperation:
        return _WORDS
    if number.is_infinite():
        return _INFINITE
    if number.is_nan():
        return _WORDS
    if reading.want in (Want.MONEY, Want.UNITS) and abs(number) > reading.limit:
        return _LARGE.filled(most=f"{reading.limit:,}")
    is_whole = number == number.to_integral_value()
    return _FRACTION if reading.want is Want.COUNT and not is_whole else _OUTSIDE
