"""From the rows of a table to its customers: rows set aside, rows of one customer merged."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from keyclient.ingest.columns.choose import ChosenMeasure
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.frame import Flags, build_frame, with_value
from keyclient.ingest.customers.merge import Grouping, group_rows, merge_rows, split_excesses
from keyclient.ingest.rows.row_kinds import Indices
from keyclient.model.column import Merge
from keyclient.model.fields import fields

NOTHING: Mapping[str, Reading] = MappingProxyType({})
"""No readings."""


@dataclass(frozen=True)
class Customers:
    """The customers of a table."""

    frame: pd.DataFrame
    """One row per customer; see `Portfolio`."""
    rows: pd.DataFrame
    """The rows before merging, without those set aside."""
    kept: Indices
    """The position in the table's body of each row of `rows`."""
    set_aside: Flags
    """Rows of the body that were set aside."""
    grouping: Grouping
    are_events: bool = False
    """Whether the rows were kept separate because they are events."""


def make_customers(
    columns: Columns,
    chosen: ChosenMeasure | None,
    extra: Mapping[str, Reading],
    *,
    holdings: Mapping[str, Reading] = NOTHING,
    summed: Mapping[str, Reading] = NOTHING,
    sets_aside: bool = True,
    keeps_rows: Callable[[pd.DataFrame], bool] | None = None,
) -> Customers:
    """Set aside rows with an unreadable measure, and merge the rows of one customer.

    `extra`: readings of columns that are not fields, by frame column. `holdings`: of columns that say who holds what.
    `summed`: of further numbers, which are added up. Unless `sets_aside`, an unreadable measure is blank. Rows that
    are events according to `keeps_rows` are not merged.
    """
    set_aside = _set_aside(columns, chosen if sets_aside else None)
    kept = np.flatnonzero(~set_aside)
    measured = chosen.readings if chosen is not None else {}
    readings = {**columns.readings, **measured, **extra, **holdings, **summed}
    frame = build_frame(readings, columns.body.rows)
    rows = frame[~set_aside].reset_index(drop=True) if set_aside.any() else frame
    damaged = np.zeros(len(columns.body.rows), dtype=bool)
    if "customer_id" in columns.readings:
        damaged[list(columns.readings["customer_id"].suspect)] = True
    stay = keeps_rows is not None and keeps_rows(rows)
    rules = {**_rules(chosen), **dict.fromkeys(holdings, Merge.ANY), **dict.fromkeys(summed, Merge.SUM)}
    grouping = Grouping(np.arange(len(rows)), ())
    if not stay:
        grouping = group_rows(_without_damaged(rows, columns, kept), damaged[kept])
        grouping = split_excesses(rows, grouping, _bounds(rows))
    merged = merge_rows(rows, grouping, rules)
    if chosen is None:
        return Customers(merged, rows, kept, set_aside, grouping, stay)
    merged, rows = with_value(merged, chosen.measure), with_value(rows, chosen.measure)
    return Customers(merged, rows, kept, set_aside, grouping, stay)


def _set_aside(columns: Columns, chosen: ChosenMeasure | None) -> Flags:
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
