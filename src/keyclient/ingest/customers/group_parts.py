"""What each customer has in each of the groups her rows stand in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.customers.counted import Counted, Integers
from keyclient.ingest.customers.frame import Flags, with_value
from keyclient.ingest.customers.merge import Grouping, Values, merge_rows
from keyclient.model.column import Merge
from keyclient.model.measure import Measure

_BETWEEN = "\x1f"
"""Between the names of the groups of several columns."""


@dataclass(frozen=True)
class GroupParts:
    """The rows of repeated customers, which divide them among the groups of any columns; see `Portfolio.split`."""

    rows: pd.DataFrame
    grouping: Grouping
    counted: Counted
    measure: Measure | None
    rules: Mapping[str, Merge]
    """How further columns merge."""
    latest: Flags | None = None
    """The rows of each customer's latest data date, if there are several dates."""

    def __call__(self, by: Sequence[str], further: Sequence[str] = ()) -> pd.DataFrame:
        """One row for every customer and combination of groups.

        A row without a group goes with the customer's most frequent one. Rows of an earlier data date put nobody into a
        group unless they have amounts that count, nor where further columns say how things stand. An amount that stands
        on every row is in the most frequent group.
        """
        columns = () if self.measure is None else self.measure.columns
        now = counting_rows(len(self.rows), self.counted, columns)
        if self.latest is not None and (further or not columns):
            now &= self.latest
        customers = np.unique(self.grouping.group, return_inverse=True)[1][now]
        sub = pd.DataFrame({"row": self.rows["row"].to_numpy()[self.grouping.group][now]})
        sub = sub.assign(**{name: self.rows[name].array[now] for name in (*columns, *further)})
        named = {name: _named(self.rows[name].to_numpy()[now], customers) for name in by}
        sub["group"] = pd.Series(_joined([*named.values()]), index=sub.index, dtype="str")
        main = _main_groups(sub["group"], customers)[customers]
        for repeat in self.counted.repeats:
            if repeat.counts_once and repeat.column in (*columns, *further):
                is_main = sub["group"].to_numpy() == main
                sub[repeat.column] = _in_main(sub[repeat.column], customers, is_main)
        parts = self._merged(sub, customers, columns)
        shown = parts["group"].str.split(_BETWEEN, expand=True)
        parts = parts.assign(**{name: shown[place].astype("str") for place, name in enumerate(by)})
        return parts[["row", *by, *further, *(["value"] if self.measure is not None else [])]]

    def each(self, columns: Sequence[str]) -> pd.DataFrame:
        """The rows themselves, without those of an earlier data date; see `Portfolio.rows_of`.

        A row whose amount in one of the columns does not count, since it stands in another row already, is left out.
        """
        now = np.ones(len(self.rows), dtype=bool) if self.latest is None else self.latest.copy()
        for name, uncounted in self.counted.uncounted.items():
            if name in columns:
                now &= ~uncounted
        own = self.rows["row"].to_numpy()
        known = pd.DataFrame({"row": own[self.grouping.group], "own_row": own})
        return known.assign(**{name: self.rows[name].array for name in columns})[now].reset_index(drop=True)

    def _merged(self, sub: pd.DataFrame, customers: Integers, columns: Sequence[str]) -> pd.DataFrame:
        keys = pd.factorize(pd.MultiIndex.from_arrays([customers, sub["group"]]))[0]
        first = pd.Series(np.arange(len(sub))).groupby(keys).transform("min").to_numpy(np.int64)
        parts = merge_rows(sub, Grouping(first, ()), {**self.rules, **dict.fromkeys(columns, Merge.SUM)})
        return parts if self.measure is None else with_value(parts, self.measure)


def _named(names: npt.NDArray[np.object_], customers: Integers) -> npt.NDArray[np.object_]:
    """The groups of some rows; a row without one has that of most of the customer's, "" where all are blank."""
    groups = pd.Series(names).astype("str")
    main = pd.Series(_main_groups(groups, customers)[customers], dtype="str")
    return groups.where(groups.notna(), main).to_numpy(dtype=object)


def _joined(names: Sequence[npt.NDArray[np.object_]]) -> npt.NDArray[np.object_]:
    """The groups of several columns as one."""
    whole = names[0]
    for further in names[1:]:
        whole = whole + _BETWEEN + further
    return whole


def counting_rows(size: int, counted: Counted, columns: Collection[str]) -> Flags:
    """The rows that put a customer into a group."""
    old = [rows for name, rows in counted.earlier.items() if name in columns]
    return ~np.logical_or.reduce(old) if old else np.ones(size, dtype=bool)


def _main_groups(groups: Values, customers: Integers) -> npt.NDArray[np.object_]:
    """By customer: the most frequent group, "" where all are blank."""
    names = pd.DataFrame({"row": 0, "group": groups.to_numpy(dtype=object)})
    names["group"] = names["group"].astype("str")
    first = pd.Series(np.arange(len(names))).groupby(customers).transform("min").to_numpy(np.int64)
    merged = merge_rows(names, Grouping(first, ()), {"group": Merge.MODE})
    at = np.unique(customers[np.unique(first)], return_index=True)[1]
    return merged["group"].fillna("").to_numpy(dtype=object)[at]


def _in_main(values: Values, customers: Integers, is_main: Flags) -> Values:
    """The amount of each customer, wherever it stood, in the first row of the main group."""
    whole = values.groupby(customers).transform("sum", min_count=1)
    first = ~pd.Series(customers).where(is_main, -1 - np.arange(len(customers))).duplicated().to_numpy()
    return whole.where(is_main & first).astype(values.dtype)
