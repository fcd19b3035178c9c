"""From the rows of a table to its customers: rows set aside, rows of one customer merged."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from keyclient.ingest.choose import Chosen
from keyclient.ingest.columns import Columns
from keyclient.ingest.frame import Flags, build_frame, with_value
from keyclient.ingest.merge import Grouping, group_rows, merge_rows
from keyclient.ingest.reading import Reading
from keyclient.ingest.rows import Indices
from keyclient.model.column import Merge
from keyclient.model.fields import fields


@dataclass(frozen=True)
class Customers:
    """The customers of a table."""

    frame: pd.DataFrame
    """One row a customer; see `Portfolio`."""
    rows: pd.DataFrame
    """The same before merging: one row a row of the book that was not set aside."""
    kept: Indices
    """The row of the table's body that each row of `rows` is."""
    aside: Flags
    """Rows of the body that were set aside."""
    grouping: Grouping


def make_customers(
    columns: Columns,
    chosen: Chosen | None,
    extra: Mapping[str, Reading],
    summed: Mapping[str, Reading] | None = None,
) -> Customers:
    """Set aside the rows whose measure cannot be read, and merge the rows that are one customer.

    `extra`: readings of columns that are no field, by frame column. `summed`: of further numbers, which add up.
    """
    summed = summed or {}
    aside = _set_aside(columns, chosen)
    kept = np.flatnonzero(~aside)
    readings = {**columns.readings, **(chosen.readings if chosen is not None else {}), **extra, **summed}
    frame = build_frame(readings, columns.body.rows)
    rows = frame[~aside].reset_index(drop=True) if aside.any() else frame
    damaged = np.zeros(len(columns.body.rows), dtype=bool)
    if "customer_id" in columns.readings:
        damaged[list(columns.readings["customer_id"].suspect)] = True
    grouping = group_rows(rows, damaged[kept])
    merged = merge_rows(rows, grouping, {**_rules(chosen), **dict.fromkeys(summed, Merge.SUM)})
    if chosen is None:
        return Customers(merged, rows, kept, aside, grouping)
    return Customers(
        with_value(merged, chosen.measure), with_value(rows, chosen.measure), kept, aside, grouping
    )


def _set_aside(columns: Columns, chosen: Chosen | None) -> Flags:
    """Rows in which a column of the measure cannot be read, or whose cells may have slipped sideways."""
    aside = np.zeros(len(columns.body.rows), dtype=bool)
    if chosen is not None:
        for reading in chosen.readings.values():
            aside[list(reading.bad)] = True
    aside[[row for row, (_, is_over) in columns.body.uneven.items() if is_over]] = True
    return aside


def _rules(chosen: Chosen | None) -> dict[str, Merge]:
    rules = {name: spec.column.merge for name, spec in fields().items()}
    if chosen is not None:
        rules.update(dict.fromkeys(chosen.readings, Merge.SUM))
    return rules
