"""The customers of a portfolio as an engine sees them."""

from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Engine, Scan


def scan_of(portfolio: Portfolio, engine: Engine, *, by: str | None = None) -> Scan:
    """The same customers; `by`: a column of text to group by."""
    frame = _as_scanned(portfolio.frame, by)
    native: Any = frame
    if engine is not Engine.PANDAS:
        native = duckdb.from_arrow(_arrow(frame))
    return Scan(
        nw.from_native(native).lazy(),
        engine,
        len(frame),
        portfolio.as_of,
        as_of_from_file=False,
        sources=(),
        measure=portfolio.measure,
        group=by,
    )


def _as_scanned(frame: pd.DataFrame, by: str | None) -> pd.DataFrame:
    whole = {name: "Int64" for name in frame if name == "row" or str(name).endswith("#held")}
    scanned = frame.astype(whole)
    return scanned if by is None else scanned.assign(group=scanned[by].fillna(""))


def _arrow(frame: pd.DataFrame) -> pa.Table:
    """Days as dates, as they are in Parquet."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    kinds = {"birth_date": pa.date32()}
    fields = [pa.field(one.name, kinds.get(one.name, _plain(one.type))) for one in table.schema]
    return table.cast(pa.schema(fields))


def _plain(kind: pa.DataType) -> pa.DataType:
    return pa.string() if pa.types.is_large_string(kind) else kind
