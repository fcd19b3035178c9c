"""What a total row of the book is, column by column: the sum of the customers, of those shown, or another figure."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from keyclient.ingest.base.grid import Flags
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.sums.totals import FEN, OwnTotal, own_total
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.layout.total_functions import Function, function_of
from keyclient.ingest.layout.total_rows import TotalRow, total_of
from keyclient.ingest.rows.row_kinds import RowKinds


class OtherFigure(NamedTuple):
    """A cell of a total row that is not the sum of all customers."""

    row: int
    """In the grid."""
    function: Function
    """`SUM`: of the rows that are shown."""
    yuan: Decimal | None = None
    """The amount, of a sum of the rows that are shown."""
    of_shown: bool = False
    """Whether it is of the rows that are shown alone."""


class BookTotal(NamedTuple):
    """What the total rows say of a column."""

    total: OwnTotal | None = None
    other: OtherFigure | None = None
    """What stands in place of a total."""


def book_total(columns: Columns, kinds: RowKinds, heading: Heading, reading: Reading) -> BookTotal:
    """The book's own total of a column, unless its total row computes something else.

    Where the customers add up to it, nothing else is looked for.
    """
    totals = (*kinds.totals, *(() if columns.unlabelled is None else (columns.unlabelled,)))
    factor, read = columns.body.factor(heading), sum_in_fen(reading)
    total = own_total(totals, heading, factor, read)
    if total is None or total.yuan * FEN == read:
        return BookTotal(total)
    of_row = {row.row: _function(columns, row, heading) for row in totals}
    sums = [row for row in totals if of_row[row.row] is Function.SUM]
    if len(sums) < len(totals):
        total = own_total(sums, heading, factor, read)
        if total is None:
            last = total_of(totals)[-1]
            function, own = of_row[last.row], own_total([last], heading, factor, read)
            of_shown = own is not None and _is_of_shown(columns, reading, own, function)
            return BookTotal(None, OtherFigure(last.row, function, of_shown=of_shown))
    return _of_shown(columns, reading, total) or BookTotal(total)


def _of_shown(columns: Columns, reading: Reading, total: OwnTotal) -> BookTotal | None:
    """What a total is of the rows that a filter shows: their sum, or their average; None if it is neither."""
    shown = ~columns.body.hidden
    if shown.all():
        return None
    if total.yuan * FEN == _sum(reading, shown):
        return BookTotal(None, OtherFigure(total.row, Function.SUM, total.yuan, of_shown=True))
    function = likely_function(total, reading, shown)
    if function is not Function.AVERAGE:
        return None
    of_shown = _is_of_shown(columns, reading, total, function)
    return BookTotal(None, OtherFigure(total.row, function, of_shown=of_shown))


def _is_of_shown(columns: Columns, reading: Reading, total: OwnTotal, function: Function) -> bool:
    """Whether a total row computes a figure of the rows that a filter shows, and not of all."""
    shown = ~columns.body.hidden
    if shown.all():
        return False
    visible = reading.values[reading.valid & shown]
    if not len(visible):
        return False
    of_all = _figures(reading.values[reading.valid])
    return _equals(_figures(visible), function, total) and not _equals(of_all, function, total)


def likely_function(total: OwnTotal, reading: Reading, rows: Flags | None = None) -> Function | None:
    """What a total that is not the sum of the customers may be instead, by its amount; None where nothing fits.

    `rows`: of these rows alone.
    """
    amounts = reading.values[reading.valid if rows is None else reading.valid & rows]
    if len(amounts) < LEAST_AMOUNTS or amounts.min() == amounts.max():
        return None
    figures = _figures(amounts)
    return next((function for function in figures if _equals(figures, function, total)), None)


def _figures(amounts: npt.NDArray[np.int64]) -> dict[Function, Decimal]:
    """The figures of some amounts, in fen."""
    average = (Decimal(int(amounts.sum())) / len(amounts)).quantize(Decimal(1), ROUND_HALF_EVEN)
    return {
        Function.AVERAGE: average,
        Function.COUNT: Decimal(len(amounts) * FEN),
        Function.LARGEST: Decimal(int(amounts.max())),
        Function.SMALLEST: Decimal(int(amounts.min())),
    }


def _equals(figures: Mapping[Function, Decimal], function: Function, total: OwnTotal) -> bool:
    return function in figures and abs(figures[function] - total.yuan * FEN) <= 1


LEAST_AMOUNTS = 3
"""Of fewer amounts a figure may equal a wrong total by chance."""


def _function(columns: Columns, total: TotalRow, heading: Heading) -> Function:
    """What a total row computes of a column; the sum where nothing says otherwise."""
    grid = columns.body.located.grid
    formula = grid.marks.rows.formulas([total.row]).get(grid.spot(total.row, heading.position))
    found = None if formula is None else function_of(formula)
    return found or total.functions.get(heading.position) or Function.SUM


def sum_in_fen(reading: Reading) -> Decimal:
    """The sum of a money column."""
    return Decimal(int(reading.values[reading.valid].sum()))


def _sum(reading: Reading, rows: Flags) -> Decimal:
    return Decimal(int(reading.values[reading.valid & rows].sum()))
