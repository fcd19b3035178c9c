"""One table of a book, read: its columns and customers, its source, and every issue found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.book_periods import BookPeriods, read_book_periods
from keyclient.ingest.cells.currencies import rates_by_code
from keyclient.ingest.columns.choose import (
    ChosenMeasure,
    choose_group,
    no_measure,
    requested_measure,
    single_heading,
)
from keyclient.ingest.columns.currency import (
    Currencies,
    currency_issues,
    in_yuan,
    read_currencies,
    without_signs,
)
from keyclient.ingest.columns.default_measure import balance_of_parts, default_measure
from keyclient.ingest.columns.field_columns import Columns, read_columns, without_sums, without_sums_of
from keyclient.ingest.columns.marks import read_marks
from keyclient.ingest.columns.rates import InYuan, convert, gained, rate_issues
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.total_defects import total_row_issues
from keyclient.ingest.customers.collect import Customers, Merging, make_customers
from keyclient.ingest.customers.from_ids import Origins, id_readings, with_ids
from keyclient.ingest.customers.only import RowsOfCustomers
from keyclient.ingest.layout.formatted import AsShown, as_shown
from keyclient.ingest.layout.headings import Heading, occurrences
from keyclient.ingest.layout.located import Located, TableRequest
from keyclient.ingest.layout.table import locate
from keyclient.ingest.life_cycle import LifeCycle, read_life_cycle, with_listed_products
from keyclient.ingest.receipt.accounts import make_source, total_issues
from keyclient.ingest.receipt.counted_issues import counted_issues, group_issues
from keyclient.ingest.receipt.damaged_texts import damage_issues
from keyclient.ingest.receipt.defects import (
    book_issues,
    column_issues,
    mark_issues,
    row_issues,
    table_issues,
)
from keyclient.ingest.receipt.further import further_issues, further_measures, further_readings
from keyclient.ingest.receipt.layout_issues import format_issues, layout_issues
from keyclient.ingest.receipt.left_out import other_issues
from keyclient.ingest.receipt.measure_issues import measure_issues
from keyclient.ingest.receipt.origin_issues import origin_issues
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
    converted: InYuan
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
    origins: Origins | None
    """Where birth dates come from, if any could come from an id number."""
    source: Source
    periods: BookPeriods
    listed: frozenset[int] | None
    """The rows of the customers that lists are about; None: all."""

    def issues(self) -> Iterator[Issue]:
        """Everything that is wrong with the book, the table, its columns and the rows of the period asked for."""
        left_out = self.periods.left_out(self.columns.body)
        return (issue for issue in self._issues() if not left_out or issue.row not in left_out)

    def _issues(self) -> Iterator[Issue]:
        columns, chosen, kinds = self.columns, self.chosen, self.kinds
        unit_median = self.request.policy.read.unit_median_yuan
        yield from self.cells.issues
        yield from book_issues(self.cells, columns)
        yield from layout_issues(columns.body, () if chosen is None else chosen.stand_ins)
        yield from measure_issues(columns.body, chosen)
        yield from format_issues(columns.body, self.shown.contradictions)
        yield from merged_issues(self.merged)
        yield from table_issues(columns)
        yield from status_issues(columns, self.request.given)
        yield from column_issues(columns, chosen, self.customers.set_aside, unit_median)
        yield from damage_issues(columns)
        yield from mark_issues(columns.body, self.marks)
        yield from further_issues(columns, chosen, self.further)
        yield from currency_issues(self.currencies, columns, chosen)
        yield from rate_issues(columns.body, self.converted)
        yield from row_issues(columns, self.customers, kinds, chosen)
        yield from self.periods.issues(columns, self.customers, chosen)
        yield from counted_issues(columns, self.customers, chosen, self.further, self.periods.counting)
        yield from group_issues(self.customers)
        yield from other_issues(columns, kinds, chosen)
        yield from total_row_issues(columns, kinds, chosen)
        yield from suspicious_row_issues(columns, chosen, self.source.money)
        yield from total_issues(
            self.source.money, kinds, columns, chosen, gained(columns.body, self.converted)
        )
        yield from self.life.issues(self.periods.as_of.day)
        yield from origin_issues(columns, self.origins)


def read_table(cells: Cells, request: Request) -> ReadTable:
    """Read the table that fits best. Raises the `InputError` that says why it cannot be read."""
    words = request.policy.read.blank_words
    if words:
        cells = replace(cells, grids=tuple(grid.without_words(words) for grid in cells.grids))
    shown = as_shown(locate_table(cells, request))
    converted = convert(shown.located, rates_by_code(request.policy.currency))
    kinds = sort_rows(converted.located)
    check_has_rows(converted.located, kinds, cells.path)
    merged = fill_merged(converted.located, kinds)
    typed = fill_merged(shown.located, kinds).located if converted.amounts else None
    columns, chosen = _measured(merged.located, kinds, request, cells.path, typed)
    currencies = read_currencies(columns.body, converted.rates)
    if currencies is not None:
        columns = in_yuan(columns, currencies, chosen, sets_aside=request.sets_aside)
    columns = without_signs(columns, chosen, sets_aside=request.sets_aside)
    by = request.by
    periods = read_book_periods(columns, chosen, request, cells.path)
    today = periods.as_of.day
    in_ids = id_readings(columns, today, derived=request.life_cycle)
    readings = {**columns.readings, **{name: in_ids[name] for name in columns.in_ids}}
    group = None if by is None else choose_group(columns.body, by, readings, cells.path)
    life = read_life_cycle(columns, request)
    marks = read_marks(life.columns.body, request.marks, cells.path)
    further = further_measures(life.columns, request.also, cells.path)
    customers = make_customers(
        life.columns,
        chosen,
        {
            **({} if group is None else dict([group])),
            **{name: mark for name, (_, mark) in marks.items()},
            **in_ids,
        },
        holdings=life.holding_readings,
        summed=further_readings(further),
        sets_aside=request.sets_aside,
        merging=Merging(
            periods.counting,
            periods.within,
            None if group is None else group[0],
            request.keeps_rows,
        ),
    )
    customers = with_listed_products(customers, life.columns, request)
    frame, origins = with_ids(customers.frame, life.columns, today)
    customers = replace(customers, frame=frame)
    source = make_source(cells, life.columns, customers, kinds, chosen)
    return ReadTable(
        cells,
        request,
        kinds,
        merged,
        shown,
        converted,
        life.columns,
        chosen,
        group,
        life,
        marks,
        further,
        currencies,
        customers,
        origins,
        source,
        periods,
        _listed(life.columns, customers, chosen, request, cells.path),
    )


def _listed(
    columns: Columns, customers: Customers, chosen: ChosenMeasure | None, request: Request, path: Path
) -> frozenset[int] | None:
    measure = None if chosen is None else chosen.measure
    if not request.only:
        return None
    return RowsOfCustomers(columns.body, columns.readings, customers, measure, path).listed(request.only)


def locate_table(cells: Cells, request: Request) -> Located:
    """The table; every heading that the user gave for this run must be in it."""
    mapping = {**request.policy.columns, **request.mapping}
    asked = [name for name, _ in request.only]
    wanted = (request.wanted_measure, request.by, *asked, *request.mapping.values())
    names = tuple(name for name in wanted if name is not None)
    located = locate(cells, TableRequest(request.wanted_sheet, request.header_row, mapping, names))
    for text in request.mapping.values():
        single_heading(occurrences(located.understanding.headings, text), text, located, cells.path)
    return located


def _measured(
    located: Located, kinds: RowKinds, request: Request, path: Path, typed: Located | None
) -> tuple[Columns, ChosenMeasure | None]:
    """The columns and the measure; without rows that are sums of the measure.

    `typed`: the table before amounts were converted, whose sums are sums too.
    """
    policy, given, words = request.policy.read, request.given, request.words
    columns = read_columns(located, kinds.customers, policy, given, words)
    if typed is not None:
        columns = without_sums_of(columns, read_columns(typed, kinds.customers, policy, given, words))
    chosen = _measure(columns, request, path)
    while chosen is not None and (without := without_sums(columns, chosen.readings)) is not None:
        columns, chosen = without, _measure(without, request, path)
    return columns, chosen


def _measure(columns: Columns, request: Request, path: Path) -> ChosenMeasure | None:
    if request.wanted_measure is not None:
        parts = balance_of_parts(columns, request.wanted_measure, request.policy.read)
        return parts or requested_measure(columns.body, request.wanted_measure, columns.readings, path)
    chosen = default_measure(columns, request.policy.read)
    if chosen is None and request.needs_measure:
        raise no_measure(columns, path)
    return chosen
