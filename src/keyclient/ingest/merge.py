"""Repeated ids: which rows are one customer, and what becomes of their cells. File order never matters."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.model.column import Merge

IDENTITY = ("name", "birth_date", "id_number")
"""Fields that tell customers of one id apart when they contradict each other."""

MOST_COMPARISONS = 5_000_000
"""Above this many comparisons the rows of one id that lack part of their identity stay by themselves."""

Values: TypeAlias = "pd.Series[Any]"
Who = tuple[object, ...]


@dataclass(frozen=True)
class Conflict:
    """One id that stands for several customers."""

    rows: tuple[int, ...]
    """Positions in the frame."""
    groups: int


@dataclass(frozen=True)
class Grouping:
    """Which rows are one customer."""

    group: npt.NDArray[np.int64]
    """The customer of every row: the position of the customer's first row."""
    conflicts: tuple[Conflict, ...]

    @cached_property
    def merged(self) -> int:
        """Rows absorbed into another."""
        return int((self.group != np.arange(len(self.group))).sum())


def group_rows(frame: pd.DataFrame, damaged: npt.NDArray[np.bool_]) -> Grouping:
    """Rows of one `customer_id` without contradiction in `IDENTITY` are one customer.

    Rows without an id, with a damaged one, and deals (`opportunity_id`) stay by themselves. Rows of a
    contradicted id are grouped by identity; a row that fits several groups stays by itself.
    """
    group = np.arange(len(frame), dtype=np.int64)
    if "customer_id" not in frame or "opportunity_id" in frame:
        return Grouping(group, ())
    ids = frame["customer_id"].where(~damaged)
    repeated = (ids.notna() & ids.duplicated(keep=False)).to_numpy()
    if not repeated.any():
        return Grouping(group, ())
    rows = np.flatnonzero(repeated)
    codes = pd.factorize(ids.iloc[rows])[0]
    firsts = pd.Series(rows).groupby(codes).transform("min").to_numpy()
    group[rows] = firsts
    identity = [name for name in IDENTITY if name in frame]
    disputed = _disputed(frame.iloc[rows][identity], codes)
    conflicts = []
    for code in np.flatnonzero(disputed):
        members = rows[codes == code]
        parts = _parts([tuple(row) for row in _plain(frame.iloc[members][identity])])
        for part in parts:
            group[members[part]] = members[part].min()
        conflicts.append(Conflict(tuple(members.tolist()), len(parts)))
    return Grouping(group, tuple(conflicts))


def merge_rows(frame: pd.DataFrame, grouping: Grouping, rules: Mapping[str, Merge]) -> pd.DataFrame:
    """One row a customer, in the order of their first rows. `row` of a customer is its first row's."""
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
            return groups.sum(min_count=1)
        case Merge.EARLIEST:
            return groups.min()
        case Merge.LATEST:
            return groups.max()
        case Merge.MODE:
            return _most_frequent(values, keys)


def _most_frequent(values: Values, keys: "pd.Series[int]") -> Values:
    """The most frequent value that is not blank; of equally frequent ones the smallest as text."""
    known = values.notna()
    counted = pd.DataFrame({"key": keys[known], "value": values[known]})
    counts = counted.groupby(["key", "value"], sort=False).size().rename("count").reset_index()
    counts["text"] = counts["value"].astype("str")
    best = counts.sort_values(["key", "count", "text"], ascending=[True, False, True], kind="stable")
    return best.drop_duplicates("key").set_index("key")["value"].reindex(np.unique(keys)).astype(values.dtype)


def _disputed(identity: pd.DataFrame, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """For every id whether its rows contradict each other."""
    if identity.columns.empty:
        return np.zeros(int(codes.max()) + 1, dtype=bool)
    distinct = identity.groupby(codes).nunique(dropna=True)
    return np.asarray((distinct > 1).any(axis=1))


def _plain(identity: pd.DataFrame) -> list[Who]:
    known = identity.astype("object").where(identity.notna(), None)
    return list(known.itertuples(index=False, name=None))


def _parts(identities: list[Who]) -> list[npt.NDArray[np.int64]]:
    """Positions of the rows of each customer.

    Identities that agree wherever both are known belong together. One that agrees with two that contradict each
    other fits several customers, so its rows stay by themselves; what is left falls into groups without doubt.
    """
    rows: dict[Who, list[int]] = {}
    for index, who in enumerate(identities):
        rows.setdefault(who, []).append(index)
    partial = sorted((who for who in rows if None in who), key=repr)
    friends = (
        {who: [other for other in rows if _agree(who, other)] for who in partial}
        if _few(partial, rows)
        else {}
    )
    torn = {who for who in partial if who not in friends or _contradict(friends[who])}
    parts: list[list[int]] = [[index] for who in torn for index in rows[who]]
    home: dict[Who, Who] = {}
    for who in partial:
        if who not in torn:
            core = min(
                (other for other in friends[who] if other not in torn),
                key=lambda it: (it.count(None), repr(it)),
            )
            home[who] = core
    together: dict[Who, list[int]] = {}
    for who, members in rows.items():
        if who not in torn:
            together.setdefault(home.get(who, who), []).extend(members)
    parts += together.values()
    return [np.array(sorted(part)) for part in parts]


def _few(partial: list[Who], rows: Mapping[Who, list[int]]) -> bool:
    """Whether comparing is affordable. An id that stands for thousands (`0`) tells nobody apart anyway."""
    return len(partial) * len(rows) <= MOST_COMPARISONS


def _contradict(identities: list[Who]) -> bool:
    """Whether some two of several identities contradict each other."""
    return any(
        len({value for value in values if value is not None}) > 1 for values in zip(*identities, strict=True)
    )


def _agree(one: Who, other: Who) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))
