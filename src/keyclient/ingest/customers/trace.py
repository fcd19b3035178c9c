"""Tracing customers back to their rows in the book."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from keyclient.ingest.base.grid import ROWS_AT_ONCE, Grid
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags, build_frame
from keyclient.ingest.customers.merge import places
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.column import Reads
from keyclient.model.fields import fields
from keyclient.model.trace import Layout, Trace


def make_trace(columns: Columns, customers: Customers, within: Flags | None = None) -> Trace:
    """The trace of a table: its rows as they were read, before any was set aside or merged.

    `within`: the rows of the period that was asked for; the others are none of the book's then.
    """
    body = columns.body
    own = places(len(body.rows)) if within is None else np.flatnonzero(within)

    def address(position: int, field: str) -> str:
        return body.address(int(own[position]), {**columns.in_ids, **columns.headings}[field])

    def positions(rows: Iterable[int]) -> Indices:
        wanted = np.array(sorted({*rows}), dtype=np.int64)
        return wanted if within is None else np.flatnonzero(np.isin(own, wanted))

    customer, rows = _customers(columns, customers), _rows(columns, customers)
    return Trace(
        rows=rows if within is None else rows.iloc[own].reset_index(drop=True),
        customer=customer if within is None else customer[own],
        unreadable={name: positions(reading.bad) for name, reading in columns.readings.items()},
        damaged={name: positions(reading.suspect) for name, reading in columns.readings.items()},
        address=address,
        layout=_layout(columns),
        slipped=frozenset(positions(row for row, (_, is_over) in body.uneven.items() if is_over).tolist()),
    )


def _customers(columns: Columns, customers: Customers) -> Indices:
    """By row of the body: its customer, counted from 0; -1 without one."""
    grouping = customers.grouping
    number = grouping.group
    if grouping.merged:
        number = np.unique(grouping.group, return_inverse=True)[1]
    if len(number) == len(columns.body.rows):
        return number
    customer = np.full(len(columns.body.rows), -1, dtype=np.int64)
    customer[customers.kept] = number
    return customer


def _rows(columns: Columns, customers: Customers) -> pd.DataFrame:
    """The rows as they were read; those columns of the customers' rows that are the same are not made again."""
    shared = {name: customers.rows[name] for name in columns.readings if name in customers.as_read}
    made = {name: reading for name, reading in columns.readings.items() if name not in shared}
    rows = build_frame(made, columns.body.rows)
    both = {name: shared[name] if name in shared else rows[name] for name in ("row", *columns.readings)}
    return pd.DataFrame(both, copy=False)


def _layout(columns: Columns) -> Layout:
    located = columns.body.located
    grid, whole = located.grid, located.whole
    named = [heading for heading in located.understanding.headings if not heading.is_unnamed]
    texts = {Reads.ID, Reads.TEXT, Reads.CHOICE}
    return Layout(
        last_column=max((grid.sheet_column(heading.position) for heading in named), default=0),
        own=whole.own,
        id_columns=frozenset(
            grid.sheet_column(heading.position)
            for name, heading in columns.headings.items()
            if fields()[name].column.reads in texts
        ),
        lines=lambda: _lines(whole),
    )


def _lines(grid: Grid) -> Iterator[Sequence[str]]:
    """The rows of a sheet down to the last used one, each from the first column of the sheet."""
    width = grid.sheet_column(len(grid.columns) - 1) + 1 if grid.columns else 0
    errors: dict[int, dict[int, str]] = {}
    for (row, column), text in grid.marks.errors.items():
        errors.setdefault(row, {})[column] = text
    for start in range(0, grid.used, ROWS_AT_ONCE):
        rows = range(start, min(start + ROWS_AT_ONCE, grid.used))
        for row, cells in zip(rows, grid.rows(rows), strict=True):
            line = [""] * width
            for at, cell in enumerate(cells):
                line[grid.sheet_column(at)] = cell
            for column, text in errors.get(row, {}).items():
                if column < width:
                    line[column] = text
            yield line
