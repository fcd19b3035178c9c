"""From the rows of a table to its customers: rows set aside, rows of one customer merged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.periods.row_dates import Periods
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.balances import is_balance
from keyclient.ingest.customers.counted import (
    Compared,
    Counted,
    before_latest,
    count_amounts,
    latest_balances,
    latest_words,
)
from keyclient.ingest.customers.frame import Flags, build_frame, with_value
from keyclient.ingest.customers.group_parts import GroupParts
from keyclient.ingest.customers.leavers import Leavers, leavers
from keyclient.ingest.customers.merge import Grouping, group_rows, merge_rows, places, split_excesses
from keyclient.ingest.customers.repeats import identical_rows
from keyclient.ingest.customers.row_marks import event_of_row, is_of_account
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.column import Merge
from keyclient.model.fields import fields
from keyclient.model.record import dataclass

AHEAD = ("maturity_date",)
"""Dates that lie ahead, as of the data date."""
NOTHING: Mapping[str, Reading] = MappingProxyType({})
"""No readings."""


@dataclass(frozen=True)
class Merging:
    """How the rows of one customer are merged."""

    periods: Periods | None = None
    """The data dates of the rows, if there are several: balances count at the latest."""
    within: Flags | None = None
    """The rows of the body that are of the period asked for; None: all. The others are set aside."""
    group: str | None = None
    """The frame column to group by."""
    keeps_rows: Callable[[pd.DataFrame], bool] | None = None
    """Says of rows that they are events and stay separate."""


MERGING = Merging()
"""Without data dates and groups."""


@dataclass(frozen=True)
class Customers:
    """The customers of a table."""

    frame: pd.DataFrame
    """One row per customer; see `Portfolio`."""
    rows: pd.DataFrame
    """The rows before merging, without those set aside and blank where an amount does not count."""
    kept: Indices
    """The position in the table's body of each row of `rows`."""
    set_aside: Flags
    """Rows of the body that were set aside."""
    grouping: Grouping
    counted: Counted
    """Which amounts of repeated customers count."""
    parts: pd.DataFrame | None = None
    """What customers have in each of their groups; see `Portfolio`."""
    split: GroupParts | None = None
    """What they have in the groups of any columns, where any customer has several rows."""
    are_events: bool = False
    """Whether the rows were kept separate because they are events."""
    left: Leavers | None = None
    """The customers who have left, whose rows are set aside."""
    as_read: frozenset[str] = frozenset()
    """The columns of texts and dates in `rows` that hold what was read, in all rows of the body."""


def make_customers(
    columns: Columns,
    chosen: ChosenMeasure | None,
    extra: Mapping[str, Reading],
    *,
    holdings: Mapping[str, Reading] = NOTHING,
    summed: Mapping[str, Reading] = NOTHING,
    sets_aside: bool = True,
    merging: Merging = MERGING,
) -> Customers:
    """Set aside rows with an unreadable measure, and merge the rows of one customer.

    `extra`: readings of columns that are not fields, by frame column. `holdings`: of columns that say who holds what.
    `summed`: of further numbers, which are added up. Unless `sets_aside`, an unreadable measure is blank. Rows that
    are events according to `merging` are not merged.
    """
    set_aside = without_value(columns, chosen if sets_aside else None)
    if merging.within is not None:
        set_aside |= ~merging.within
    kept = np.flatnonzero(~set_aside) if set_aside.any() else places(len(set_aside))
    measured = chosen.readings if chosen is not None else {}
    readings = {**columns.readings, **measured, **extra, **holdings, **summed}
    frame = _in_yuan(build_frame(readings, columns.body.rows), columns)
    rows = frame[~set_aside].reset_index(drop=True) if set_aside.any() else frame
    damaged = np.zeros(len(columns.body.rows), dtype=bool)
    if "customer_id" in columns.readings:
        damaged[list(columns.readings["customer_id"].suspect)] = True
    stay = merging.keeps_rows is not None and merging.keeps_rows(rows)
    rules = {**_rules(chosen), **dict.fromkeys(holdings, Merge.ANY), **dict.fromkeys(summed, Merge.SUM)}
    grouping = Grouping(places(len(rows)), ())
    if not stay:
        grouping = group_rows(_without_damaged(rows, columns, kept), damaged[kept])
    left = None if stay else leavers(columns, chosen, merging.periods, kept, grouping.group, merging.within)
    if left is not None:
        within = ~left.rows if merging.within is None else merging.within & ~left.rows
        there = make_customers(
            columns,
            chosen,
            extra,
            holdings=holdings,
            summed=summed,
            sets_aside=sets_aside,
            merging=replace(merging, within=within),
        )
        return replace(there, left=left)
    added = [name for name in map(str, rows) if rules.get(name) is Merge.SUM and _is_amount(name)]
    counted = _counted(columns, rows, kept, grouping, added, merging.periods)
    if not stay:
        grouping = split_excesses(counted.frame, grouping, _bounds(rows))
    if grouping.excesses:
        counted = _counted(columns, rows, kept, grouping, added, merging.periods)
    rows = counted.frame
    merged = merge_rows(_as_known_last(rows, grouping, rules, merging.periods, kept), grouping, rules)
    if chosen is not None:
        merged, rows = with_value(merged, chosen.measure), with_value(rows, chosen.measure)
    split = _split((rows, grouping, counted), chosen, rules, merging.periods, kept)
    parts = _parts(split, merging.group)
    whole = frozenset[str]() if set_aside.any() else _as_read(columns.readings, readings)
    return Customers(merged, rows, kept, set_aside, grouping, counted, parts, split, stay, as_read=whole)


def _as_read(own: Mapping[str, Reading], taken: Mapping[str, Reading]) -> frozenset[str]:
    """The fields of texts and dates whose frame columns are of the book's own readings; amounts may change."""
    texts_and_days = (
        name
        for name, one in own.items()
        if isinstance(one.values, pa.ChunkedArray | pa.Array) or one.values.dtype.kind == "M"
    )
    return frozenset(name for name in texts_and_days if taken[name] is own[name])


def _split(
    merged: tuple[pd.DataFrame, Grouping, Counted],
    chosen: ChosenMeasure | None,
    rules: Mapping[str, Merge],
    periods: Periods | None,
    kept: Indices,
) -> GroupParts | None:
    """What divides the customers among groups; None where no customer has several rows."""
    rows, grouping, counted = merged
    if not grouping.merged:
        return None
    latest = None if periods is None else ~before_latest(grouping.group, periods.of_row[kept])
    measure = None if chosen is None else chosen.measure
    return GroupParts(rows, grouping, counted, measure, rules, latest)


def _parts(split: GroupParts | None, group: str | None) -> pd.DataFrame | None:
    return None if split is None or group is None else split([group]).rename(columns={group: "group"})


def _as_known_last(
    rows: pd.DataFrame,
    grouping: Grouping,
    rules: Mapping[str, Merge],
    periods: Periods | None,
    kept: Indices,
) -> pd.DataFrame:
    """The rows with stage, manager, tier and the like of the latest data date alone on which the customer has one.

    What matures is that of the customer's latest data date, like a balance: an earlier maturity is over.
    """
    if periods is None or not grouping.merged:
        return rows
    named = [name for name in map(str, rows) if rules.get(name, Merge.MODE) in (Merge.MODE, Merge.ANY)]
    last = [name for name in named if name not in ("row", "value")]
    period = periods.of_row[kept]
    old = before_latest(grouping.group, period)
    ahead = {name: rows[name].mask(old) for name in AHEAD if name in rows}
    return latest_words(rows.assign(**ahead), grouping.group, last, period)


def _is_amount(column: str) -> bool:
    """Whether a column is money or a number of the book's own; visits are counted in every row."""
    return column not in fields() or fields()[column].is_money


def _counted(
    columns: Columns,
    rows: pd.DataFrame,
    kept: Indices,
    grouping: Grouping,
    summed: Sequence[str],
    periods: Periods | None,
) -> Counted:
    """What counts of the amounts of repeated customers."""
    if not grouping.merged:
        return Counted(rows)
    period = None if periods is None else periods.of_row[kept]
    latest = Counted(rows)
    if period is not None:
        latest = latest_balances(rows, grouping.group, list(filter(is_balance, summed)), period)
    in_body = np.zeros(len(columns.body.rows), dtype=bool)
    in_body[kept[np.bincount(grouping.group, minlength=len(rows))[grouping.group] > 1]] = True
    copies = np.isin(kept, identical_rows(columns.body, in_body))
    body = columns.body
    accounts = [name for name in summed if is_of_account(name, body)]
    compared = Compared(grouping.group, copies, period, event_of_row(body, kept), accounts, _apart(rows))
    once = count_amounts(latest.frame, summed, compared)
    return Counted(once.frame, once.repeats, latest.earlier)


def _apart(rows: pd.DataFrame) -> dict[str, npt.NDArray[np.int64]]:
    """What tells one amount of a customer from another: equal amounts that mature on different days are several."""
    if "maturity_amount" not in rows or "maturity_date" not in rows:
        return {}
    return {"maturity_amount": pd.factorize(rows["maturity_date"])[0].astype(np.int64)}


def _in_yuan(frame: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """The rows without the amounts that are in a foreign currency."""
    if not columns.without_money:
        return frame
    height = np.arange(len(frame))
    return frame.assign(
        **{name: frame[name].mask(np.isin(height, rows)) for name, rows in columns.without_money.items()}
    )


def without_value(columns: Columns, chosen: ChosenMeasure | None) -> Flags:
    """Rows in which a column of the measure is unreadable, whose cells may have shifted sideways, or in a foreign currency."""
    set_aside = np.zeros(len(columns.body.rows), dtype=bool)
    set_aside[list(columns.foreign)] = True
    if chosen is not None:
        for reading in chosen.readings.values():
            set_aside[list(reading.bad)] = True
    set_aside[[row for row, (_, is_over) in columns.body.uneven.items() if is_over]] = True
    return set_aside


def _without_damaged(rows: pd.DataFrame, columns: Columns, kept: Indices) -> pd.DataFrame:
    """The rows without id numbers that have lost digits, since these identify nobody."""
    reading = columns.readings.get("id_number")
    if reading is None or not reading.suspect:
        return rows
    damaged = np.isin(kept, list(reading.suspect))
    return rows.assign(id_number=rows["id_number"].where(~damaged))


def _bounds(rows: pd.DataFrame) -> dict[str, float]:
    """The largest value a customer may have in each column whose rows are added up."""
    summed = (spec for spec in fields().values() if spec.column.merge is Merge.SUM and spec.name in rows)
    return {spec.name: float(spec.bounds.high) for spec in summed if spec.bounds is not None}


def _rules(chosen: ChosenMeasure | None) -> dict[str, Merge]:
    rules = {name: spec.column.merge for name, spec in fields().items()}
    if chosen is not None:
        rules.update(dict.fromkeys(chosen.readings, Merge.SUM))
    return rules
