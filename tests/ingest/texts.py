"""Columns and sheets written down as text, for tests of reading."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.cells.dates import DateOrder
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.numbers import Texts
from keyclient.ingest.columns.reading import BookConventions
from keyclient.ingest.layout.located import Located, TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.ingest.source.opening import Cells
from keyclient.policy.models import Policy

ANYTHING = TableRequest(None, None, {}, ())


def texts(cells: Sequence[str | None]) -> Texts:
    """A column of cells; None is blank."""
    return pa.chunked_array([pa.array(cells, pa.string())])


def grid(sheet: str, name: str | None = "客户") -> Grid:
    """A sheet: one line a row, cells between bars, a blank cell is blank."""
    lines = [[cell.strip() for cell in line.split("|")] for line in sheet.strip("\n").splitlines()]
    width = max(map(len, lines), default=0)
    columns = zip(*(line + [""] * (width - len(line)) for line in lines), strict=True)
    return Grid(name, tuple(texts([cell or None for cell in column]) for column in columns))


def cells(*grids: Grid, path: Path = Path("book.xlsx"), hidden: tuple[str, ...] = ()) -> Cells:
    """A book of some sheets."""
    names = tuple(one.sheet for one in grids if one.sheet is not None)
    return Cells(path, "", grids, (*names, *hidden), hidden)


def table(sheet: str, wish: TableRequest = ANYTHING) -> Located:
    """The table in a sheet."""
    return locate(cells(grid(sheet)), wish)


def conventions(order: DateOrder | None = None, *, is_1904: bool = False) -> BookConventions:
    """How to read cells."""
    return BookConventions(order, is_1904, Policy().read.rounded_ids)


def body(sheet: str, order: DateOrder | None = None) -> Body:
    """All rows under the headings of the table in a sheet."""
    located = table(sheet)
    return Body(located, np.arange(located.header_row + 1, located.grid.height), conventions(order))
