"""One table of a book, read: its columns and customers, its source, and every issue found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from keyclient.ingest.base.bulk import give_back
from keyclient.ingest.base.request import Request
from keyclient.ingest.book_periods import BookPeriods, read_book_periods
from keyclient.ingest.columns.changes import change_issues
from keyclient.ingest.columns.choose import (
    ChosenMeasure,
    choose_group,
)
from keyclient.ingest.columns.currency.foreign import (
    Currencies,
    currency_issues,
)
from keyclient.ingest.columns.currency.rates import gained, rate_issues
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.marks import read_marks
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.columns.sums.total_defects import total_row_issues
from keyclient.ingest.customers.collect import Customers, Merging, make_customers
from keyclient.ingest.customers.from_ids import Origins, id_readings, with_ids, without_derived
from keyclient.ingest.customers.listed import Listed, listed_customers
from keyclient.ingest.customers.only import RowsOfCustomers
from keyclient.ingest.laid_out import LaidOut, lay_out
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.life_cycle import LifeCycle, read_life_cycle, with_listed_products
from keyclient.ingest.ranked_by import ranked_by
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
from keyclient.ingest.receipt.measure_issues import measure_issues, partly_used
from keyclient.ingest.receipt.origin_issues import origin_issues
from keyclient.ingest.receipt.status_issues import status_issues
from keyclient.ingest.receipt.suspicious_rows import suspicious_row_issues
from keyclient.ingest.rows.merged_cells import merged_issues
from keyclient.ingest.source.opening import Cells
from keyclient.model.issue import Issue
from keyclient.model.receipt import Source
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class ReadTable:
    """Everything that was read from one table."""

    request: Request
    laid_out: LaidOut
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
    listed: Listed
    """The customers that lists are about."""

    def issues(self) -> Iterator[Issue]:
        """Everything that is wrong with the book, the table, its columns and the rows of the period asked for."""
        left_out = self.periods.left_out(self.columns.body)
        return (issue for issue in self._issues() if not left_out or issue.row not in left_out)

    def _issues(self) -> Iterator[Issue]:
        columns, chosen, laid_out = self.columns, self.chosen, self.laid_out
        kinds, converted = laid_out.kinds, laid_out.converted
        unit_median = self.request.policy.read.unit_median_yuan
        yield from laid_out.cells.issues
        yield from book_issues(laid_out.cells, columns)
        stand_ins = () if chosen is None else chosen.stand_ins
        yield from layout_issues(columns.body, (*stand_ins, *partly_used(columns.body, chosen)))
        is_default = self.request.wanted_measure is None
        yield from measure_issues(columns.body, chosen, is_default=is_default)
        yield from change_issues(columns)
        yield from format_issues(columns.body, laid_out.shown.contradictions)
        yield from merged_issues(laid_out.merged)
        yield from table_issues(columns)
        yield from status_issues(columns, self.request.given)
        yield from column_issues(columns, chosen, self.customers.set_aside, unit_median)
        yield from damage_issues(columns)
        yield from mark_issues(columns.body, self.marks)
        yield from further_issues(columns, chosen, self.further)
        yield from currency_issues(self.currencies, columns, chosen)
        yield from rate_issues(columns.body, converted)
        yield from row_issues(columns, self.customers, kinds, chosen)
        yield from self.periods.issues(columns, self.customers, chosen)
        yield from counted_issues(columns, self.customers, chosen, self.further, self.periods.counting)
        yield from group_issues(self.customers)
        yield from other_issues(columns, kinds, chosen)
        yield from total_row_issues(columns, kinds, chosen)
        yield from suspicious_row_issues(columns, chosen, self.source.money)
        yield from total_issues(self.source.money, kinds, columns, chosen, gained(columns.body, converted))
        yield from self.life.issues(self.periods.as_of.day)
        yield from origin_issues(columns, self.origins)


def read_table(cells: Cells, request: Request) -> ReadTable:
    """Read the table that fits best. Raises the `InputError` that says why it cannot be read."""
    laid_out = lay_out(cells, request)
    ranked = ranked_by(laid_out, request, cells.path)
    periods = read_book_periods(ranked.columns, ranked.chosen, request, cells.path)
    derived = request.life_cycle or bool(request.bands)
    in_ids = id_readings(ranked.columns, periods.as_of.day, derived=derived)
    group = _group(ranked.columns, in_ids, request, cells.path)
    life = read_life_cycle(ranked.columns, request)
    columns = life.columns
    marks = read_marks(columns.body, request.marks, cells.path)
    further = further_measures(columns, request.also, cells.path)
    grouped = {} if group is None else dict([group])
    marked = {name: mark for name, (_, mark) in marks.items()}
    give_back(len(columns.body.rows))
    customers = make_customers(
        columns,
        ranked.chosen,
        {**grouped, **marked, **in_ids},
        holdings=life.holding_readings,
        summed=further_readings(further),
        sets_aside=request.sets_aside,
        merging=_merging(periods, group, request),
    )
    customers = with_listed_products(customers, columns, request)
    measure = None if ranked.chosen is None else ranked.chosen.measure
    known = RowsOfCustomers(columns.body, columns.readings, customers, measure, cells.path)
    listed = listed_customers(known, columns, in_ids, periods, request)
    stated = customers.frame if request.life_cycle else without_derived(customers.frame)
    frame, origins = with_ids(stated, columns, periods.as_of.day)
    customers = replace(customers, frame=frame)
    return ReadTable(
        request=request,
        laid_out=laid_out,
        columns=columns,
        chosen=ranked.chosen,
        group=group,
        life=life,
        marks=marks,
        further=further,
        currencies=ranked.currencies,
        customers=customers,
        origins=origins,
        source=make_source(laid_out.cells, columns, customers, laid_out.kinds, ranked.chosen),
        periods=periods,
        listed=listed,
    )


def _group(
    columns: Columns, in_ids: Mapping[str, Reading], request: Request, path: Path
) -> tuple[str, Reading] | None:
    """What customers are grouped by; a field that is mapped to the id numbers is what they say."""
    if request.by is None:
        return None
    readings = {**columns.readings, **{name: in_ids[name] for name in columns.in_ids}}
    return choose_group(columns.body, request.by, readings, path)


def _merging(periods: BookPeriods, group: tuple[str, Reading] | None, request: Request) -> Merging:
    by = None if group is None else group[0]
    return Merging(periods.counting, periods.within, by, request.keeps_rows)
