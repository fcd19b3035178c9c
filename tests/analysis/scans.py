"""Portfolios of a handful of customers as an engine sees them, for tests of analyses at scale."""

import datetime as dt
from collections.abc import Sequence

import duckdb
import narwhals as nw
import pandas as pd

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.model.measure import Measure
from keyclient.model.scan import Engine, Scan
from tests.analysis.books import AUM


def scan_of(
    values: Sequence[int | None],
    engine: Engine = Engine.PANDAS,
    *,
    group: Sequence[str | None] | None = None,
    measure: Measure = AUM,
    **columns: Sequence[str | None],
) -> Scan:
    """A portfolio with one customer a value, in units of the measure. Ids are c1, c2 ... unless given."""
    frame = pd.DataFrame({"row": pd.Series(range(2, len(values) + 2), dtype="Int64")})
    ids = columns.pop("customer_id", [f"c{n}" for n in range(1, len(values) + 1)])
    frame["customer_id"] = pd.array(ids, dtype="str")
    for name, cells in columns.items():
        frame[name] = pd.array(cells, dtype="str")
    if group is not None:
        frame["group"] = pd.array([name or "" for name in group], dtype="str")
    frame["value"] = pd.array(values, dtype="Int64")
    lazy = nw.from_native(duckdb.from_df(frame)) if engine is Engine.DUCKDB else nw.from_native(frame).lazy()
    return Scan(
        lazy,
        engine,
        len(values),
        dt.date(2026, 1, 31),
        as_of_from_file=False,
        sources=(),
        measure=measure,
        group=None if group is None else "branch",
    )


def inputs_of(scan: Scan) -> ScanInputs:
    """The inputs of an analysis of one portfolio."""
    return ScanInputs((scan,))
