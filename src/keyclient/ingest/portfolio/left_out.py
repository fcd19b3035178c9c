"""What of a portfolio does not count, in rows and yuan, and how it is told."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keyclient.ingest.portfolio.data_dates import Counted, Group
from keyclient.ingest.portfolio.ranked_by import RankedBy
from keyclient.ingest.portfolio.schema import Schema
from keyclient.ingest.portfolio.tables import MOST_WORDS
from keyclient.model.amount_words import amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.label import Label, listed_first
from keyclient.model.measure import Measure
from keyclient.model.rules.portfolio import (
    BranchesBehind,
    CellsUnreadable,
    ColumnMissingInFiles,
    EarlierLeftOut,
    LaterLeftOut,
    TextsTooVaried,
    UndatedLeftOut,
    ValuesUnreadable,
)
from keyclient.model.rules.portfolio_columns import BranchesNotCompared

_MOST_NAMED = 5
_NO_SUM = Label("of no known amount", "金额不详")


@dataclass(frozen=True)
class LeftOut:
    """Which rows count, and the sums of money of all rows and of those that count."""

    counted: Counted
    unread: int
    """Rows set aside since their value cannot be read."""
    read: Mapping[str, int]
    """By column, the sum over all rows that can be read, in whole units."""
    accepted: Mapping[str, int]
    """The same over the rows that count."""
    of: Mapping[str, Mapping[str, int]]
    """The same over those of each reason for being left out, by reason: earlier, later, undated, compared, single."""

    @property
    def rows(self) -> int:
        """How many rows do not count."""
        return self.unread + sum(_rows(groups) for groups in self._groups)

    @property
    def _groups(self) -> tuple[tuple[Group, ...], ...]:
        counted = self.counted
        return counted.earlier, counted.later, counted.undated, counted.compared, counted.single


def left_out_issues(
    ranked: RankedBy, left: LeftOut, schema: Schema, *, said: str, with_dates: bool = True
) -> Iterator[Issue]:
    """Everything that does not count or cannot be read. `said`: the data date.

    `with_dates`: False where the newer portfolio of a comparison tells what of neither date counts.
    """
    if with_dates:
        yield from _of_dates(ranked, left, said)
    yield from _behind(left)
    if left.unread and ranked.chosen is not None:
        yield ValuesUnreadable(measure=ranked.chosen.measure.label, count=left.unread)
    yield from _unreadable(ranked, sets_aside=left.unread > 0)
    yield from _too_varied(ranked)
    yield from _missing(ranked, schema)


def _of_dates(ranked: RankedBy, left: LeftOut, said: str) -> Iterator[Issue]:
    earlier, later, undated = left.counted.earlier, left.counted.later, left.counted.undated
    measure = None if ranked.chosen is None else ranked.chosen.measure
    if earlier:
        days = sorted(group.day for group in earlier if group.day is not None)
        amount = _amount(measure, left.of["earlier"])
        yield EarlierLeftOut(rows=_rows(earlier), amount=amount, dates=_dates(days[0], days[-1]))
    if later:
        yield LaterLeftOut(rows=_rows(later), amount=_amount(measure, left.of["later"]), as_of=said)
    if undated:
        yield UndatedLeftOut(rows=_rows(undated), amount=_amount(measure, left.of["undated"]))
    if single := left.counted.single:
        names = sorted({group.branch or "-" for group in single})
        yield BranchesNotCompared(
            branches=len(names),
            names=listed_first(names, _MOST_NAMED),
            rows=_rows(single),
            amount=_amount(measure, left.of["single"]),
        )


def _dates(first: dt.date, last: dt.date) -> Label:
    """One date, or the first and the last of several."""
    if first == last:
        return Label(first.isoformat(), first.isoformat())
    return Label(f"{first.isoformat()} to {last.isoformat()}", f"{first.isoformat()} 至 {last.isoformat()}")


def _behind(left: LeftOut) -> Iterator[Issue]:
    newest = left.counted.as_of
    behind = {branch: day for branch, day in left.counted.newest.items() if day is not None and day != newest}
    if behind and newest is not None:
        rows = _rows(
            [group for group in left.counted.groups if behind.get(group.branch) == group.day and group.day]
        )
        earliest = min(behind.values()).isoformat()
        yield BranchesBehind(as_of=newest.isoformat(), branches=len(behind), rows=rows, earliest=earliest)


def _unreadable(ranked: RankedBy, *, sets_aside: bool) -> Iterator[Issue]:
    """Cells that cannot be read, without those of a measure that set their rows aside: a deal counts without its amount."""
    measured = (
        ()
        if ranked.chosen is None or not sets_aside
        else tuple(reading.name for reading in ranked.chosen.readings)
    )
    for name, totals in ranked.totals.items():
        reading = ranked.readings[name]
        if totals.unread and name not in measured:
            label = fields()[name].column.label if name in fields() else Label(name, name)
            yield CellsUnreadable(
                field=name, column=reading.column.name, count=totals.unread, field_name=label
            )


def _too_varied(ranked: RankedBy) -> Iterator[Issue]:
    for name, totals in ranked.totals.items():
        reading = ranked.readings[name]
        if totals.unread and reading.is_cut:
            yield TextsTooVaried(field=name, column=reading.column.name, count=totals.unread, most=MOST_WORDS)


def _missing(ranked: RankedBy, schema: Schema) -> Iterator[Issue]:
    for reading in ranked.readings.values():
        column = reading.column
        lacking = [footer for footer in schema.footers if footer.rows and not footer.has(column.name)]
        if lacking:
            yield ColumnMissingInFiles(
                field=reading.name,
                column=column.name,
                files=len(lacking),
                of=len(schema.footers),
                rows=sum(footer.rows for footer in lacking),
            )


def _amount(measure: Measure | None, sums: Mapping[str, int]) -> Label:
    if measure is None:
        return _NO_SUM
    total = sum(sums.get(name, 0) for name in measure.columns)
    amount = amount_words(measure.amount(total), measure.kind)
    return Label(f"{measure.label.en} {amount.en}", f"{measure.label.zh} {amount.zh}")


def _rows(groups: Sequence[Group]) -> int:
    return sum(group.rows for group in groups)
