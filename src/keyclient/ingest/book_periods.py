"""The data dates of a book: its own, those of its rows, and which of them count."""

from collections.abc import Iterator
from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import NoDataDates, NoPeriods, PeriodNotFound
from keyclient.ingest.cells.spans import span_of
from keyclient.ingest.columns.body import Body
from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.bare_dates import BareDates, bare_dates
from keyclient.ingest.columns.periods.chosen_period import ChosenPeriod, choose_period
from keyclient.ingest.columns.periods.names_over_dates import NamesOverDates, names_over_dates
from keyclient.ingest.columns.periods.row_dates import Periods, periods_under, read_periods
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.layout.headings import occurrences
from keyclient.ingest.receipt.asof import HEADINGS, AsOf, as_of_date
from keyclient.ingest.receipt.period_issues import (
    doubtful_date_issues,
    flow_issues,
    leaver_issues,
    name_issues,
    period_issues,
)
from keyclient.model.fields import DATA_DATE
from keyclient.model.issue import Issue
from keyclient.model.record import dataclass


@dataclass(frozen=True)
class BookPeriods:
    """The data dates of a book, and the period that was asked for."""

    as_of: AsOf
    """The data date of the whole."""
    dates: Periods | None
    """The column of data dates, if there is one."""
    chosen: ChosenPeriod | None
    """The dates of the period that was asked for; None where none was, or where the whole book is of it."""

    doubtful: BareDates | None = None
    """A column that may hold data dates and is not taken for them."""
    names: NamesOverDates | None = None
    """Of a book without ids for which no period was asked: its names at its data dates."""

    @property
    def counting(self) -> Periods | None:
        """The data dates of the rows, if there are several: balances count at the latest of them."""
        if self.dates is None or not self.dates.are_several:
            return None
        return self.dates if self.chosen is None else self.chosen.up_to

    @property
    def within(self) -> Flags | None:
        """The rows of the period that was asked for; None: all."""
        return None if self.chosen is None else self.chosen.within

    def left_out(self, body: Body) -> frozenset[int]:
        """The rows of other periods than the one asked for, as Excel numbers them."""
        return frozenset() if self.within is None else frozenset((body.rows[~self.within] + 1).tolist())

    def issues(
        self, columns: Columns, customers: Customers, measure: ChosenMeasure | None
    ) -> Iterator[Issue]:
        """Which dates count and what the others hold."""
        yield from period_issues(columns, measure, self.chosen)
        yield from doubtful_date_issues(columns, measure, self.doubtful)
        yield from name_issues(columns, measure, self.names)
        left = customers.left if self.names is None else self.names.left
        yield from leaver_issues(columns, left, measure)
        yield from flow_issues(columns, customers, measure, self.counting)


def read_book_periods(
    columns: Columns, measure: ChosenMeasure | None, request: Request, path: Path
) -> BookPeriods:
    """The data dates of a book. Raises `PeriodNotFound` or `NoPeriods` where it has none of the period asked for.

    Of a book whose customers have names alone, at several dates, the latest date is chosen where no period is asked for.
    """
    body = columns.body
    mapped = _mapped(body, request, path)
    dates = mapped or read_periods(body, HEADINGS)
    is_known = mapped is not None or (dates is not None and dates.are_several)
    bare = None if is_known else bare_dates(columns, measure)
    if bare is not None and bare.is_series:
        dates, bare = bare.periods, None
    own = as_of_date(body, None, path, dates, by_sheet=request.dated_by_sheet)
    chosen = _chosen(dates, own, request.period, path)
    names = names_over_dates(columns, measure, dates) if request.period is None else None
    if names is not None and names.is_series:
        chosen = ChosenPeriod(names.dates, (len(names.dates.days) - 1,))
    if (said := request.as_of or request.policy.as_of) is not None:
        return BookPeriods(AsOf(said, from_file=False), dates, chosen, bare, names)
    day = None if chosen is None else chosen.as_of
    return BookPeriods(own if day is None else AsOf(day, from_file=False), dates, chosen, bare, names)


def _mapped(body: Body, request: Request, path: Path) -> Periods | None:
    """The data dates of the column that the user names. Raises `NoDataDates` where these are no dates."""
    wanted = request.mapping.get(DATA_DATE) or request.policy.columns.get(DATA_DATE)
    found = occurrences(body.located.understanding.headings, wanted) if wanted else []
    if len(found) != 1:
        return None
    dates = periods_under(body, found[0])
    if dates is None:
        raise NoDataDates(path=path, heading=found[0].text)
    return dates


def _chosen(dates: Periods | None, own: AsOf, typed: str | None, path: Path) -> ChosenPeriod | None:
    if typed is None:
        return None
    if dates is not None:
        return choose_period(dates, typed, path)
    if own.from_file:
        raise NoPeriods(path=path, period=typed, as_of=own.day)
    span = span_of(typed)
    if span is None or not span.holds(own.day):
        raise PeriodNotFound(path=path, period=typed, periods=own.day)
    return None
