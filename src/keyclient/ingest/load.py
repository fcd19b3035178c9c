"""Reading a book: from a path to its customers, with every row, yuan and defect accounted for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.columns.averages import averaged
from keyclient.ingest.columns.changes import change_since
from keyclient.ingest.columns.field_columns import understood_columns
from keyclient.ingest.customers.trace import make_trace
from keyclient.ingest.customers.unread import customers_aside, customers_rounded, unread_customers
from keyclient.ingest.read_table import ReadTable, read_table
from keyclient.ingest.receipt.summary import summary_sentences
from keyclient.ingest.source.opening import Cells, OpenBook, open_book
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.report import Sentence


def load(book: OpenBook | Path | str, request: Request) -> Loaded:
    """Read a book.

    Raises the `InputError` that says what is wrong with the file, the table, or a column that was asked for.
    Everything else that is wrong with the book comes back as issues.
    """
    if not isinstance(book, OpenBook):
        book = open_book(
            Path(book), sheet=request.wanted_sheet, limits=request.policy.read, jobs=request.jobs
        )
    return load_cells(book.cells(), request)


def load_cells(cells: Cells, request: Request) -> Loaded:
    """Read the best-fitting table of a book whose cells have been read. Raises as `load`."""
    table = read_table(cells, request)
    portfolio = _portfolio(table)
    return Loaded(
        portfolio,
        tuple(table.issues()),
        understood_columns(table.columns),
        None if table.group is None else table.group[0],
        as_of_from_file=table.periods.as_of.from_file,
        told=(*_sentences(table, portfolio), *table.life.sentences),
        trace=make_trace(table.columns, table.customers, table.periods.within) if request.traced else None,
        are_events=table.customers.are_events,
        periods=() if table.periods.dates is None else table.periods.dates.days,
        change_since=change_since(table.columns),
    )


def load_periods(cells: Cells, request: Request) -> Iterator[Loaded]:
    """The book at each of its data dates, oldest first, as if each were a book of its own. Raises as `load`.

    Balances and what was earned are those of the date alone. A book without several data dates is one period.
    """
    whole = load_cells(cells, request)
    if len(whole.periods) < 2:
        yield whole
        return
    for period in whole.periods:
        yield load_cells(cells, replace(request, period=period))


def _portfolio(table: ReadTable) -> Portfolio:
    return Portfolio(
        table.customers.frame,
        table.periods.as_of.day,
        (table.source,),
        table.chosen.measure if table.chosen is not None else None,
        {name: other.measure for name, other in table.further.items()},
        table.customers.parts,
        table.customers.split,
        table.listed.rows,
        unread_customers(table.columns, table.chosen, table.customers),
        None if table.customers.split is None else table.customers.split.each,
        table.listed.no_band,
        customers_aside(table.columns, table.chosen, table.customers, table.periods.within),
        customers_rounded(table.columns),
        averaged(table.columns, is_dated=not table.periods.as_of.from_file),
    )


def _sentences(table: ReadTable, portfolio: Portfolio) -> tuple[Sentence, ...]:
    return summary_sentences(
        table.source,
        table.periods.as_of,
        portfolio.measure if table.request.sets_aside else None,
        are_events=table.customers.are_events and not table.marks,
    )
