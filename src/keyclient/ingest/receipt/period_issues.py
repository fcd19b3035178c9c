"""The data dates of a book that count, and what the others hold."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.bare_dates import BareDates
from keyclient.ingest.columns.periods.chosen_period import ChosenPeriod
from keyclient.ingest.columns.periods.names_over_dates import NamesOverDates
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.customers.leavers import Leavers
from keyclient.model.amount_words import amount_of, amount_words
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.rules.balances import BalancesPerhapsOfDates, CustomersLeft
from keyclient.model.rules.latest_date import GroupMissing, NamesAddedUp
from keyclient.model.rules.periods import FlowsAddedUp, PeriodChosen

MOST_DATES = 12
"""How many data dates are listed with what they hold; the earlier ones are one sum."""
GROUPS = ("branch", "manager")
"""What customers are looked after by; one whose customers are all gone at once is rather a defect of the export."""
LEAST_MISSING = 10
"""So few customers may leave a branch or a manager in one month."""
_UNDATED = "—"
_ROWS = Label("({count})", "({count})")


def period_issues(
    columns: Columns, chosen: ChosenMeasure | None, period: ChosenPeriod | None
) -> Iterator[Issue]:
    """The period that was asked for, and what is left out for it."""
    if period is None or period.within.all():
        return
    located, periods = columns.body.located, period.periods
    yield PeriodChosen(
        located.grid.address(located.header_row, periods.heading.position),
        periods.heading.text,
        heading=periods.heading.text,
        period=listed(period.days),
        count=int((~period.within).sum()),
        earlier=listed(_held(period, chosen)),
    )


def _held(period: ChosenPeriod, chosen: ChosenMeasure | None) -> Iterator[Label]:
    """What the rows of each other date hold; of many dates the last ones, and the rest in one."""
    of_row, days = period.periods.of_row, period.periods.days
    left = [place for place in range(-1, len(days)) if place not in period.places and (of_row == place).any()]
    rest, last = left[:-MOST_DATES], left[-MOST_DATES:]
    if rest:
        yield amount_of("…", _amount(np.isin(of_row, rest), chosen))
    for place in last:
        day = _UNDATED if place < 0 else days[place]
        yield amount_of(day, _amount(of_row == place, chosen))


def _amount(rows: Flags, chosen: ChosenMeasure | None) -> Label:
    """What some rows of the body hold of the measure; without a measure how many they are."""
    if chosen is None:
        return _ROWS.filled(count=f"{int(rows.sum()):,}")
    parts = [reading.values[rows & reading.valid].sum() for reading in chosen.readings.values()]
    return amount_words(chosen.measure.amount(sum(parts)), chosen.measure.kind)


def doubtful_date_issues(
    columns: Columns, chosen: ChosenMeasure | None, dates: BareDates | None
) -> Iterator[Issue]:
    """A column that may hold data dates, where balances are added up over them."""
    if dates is None or chosen is None or not all(map(is_balance, chosen.readings)):
        return
    located, heading = columns.body.located, dates.periods.heading
    yield BalancesPerhapsOfDates(
        located.grid.address(located.header_row, heading.position),
        heading.text,
        heading=heading.text,
        count=dates.several,
        amount=_worth(dates.before, chosen),
        measure=chosen.measure.label,
    )


def name_issues(
    columns: Columns, chosen: ChosenMeasure | None, names: NamesOverDates | None
) -> Iterator[Issue]:
    """Balances of a book without ids that are added up over its data dates."""
    if names is None or names.is_series or chosen is None:
        return
    located, dates = columns.body.located, names.dates
    before = (dates.of_row >= 0) & (dates.of_row < len(dates.days) - 1)
    yield NamesAddedUp(
        located.grid.address(located.header_row, dates.heading.position),
        dates.heading.text,
        heading=dates.heading.text,
        latest=dates.days[-1],
        of=names.now,
        count=names.recurring,
        amount=_worth(before, chosen),
        measure=chosen.measure.label,
    )


def leaver_issues(columns: Columns, left: Leavers | None, chosen: ChosenMeasure | None) -> Iterator[Issue]:
    """Customers who are set aside because they are not in the book at its latest date; branches that are not, first."""
    if left is None or chosen is None:
        return
    yield from _groups_missing(columns, left, chosen)
    name, heading = next(iter(chosen.headings.items()))
    yield CustomersLeft(
        columns.body.located.grid.address(columns.body.located.header_row, heading.position),
        name,
        latest=left.latest,
        there=left.there,
        count=left.customers,
        rows=int(left.rows.sum()),
        amount=_worth(left.last, chosen),
        measure=chosen.measure.label,
    )


def _groups_missing(columns: Columns, left: Leavers, chosen: ChosenMeasure) -> Iterator[Issue]:
    """Branches and managers of many customers, none of whom is in the book at its latest date."""
    located = columns.body.located
    for field in GROUPS:
        if field not in columns.readings:
            continue
        names = pd.Series(columns.readings[field].values)
        gone = pd.DataFrame({"name": names[left.last], "customer": left.customer[left.last]}).dropna()
        sizes = gone.groupby("name", sort=False)["customer"].nunique()
        there = set(names[left.now].dropna())
        for name, count in sizes[sizes >= LEAST_MISSING].items():
            if name not in there:
                yield GroupMissing(
                    located.grid.address(located.header_row, columns.headings[field].position),
                    field,
                    column=columns.headings[field].text,
                    name=str(name),
                    latest=left.latest,
                    count=int(count),
                    amount=_worth(left.last & (names == name).to_numpy(), chosen),
                    measure=chosen.measure.label,
                )


def _worth(rows: Flags, chosen: ChosenMeasure) -> Label:
    """What some rows of the body hold of the measure, in words."""
    parts = [reading.values[rows & reading.valid].sum() for reading in chosen.readings.values()]
    return amount_words(chosen.measure.amount(sum(parts)), chosen.measure.kind)


def flow_issues(
    columns: Columns, customers: Customers, chosen: ChosenMeasure | None, periods: Periods | None
) -> Iterator[Issue]:
    """A measure that is no balance is the sum over the data dates of the book."""
    if periods is None or chosen is None or not customers.grouping.merged:
        return
    places = [place for place in range(len(periods.days)) if (periods.of_row[customers.kept] == place).any()]
    flows = [name for name in chosen.readings if not is_balance(name)]
    if not flows or len(places) < 2:
        return
    located, heading = columns.body.located, chosen.headings[flows[0]]
    yield FlowsAddedUp(
        located.grid.address(located.header_row, heading.position),
        flows[0],
        field_name=chosen.measure.label if len(chosen.readings) == 1 else Label(heading.text, heading.text),
        count=len(places),
        first=periods.days[places[0]],
        latest=periods.days[places[-1]],
    )
