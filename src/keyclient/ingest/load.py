"""Reading a book: from a path to its customers, with every row, yuan and defect accounted for."""

from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.columns.field_columns import understood_columns
from keyclient.ingest.customers.trace import make_trace
from keyclient.ingest.customers.unread import unread_customers
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
        book = open_book(Path(book), sheet=request.wanted_sheet, limits=request.policy.read)
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
        as_of_from_file=table.as_of.from_file,
        told=(*_sentences(table, portfolio), *table.life.sentences),
        trace=make_trace(table.columns, table.customers) if request.traced else None,
        are_events=table.customers.are_events,
    )


def _portfolio(table: ReadTable) -> Portfolio:
    return Portfolio(
        table.customers.frame,
        table.as_of.day,
        (table.source,),
        table.chosen.measure if table.chosen is not None else None,
        {name: other.measure for name, other in table.further.items()},
        table.customers.parts,
        table.listed,
        unread_customers(table.columns, table.chosen, table.customers),
    )


def _sentences(table: ReadTable, portfolio: Portfolio) -> tuple[Sentence, ...]:
    return summary_sentences(
        table.source,
        table.as_of,
        portfolio.measure if table.request.sets_aside else None,
        are_events=table.customers.are_events and not table.marks,
    )
