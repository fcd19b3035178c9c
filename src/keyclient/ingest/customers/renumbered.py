"""A book with the new numbers of customers whose number was changed; what several old ones hold is one customer's."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from keyclient.model.fields import fields
from keyclient.model.portfolio import Portfolio


def renumbered(portfolio: Portfolio, numbers: Mapping[str, str], group: str | None = None) -> Portfolio:
    """A portfolio under the new numbers, by old one. Rows that become one customer by it are added up.

    A number that several customers share already, or that has lost digits, is left to them: nobody can say whose it is.
    `group`: the column to group by; in each of her groups a customer has what her rows there hold.
    """
    portfolio = _with_new_aside(portfolio, numbers)
    frame = portfolio.frame
    if not numbers or "customer_id" not in frame:
        return portfolio
    ids = frame["customer_id"]
    alone = ~ids.duplicated(keep=False) & ~frame["row"].isin(portfolio.rounded)
    hit = ids.isin(list(numbers)) & alone
    if not hit.any():
        return portfolio
    found = ids.mask(hit, ids.map(numbers))
    joined = found.isin(found[hit]) & found.duplicated(keep=False) & alone
    frame = frame.assign(customer_id=found)
    if not joined.any():
        return replace(portfolio, frame=frame)
    at, kept = np.flatnonzero(joined), ids[joined] == found[joined]
    order = at[np.lexsort((at, ~kept.to_numpy(dtype=bool)))]
    first = _first_of(frame["row"].iloc[order], found.iloc[order])
    parts = _parts(_in_groups(portfolio, group), first)
    together = _added(frame.iloc[order])
    rest = frame.drop(index=frame.index[at])
    frame = pd.concat([rest, together]).sort_values("row", kind="stable").reset_index(drop=True)
    return replace(portfolio, frame=frame.astype(portfolio.frame.dtypes.to_dict()), parts=parts)


def _with_new_aside(portfolio: Portfolio, numbers: Mapping[str, str]) -> Portfolio:
    """The portfolio with the new numbers of those whose value is not known."""
    aside = portfolio.aside
    if aside is None or not numbers:
        return portfolio
    return replace(portfolio, aside=aside.assign(customer_id=aside["customer_id"].replace(dict(numbers))))


def _in_groups(portfolio: Portfolio, group: str | None) -> pd.DataFrame | None:
    """The customers in their groups before any become one."""
    if portfolio.parts is not None or group is None or group not in portfolio.frame:
        return portfolio.parts
    names = [name for name in ("row", "value") if name in portfolio.frame]
    return portfolio.frame[names].assign(group=portfolio.frame[group].astype("str").fillna(""))


def _added(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a number: amounts added up, of everything else what the first row has that has anything."""
    summed = {name for name, spec in fields().items() if spec.is_money} | {"value"}
    groups = rows.groupby("customer_id", sort=False, dropna=False)
    columns = {
        str(name): groups[name].sum(min_count=1) if name in summed else groups[name].first()
        for name in rows.columns
        if name != "customer_id"
    }
    return pd.DataFrame(columns).reset_index()[list(rows.columns)]


def _first_of(rows: pd.Series, ids: pd.Series) -> dict[int, int]:
    """The row that stands for each row that was added up."""
    first = rows.groupby(ids.to_numpy(), sort=False).transform("first")
    return dict(zip(rows.tolist(), first.tolist(), strict=True))


def _parts(parts: pd.DataFrame | None, first: Mapping[int, int]) -> pd.DataFrame | None:
    """The customers in their groups, those that became one under one row."""
    if parts is None:
        return None
    moved = parts.assign(row=parts["row"].map(lambda row: first.get(row, row)))
    sums = {
        name: ("sum" if name == "value" else "first")
        for name in moved.columns
        if name not in ("row", "group")
    }
    if not sums:
        return moved.drop_duplicates(["row", "group"]).reset_index(drop=True)
    added = moved.groupby(["row", "group"], sort=False, as_index=False).agg(sums)
    return added[list(parts.columns)]
