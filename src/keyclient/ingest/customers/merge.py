"""Repeated ids: which rows are one customer, and how their cells are merged. File order never matters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.ingest.customers.identities import Identity, same_customers
from keyclient.ingest.customers.names import folded_name
from keyclient.ingest.customers.repeats import repeated
from keyclient.model.column import Merge
from keyclient.model.record import dataclass

IDENTITY = ("name", "birth_date", "id_number")
"""Fields that distinguish customers of one id if they contradict each other."""

Values: TypeAlias = "pd.Series[Any]"


@dataclass(frozen=True)
class Conflict:
    """One id that belongs to several customers."""

    rows: tuple[int, ...]
    """Positions in the frame."""
    groups: int


@dataclass(frozen=True)
class Excess:
    """One id whose rows add up to more than one customer can have."""

    rows: tuple[int, ...]
    """Positions in the frame."""
    field: str


@dataclass(frozen=True)
class Grouping:
    """Which rows are one customer."""

    group: npt.NDArray[np.int64]
    """The customer of every row, as the position of the customer's first row."""
    conflicts: tuple[Conflict, ...]
    excesses: tuple[Excess, ...] = ()
    share_ids: npt.NDArray[np.bool_] | None = None
    """The rows that share their id with another; None where that has not been found out for all of them."""

    @cached_property
    def merged(self) -> int:
        """Number of rows merged into another."""
        return int((self.group != places(len(self.group))).sum())


@lru_cache(maxsize=1)
def places(rows: int) -> npt.NDArray[np.int64]:
    """The position of every row. The rows that count and the customers of rows are often these: one array is enough."""
    found = np.arange(rows, dtype=np.int64)
    found.flags.writeable = False
    return found


def group_rows(frame: pd.DataFrame, damaged: npt.NDArray[np.bool_]) -> Grouping:
    """Group rows by customer: those of one `customer_id` without contradiction in `IDENTITY` are one.

    Rows without an id or with a damaged one, and deals (`opportunity_id`), stay separate. Rows of a
    contradicted id are grouped by identity; a row that fits several groups stays separate.
    """
    group = places(len(frame))
    if "customer_id" not in frame or "opportunity_id" in frame:
        return Grouping(group, ())
    ids = frame["customer_id"].where(~damaged) if damaged.any() else frame["customer_id"]
    share_ids = repeated(ids)
    rows, told = np.flatnonzero(share_ids), None if damaged.any() else share_ids
    if not len(rows):
        return Grouping(group, (), share_ids=told)
    group = group.copy()
    codes = pd.factorize(ids.iloc[rows])[0]
    firsts = pd.Series(rows).groupby(codes).transform("min").to_numpy()
    group[rows] = firsts
    identities = frame.iloc[rows][[name for name in IDENTITY if name in frame]]
    identities = _folded(identities, _disputed(identities, codes))
    disputed = _disputed(identities, codes)
    known_identities = _plain(identities) if disputed else []
    conflicts = []
    for at in disputed:
        members, customers = rows[at], same_customers([known_identities[index] for index in at])
        for customer in customers:
            group[members[customer]] = members[customer].min()
        conflicts.append(Conflict(tuple(members.tolist()), len(customers)))
    return Grouping(group, tuple(conflicts), share_ids=told)


def split_excesses(frame: pd.DataFrame, grouping: Grouping, bounds: Mapping[str, float]) -> Grouping:
    """The grouping with the rows of customers split whose sums exceed what one customer can have.

    `bounds`: the largest amount of each column that is added up.
    """
    if not grouping.merged:
        return grouping
    group, excesses = grouping.group.copy(), []
    for name, most in bounds.items():
        values = frame[name].to_numpy(dtype="float64", na_value=0.0)
        sums = np.bincount(group, weights=values, minlength=len(group))
        for customer in np.flatnonzero(
            (np.abs(sums) > most) & (np.bincount(group, minlength=len(group)) > 1)
        ):
            rows = np.flatnonzero(group == customer)
            group[rows] = rows
            excesses.append(Excess(tuple(rows.tolist()), name))
    return replace(grouping, group=group, excesses=tuple(excesses)) if excesses else grouping


def merge_rows(frame: pd.DataFrame, grouping: Grouping, rules: Mapping[str, Merge]) -> pd.DataFrame:
    """One row per customer, in the order of their first rows; `row` is that of the first row."""
    if not grouping.merged:
        return frame
    sizes = np.bincount(grouping.group, minlength=len(frame))
    several = sizes[grouping.group] > 1
    singles, parts = frame[~several], frame[several]
    keys = pd.Series(grouping.group[several], index=parts.index, name="group")
    columns = {
        name: _merged(parts[name], keys, rules.get(str(name), Merge.MODE)) for name in frame if name != "row"
    }
    merged = pd.DataFrame({"row": parts["row"].groupby(keys).min(), **columns})
    whole = pd.concat([singles.set_axis(np.flatnonzero(~several)), merged[frame.columns]])
    return whole.sort_index(kind="stable").reset_index(drop=True).astype(frame.dtypes.to_dict())


def _merged(values: Values, keys: "pd.Series[int]", rule: Merge) -> Values:
    groups = values.groupby(keys)
    match rule:
        case Merge.SUM:
            # A sum of floats depends on their order in the last digit, and file order must not matter.
            ordered = values.sort_values().groupby(keys) if values.dtype.kind == "f" else groups
            return ordered.sum(min_count=1)
        case Merge.EARLIEST:
            return groups.min()
        case Merge.LATEST | Merge.ANY:
            return groups.max()
        case Merge.MODE:
            return _most_frequent(values, keys)


def _most_frequent(values: Values, keys: "pd.Series[int]") -> Values:
    """The most frequent value, blanks aside; of equally frequent ones the smallest in text order."""
    known = values.notna()
    counted = pd.DataFrame({"key": keys[known], "value": values[known]})
    counts = counted.groupby(["key", "value"], sort=False).size().rename("count").reset_index()
    counts["text"] = counts["value"].astype("str")
    best = counts.sort_values(["key", "count", "text"], ascending=[True, False, True], kind="stable")
    return best.drop_duplicates("key").set_index("key")["value"].reindex(np.unique(keys)).astype(values.dtype)


def _folded(identities: pd.DataFrame, disputed: Sequence[npt.NDArray[np.int64]]) -> pd.DataFrame:
    """The identities with names as they are compared, where rows of one id contradict each other."""
    if "name" not in identities or not disputed:
        return identities
    names, at = identities["name"].astype("object").to_numpy(copy=True), np.concatenate(disputed)
    names[at] = [folded_name(name) if isinstance(name, str) else None for name in names[at]]
    return identities.assign(name=pd.Series(names, index=identities.index, dtype="str"))


def _disputed(identities: pd.DataFrame, codes: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    """Positions of the rows of every id whose rows contradict each other."""
    if identities.columns.empty:
        return []
    is_disputed = np.asarray((identities.groupby(codes).nunique(dropna=True) > 1).any(axis=1))
    at = np.flatnonzero(is_disputed[codes])
    at = at[np.argsort(codes[at], kind="stable")]
    return np.split(at, np.flatnonzero(np.diff(codes[at])) + 1) if len(at) else []


def _plain(identities: pd.DataFrame) -> list[Identity]:
    known = identities.astype("object").where(identities.notna(), None)
    return list(known.itertuples(index=False, name=None))
