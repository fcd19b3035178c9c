"""Portfolios of tests as an engine sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.at_scale import ScanInputs
from keyclient.analysis.common.common_units import in_common_units
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.snapshot import take_snapshot
from keyclient.analysis.compare.answer import answer_compare
from keyclient.analysis.compare.at_scale import answer_compare_at_scale
from keyclient.analysis.compare.result import CompareResult
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded, Portfolio
from keyclient.model.scan import Engine, Scan
from keyclient.policy.models import Policy

Outcomes = dict[str, Outcome[CompareResult]]
ALL = Query(Lang.EN)


@dataclass(frozen=True)
class Pair:
    """Two books, the older first, with what they are grouped by."""

    old: Loaded
    new: Loaded

    def by_book(self, policy: Policy, query: Query = ALL) -> Outcome[CompareResult]:
        """The answer about them as books."""
        books = in_common_units([take_snapshot(one, policy.tier) for one in (self.old, self.new)])
        return answer_compare(Inputs(self.new, series=books), policy, query)

    def by_scan(
        self, policy: Policy, engine: Engine = Engine.PANDAS, query: Query = ALL
    ) -> Outcome[CompareResult]:
        """The answer about them as portfolios in an engine."""
        database = duckdb.connect()
        scans = tuple(scan_of(one, engine, database) for one in (self.old, self.new))
        return answer_compare_at_scale(ScanInputs(scans), policy, query)


def scan_of(loaded: Loaded, engine: Engine, database: Any = None) -> Scan:  # noqa: ANN401 - a connection or session
    """A book as a portfolio in an engine."""
    portfolio = loaded.portfolio
    frame = portfolio.frame.copy()
    if loaded.group is not None:
        frame["group"] = frame[loaded.group].fillna("").astype("str")
    measure = portfolio.measure
    return Scan(
        lazy(frame, engine, database),
        engine,
        len(frame),
        portfolio.as_of,
        loaded.as_of_from_file,
        portfolio.sources,
        measure,
        further=portfolio.further,
        group=loaded.group,
    )


def lazy(frame: pd.DataFrame, engine: Engine, database: Any) -> "nw.LazyFrame[Any]":  # noqa: ANN401
    """A frame in an engine."""
    if engine is Engine.PANDAS:
        return nw.from_native(frame).lazy()
    table = pa.Table.from_pandas(_with_dates(frame), preserve_index=False)
    if engine is Engine.DUCKDB:
        return nw.from_native(database.from_arrow(table))
    return nw.from_native(database.createDataFrame(table))


def _with_dates(frame: pd.DataFrame) -> pd.DataFrame:
    days = frame.select_dtypes("datetime").columns
    return frame.assign(**{name: frame[name].astype(pd.ArrowDtype(pa.date32())) for name in days})


def listed(outcome: Outcome[CompareResult], **without: object) -> str:
    """The result as JSON."""
    return outcome.result.model_copy(update=without).model_dump_json(by_alias=True, indent=1)


def loaded_of(portfolio: Portfolio, *, by: str | None = None) -> Loaded:
    """A portfolio as a book that was read."""
    return Loaded(portfolio, (), (), by, as_of_from_file=False, told=())


def renamed(portfolio: Portfolio, **changed: Any) -> Portfolio:  # noqa: ANN401
    """A portfolio with something else."""
    return replace(portfolio, **changed)


def books(*portfolios: Portfolio, by: str | None = None) -> Sequence[Loaded]:
    """Some portfolios as books."""
    return [loaded_of(one, by=by) for one in portfolios]
