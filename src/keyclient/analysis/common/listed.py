"""The customers whom an answer about a portfolio of any size lists, in memory: for names in tables and for masking."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.contacts import CALLED, OWNED
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Scan

LISTED = "listed"
"""The column, and attribute of listed rows, that numbers the customers of the lists: rows of several books may be equal."""


def contact_columns(scan: Scan) -> tuple[str, ...]:
    """The columns of a portfolio that say whom to call."""
    columns = scan.columns
    return tuple(name for name in (*CALLED, *OWNED) if name in columns)


def collected(*lists: "nw.LazyFrame[Any]") -> list[nw.DataFrame[pa.Table]]:
    """Lists of customers in memory, in their order, with `LISTED`: no two rows of them have the same number."""
    found, start = [], 0
    for one in lists:
        table = one.collect(backend="pyarrow").to_native()
        numbers = pa.array(range(start, start + len(table)), pa.int64())
        found.append(nw.from_native(table.append_column(LISTED, numbers), eager_only=True))
        start += len(table)
    return found


def contact_frame(lists: Sequence[nw.DataFrame[pa.Table]], names: Sequence[str]) -> pd.DataFrame:
    """`LISTED`, `row` and some further columns, which are texts, of the customers of several lists."""
    rows = [record for one in lists for record in one.select(LISTED, "row", *names).rows(named=True)]
    numbers = {name: pd.array([row[name] for row in rows], dtype="int64") for name in (LISTED, "row")}
    texts = {name: pd.array([row[name] for row in rows], dtype="str") for name in names}
    return pd.DataFrame({**numbers, **texts})


def listed_portfolio(scan: Scan, listed: pd.DataFrame) -> Portfolio:
    """The customers of a `contact_frame`, each once."""
    frame = listed.drop(columns=LISTED).drop_duplicates(ignore_index=True)
    return Portfolio(frame, scan.as_of, scan.sources, scan.measure, further=scan.further)
