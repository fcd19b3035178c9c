"""What each customer has in each of the groups her rows stand in."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.customers.counted import Counted, Integers
from keyclient.ingest.customers.frame import Flags, with_value
from keyclient.ingest.customers.merge import Grouping, Values, merge_rows
from keyclient.model.column import Merge
from keyclient.model.measure import Measure
from keyclient.model.record import dataclass

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
        repeated = np.bincount(self.grouping.group, minlength=len(self.rows))[self.grouping.group] > 1
        names = [*dict.fromkeys(["row", *by, *columns, *further])]
        parts = [self._alone(np.flatnonzero(now & ~repeated), by)[names]]
        if (now & repeated).any():
            parts.append(self._divided(np.flatnonzero(now & repeated), by, further)[names])
        whole = pd.concat(parts).sort_index(kind="stable").reset_index(drop=True)
        shown = whole if self.measure is None else with_value(whole, self.measure)
        return shown[["row", *by, *further, *(["value"] if self.measure is not None else [])]]

    def _alone(self, at: Integers, by: Sequence[str]) -> pd.DataFrame:
        """The rows of customers with one row, under their positions: each is in its own group with all that it holds."""
        rows = self.rows.set_axis(np.arange(len(self.rows))).iloc[at]
        return rows.assign(**{name: rows[name].astype("str").fillna("") for name in by})

    def _divided(self, at: Integers, by: Sequence[str], further: Sequence[str]) -> pd.DataFrame:
        """The other customers in each of their groups, under the position of the first row of each; `at`: their rows."""
        columns = () if self.measure is None else self.measure.columns
        customers = np.unique(self.grouping.group[at], return_inverse=True)[1]
        sub = pd.DataFrame({"row": self.rows["row"].to_numpy()[self.grouping.group[at]]})
        sub = sub.assign(**{name: self.rows[name].array[at] for name in (*columns, *further)})
        named = {name: _named(self.rows[name].array[at].to_numpy(dtype=object), customers) for name in by}
        sub["group"] = pd.Series(_joined([*named.values()]), index=sub.index, dtype="str")
        main = _main_groups(sub["group"], customers)[customers]
        for repeat in self.counted.repeats:
            if repeat.counts_once and repeat.column in (*columns, *further):
                is_main = sub["group"].to_numpy() == main
                sub[repeat.column] = _in_main(sub[repeat.column], customers, is_main)
        parts, first = self._merged(sub, customers, columns)
        shown = parts["group"].str.split(_BETWEEN, expand=True)
        own = {name: shown[place].astype("str") for place, name in enumerate(by)}
        return parts.assign(**own).set_axis(at[first])

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

    def _merged(
        self, sub: pd.DataFrame, customers: Integers, columns: Sequence[str]
    ) -> tuple[pd.DataFrame, Integers]:
        """The rows of each customer and group as one, and where the first of them stands."""
        keys = pd.factorize(pd.MultiIndex.from_arrays([customers, sub["group"]]))[0]
        first = pd.Series(np.arange(len(sub))).groupby(keys).transform("min").to_numpy(np.int64)
        rules = {**self.rules, **dict.fromkeys(columns, Merge.SUM)}
        return merge_rows(sub, Grouping(first, ()), rules), np.unique(first)


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
