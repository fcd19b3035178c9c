"""Customers who are counted twice in one branch, as several books list them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_ID = "customer_id"


def repeated_customers(table: "pa.Table") -> int:
    """How many customer ids appear in several books of the same branch; the case of letters is ignored."""
    import pandas as pd

    frame = pd.DataFrame(table.select(["book", "branch", _ID]).to_pandas())
    text = frame[_ID].astype("str").str.strip().str.upper()
    known = frame.assign(**{_ID: text})[frame[_ID].notna() & (text != "")]
    books = known.groupby(["branch", _ID])["book"].nunique()
    return int((books > 1).sum())
