"""The customers of a book in their groups."""

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.model.portfolio import Portfolio


def in_groups(portfolio: Portfolio, by: str) -> pd.DataFrame:
    """`row`, `group` (text, "" is blank) and `value`, if there is one: a row for each customer in each group.

    A customer whose rows stand in several groups has in each what those rows hold.
    """
    if portfolio.parts is not None:
        return portfolio.parts
    names = [name for name in ("row", "value") if name in portfolio.frame.columns]
    return portfolio.frame[names].assign(group=portfolio.frame[by].astype("str").fillna(""))


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
