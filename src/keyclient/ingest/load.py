"""From a path to the customers in it, with every row, yuan and defect accounted for."""

from collections.abc import Iterator
from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.columns.choose import (
    Chosen,
    asked_measure,
    choose_group,
    default_measure,
    no_measure,
    one_of,
)
from keyclient.ingest.columns.field_columns import Columns, read_columns, understood, without_unlabelled
from keyclient.ingest.columns.marks import read_marks
from keyclient.ingest.columns.total_defects import total_row_issues
from keyclient.ingest.customers.collect import make_customers
from keyclient.ingest.customers.trace import make_trace
from keyclient.ingest.layout.headings import occurrences
from keyclient.ingest.layout.table import Located, Wish, locate
from keyclient.ingest.life_cycle import read_life_cycle
from keyclient.ingest.receipt.accounts import make_source, total_issues
from keyclient.ingest.receipt.asof import as_of_date
from keyclient.ingest.receipt.defects import (
    book_issues,
    column_issues,
    mark_issues,
    other_issues,
    row_issues,
    table_issues,
)
from keyclient.ingest.receipt.further import further_issues, further_measures, further_readings
from keyclient.ingest.receipt.layout_issues import layout_issues
from keyclient.ingest.receipt.summary import told
from keyclient.ingest.receipt.suspicious_rows import doubt_issues
from keyclient.ingest.rows.merged_cells import fill_merged, merged_issues
from keyclient.ingest.rows.row_kinds import sort_rows
from keyclient.ingest.source.opening import Cells, OpenBook, open_book
from keyclient.model.issue import Issue
from keyclient.model.portfolio import Loaded, Portfolio


def load(book: OpenBook | Path | str, request: Request) -> Loaded:
    """Read a book.

    Raises the `InputError` that says what is wrong with the file, the table, or a column that was asked for.
    Everything else that is wrong with the book comes back as issues.
    """
    if not isinstance(book, OpenBook):
        book = open_book(Path(book), sheet=request.wanted_sheet, limits=request.policy.read)
    return load_cells(book.cells(), request)


def load_cells(cells: Cells, request: Request) -> Loaded:
    """Read the table that fits best of a book whose cells are there. Raises as `load`."""
    located = locate_table(cells, request)
    kinds = sort_rows(located)
    merged = fill_merged(located, kinds)
    columns = read_columns(
        merged.located,
        kinds.customers,
        request.policy.read,
        request.given,
        request.words,
    )
    chosen = _measure(columns, request, cells.path)
    if chosen is not None and (without := without_unlabelled(columns, chosen.readings)) is not None:
        columns, chosen = without, _measure(without, request, cells.path)
    group = (
        None if request.by is None else choose_group(columns.body, request.by, columns.readings, cells.path)
    )
    life = read_life_cycle(columns, request)
    columns = life.columns
    marks = read_marks(columns.body, request.marks, cells.path)
    further = further_measures(columns, request.also, cells.path)
    customers = make_customers(
        columns,
        chosen,
        {**({} if group is None else dict([group])), **{name: mark for name, (_, mark) in marks.items()}},
        held=life.held,
        summed=further_readings(further),
        sets_aside=request.sets_aside,
        keeps_rows=request.keeps_rows,
    )
    source = make_source(cells, columns, customers, kinds, chosen)
    as_of = as_of_date(columns.body, request.as_of or request.policy.as_of, cells.path)

    def issues() -> Iterator[Issue]:
        yield from cells.issues
        yield from book_issues(cells, columns)
        yield from layout_issues(columns.body)
        yield from merged_issues(merged)
        yield from table_issues(columns)
        yield from column_issues(columns, chosen, customers.aside, request.policy.read.unit_median_yuan)
        yield from mark_issues(columns.body, marks)
        yield from further_issues(columns, chosen, further)
        yield from row_issues(columns, customers, kinds, chosen)
        yield from other_issues(columns, kinds)
        yield from total_row_issues(columns, kinds)
        yield from doubt_issues(columns, chosen, source.money)
        yield from total_issues(source.money, kinds, columns, chosen)
        yield from life.issues(as_of.day)

    portfolio = Portfolio(
        customers.frame,
        as_of.day,
        (source,),
        chosen.measure if chosen is not None else None,
        {name: other.measure for name, other in further.items()},
    )
    sentences = told(
        source,
        as_of,
        portfolio.measure if request.sets_aside else None,
        are_events=customers.are_events and not marks,
    )
    return Loaded(
        portfolio,
        tuple(issues()),
        understood(columns),
        None if group is None else group[0],
        as_of_from_file=as_of.from_file,
        told=(*sentences, *life.told),
        trace=make_trace(columns, customers) if request.traced else None,
        are_events=customers.are_events,
    )


def locate_table(cells: Cells, request: Request) -> Located:
    """The table; every heading that the user gave for this run must be in it."""
    mapping = {**request.policy.columns, **request.mapping}
    wanted = (request.wanted_measure, request.by, *request.mapping.values())
    names = tuple(name for name in wanted if name is not None)
    located = locate(cells, Wish(request.wanted_sheet, request.header_row, mapping, names))
    for text in request.mapping.values():
        one_of(occurrences(located.understanding.headings, text), text, located, cells.path)
    return located


def _measure(columns: Columns, request: Request, path: Path) -> Chosen | None:
    if request.wanted_measure is not None:
        return asked_measure(columns.body, request.wanted_measure, columns.readings, path)
    chosen = default_measure(columns, request.policy.read.measure_filled)
    if chosen is None and request.needs_measure:
        raise no_measure(columns, path)
    return chosen
