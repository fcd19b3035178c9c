"""From the Arrow streams of the child process to grids."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from keyclient.ingest.base.bulk import strings
from keyclient.ingest.base.grid import Grid, Marks
from keyclient.ingest.base.refusals import BookDamaged
from keyclient.ingest.base.row_marks import RowMarks
from keyclient.ingest.cells.number_format import NumberFormat, number_format
from keyclient.ingest.source.scattered import columns_of, with_blank_columns
from keyclient.ingest.source.shown_dates import with_dates
from keyclient.model.label import Label
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from keyclient.ingest.source.sandbox import Parsing

_NO_ANSWER = Label("what the parser has answered cannot be understood", "无法识别解析程序的返回内容")


@dataclass(frozen=True)
class SheetRead:
    """A sheet of the book; `grid` is None when it was not read."""

    name: str | None
    """None where the format has no sheets."""
    hidden: bool
    grid: Grid | None
    failed: bool
    """Whether the parser could not read this sheet though it could the others."""
    is_western: bool = False
    """Whether its texts were taken for Western European ones, as the file does not say."""


def sheets_of(parsing: "Parsing", scans: Mapping[str, Marks]) -> list[SheetRead]:
    """The sheets that a child process has read. Raises as `Parsing.finish`, and where the answer is none."""
    streams = parsing.finish()
    try:
        return sheets_in(streams, scans)
    except (pa.ArrowException, OSError, LookupError, TypeError, ValueError):
        raise BookDamaged(path=parsing.path, reason=_NO_ANSWER) from None


def sheets_in(streams: memoryview, scans: Mapping[str, Marks]) -> list[SheetRead]:
    """Every sheet in the book's order, with what the child and the scan know of it put together."""
    source = pa.BufferReader(pa.py_buffer(streams))
    sheets = []
    while source.tell() < source.size():
        with pa.ipc.open_stream(source) as stream:
            batches = list(stream)
            about = json.loads(stream.schema.metadata[b"sheet"])
        grid = with_dates(_grid(batches, about, scans.get(about["name"]))) if about["read"] else None
        sheets.append(
            SheetRead(about["name"], about["hidden"], grid, bool(about["failed"]), about["is_western"])
        )
    return sheets


def _grid(batches: list[pa.RecordBatch], about: Mapping[str, Any], scan: Marks | None) -> Grid:
    marks = _marks(about) if scan is None else _together(_marks(about), scan)
    if about["columns"] is None:
        table = pa.Table.from_batches(batches)
        first = about["first_column"]
        return Grid(about["name"], reaching(table.columns, first, marks), first, marks)
    height = max(
        [about["height"], *(row + 1 for row, _ in (*marks.uncalculated, *marks.errors, *marks.rich))]
    )
    places, columns = with_blank_columns(about["columns"], columns_of(batches, height), height)
    return Grid(about["name"], columns, places[0] if places else 0, marks, places)


def reaching(
    columns: Sequence[pa.ChunkedArray], first_column: int, marks: Marks
) -> tuple[pa.ChunkedArray, ...]:
    """The columns, down to the last error or formula that was never calculated: readers stop at the last value."""
    last = first_column + len(columns)
    valueless = (*marks.uncalculated, *marks.errors, *marks.rich)
    rows = max((row + 1 for row, column in valueless if first_column <= column < last), default=0)
    height = len(columns[0]) if columns else 0
    if rows <= height:
        return tuple(columns)
    below = pa.nulls(rows - height, pa.string())
    return tuple(pa.chunked_array([*strings(column).chunks, below], pa.string()) for column in columns)


def _marks(about: Mapping[str, Any]) -> Marks:
    """What the child says beside the texts."""
    long_numbers = frozenset((row, column) for row, column in about["long_numbers"])
    return Marks(
        errors={(row, column): text for row, column, text in about["errors"]},
        uncalculated=frozenset((row, column) for row, column in about["uncalculated"]),
        long_numbers=lambda: long_numbers,
        hidden_rows=about["hidden_rows"],
        hidden_columns=frozenset(about["hidden_columns"]),
        is_1904=about["is_1904"],
        rows=RowMarks(frozenset(about["hidden_at"]), dict(about["levels"])),
        formatted=partial(_formatted, about["formats"]),
    )


def _formatted(said: Sequence[tuple[int, str, list[list[int]]]]) -> dict[tuple[int, NumberFormat], list[int]]:
    """The rows of numbers whose format shows more than the number, by column and format."""
    found: dict[tuple[int, NumberFormat], list[int]] = {}
    for column, code, runs in said:
        shown = number_format(code)
        if shown is not None:
            found.setdefault((column, shown), []).extend(
                row for first, end in runs for row in range(first, end)
            )
    return found


def _together(child: Marks, scan: Marks) -> Marks:
    """What both have seen; the scan knows the names of errors best."""
    return replace(
        scan,
        errors={
            **{spot: text for spot, text in child.errors.items() if spot not in scan.rich},
            **scan.errors,
        },
        uncalculated=child.uncalculated | scan.uncalculated,
        long_numbers=lambda: child.long_numbers() | scan.long_numbers(),
        hidden_rows=max(child.hidden_rows, scan.hidden_rows),
        rows=replace(
            scan.rows,
            hidden=child.rows.hidden | scan.rows.hidden,
            levels={**child.rows.levels, **scan.rows.levels},
        ),
        hidden_columns=child.hidden_columns | scan.hidden_columns,
        is_1904=child.is_1904 or scan.is_1904,
        formatted=lambda: {**child.formatted(), **scan.formatted()},
    )
