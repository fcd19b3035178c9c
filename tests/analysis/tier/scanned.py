"""The customers of a portfolio in memory as an engine sees them."""

from collections.abc import Callable, Mapping
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.tier.at_scale import answer_tier_at_scale
from keyclient.analysis.tier.result import TierResult
from keyclient.model.label import Lang
from keyclient.model.portfolio import Portfolio
from keyclient.model.scan import Engine, Scan
from keyclient.policy.models import Policy

Lazy = nw.LazyFrame[Any]


def in_pandas(frame: pd.DataFrame) -> Lazy:
    return nw.from_native(frame).lazy()


def in_duckdb(frame: pd.DataFrame) -> Lazy:
    """Dates are days there."""
    dates = {str(name): frame[name].dt.date for name in frame if frame[name].dtype.kind == "M"}
    table = pa.Table.from_pandas(frame.assign(**dates), preserve_index=False)
    for name in dates:
        place = table.column_names.index(name)
        table = table.set_column(place, name, table[name].cast(pa.date32()))
    connection = duckdb.connect()
    connection.register("customers", table)
    return nw.from_native(connection.sql("select * from customers"))


ENGINES: Mapping[Engine, Callable[[pd.DataFrame], Lazy]] = {
    Engine.PANDAS: in_pandas,
    Engine.DUCKDB: in_duckdb,
}


def scan_of(portfolio: Portfolio, engine: Engine, *, by: str | None = None) -> Scan:
    """The portfolio as a scan; a customer counts in the group that stands beside her."""
    frame = portfolio.frame
    wholes = {str(name): frame[name].astype("Int64") for name in frame if frame[name].dtype.kind in "iu"}
    grouped = {} if by is None else {"group": frame[by].astype("str").fillna("")}
    return Scan(
        frame=ENGINES[engine](frame.assign(**wholes, **grouped)),
        engine=engine,
        customers=len(frame),
        as_of=portfolio.as_of,
        as_of_from_file=False,
        sources=portfolio.sources,
        measure=portfolio.measure,
        further=portfolio.further,
        group=by,
    )


def at_scale(
    portfolio: Portfolio,
    policy: Policy,
    engine: Engine,
    *,
    by: str | None = None,
    top: int | None = 20,
    lang: Lang = Lang.EN,
) -> Outcome[TierResult]:
    """The answer over such a scan."""
    scan = scan_of(portfolio, engine, by=by)
    return answer_tier_at_scale(ScanInputs((scan,)), policy, Query(lang=lang, by=by, top=top))
