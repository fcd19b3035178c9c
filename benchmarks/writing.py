"""Write the workbook of a result, one customer per row: `python -m benchmarks.writing ROWS.parquet OUT.xlsx`.

`python -m benchmarks.writing BOOK.xlsx ROWS.parquet` prepares the rows from a plain book, so that only writing is timed.
"""

import sys
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import BaseModel

from benchmarks.books import HEADINGS
from keyclient.answers.envelope import make_envelope
from keyclient.model.fields import money_fields
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Report, Table, TableColumn
from keyclient.policy.showing.snapshot import empty_snapshot
from keyclient.render.answer import Answer, View
from keyclient.render.formats import FILES

_CUSTOMERS = Label("Customers", "客户")
_FEN = pa.decimal128(18, 2)


class Nothing(BaseModel):
    """An empty result."""


def make_rows(book: Path, rows: Path) -> None:
    """Save the customers of a plain book as the rows both sides read."""
    pq.write_table(fastexcel.read_excel(book).load_sheet(0).to_pandas().pipe(pa.Table.from_pandas), rows)


def write_rows(rows: Path, out: Path) -> None:
    """Write the workbook of a report that lists the customers."""
    read = pq.read_table(rows)
    columns, cells = [], []
    for name, heading in HEADINGS.items():
        kind, column = _typed(name, read[heading])
        columns.append(TableColumn(name, Label(heading, heading), kind))
        cells.append(column.to_pylist())
    table = Table("top", _CUSTOMERS, tuple(columns), list(zip(*cells, strict=True)))
    report = Report(_CUSTOMERS, (), (), (), records=table)
    answer = Answer(report, make_envelope("segment", Nothing(), empty_snapshot()))
    out.write_bytes(FILES[".xlsx"](answer, View(Lang.ZH)))


def _typed(name: str, column: pa.ChunkedArray) -> tuple[Kind, pa.ChunkedArray]:
    if name in money_fields():
        return Kind.MONEY, pc.round(column, 2).cast(_FEN)
    if pa.types.is_timestamp(column.type):
        return Kind.DATE, column.cast(pa.date32())
    if pa.types.is_floating(column.type):
        return Kind.COUNT, column.cast(pa.int64())
    return Kind.TEXT, column


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    (make_rows if source.suffix == ".xlsx" else write_rows)(source, target)
