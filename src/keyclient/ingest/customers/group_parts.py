"""What each customer has in each of the groups her rows stand in."""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.customers.counted import Counted, Integers
from keyclient.ingest.customers.frame import Flags, with_value
from keyclient.ingest.customers.merge import Grouping, Values, merge_rows
from keyclient.model.column import Merge
from keyclient.model.measure import Measure


def group_parts(
    rows: pd.DataFrame, grouping: Grouping, counted: Counted, group: str, measure: Measure | None
) -> pd.DataFrame | None:
    """One row for every customer and group, as in `Portfolio.parts`; None where no customer has several rows.

    A row without a group goes with the customer's most frequent one. Rows of an earlier data date than that of the
    customer's balance put nobody into a group. An amount that stands on every row is in the most frequent group.
    """
    if not grouping.merged:
        return None
    columns = () if measure is None else measure.columns
    now = counting_rows(len(rows), counted, columns)
    customers = np.unique(grouping.group, return_inverse=True)[1][now]
    sub = pd.DataFrame(
        {"row": rows["row"].to_numpy()[grouping.group][now], "group": rows[group].to_numpy()[now]}
    )
    sub["group"] = sub["group"].astype("str")
    sub = sub.assign(**{name: rows[name].array[now] for name in columns})
    main = _main_groups(sub, customers)[customers]
    sub["group"] = sub["group"].fillna(pd.Series(main, index=sub.index, dtype="str"))
    for repeat in counted.repeats:
        if repeat.counts_once and repeat.column in columns:
            sub[repeat.column] = _in_main(sub[repeat.column], customers, sub["group"].to_numpy() == main)
    keys = pd.MultiIndex.from_arrays([customers, sub["group"]])
    first = pd.Series(np.arange(len(sub))).groupby(pd.factorize(keys)[0]).transform("min").to_numpy(np.int64)
    parts = merge_rows(sub, Grouping(first, ()), dict.fromkeys(columns, Merge.SUM))
    parts = parts if measure is None else with_value(parts, measure)
    return parts[["row", "group", *(["value"] if measure is not None else [])]]


def counting_rows(size: int, counted: Counted, columns: Collection[str]) -> Flags:
    """The rows that put a customer into a group."""
    old = [rows for name, rows in counted.earlier.items() if name in columns]
    return ~np.logical_or.reduce(old) if old else np.ones(size, dtype=bool)


def _main_groups(sub: pd.DataFrame, customers: Integers) -> npt.NDArray[np.object_]:
    """By customer: the most frequent group, "" where all are blank."""
    names = sub[["row", "group"]]
    first = pd.Series(np.arange(len(sub))).groupby(customers).transform("min").to_numpy(np.int64)
    merged = merge_rows(names, Grouping(first, ()), {"group": Merge.MODE})
    at = np.unique(customers[np.unique(first)], return_index=True)[1]
    return merged["group"].fillna("").to_numpy(dtype=object)[at]


def _in_main(values: Values, customers: Integers, is_main: Flags) -> Values:
    """The amount of each customer, wherever it stood, in the first row of the main group."""
    whole = values.groupby(customers).transform("sum", min_count=1)
    first = ~pd.Series(customers).where(is_main, -1 - np.arange(len(customers))).duplicated().to_numpy()
    return whole.where(is_main & first).astype(values.dtype)
