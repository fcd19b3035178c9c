"""What a total row of the book is, column by column: the sum of the customers, of those shown, or another figure."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

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
            return BookTotal(None, OtherFigure(last.row, of_row[last.row]))
    return _of_shown(columns, reading, total) or BookTotal(total)


def _of_shown(columns: Columns, reading: Reading, total: OwnTotal) -> BookTotal | None:
    """What a total is of the rows that a filter shows: their sum, or their average; None if it is neither."""
    shown = ~columns.body.hidden
    if shown.all():
        return None
    if total.yuan * FEN == _sum(reading, shown):
        return BookTotal(None, OtherFigure(total.row, Function.SUM, total.yuan))
    function = likely_function(total, reading, shown)
    return BookTotal(None, OtherFigure(total.row, function)) if function is Function.AVERAGE else None


def likely_function(total: OwnTotal, reading: Reading, rows: Flags | None = None) -> Function | None:
    """What a total that is not the sum of the customers may be instead, by its amount; None where nothing fits.

    `rows`: of these rows alone.
    """
    amounts = reading.values[reading.valid if rows is None else reading.valid & rows]
    if len(amounts) < LEAST_AMOUNTS or amounts.min() == amounts.max():
        return None
    fen = total.yuan * FEN
    average = (Decimal(int(amounts.sum())) / len(amounts)).quantize(Decimal(1), ROUND_HALF_EVEN)
    figures = {
        Function.AVERAGE: average,
        Function.COUNT: len(amounts) * FEN,
        Function.LARGEST: Decimal(int(amounts.max())),
        Function.SMALLEST: Decimal(int(amounts.min())),
    }
    return next((function for function, figure in figures.items() if abs(figure - fen) <= 1), None)


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
