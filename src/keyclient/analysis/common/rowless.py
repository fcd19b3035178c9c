"""Reports of customers who have no row in a book: a portfolio names none, so no table shows one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from keyclient.model.mapped import Mapped
from keyclient.model.report import Cell, Report, Table

_ROWS = frozenset(("row", "old_row"))
"""The keys of columns of row numbers."""


def without_rows(report: Report) -> Report:
    """The report without columns of row numbers; in the records, whose columns are fixed, they are blank."""
    return replace(
        report,
        tables=tuple(map(_dropped, report.tables)),
        sheet=None if report.sheet is None else _dropped(report.sheet),
        records=None if report.records is None else _blanked(report.records),
    )


def _dropped(table: Table) -> Table:
    kept = [place for place, column in enumerate(table.columns) if column.key not in _ROWS]
    if len(kept) == len(table.columns):
        return table
    columns = tuple(table.columns[place] for place in kept)
    return replace(table, columns=columns, rows=Mapped(partial(_picked, kept), table.rows))


def _blanked(table: Table) -> Table:
    blank = frozenset(place for place, column in enumerate(table.columns) if column.key in _ROWS)
    return replace(table, rows=Mapped(partial(_without, blank), table.rows)) if blank else table


def _picked(kept: Sequence[int], row: Sequence[Cell]) -> Sequence[Cell]:
    return [row[place] for place in kept]


def _without(blank: frozenset[int], row: Sequence[Cell]) -> Sequence[Cell]:
    return [None if place in blank else cell for place, cell in enumerate(row)]
