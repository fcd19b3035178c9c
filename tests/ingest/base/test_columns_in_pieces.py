"""Whatever a column is made of (one piece, many, every date once), a book is read as the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from keyclient.errors import InputError
from keyclient.ingest.base import packed
from keyclient.ingest.base.bulk import strings
from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.request import Request
from keyclient.ingest.columns.read_field import read_field
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.load import load_cells
from keyclient.ingest.source.opening import Cells, open_book
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.policy.models import Policy
from tests.ingest.columns.readings import YUAN
from tests.ingest.texts import conventions, texts
from tests.ingest.writing import AS_OF

BOOKS = sorted(
    path for path in Path("tests/books").iterdir() if path.suffix in (".csv", ".txt", ".tsv", ".xlsx")
)
FEW = 3
"""Rows of a piece."""
ODD_CELLS: list[str | None] = [
    "C001", "110101199003074514", "1.10101E+17", '="001"', "\u00a0张三 ", "1,234.50", "￥3.2万", "12.345678", "-", "不详",
    "2024-01-02 00:00:00", "2024年3月", "03/04/2024", "20240131", "45992", "#N/A", "是", "黄金", None, "", "基金、保险", "13800000000",
]  # fmt: skip
LONG_IDS: list[str | None] = [f"110101199003070{at:03}" for at in range(9)]


def in_one(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([strings(column).combine_chunks()])


def in_pieces(column: pa.ChunkedArray) -> pa.ChunkedArray:
    pieces = [column.slice(at, FEW).combine_chunks() for at in range(0, len(column), FEW)]
    empty = column.slice(0, 0).combine_chunks()
    chunks = [chunk for piece in pieces for chunk in (piece, empty)]
    return pa.chunked_array(chunks, column.type)


def sliced(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same cells behind others: what a piece of a larger array looks like."""
    behind = pa.concat_arrays(
        [pa.array(["x", None], column.type), *column.chunks, pa.array(["y"], column.type)]
    )
    return pa.chunked_array([behind.slice(2, len(column))])


def with_dates_once(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of dates with every date once, however few rows it has; others in pieces."""
    return packed.with_packed_dates(Grid(None, (in_pieces(column),))).columns[0]


FORMS = (sliced, with_dates_once)
Form = Callable[[pa.ChunkedArray], pa.ChunkedArray]


@pytest.fixture(autouse=True)
def _packed_from_the_first_row_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "FROM_ROWS", 0)
    monkeypatch.setattr(packed, "REPEATED", 0)


def seen(cells: Cells) -> tuple[object, ...]:
    """All that is read of a book, or why it is not."""
    try:
        loaded = load_cells(cells, Request(as_of=AS_OF, traced=True))
    except InputError as refusal:
        return type(refusal), str(refusal)
    frame = loaded.portfolio.frame
    return frame.dtypes.to_dict(), frame.to_csv(), loaded.issues, loaded.portfolio.sources, loaded.told


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.name)
def test_a_book_is_read_as_the_same_whatever_its_columns_are_made_of(path: Path) -> None:
    try:
        cells = open_book(path, sheet=None, limits=Policy().read).cells()
    except InputError:
        return
    whole = [replace(grid, columns=tuple(map(in_one, grid.columns))) for grid in cells.grids]
    others = [replace(grid, columns=tuple(map(with_dates_once, grid.columns))) for grid in whole]
    assert seen(replace(cells, grids=tuple(others))) == seen(replace(cells, grids=tuple(whole)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cells", [ODD_CELLS, LONG_IDS + ODD_CELLS, ["2024-01-02 00:00:00"] * 5, [None] * 4])
def test_a_field_is_read_as_the_same_whatever_its_column_is_made_of(
    cells: list[str | None], form: Form
) -> None:
    column = texts(cells)
    for spec in fields().values():
        found = form(column) if spec.column.reads is Reads.DATE else strings(form(column))
        assert told(read_field(found, spec, YUAN, conventions())) == told(
            read_field(column, spec, YUAN, conventions())
        )


def told(reading: Reading) -> tuple[object, ...]:
    values = reading.values
    every = values.tolist() if isinstance(values, np.ndarray) else values.to_pylist()
    return every, reading.valid.tolist(), reading.bad, reading.texts, reading.decimals, reading.suspect
