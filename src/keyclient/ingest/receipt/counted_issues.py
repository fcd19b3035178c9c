"""Amounts of repeated customers that do not count, with their sums: earlier balances, amounts repeated on every row."""

from collections.abc import Iterator, Mapping

import numpy as np

from keyclient.ingest.columns.choose import ChosenMeasure, all_columns, measure_columns
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.customers.counted import RepeatedAmount
from keyclient.ingest.customers.frame import Flags
from keyclient.ingest.customers.leavers import set_aside_at
from keyclient.ingest.layout.headings import Heading
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.amount_words import amount_of, amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.record import dataclass
from keyclient.model.rules.latest_date import CustomersUndated, LatestUnread
from keyclient.model.rules.repeats import (
    AmountsCountOnce,
    AmountsPerhapsRepeated,
    BehindLatest,
    CustomersBehind,
    CustomersInSeveralGroups,
    EarlierBalances,
)
from keyclient.model.rules.rows import RowsMerged

MOST_DATES = 12
"""How many data dates are listed with their sums; the others are one sum."""

_ADDED = Label("Amounts are added up.", "金额已相加。")
_BUT = Label(
    "Amounts are added up, but not {columns} (see {codes}).", "金额已相加，但{columns}除外（见 {codes}）。"
)
_NOT_ADDED = Label("Not added up: {columns} (see {codes}).", "{columns}未相加（见 {codes}）。")
_NO_AMOUNTS = Label("There are no amounts to add up.", "没有需要相加的金额。")


@dataclass(frozen=True)
class _Told:
    """A column whose amounts are told."""

    place: str
    """The cell of its heading."""
    name: str
    label: Label
    reading: Reading
    measure: Measure
    kept: Indices
    """The positions in the table's body of the rows."""

    def sum(self, rows: Flags) -> Label:
        """What some rows hold."""
        there = np.zeros(len(self.reading.valid), dtype=bool)
        there[self.kept[rows]] = True
        amount = self.measure.amount(self.reading.values[there & self.reading.valid].sum())
        return amount_words(amount, self.measure.kind)


def counted_issues(
    columns: Columns,
    customers: Customers,
    chosen: ChosenMeasure | None,
    further: Mapping[str, ChosenMeasure],
    periods: Periods | None,
) -> Iterator[Issue]:
    """Every column with amounts that do not count; of those that only may be repeated, the measure's alone."""
    counted = customers.counted
    read = all_columns(columns, chosen)
    for other in further.values():
        read |= {name: item for name, item in measure_columns(other).items() if name not in read}
    is_money = chosen is not None and chosen.measure.kind is MeasureKind.MONEY
    in_yuan = frozenset(measure_columns(chosen)) if is_money else frozenset()
    told = {name: _told(columns, customers, name, *read[name], in_yuan=name in in_yuan) for name in read}
    if periods is not None:
        for name, rows in counted.earlier.items():
            yield _earlier(told[name], rows, periods, customers)
        yield from _behind(told, columns, periods, customers, measure_columns(chosen))
    measured = measure_columns(chosen) or read
    for repeat in counted.repeats:
        if repeat.counts_once or repeat.column in measured:
            yield _repeated(told[repeat.column], repeat)


def merged_rows_issue(columns: Columns, customers: Customers, chosen: ChosenMeasure | None) -> Issue:
    """How many rows were merged, and what was added up: balances of several dates and repeated amounts are not."""
    sizes = np.bincount(customers.grouping.group)
    read = all_columns(columns, chosen)
    amounts = [
        name
        for name, (_, reading) in read.items()
        if reading.decimals == 2 or name in measure_columns(chosen)
    ]
    once = {repeat.column for repeat in customers.counted.repeats if repeat.counts_once}
    rules = ((EarlierBalances, {*customers.counted.earlier}), (AmountsCountOnce, once))
    apart = [name for name in amounts if any(name in names for _, names in rules)]
    codes = [rule.rule.code for rule, names in rules if names.intersection(apart)]
    label = (
        _NO_AMOUNTS
        if not amounts
        else _ADDED
        if not apart
        else _BUT
        if len(apart) < len(amounts)
        else _NOT_ADDED
    )
    added = label.filled(
        columns=listed(read[name][0].text for name in apart),
        codes=listed(codes),
    )
    return RowsMerged(rows=int(sizes[sizes > 1].sum()), customers=int((sizes > 1).sum()), added=added)


def group_issues(customers: Customers) -> Iterator[Issue]:
    """Customers who stand in several groups."""
    if customers.parts is not None:
        count = int((customers.parts["row"].value_counts() > 1).sum())
        if count:
            yield CustomersInSeveralGroups(count=count)


def _told(
    columns: Columns, customers: Customers, name: str, heading: Heading, reading: Reading, *, in_yuan: bool
) -> _Told:
    """`in_yuan`: whether it is a measure of money, which need not be a field."""
    located = columns.body.located
    place = located.grid.address(located.header_row, heading.position)
    spec = fields().get(name.removesuffix("#"))
    is_money = in_yuan or (spec is not None and spec.is_money)
    plain = heading.without_unit if is_money else heading.text
    label = Label(plain, plain) if spec is None else spec.column.label
    kind = MeasureKind.MONEY if is_money else MeasureKind.NUMBER
    measure = Measure(name, label, (name,), kind, 2 if is_money else reading.decimals)
    return _Told(place, name, label, reading, measure, customers.kept)


def _earlier(told: _Told, rows: Flags, periods: Periods, customers: Customers) -> Issue:
    of_row = periods.of_row[customers.kept]
    known = told.reading.valid[customers.kept]
    places = [place for place in range(len(periods.days)) if (rows & known & (of_row == place)).any()]
    amounts = [
        amount_of(periods.days[place], told.sum(rows & (of_row == place))) for place in places[-MOST_DATES:]
    ]
    rest = rows & ~np.isin(of_row, places[-MOST_DATES:])
    if (rest & known).any():
        amounts.append(amount_of("…", told.sum(rest)))
    return EarlierBalances(
        told.place, told.name, field_name=told.label, latest=periods.days[-1], earlier=listed(amounts)
    )


def _behind(
    told: Mapping[str, _Told],
    columns: Columns,
    periods: Periods,
    customers: Customers,
    measured: Mapping[str, object],
) -> Iterator[Issue]:
    """Customers whose rows that count all stand before the latest date, or at none, in the first balance that is not added up."""
    earlier = customers.counted.earlier
    name = next((name for name in earlier if name in measured), next(iter(earlier), None))
    if name is None:
        return
    of_row, group = periods.of_row[customers.kept], customers.grouping.group
    latest = np.full(len(group), -1, dtype=np.int64)
    np.maximum.at(latest, group, of_row)
    last = len(periods.days) - 1
    behind, dated = latest[group] < last, latest[group] >= 0
    unread = set_aside_at(columns, periods, customers.kept, last)
    kinds: tuple[tuple[type[BehindLatest], Flags], ...] = (
        (CustomersBehind, behind & dated & ~unread),
        (LatestUnread, behind & unread),
        (CustomersUndated, behind & ~dated & ~unread),
    )
    for kind, rows in kinds:
        if rows.any():
            yield kind(
                told[name].place,
                name,
                field_name=told[name].label,
                latest=periods.days[-1],
                count=len(np.unique(group[rows])),
                amount=told[name].sum(rows & ~earlier[name]),
            )


def _repeated(told: _Told, repeat: RepeatedAmount) -> Issue:
    amount = told.sum(repeat.surplus)
    if repeat.counts_once:
        return AmountsCountOnce(
            told.place, told.name, field_name=told.label, customers=repeat.customers, amount=amount
        )
    return AmountsPerhapsRepeated(
        told.place,
        told.name,
        field_name=told.label,
        customers=repeat.customers,
        of=repeat.of,
        amount=amount,
    )
