"""One table of a book, read: its columns and customers, its source, and every issue found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.columns.choose import (
    ChosenMeasure,
    choose_group,
    default_measure,
    no_measure,
    requested_measure,
    single_heading,
)
from keyclient.ingest.columns.currency import (
    Currencies,
    currency_issues,
    in_yuan,
    read_currencies,
)
from keyclient.ingest.columns.field_columns import Columns, read_columns, without_sums
from keyclient.ingest.columns.marks import read_marks
from keyclient.ingest.columns.periods import Periods, read_periods
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.total_defects import total_row_issues
from keyclient.ingest.customers.collect import Customers, Merging, make_customers
from keyclient.ingest.layout.formatted import AsShown, as_shown
from keyclient.ingest.layout.headings import Heading, occurrences
from keyclient.ingest.layout.located import Located, TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.ingest.life_cycle import LifeCycle, read_life_cycle
from keyclient.ingest.receipt.accounts import make_source, total_issues
from keyclient.ingest.receipt.asof import HEADINGS, AsOf, as_of_date
from keyclient.ingest.receipt.counted_issues import counted_issues, group_issues
from keyclient.ingest.receipt.defects import (
    book_issues,
    column_issues,
    mark_issues,
    other_issues,
    row_issues,
    table_issues,
)
from keyclient.ingest.receipt.further import further_issues, further_measures, further_readings
from keyclient.ingest.receipt.layout_issues import format_issues, layout_issues
from keyclient.ingest.receipt.status_issues import status_issues
from keyclient.ingest.receipt.suspicious_rows import suspicious_row_issues
from keyclient.ingest.rows.merged_cells import MergedValues, fill_merged, merged_issues
from keyclient.ingest.rows.no_rows import check_has_rows
from keyclient.ingest.rows.row_kinds import RowKinds, sort_rows
from keyclient.ingest.source.opening import Cells
from keyclient.model.issue import Issue
from keyclient.model.receipt import Source


@dataclass(frozen=True)
class ReadTable:
    """Everything that was read from one table."""

    cells: Cells
    request: Request
    kinds: RowKinds
    merged: MergedValues
    shown: AsShown
    columns: Columns
    chosen: ChosenMeasure | None
    """The measure that customers are ranked by; None where the book has none and needs none."""
    group: tuple[str, Reading] | None
    """Frame column and reading of what customers are grouped by."""
    life: LifeCycle
    marks: Mapping[str, tuple[Heading, Reading]]
    further: Mapping[str, ChosenMeasure]
    currencies: Currencies | None
    customers: Customers
    source: Source
    as_of: AsOf
    periods: Periods | None
    """The data dates of the rows, if there are several."""

    def issues(self) -> Iterator[Issue]:
        """Everything that is wrong with the book, the table, its columns and rows."""
        columns, chosen, kinds = self.columns, self.chosen, self.kinds
        unit_median = self.request.policy.read.unit_median_yuan
        yield from self.cells.issues
        yield from book_issues(self.cells, columns)
        yield from layout_issues(columns.body)
        yield from format_issues(columns.body, self.shown.contradictions)
        yield from merged_issues(self.merged)
        yield from table_issues(columns)
        yield from status_issues(columns, self.request.given)
        yield from column_issues(columns, chosen, self.customers.set_aside, unit_median)
        yield from mark_issues(columns.body, self.marks)
        yield from further_issues(columns, chosen, self.further)
        yield from currency_issues(self.currencies, columns, chosen)
        yield from row_issues(columns, self.customers, kinds, chosen)
        yield from counted_issues(columns, self.customers, chosen, self.further, self.periods)
        yield from group_issues(self.customers)
        yield from other_issues(columns, kinds)
        yield from total_row_issues(columns, kinds, chosen)
        yield from suspicious_row_issues(columns, chosen, self.source.money)
        yield from total_issues(self.source.money, kinds, columns, chosen)
        yield from self.life.issues(self.as_of.day)


def read_table(cells: Cells, request: Request) -> ReadTable:
    """Read the table that fits best. Raises the `InputError` that says why it cannot be read."""
    words = request.policy.read.blank_words
    if words:
        cells = replace(cells, grids=tuple(grid.without_words(words) for grid in cells.grids))
    shown = as_shown(locate_table(cells, request))
    kinds = sort_rows(shown.located)
    check_has_rows(shown.located, kinds, cells.path)
    merged = fill_merged(shown.located, kinds)
    columns, chosen = _measured(merged.located, kinds, request, cells.path)
    currencies = read_currencies(columns.body)
    if currencies is not None:
        columns, chosen = in_yuan(columns, currencies, chosen, sets_aside=request.sets_aside)
    by = request.by
    group = None if by is None else choose_group(columns.body, by, columns.readings, cells.path)
    life = read_life_cycle(columns, request)
    marks = read_marks(life.columns.body, request.marks, cells.path)
    further = further_measures(life.columns, request.also, cells.path)
    periods = read_periods(life.columns.body, HEADINGS)
    customers = make_customers(
        life.columns,
        chosen,
        {**({} if group is None else dict([group])), **{name: mark for name, (_, mark) in marks.items()}},
        holdings=life.holding_readings,
        summed=further_readings(further),
        sets_aside=request.sets_aside,
        merging=Merging(periods, None if group is None else group[0], request.keeps_rows),
    )
    source = make_source(cells, life.columns, customers, kinds, chosen)
    as_of = as_of_date(life.columns.body, request.as_of or request.policy.as_of, cells.path)
    return ReadTable(
        cells,
        request,
        kinds,
        merged,
        shown,
        life.columns,
        chosen,
        group,
        life,
        marks,
        further,
        currencies,
        customers,
        source,
        as_of,
        periods,
    )


def locate_table(cells: Cells, request: Request) -> Located:
    """The table; every heading that the user gave for this run must be in it."""
    mapping = {**request.policy.columns, **request.mapping}
    wanted = (request.wanted_measure, request.by, *request.mapping.values())
    names = tuple(name for name in wanted if name is not None)
    located = locate(cells, TableRequest(request.wanted_sheet, request.header_row, mapping, names))
    for text in request.mapping.values():
        single_heading(occurrences(located.understanding.headings, text), text, located, cells.path)
    return located


def _measured(
    located: Located, kinds: RowKinds, request: Request, path: Path
) -> tuple[Columns, ChosenMeasure | None]:
    """The columns and the measure; without rows that are sums of the measure."""
    columns = read_columns(located, kinds.customers, request.policy.read, request.given, request.words)
    chosen = _measure(columns, request, path)
    while chosen is not None and (without := without_sums(columns, chosen.readings)) is not None:
        columns, chosen = without, _measure(without, request, path)
    return columns, chosen


def _measure(columns: Columns, request: Request, path: Path) -> ChosenMeasure | None:
    if request.wanted_measure is not None:
        return requested_measure(columns.body, request.wanted_measure, columns.readings, path)
    chosen = default_measure(columns, request.policy.read.measure_filled)
    if chosen is None and request.needs_measure:
        raise no_measure(columns, path)
    return chosen
