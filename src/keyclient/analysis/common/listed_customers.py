"""The few customers of a large portfolio whom an answer lists, in memory: for their names in tables and for masking."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.contacts import CALLED, OWNED
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Scan

if TYPE_CHECKING:
    import narwhals as nw

KEY = ("row", "customer_id")
"""What a customer is looked up by: rows alone are not unique over several books."""


def contact_columns(scan: Scan) -> tuple[str, ...]:
    """The columns that say who a customer is, those that the portfolio has; `row` first."""
    there = set(scan.columns)
    return tuple(name for name in (*KEY, *CALLED, *OWNED) if name in there)


def collected(frame: "nw.LazyFrame[Any]") -> pd.DataFrame:
    """A small lazy frame in memory, typed as `Portfolio.frame`, in the order of the engine.

    `row` is int64, whole numbers Int64, numbers Float64, dates datetime64[s], everything else str; a blank is NA.
    """
    table = frame.collect().to_arrow()
    return pd.DataFrame({name: _typed(name, table.column(name)) for name in table.column_names})


def _typed(name: str, column: pa.ChunkedArray) -> pd.Series:
    kind = column.type
    if pa.types.is_integer(kind):
        numbers = pd.Series(pd.array(column.to_pylist(), dtype="Int64"))
        return numbers.astype("int64") if name == "row" else numbers
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return pd.Series(pd.array(column.cast(pa.float64()).to_pylist(), dtype="Float64"))
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return pd.Series(column.cast(pa.timestamp("s")).to_numpy(), dtype="datetime64[s]")
    return pd.Series(pd.array(column.cast(pa.string()).to_pylist(), dtype="str"))


def listed_portfolio(scan: Scan, frames: Iterable[pd.DataFrame]) -> Portfolio:
    """The portfolio for an outcome: of the customers in some frames, with the columns of `contact_columns` that those have.

    A customer of several frames stands in it once. It holds nobody where there are no frames.
    """
    names = contact_columns(scan)
    parts = [part[[name for name in names if name in part.columns]] for part in frames if len(part)]
    frame = (
        pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
        if parts
        else pd.DataFrame(
            {name: pd.Series(dtype="int64" if name == "row" else "str") for name in (names or ("row",))}
        )
    )
    return Portfolio(frame, scan.as_of, scan.sources, scan.measure)
