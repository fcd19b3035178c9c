"""From the Arrow streams of the child process to grids."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from keyclient.ingest.grid import Grid, Marks


@dataclass(frozen=True)
class SheetRead:
    """A sheet of the book; `grid` is None when it was not read."""

    name: str
    hidden: bool
    grid: Grid | None


def sheets_in(streams: memoryview, scans: Mapping[str, Marks]) -> list[SheetRead]:
    """Every sheet in the book's order, with what the child and the scan know of it put together."""
    source = pa.BufferReader(pa.py_buffer(streams))
    sheets = []
    while source.tell() < source.size():
        with pa.ipc.open_stream(source) as stream:
            table = stream.read_all()
        about = json.loads(table.schema.metadata[b"sheet"])
        grid = _grid(table, about, scans.get(about["name"])) if about["read"] else None
        sheets.append(SheetRead(about["name"], about["hidden"], grid))
    return sheets


def _grid(table: pa.Table, about: Mapping[str, object], scan: Marks | None) -> Grid:
    child = _child_marks(about)
    first_column = int(str(about["first_column"]))
    marks = child if scan is None else replace(scan, errors={**child.errors, **scan.errors})
    return Grid(str(about["name"]), _reaching(table, first_column, marks), first_column, marks)


def _reaching(table: pa.Table, first_column: int, marks: Marks) -> tuple[pa.ChunkedArray, ...]:
    """The columns, down to the last formula that was never calculated: readers stop at the last value."""
    last = first_column + table.num_columns
    rows = max((row + 1 for row, column in marks.uncalculated if first_column <= column < last), default=0)
    if rows <= table.num_rows:
        return tuple(table.columns)
    below = pa.nulls(rows - table.num_rows, pa.string())
    return tuple(pa.chunked_array([*column.chunks, below], pa.string()) for column in table.columns)


def _child_marks(about: Mapping[str, object]) -> Marks:
    errors: Any = about["errors"]
    long_numbers: Any = about["long_numbers"]
    return Marks(
        errors={(row, column): text for row, column, text in errors},
        long_numbers=lambda: frozenset((row, column) for row, column in long_numbers),
    )
