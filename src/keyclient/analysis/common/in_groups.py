"""The customers of a book in their groups."""

from collections.abc import Iterator, Sequence

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.model.issue import Issue
from keyclient.model.portfolio import Portfolio
from keyclient.model.rules.repeats import CustomersInSeveralGroups


def in_groups(portfolio: Portfolio, by: str) -> pd.DataFrame:
    """`row`, `group` (text, "" is blank) and `value`, if there is one: a row for each customer in each group.

    A customer whose rows stand in several groups has in each what those rows hold.
    """
    if portfolio.parts is not None:
        return portfolio.parts
    names = [name for name in ("row", "value") if name in portfolio.frame.columns]
    return portfolio.frame[names].assign(group=portfolio.frame[by].astype("str").fillna(""))


def in_parts(portfolio: Portfolio, by: Sequence[str], further: Sequence[str] = ()) -> pd.DataFrame:
    """`row`, the columns `by` and `further`, and `value`, if there is one: a row for each customer and combination of `by`.

    All columns must be in the frame. A customer whose rows stand in several groups has in each what those rows hold.
    """
    if portfolio.split is None or not by:
        names = ["row", *by, *further, *(["value"] if "value" in portfolio.frame else [])]
        return portfolio.frame[names].reset_index(drop=True)
    parts = portfolio.split(by, further)
    return parts.assign(**{name: parts[name].mask(parts[name] == "") for name in by}).reset_index(drop=True)


def several_groups(portfolio: Portfolio, by: str) -> Iterator[Issue]:
    """The customers who count in several groups of a column, if the book has it."""
    if portfolio.split is not None and by in portfolio.frame:
        parts = in_parts(portfolio, [by])[["row", by]].drop_duplicates()
        count = int((parts["row"].value_counts() > 1).sum())
        if count:
            yield CustomersInSeveralGroups(field=by, count=count)


def with_groups(customers: nw.DataFrame[pa.Table], grouped: pd.DataFrame) -> nw.DataFrame[pa.Table]:
    """Customers with further columns, in their groups: `grouped` is from `in_groups`, the values are the groups' own.

    Values that are floats come in rising order, so that their sums do not depend on the order of the book.
    """
    if "value" in grouped and grouped["value"].dtype.kind == "f":
        grouped = grouped.sort_values("value", kind="stable")
    at = pd.Index(customers["row"].to_numpy()).get_indexer(pd.Index(grouped["row"]))
    table = customers.to_native().take(pa.array(at.astype(np.int64)))
    own = pa.Table.from_pandas(grouped.drop(columns="row"), preserve_index=False)
    for name in own.column_names:
        table = table.drop_columns([name]) if name in table.column_names else table
        table = table.append_column(name, own[name])
    return nw.from_native(table, eager_only=True)
